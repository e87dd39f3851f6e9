"""The synchronous standby is gone, so commits wait for ever: the server goes on reading, and leaves no backends behind."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.platform.db import embedded
from tests.conftest import Connection
from tests.factories import order
from tests.server import Server
from tests.wire import Answer, Wire

POOL_SIZE = 8
OTHERS = 2 + 1 + 4  # for analytics, for /readyz, for loops
PROBES = 2  # one for those who ask, one for loops
COUNT = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'huuva%'"


@pytest.fixture
def running(room: Path) -> Iterator[str]:
    with embedded.running(room / "data", durable=False) as url:
        yield url


@pytest.fixture
async def url(running: str) -> str:
    connection = await asyncpg.connect(running)
    # Of the database, which goes before the options with which it was started.
    await connection.execute("ALTER DATABASE postgres SET synchronous_commit = 'on'")
    await connection.close()
    return running


@pytest.fixture
async def behind(url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(url)
    yield connection
    await connection.close()


@pytest.fixture
async def own(room: Path, url: str) -> AsyncIterator[Server]:
    variables = {"DATABASE_URL": url, "POOL_SIZE": str(POOL_SIZE)}
    async with Server(room, **variables) as server:
        yield server


async def standby(behind: Connection, name: str) -> None:
    """Commits wait for this one, or for nobody. There is never one of that name."""
    await behind.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
    await behind.execute("SELECT pg_reload_conf()")


async def once(server: Server, status: str) -> float:
    began = time.monotonic()
    while (await server.get("/readyz")).json()["status"] != status:
        assert time.monotonic() - began < 30, server.log
        await asyncio.sleep(0.05)
    return time.monotonic() - began


async def placed(server: Server) -> Answer:
    async with Wire(server.port) as wire:
        return await wire.post("/api/orders", order())


async def reads_until_noticed(server: Server, order_id: str) -> tuple[float, set[int]]:
    """After how many seconds it knew that commits hang, and what those who read were answered meanwhile."""
    noticing = asyncio.create_task(once(server, "reads-only"))
    statuses = set()
    while not noticing.done():
        async with asyncio.timeout(1):
            statuses.add((await server.get(f"/api/orders/{order_id}")).status)
    return await noticing, statuses


async def test_while_commits_hang_writes_are_refused_at_once_and_reads_served(
    own: Server, behind: Connection
) -> None:
    before = (await placed(own)).json()["id"]
    await standby(behind, "nobody")
    writers = [asyncio.create_task(placed(own)) for _ in range(40)]
    noticed, reads = await reads_until_noticed(own, before)
    answers = await asyncio.gather(*writers)
    began = time.monotonic()
    refused = [await placed(own) for _ in range(100)]
    took = time.monotonic() - began
    print(f"noticed in {noticed:.2f} s, {took * 10:.1f} ms per refusal")

    assert reads == {200}
    assert noticed < 5
    # Before it was known they hung themselves, or waited for the lock of one that did.
    assert {answer.code for answer in answers} <= {"unavailable", "busy"}
    assert {(each.status, each.json()["cause"]) for each in refused} == {(503, "commits-hang")}
    assert {answer.headers["retry-after"] for answer in refused} == {"2"}
    assert took < 5
    assert (await own.get(f"/api/orders/{before}")).status == 200
    ready = await own.get("/readyz")
    assert ready.json() == {"status": "reads-only", "reads": "ok", "writes": "commits-hang"}
    assert "commits-hang" in own.log
    assert await own.gauge('huuva_unavailable_total{cause="commits-hang"}') >= 100
    assert "unexpected failure" not in own.log


async def test_no_backend_is_left_behind_and_writes_are_taken_again_when_commits_succeed(
    own: Server, behind: Connection
) -> None:
    await standby(behind, "nobody")
    await asyncio.gather(*(placed(own) for _ in range(40)))
    backends = await behind.fetchval(COUNT)
    hanging = await own.gauge("huuva_commits_hanging")
    await standby(behind, "")
    recovered = await once(own, "ok")
    print(f"{backends} backends, back in {recovered:.2f} s")

    assert hanging > 0
    assert backends <= POOL_SIZE + OTHERS + PROBES
    assert recovered < 5
    assert (await placed(own)).status == 201


async def test_what_hung_was_never_committed_here_alone(own: Server, behind: Connection) -> None:
    await placed(own)
    await standby(behind, "nobody")
    async with Wire(own.port) as wire:
        given_up = await wire.post("/api/orders", order())
    while_it_hangs = await behind.fetchval("SELECT count(*) FROM orders")
    await standby(behind, "")
    await once(own, "ok")
    later = await behind.fetchval("SELECT count(*) FROM orders")

    assert (given_up.status, given_up.code) == (503, "unavailable")
    assert (while_it_hangs, later) == (1, 2)
    assert await own.gauge("huuva_commits_hanging") == 0
