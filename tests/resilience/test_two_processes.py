"""Two server processes that work at one location."""

import asyncio
import time
from collections import Counter
from typing import Any

import pytest

from tests.conftest import Connection
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.server import Server
from tests.wire import Wire

WRITERS = 16
SECONDS = 5


async def test_at_a_hot_location_neither_starves(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    done: list[list[float]] = [[], []]
    statuses = Counter[int]()
    until = time.monotonic() + SECONDS

    async def write(number: int) -> None:
        of = number % 2
        async with Wire(servers[of].port) as wire:
            body = order(locationId="hot", channelOrderId=f"hot-{number}")
            placed = await wire.post("/api/orders", body)
            target = f"/api/orders/{placed.json()['id']}/items/BURGER/status"
            moves = 0
            while (began := time.monotonic()) < until:
                status = ("PREPARING", "READY")[moves % 2]
                answer = await wire.patch(target, {"status": status, "recall": True})
                statuses[answer.status] += 1
                done[of].append(time.monotonic() - began)
                moves += 1

    await asyncio.gather(*(write(number) for number in range(2 * WRITERS)))
    counts = [len(each) for each in done]
    longest = [round(max(each) * 1e3) for each in done]
    print(f"\nmoves {counts}, longest {longest} ms, {dict(statuses)}")

    assert set(statuses) == {200}
    assert min(counts) > max(counts) / 3
    assert max(longest) < 2000
    assert await violations(committed) == []


async def test_50_first_orders_of_a_new_location_at_once_are_all_placed(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    for attempt in range(5):
        giant = [item(f"PLU-{number}") for number in range(200)]

        async def place(number: int, attempt: int = attempt, giant: Any = giant) -> int:
            more: dict[str, Any] = {"items": giant} if number % 10 == 0 else {}
            body = order(
                locationId=f"new-{attempt}", channelOrderId=f"new-{attempt}-{number}", **more
            )
            async with Wire(servers[number % 2].port) as wire:
                return (await wire.post("/api/orders", body)).status

        answers = await asyncio.gather(*(place(number) for number in range(50)))
        assert Counter(answers) == {201: 50}
    assert await violations(committed) == []


@pytest.mark.parametrize("held", [1.0])
async def test_who_waits_is_answered_while_the_server_leaves(
    database_url: str, tmp_path: Any, committed: Connection, held: float
) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url) as server:
        wires = [Wire(server.port) for _ in range(12)]
        await wires[0].post("/api/orders", order(locationId="leaving"))
        await asyncio.gather(*(wire.get("/livez") for wire in wires))
        async with committed.transaction():
            await committed.execute(
                "SELECT FROM location_feeds WHERE location_id = 'leaving' FOR NO KEY UPDATE"
            )
            asking = [
                asyncio.create_task(wire.post("/api/orders", order(locationId="leaving")))
                for wire in wires
            ]
            await asyncio.sleep(held / 2)
            assert server.process is not None
            server.process.terminate()
            await asyncio.sleep(held / 2)
        answers = await asyncio.gather(*asking)
        code = await asyncio.to_thread(server.process.wait, 20)

    assert Counter(answer.status for answer in answers) == {201: 12}
    assert code == 0
