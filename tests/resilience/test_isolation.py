"""What somebody holds keeps waiting those who need it, and nobody else."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Connection
from tests.factories import order
from tests.orders.invariants import violations
from tests.server import Server
from tests.wire import Answer, Wire

pytestmark = pytest.mark.timeout(90)
HELD_SECONDS = 4
CROWD = 24
OTHERS = 4
MOVES = ("PREPARING", "READY")

_names = count(1)


def body(location: str) -> dict[str, Any]:
    return order(channelOrderId=f"isolation-{next(_names)}", locationId=location)


@dataclass
class Bystanders:
    """They order, move and look up at locations of their own, and ask whether the server is ready."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    leaving: bool = False

    async def _timed(self, asking: Coroutine[Any, Any, Answer]) -> Answer:
        began = time.perf_counter()
        answer = await asking
        self.seconds.append(time.perf_counter() - began)
        self.statuses[answer.status] += 1
        return answer

    async def come(self, server: Server, location: str) -> None:
        async with Wire(server.port) as wire:
            while not self.leaving:
                placed = await self._timed(wire.post("/api/orders", body(location)))
                target = f"/api/orders/{placed.json()['id']}"
                await self._timed(wire.get(target))
                for status in MOVES:
                    await self._timed(
                        wire.patch(f"{target}/items/BURGER/status", {"status": status})
                    )
                await self._timed(wire.patch(f"{target}/status", {"status": "READY"}))
                await self._timed(wire.get("/readyz"))
                await asyncio.sleep(0.02)

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[math.ceil(len(self.seconds) * 0.99) - 1]


@asynccontextmanager
async def bystanders(server: Server) -> AsyncIterator[Bystanders]:
    them = Bystanders()
    async with asyncio.TaskGroup() as tasks:
        for number in range(OTHERS):
            tasks.create_task(them.come(server, f"elsewhere-{number}"))
        try:
            yield them
        finally:
            them.leaving = True


async def calm(server: Server) -> Bystanders:
    async with bystanders(server) as them:
        await asyncio.sleep(HELD_SECONDS)
    return them


async def at_once(server: Server, method: str, target: str, bodies: list[Any]) -> list[Answer]:
    wires = [Wire(server.port) for _ in bodies]
    try:
        return await asyncio.gather(
            *(wire.request(method, target, each) for wire, each in zip(wires, bodies, strict=True))
        )
    finally:
        for wire in wires:
            wire.close()


def compare(before: Bystanders, during: Bystanders, crowd: list[Answer]) -> None:
    ratio = during.p99 / before.p99
    told = Counter((answer.status, answer.code) for answer in crowd)
    print(f"\np99 {before.p99 * 1e3:.1f} → {during.p99 * 1e3:.1f} ms: {ratio:.2f} ×;", end=" ")
    print(f"{len(during.seconds)} requests, slowest {max(during.seconds) * 1e3:.0f} ms, {told}")
    assert set(during.statuses) <= {200, 201}
    assert len(during.seconds) > 200
    assert during.p99 < max(4 * before.p99, 0.1)  # where the machine is busy with others
    assert max(during.seconds) < 1


async def test_a_held_location_keeps_only_its_own_waiting(
    server: Server, committed: Connection
) -> None:
    async with Wire(server.port) as wire:
        await wire.post("/api/orders", body("held"))
    before = await calm(server)
    async with committed.transaction():
        await committed.execute(
            "SELECT FROM location_feeds WHERE location_id = 'held' FOR NO KEY UPDATE"
        )
        async with bystanders(server) as during:
            bodies = [body("held") for _ in range(CROWD)]
            crowd = asyncio.create_task(at_once(server, "POST", "/api/orders", bodies))
            await asyncio.sleep(HELD_SECONDS)
    answers = await crowd
    again = await at_once(server, "POST", "/api/orders", bodies)

    compare(before, during, answers)
    assert {(each.status, each.code) for each in answers} <= {(201, None), (409, "busy")}
    assert {each.status for each in again} <= {200, 201}
    assert await violations(committed) == []


async def test_a_held_order_keeps_only_its_own_waiting(
    server: Server, committed: Connection
) -> None:
    async with Wire(server.port) as wire:
        order_id = (await wire.post("/api/orders", body("held"))).json()["id"]
    before = await calm(server)
    async with committed.transaction():
        await committed.execute("SELECT FROM orders WHERE id = $1 FOR UPDATE", UUID(order_id))
        async with bystanders(server) as during:
            target = f"/api/orders/{order_id}/status"
            crowd = asyncio.create_task(
                at_once(server, "PATCH", target, [{"status": "READY"}] * CROWD)
            )
            await asyncio.sleep(HELD_SECONDS)
    answers = await crowd

    compare(before, during, answers)
    assert {(each.status, each.code) for each in answers} <= {(200, None), (409, "busy")}
    assert await violations(committed) == []


HANGING = """
    CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(3); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER hanging AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.note = 'hang') EXECUTE FUNCTION hang();
"""
NO_LONGER = "DROP TRIGGER hanging ON orders; DROP FUNCTION hang()"


async def test_a_commit_that_hangs_keeps_only_its_own_location_waiting(
    server: Server, committed: Connection
) -> None:
    async with Wire(server.port) as wire:
        placed = await wire.post("/api/orders", body("held") | {"note": "hang"})
        neighbours = [
            (await wire.post("/api/orders", body("held"))).json()["id"] for _ in range(CROWD)
        ]
    before = await calm(server)
    await committed.execute(HANGING)
    try:
        async with bystanders(server) as during:
            target = f"/api/orders/{placed.json()['id']}/status"
            hung = asyncio.create_task(at_once(server, "PATCH", target, [{"status": "READY"}]))
            await asyncio.sleep(0.5)
            crowd = [
                asyncio.create_task(
                    at_once(server, "PATCH", f"/api/orders/{each}/status", [{"status": "READY"}])
                )
                for each in neighbours
            ]
            await asyncio.sleep(HELD_SECONDS - 0.5)
        answers = [each for one in await asyncio.gather(hung, *crowd) for each in one]
    finally:
        await committed.execute(NO_LONGER)

    compare(before, during, answers)
    assert {(each.status, each.code) for each in answers} <= {(200, None), (409, "busy")}
    assert await violations(committed) == []
