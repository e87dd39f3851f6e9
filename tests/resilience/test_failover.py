"""The primary is gone and its standby is promoted: all hosts are in the URL, and whoever follows is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from signal import SIGKILL
from typing import NamedTuple

import asyncpg
import pytest

from huuva_backend.platform.db import embedded
from tests.analytics.replica import standby
from tests.feed.served import Location
from tests.resilience import cluster
from tests.server import Server
from tests.wire import Wire

SYNCHRONOUS = "ALTER DATABASE postgres SET synchronous_commit = 'remote_apply'"
WAIT_FOR_IT = "ALTER SYSTEM SET synchronous_standby_names = '*'"
READ_ONLY = "ALTER SYSTEM SET default_transaction_read_only = on"


class Hosts(NamedTuple):
    first: str
    second: str
    room: Path

    @property
    def both(self) -> str:
        return f"{self.first},{self.second.partition('host=')[2]}"


async def tell(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in (*statements, "SELECT pg_reload_conf()"):
        await connection.execute(statement)
    await connection.close()


pytestmark = pytest.mark.timeout(120)  # PostgreSQL and the server start in it


@pytest.fixture
async def hosts(room: Path) -> AsyncIterator[Hosts]:
    """A primary, whose commits wait for its standby."""
    with (
        embedded.running(room / "first", durable=False) as first,
        standby(room / "second", room / "first", apply_delay="0") as second,
    ):
        await tell(first, SYNCHRONOUS, WAIT_FOR_IT)
        yield Hosts(first, second, room)


async def killed(hosts: Hosts) -> None:
    cluster.send(SIGKILL, hosts.room / "first")


async def read_only(hosts: Hosts) -> None:
    """It still answers who is connected, as one that was demoted does."""
    await tell(hosts.first, READ_ONLY)


async def moved(server: Server, path: str) -> None:
    """Sent again until it is acknowledged, as a kitchen does."""
    async with asyncio.timeout(20), Wire(server.port) as wire:
        while True:
            answer = await wire.patch(f"{path}/status", {"status": "READY"})
            if answer.status == 200:
                return
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("gone", [killed, read_only])
async def test_requests_and_streams_go_on_at_the_standby_that_was_promoted(
    hosts: Hosts, gone: Callable[[Hosts], Awaitable[None]]
) -> None:
    async with Server(hosts.room, DATABASE_URL=hosts.both) as server:
        location = Location(server)
        paths = [await location.place() for _ in range(3)]
        cursor = await location.cursor(3)
        async with location.stream(last_event_id=cursor) as watching:
            await watching.next()
            await gone(hosts)
            await tell(hosts.second, "SELECT pg_promote()")
            await moved(server, paths[0])
            async with asyncio.timeout(20):
                told = await watching.message()
        kept = [(await server.get(path)).status for path in paths]
        old = (await server.get(f"/api/events?locationId={location.id}&after={cursor}")).status
        new = await location.cursor(4)
        log = server.log

    assert kept == [200, 200, 200]
    assert told.event == "reset"
    assert told.id is not None
    assert told.id.partition(".")[0] == new.partition(".")[0] != cursor.partition(".")[0]
    assert old == 410
    assert "unexpected failure" not in log
