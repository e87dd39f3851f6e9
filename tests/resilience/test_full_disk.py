"""Nothing more fits on the disk of the tables, or on that of the log: it says so, and goes on when there is room again."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.platform.db import embedded, system_user
from tests.factories import item, order
from tests.resilience.small_disk import filled, mounted
from tests.server import Server
from tests.wire import Answer, Wire

DISK_MB = 128
"""Empty tables and their indexes, or eight files of PostgreSQL's log."""
GIVE_UP_AFTER = 5_000

pytestmark = pytest.mark.timeout(120)  # PostgreSQL and the server start in it


@pytest.fixture
def disk(room: Path) -> Iterator[Path]:
    with mounted(room / "disk", DISK_MB) as directory:
        yield directory


async def place(server: Server, number: int = GIVE_UP_AFTER) -> tuple[list[str], Answer | None]:
    """The ids of orders that were taken, and the answer of the first that wasn't."""
    ids: list[str] = []
    items = [item(f"PLU-{each}", note="No onions. " * 20) for each in range(40)]
    async with Wire(server.port) as wire:
        while len(ids) < number:
            answer = await wire.post("/api/orders", order(items=items))
            if answer.status != 201:
                return ids, answer
            ids.append(answer.json()["id"])
    return ids, None


async def read(server: Server, ids: list[str]) -> Counter[int]:
    async with Wire(server.port) as wire:
        return Counter([(await wire.get(f"/api/orders/{each}")).status for each in ids])


async def test_with_no_room_for_tables_reads_are_served_and_writes_refused_until_there_is(
    room: Path, disk: Path
) -> None:
    with embedded.running(room / "data", durable=False) as url:
        connection = await asyncpg.connect(url)
        await connection.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
        await connection.execute("CREATE DATABASE huuva TABLESPACE small")
        await connection.close()
        async with Server(room, DATABASE_URL=url.replace("/postgres?", "/huuva?")) as server:
            with filled(disk):
                ids, refused = await place(server)
                reads = await read(server, ids)
                ready = (await server.get("/readyz")).status
            after, _ = await place(server, 5)
            log = server.log

    assert refused is not None
    assert (refused.status, refused.json()["cause"]) == (503, "disk-full")
    assert refused.headers["retry-after"] == "2"
    assert reads == Counter({200: len(ids)})
    assert (ready, len(after)) == (200, 5)
    assert "disk-full" in log
    assert "unexpected failure" not in log


def onto_another_disk(directory: Path, target: Path) -> None:
    directory = directory.resolve()
    shutil.copytree(directory, target)
    for each in (target, *target.rglob("*")):
        system_user.give(each)
    target.chmod(0o700)
    shutil.rmtree(directory)
    directory.symlink_to(target)


async def test_with_no_room_for_the_log_nothing_that_was_taken_is_lost(
    room: Path, disk: Path
) -> None:
    """PostgreSQL then crashes, and comes back by itself or is started by whoever makes room."""
    with embedded.running(room / "data", durable=False):
        pass
    onto_another_disk(room / "data" / "postgres" / "pg_wal", disk / "pg_wal")
    with embedded.running(room / "data", durable=False) as url:
        connection = await asyncpg.connect(url)
        # Of the database, which goes before the options with which it was started.
        await connection.execute("ALTER DATABASE postgres SET synchronous_commit = 'on'")
        await connection.close()
        async with Server(room, DATABASE_URL=url) as server:
            with filled(disk):
                ids, refused = await place(server)
            embedded.start(room / "data", durable=False)
            await server.until(ready=True)
            reads = await read(server, ids)
            after, _ = await place(server, 5)
            log = server.log

    assert refused is not None
    assert (refused.status, refused.code) == (503, "unavailable")
    assert refused.json()["cause"] in {"database-stopping", "connection-lost", "disk-full"}
    assert reads == Counter({200: len(ids)})
    assert len(after) == 5
    assert "unexpected failure" not in log
