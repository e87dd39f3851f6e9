"""The database comes back as it was before: numbers are given out a second time, but no cursor means two events."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.__main__ import upgrade
from huuva_backend.application import connect, create_app
from huuva_backend.feed.service import FeedService
from huuva_backend.feed.stream import Stream
from huuva_backend.orders.cursor import Cursor
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection, create_database
from tests.orders.kitchen import Kitchen

SESSIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
RECOVERING = "SELECT pg_is_in_recovery()"
IN_PLACE = """
    CREATE TABLE restored (LIKE {0} INCLUDING ALL);
    INSERT INTO restored SELECT * FROM {0};
    DROP TABLE {0};
    ALTER TABLE restored RENAME TO {0};
"""


@pytest.fixture
async def database_url(migrated: str, worker_id: str) -> str:
    return await create_database(f"restored_{worker_id}", template=migrated)


async def alone(database_url: str, *statements: str) -> None:
    """Where nobody may be connected to the database meanwhile; `{}` is its name."""
    parts = urlsplit(database_url)
    name = parts.path.removeprefix("/")
    connection = await asyncpg.connect(urlunsplit(parts._replace(path="/postgres")))
    try:
        for statement in statements:
            while True:
                await connection.execute(SESSIONS.replace("$1", f"'{name}'"))
                try:
                    await connection.execute(statement.format(name))
                    break
                except asyncpg.ObjectInUseError:
                    continue  # somebody was quicker
    finally:
        await connection.close()


async def keep_a_copy(database_url: str) -> None:
    await alone(
        database_url, "DROP DATABASE IF EXISTS {0}_copy", "CREATE DATABASE {0}_copy TEMPLATE {0}"
    )


async def bring_back_the_copy(database_url: str) -> None:
    await alone(database_url, "DROP DATABASE {0}", "ALTER DATABASE {0}_copy RENAME TO {0}")


async def place(api: AsyncClient, number: int) -> None:
    for _ in range(number):
        await Kitchen(api).place()


async def newest(api: AsyncClient) -> str:
    """As all who give cursors say."""
    feed = (await api.get("/api/events")).json()["newest"]
    tickets = (await api.get("/api/kitchen/tickets")).json()["asOf"]
    board = (await api.get("/api/kitchen/board")).json()["asOf"]
    assert feed == tickets == board
    return str(feed)


async def status_after(api: AsyncClient, cursor: str) -> int:
    return (await api.get("/api/events", params={"after": cursor})).status_code


async def test_a_cursor_of_before_a_restore_is_gone_though_its_number_was_given_again(
    client: AsyncClient, database_url: str
) -> None:
    await place(client, 2)
    two = await newest(client)
    await keep_a_copy(database_url)
    await place(client, 3)
    five = await newest(client)
    await bring_back_the_copy(database_url)
    await place(client, 5)

    assert [await status_after(client, cursor) for cursor in (five, two)] == [410, 410]
    seven = await newest(client)
    assert seven.rpartition(".")[2] == "7"
    assert seven.partition(".")[0] != five.partition(".")[0]
    page = (await client.get("/api/events", params={"after": "0"})).json()
    assert [event["seq"] for event in page["items"]] == [1, 2, 3, 4, 5, 6, 7]


async def test_who_followed_is_reset_and_so_is_who_comes_back(
    client: AsyncClient, feed: FeedService, on: Database, database_url: str
) -> None:
    await place(client, 2)
    await keep_a_copy(database_url)
    await place(client, 3)
    five = Cursor(await newest(client))
    extent = await feed.open(TRUSTED, on, "main")
    async with aclosing(Stream(feed, TRUSTED, on, "main", None).frames(extent, five)) as frames:
        assert await anext(frames) == f"retry: 1000\nid: {five}\n\n".encode()
        await bring_back_the_copy(database_url)
        await place(client, 5)
        async with asyncio.timeout(10):
            told = (await anext(frames)).decode()
    assert told.startswith("event: reset\n")
    assert told.partition("id: ")[2].partition(".")[0] != five.epoch

    extent = await feed.open(TRUSTED, on, "main")
    async with aclosing(Stream(feed, TRUSTED, on, "main", None).frames(extent, five)) as frames:
        now = await newest(client)
        reset = f'event: reset\nid: {now}\ndata: {{"cursor":"{now}"}}\n\n'
        assert await anext(frames) == f"retry: 1000\n{reset}".encode()


async def test_of_many_who_ask_at_once_after_a_restore_all_are_given_one_epoch(
    client: AsyncClient, database_url: str
) -> None:
    await place(client, 1)
    before = await newest(client)
    await keep_a_copy(database_url)
    await bring_back_the_copy(database_url)

    answers = await asyncio.gather(*(client.get("/api/kitchen/board") for _ in range(12)))

    (now,) = {answer.json()["asOf"] for answer in answers}
    assert now != before
    assert await newest(client) == now


@pytest.mark.parametrize("table", ["location_feeds", "feed_epochs"])
async def test_a_table_that_was_restored_in_place_begins_another_epoch(
    client: AsyncClient, committed: Connection, table: str
) -> None:
    await place(client, 1)
    before = await newest(client)
    await committed.execute(IN_PLACE.format(table))

    assert await status_after(client, before) == 410
    assert await newest(client) != before


async def test_nothing_else_begins_another_epoch(
    client: AsyncClient, committed: Connection, feed: FeedService
) -> None:
    await place(client, 1)
    before = await newest(client)
    await committed.execute("VACUUM (ANALYZE) location_feeds, feed_epochs")
    await committed.execute("SELECT pg_switch_wal()")
    await place(client, 1)

    assert (await newest(client)).partition(".")[0] == before.partition(".")[0]
    assert await status_after(client, before) == 200


@asynccontextmanager
async def served_on(url: str, settings: Settings) -> AsyncIterator[AsyncClient]:
    database = await Database.open(url, size=2, name="tests", statement_seconds=5)
    app: FastAPI = create_app(settings)
    connect(app, settings, database)
    async with (
        aclosing(database),
        AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as client,
    ):
        yield client


def restart(data_dir: Path, signal: str) -> None:
    """With one of PostgreSQL's signal files, by which it reads its log as one that it was given."""
    embedded.stop(data_dir)
    cluster = data_dir / "postgres"
    with (cluster / "postgresql.auto.conf").open("a") as configuration:
        configuration.write("restore_command = 'false'\n")
    (cluster / signal).touch()
    embedded.start(data_dir, durable=False)


