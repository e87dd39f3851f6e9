"""As of when an answer of a replica is: of nothing later than what the replica has."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.analytics.analyst import Json
from tests.analytics.replica import standby
from tests.conftest import ROOT
from tests.factories import order

CUSTOMERS = "/api/analytics/customers"
PATIENCE_SECONDS = 20
NEVER = "1h"
READER = """
    CREATE ROLE reader LOGIN;
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
    ALTER SYSTEM SET wal_sender_timeout = '1s';
    SELECT pg_reload_conf();
"""


class Branch:
    """The API whose orders go to a primary and whose numbers come from a replica."""

    def __init__(self, api: AsyncClient) -> None:
        self.api = api

    async def place(self, account: str = "account-1") -> datetime:
        """When the order was acknowledged."""
        answer = await self.api.post("/api/orders", json=order(account=account))
        assert answer.status_code == 201, answer.text
        return datetime.now(UTC)

    async def counted(self) -> tuple[int, datetime]:
        """How many orders there are, as of when."""
        answer = await self.api.get(CUSTOMERS)
        assert answer.status_code == 200, answer.text
        measured: Json = answer.json()
        return measured["n"], datetime.fromisoformat(measured["asOf"])

    async def until(self, reached: Callable[[int, datetime], bool]) -> tuple[int, datetime]:
        given_up = time.monotonic() + PATIENCE_SECONDS
        while not reached(*(counted := await self.counted())):
            assert time.monotonic() < given_up, counted
            await asyncio.sleep(0.05)
        return counted


Opened = Callable[..., AbstractAsyncContextManager[Branch]]


@pytest.fixture(scope="module")
def primary() -> Iterator[tuple[Path, str]]:
    with tempfile.TemporaryDirectory(prefix="huuva-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)  # as `room`, which is each test's own
        directory = Path(name) / "primary"
        with embedded.running(directory, durable=False) as url:
            config = Config(ROOT / "alembic.ini")
            config.attributes["database_url"] = url
            command.upgrade(config, "head")
            asyncio.run(_prepare(url))
            yield directory, url


async def _prepare(url: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in READER.strip().removesuffix(";").split(";"):
        await connection.execute(statement)
    await connection.close()


@pytest.fixture
def branch(
    primary: tuple[Path, str], room: Path, shared_app: FastAPI, settings: Settings
) -> Opened:
    """Opens a branch with a replica that has all that was committed before."""

    @asynccontextmanager
    async def opened(apply_delay: str, user: str = "postgres") -> AsyncIterator[Branch]:
        directory, url = primary
        with standby(room / "standby", directory, apply_delay=apply_delay) as standby_url:
            replica_url = standby_url.replace("postgres@", f"{user}@")
            async with (
                aclosing(await _open(url)) as database,
                aclosing(await _open(replica_url)) as replica,
            ):
                connect(shared_app, settings, database, replica)
                transport = ASGITransport(shared_app, raise_app_exceptions=False)
                async with AsyncClient(transport=transport, base_url="http://test") as api:
                    yield Branch(api)

    return opened


async def _open(url: str) -> Database:
    return await Database.open(url, size=2, name="test", statement_seconds=5)


async def test_an_order_that_is_not_replayed_yet_lies_after_as_of(branch: Opened) -> None:
    async with branch(apply_delay=NEVER) as kitchen:
        before, _ = await kitchen.counted()
        acknowledged = await kitchen.place()
        await asyncio.sleep(2)  # for the order to be received, and the primary's clock after it

        orders, as_of = await kitchen.counted()

    assert orders == before
    assert as_of < acknowledged


async def test_every_order_acknowledged_before_as_of_is_counted(branch: Opened) -> None:
    async with branch(apply_delay="150ms") as kitchen:
        before, _ = await kitchen.counted()
        acknowledged: list[datetime] = []

        async def place() -> None:
            for _ in range(60):
                acknowledged.append(await kitchen.place())
                await asyncio.sleep(0.02)

        placing = asyncio.create_task(place())
        answers: list[tuple[int, datetime]] = []
        while not placing.done():
            answers.append(await kitchen.counted())
        await placing
        answers.append(await kitchen.until(lambda orders, _: orders == before + 60))

    assert len({orders for orders, _ in answers}) > 3
    for orders, as_of in answers:
        assert orders >= before + sum(moment < as_of for moment in acknowledged)


async def test_where_nothing_is_pending_time_goes_on_though_nobody_writes(branch: Opened) -> None:
    async with branch(apply_delay="0") as kitchen:
        acknowledged = await kitchen.place()
        later = acknowledged + timedelta(seconds=2)

        await kitchen.until(lambda _, as_of: as_of > later)

        assert (await kitchen.counted())[1] < datetime.now(UTC)


async def test_a_reader_who_may_not_see_the_replication_is_told_the_newest_commit(
    branch: Opened,
) -> None:
    async with branch(apply_delay="0", user="reader") as kitchen:
        await kitchen.place()  # the first of a location begins its counter by a commit of its own
        await kitchen.until(lambda orders, _: orders > 0)
        _, before_any_commit = await kitchen.counted()
        before = datetime.now(UTC)
        acknowledged = await kitchen.place()

        _, as_of = await kitchen.until(lambda _, as_of: as_of > before)
        await asyncio.sleep(2)

        assert before_any_commit < before
        assert as_of < acknowledged
        assert (await kitchen.counted())[1] == as_of


async def test_each_page_is_as_of_its_own_time(branch: Opened) -> None:
    async with branch(apply_delay="0") as kitchen:
        await kitchen.place("page-1")
        second = await kitchen.place("page-2")
        await kitchen.until(lambda _, as_of: as_of > second)
        query = {"limit": "1"}
        first = (await kitchen.api.get(CUSTOMERS, params=query)).json()
        orders = first["n"]
        await kitchen.place("page-3")
        await kitchen.until(lambda found, _: found > orders)

        query["cursor"] = first["nextCursor"]
        page = (await kitchen.api.get(CUSTOMERS, params=query)).json()

    assert page["n"] == orders + 1
    assert page["asOf"] > first["asOf"]
