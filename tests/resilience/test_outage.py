"""The database is away or answers nothing, and the server is asked to leave."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.platform.db import embedded
from tests.conftest import Connection
from tests.factories import order
from tests.locks import until_somebody_waits
from tests.resilience import cluster
from tests.resilience.customers import ordering
from tests.server import Server
from tests.wire import Answer, Wire

LOCK = "SELECT FROM orders WHERE id::text = $1 FOR NO KEY UPDATE"


@pytest.fixture
def url(room: Path) -> Iterator[str]:
    with embedded.running(room / "data", durable=False) as url:
        yield url


@pytest.fixture
async def own(room: Path, url: str) -> AsyncIterator[Server]:
    """A server whose database is nobody else's."""
    async with Server(room, DATABASE_URL=url) as server:
        yield server


async def asked(server: Server) -> list[Answer]:
    """What the busy endpoints answer, all asked at once."""
    nobody = "/api/orders/01a200f3-8f25-70dd-9187-be12b1d3dddc"
    wires = [Wire(server.port) for _ in range(4)]
    answers = await asyncio.gather(
        wires[0].get("/api/orders"),
        wires[1].get(nobody),
        wires[2].post("/api/orders", order()),
        wires[3].patch(f"{nobody}/status", {"status": "READY"}),
    )
    for wire in wires:
        wire.close()
    return list(answers)


@pytest.mark.parametrize("away", [cluster.killed, cluster.frozen])
async def test_without_a_database_it_says_so_and_stays_alive(
    own: Server, room: Path, away: Callable[[Path], AbstractContextManager[None]]
) -> None:
    assert [answer.status for answer in await asked(own)] == [200, 404, 201, 404]
    with away(room / "data"):
        noticed = await own.until(ready=False)
        began = time.monotonic()
        answers = await asked(own)
        answered = time.monotonic() - began
        alive = await own.get("/livez")
    recovered = await own.until(ready=True)
    print(f"noticed in {noticed:.2f} s, answered in {answered:.2f} s, back in {recovered:.2f} s")

    assert noticed < 3
    assert alive.status == 200
    assert [(answer.status, answer.code) for answer in answers] == [(503, "unavailable")] * 4
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}
    assert {answer.headers["retry-after"] for answer in answers} == {"2"}
    assert recovered < 5
    assert [answer.status for answer in await asked(own)] == [200, 404, 201, 404]
    assert await own.gauge("huuva_database_pool_idle") == await own.gauge(
        "huuva_database_pool_size"
    )
    assert "unexpected failure" not in own.log


async def test_sigterm_lets_requests_in_flight_finish(own: Server, url: str) -> None:
    async with Wire(own.port) as wire:
        placed = (await wire.post("/api/orders", order())).json()
        connection: Connection = await asyncpg.connect(url)
        async with connection.transaction():
            await connection.execute(LOCK, placed["id"])
            target = f"/api/orders/{placed['id']}/status"
            waiting = asyncio.create_task(wire.patch(target, {"status": "READY"}))
            await until_somebody_waits(connection)
            leaving = asyncio.create_task(own.stop())
            await until_closed(own)
        answer = await waiting
        await connection.close()

    assert (answer.status, answer.json()["status"]) == (200, "READY")
    assert await leaving < 10


async def test_sigterm_under_load_answers_nobody_with_an_error(own: Server) -> None:
    async with ordering(own, customers=8) as record:
        await record.until_served_after(time.monotonic(), within=10)
        took = await own.stop()
        lost = record.lost_connections
        own.start()  # the customers don't give up
    print(f"left in {took:.2f} s, {dict(record.answers)}, {lost} lost connections")

    assert took < 10
    assert set(record.answers) == {200, 201}
    assert "unexpected failure" not in own.log


async def until_closed(server: Server) -> None:
    """Until it takes no new connection any more."""
    async with asyncio.timeout(5):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.01)
