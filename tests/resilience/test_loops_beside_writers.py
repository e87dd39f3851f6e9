"""Releases, expiring natural keys, retries and moves, all at one location and at once."""

import asyncio
import time
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import asyncpg
import pytest

from tests.factories import order
from tests.orders.invariants import violations
from tests.server import Server
from tests.wire import Wire

pytestmark = pytest.mark.timeout(90)
SECONDS = 8
WRITERS = 24
EXPIRED = """
    UPDATE order_dedupe SET expires_at = now() WHERE order_id IN (
        SELECT order_id FROM order_dedupe ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED
    )
"""
DUE = """
    UPDATE open_orders SET released = false, release_at = now() WHERE order_id IN (
        SELECT open_orders.order_id FROM open_orders JOIN orders ON id = open_orders.order_id
        WHERE status = 'RECEIVED' AND released LIMIT 2 FOR UPDATE OF open_orders SKIP LOCKED
    )
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
RELEASED = "SELECT count(*) FROM order_events WHERE type = 'order.released'"


async def write(
    server: Server, number: int, statuses: Counter[tuple[str, int]], until: float
) -> None:
    random = Random(number)
    async with Wire(server.port) as wire:
        while time.monotonic() < until:
            name = f"storm-{random.randrange(12)}"
            placed = await wire.post("/api/orders", order(channelOrderId=name))
            statuses["POST", placed.status] += 1
            if placed.status >= 300:
                continue
            target = f"/api/orders/{placed.json()['id']}"
            for _ in range(2):
                status = random.choice(["PREPARING", "READY", "RECEIVED", "CANCELLED"])
                body = {"status": status, "recall": True}
                moved = await wire.patch(f"{target}/status", body)
                statuses["PATCH", moved.status] += 1


async def test_nothing_deadlocks_and_every_order_stands_as_it_is_told(
    own_database: str, tmp_path: Path
) -> None:
    settings = {
        "DATABASE_URL": own_database,
        "RELEASE_INTERVAL_SECONDS": "0.1",
        "EXPIRY_INTERVAL_SECONDS": "1",
    }
    statuses = Counter[tuple[str, int]]()
    connection = await asyncpg.connect(own_database)
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(Server(tmp_path, **settings)) for _ in range(2)]
        until = time.monotonic() + SECONDS  # once they are there
        writing = asyncio.gather(
            *(write(servers[n % 2], n, statuses, until) for n in range(WRITERS))
        )
        while not writing.done():
            await connection.execute(EXPIRED)
            await connection.execute(DUE)
            await asyncio.sleep(0.01)
        await writing
    deadlocks, released = [await connection.fetchval(query) for query in (DEADLOCKS, RELEASED)]
    print(f"\n{dict(statuses)}, {released} released, {deadlocks} deadlocks")
    broken = await violations(connection)
    await connection.close()

    assert {status for method, status in statuses if method == "PATCH"} <= {200, 409}
    # A 503 where a key expired between the two statements that found it taken and looked for its order.
    assert {status for method, status in statuses if method == "POST"} <= {200, 201, 503}
    assert [server.log for server in servers if "error" in server.log] == []
    assert released > 0
    assert deadlocks == 0
    assert broken == []