async def until_recovered(url: str) -> None:
    """It serves those who only read from before the end of its recovery on."""
    connection = await asyncpg.connect(url)
    try:
        async with asyncio.timeout(20):
            while await connection.fetchval(RECOVERING):  # noqa: ASYNC110 - not our process
                await asyncio.sleep(0.05)
    finally:
        await connection.close()


@pytest.fixture
async def cluster(room: Path) -> AsyncIterator[str]:
    """The address of a PostgreSQL of the test's own, in `room`."""
    url = await asyncio.to_thread(embedded.start, room / "data", durable=False)
    await asyncio.to_thread(upgrade, url)
    yield url
    await asyncio.to_thread(embedded.stop, room / "data")


async def test_a_recovery_to_a_point_in_time_begins_another_epoch(
    room: Path, cluster: str, settings: Settings
) -> None:
    async with served_on(cluster, settings) as api:
        await place(api, 2)
        before = await newest(api)
        await asyncio.to_thread(restart, room / "data", "recovery.signal")
        await until_recovered(cluster)
        await place(api, 1)
        now = await newest(api)

        assert await status_after(api, before) == 410
    assert now.rpartition(".")[2] == "3"
    assert now.partition(".")[0] != before.partition(".")[0]


async def test_a_standby_gives_no_cursor_and_begins_another_epoch_when_it_is_promoted(
    room: Path, cluster: str, settings: Settings
) -> None:
    async with served_on(cluster, settings) as api:
        await place(api, 2)
        before = await newest(api)
        await asyncio.to_thread(restart, room / "data", "standby.signal")
        standby = [
            await status_after(api, before),
            (await api.get("/api/kitchen/board")).status_code,
        ]
        connection = await asyncpg.connect(cluster)
        await connection.execute("SELECT pg_promote()")
        await connection.close()

        assert standby == [503, 503]
        assert await status_after(api, before) == 410
        assert (await newest(api)).rpartition(".")[2] == "2"
