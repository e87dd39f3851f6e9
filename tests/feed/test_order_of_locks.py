"""The counter of a location is the first that a writer takes and the only one it waits for, so nobody waits for one
who waits.

Readers don't wait for it at all.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.feed.repository import FeedRepository
from huuva_backend.orders import outbox
from huuva_backend.orders.cursor import BEGINNING
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.locks import until_somebody_waits
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

ORDER = "SELECT FROM orders WHERE id::text = $1 FOR NO KEY UPDATE"
COUNTER = "SELECT FROM location_feeds WHERE location_id = $1 FOR UPDATE"

Write = Callable[[Kitchen, Json], Coroutine[Any, Any, Response]]

MOVES: dict[str, Write] = {
    "move": lambda kitchen, order: kitchen.move(order, "PREPARING"),
    "close": lambda kitchen, order: kitchen.move(order, "CANCELLED"),
    "move an item": lambda kitchen, order: kitchen.move_item(order, "BURGER", "PREPARING"),
}


@pytest.mark.parametrize("write", MOVES.values(), ids=MOVES)
async def test_who_waits_for_an_order_holds_up_nobody_else_of_its_location(
    committing: Kitchen, committed: Connection, location: str, write: Write
) -> None:
    order, other = [await committing.place(locationId=location) for _ in range(2)]
    async with committed.transaction():
        await committed.execute(ORDER, order["id"])
        waiting = asyncio.create_task(write(committing, order))
        await until_somebody_waits(committed)
        async with asyncio.timeout(1):
            moved = await committing.move(other, "READY")
            placed = await committing.place(locationId=location)
    waited = await waiting

    assert (moved.status_code, placed["version"], waited.status_code) == (200, 1, 200)
    assert await violations(committed) == []


@pytest.mark.parametrize("write", MOVES.values(), ids=MOVES)
async def test_who_waits_for_the_counter_holds_nothing(
    committing: Kitchen, committed: Connection, location: str, write: Write
) -> None:
    order = await committing.place(locationId=location)
    async with committed.transaction():
        await committed.execute(COUNTER, location)
        waiting = asyncio.create_task(write(committing, order))
        await until_somebody_waits(committed)
        free = await committed.fetch(
            "SELECT id::text FROM orders WHERE id::text = $1 FOR UPDATE SKIP LOCKED", order["id"]
        )
    waited = await waiting

    assert waited.status_code == 200
    assert [row["id"] for row in free] == [order["id"]]
    assert await violations(committed) == []


async def test_a_counter_that_is_begun_is_no_news_to_who_watches_its_location(
    client: AsyncClient, committed: Connection, on: Database, location: str
) -> None:
    """It is committed before the location's first order."""
    feed = FeedRepository(on)
    await on.fetch(outbox.BEGIN_COUNTING, {"location_id": location})
    news = await feed.news({location: BEGINNING}, 100)
    extent = await feed.extent(location)
    await Kitchen(client).place(locationId=location)
    (first,) = await feed.news({location: BEGINNING}, 100)

    assert (news, extent.newest) == ([], BEGINNING)
    assert [event.seq for event in first.events] == [1]
    assert first.newest.seq == 1
    assert await violations(committed) == []


@pytest.mark.parametrize("path", ["events", "kitchen/tickets", "kitchen/board"])
async def test_who_reads_a_location_first_does_not_wait_for_its_counter(
    client: AsyncClient, committed: Connection, location: str, path: str
) -> None:
    """The first reader begins an epoch of its cursors."""
    await Kitchen(client).place(locationId=location)
    async with committed.transaction():
        await committed.execute(COUNTER, location)
        async with asyncio.timeout(1):
            answer = await client.get(f"/api/{path}", params={"locationId": location})
        now = answer.json().get("newest") or answer.json().get("asOf")

    assert answer.status_code == 200
    assert re.fullmatch(r"[0-9a-f]{8}\.1", now)
