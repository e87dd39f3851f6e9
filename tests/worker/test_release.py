"""Orders for later are shown when their time has come, once."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from huuva_backend.platform.clock import utc_now
from huuva_backend.worker.release import ReleaseLoop
from tests.conftest import Connection
from tests.feed.served import Location
from tests.locks import until_somebody_waits
from tests.orders.kitchen import Json, Kitchen
from tests.server import Server

EVENTS = """
    SELECT seq, type, order_id::text, order_version, order_status FROM order_events
    WHERE location_id = $1 ORDER BY seq
"""


@pytest.fixture
def release(connected: FastAPI) -> ReleaseLoop:
    return ReleaseLoop(connected.state.orders, connected.state.database, 1)


async def held(kitchen: Kitchen, location: str) -> Json:
    later = utc_now() + timedelta(hours=3)
    return await kitchen.place(locationId=location, pickupTime=later.isoformat())


async def due(committed: Connection, *placed: Json) -> None:
    """Make it their time."""
    for order in placed:
        await committed.execute(
            "UPDATE open_orders SET release_at = now() WHERE order_id = $1", order["id"]
        )


async def events(committed: Connection, location: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await committed.fetch(EVENTS, location)]


async def seqs(committed: Connection, location: str) -> list[int]:
    return [seq for seq, *_ in await events(committed, location)]


async def test_an_order_whose_time_has_come_is_released_and_told_once(
    committing: Kitchen, release: ReleaseLoop, committed: Connection, location: str
) -> None:
    placed, other = await held(committing, location), await held(committing, location)
    await due(committed, placed)

    assert [await release.run_once(), await release.run_once()] == [1, 0]
    assert await events(committed, location) == [
        (1, "order.created", placed["id"], 1, "RECEIVED"),
        (2, "order.created", other["id"], 1, "RECEIVED"),
        (3, "order.released", placed["id"], 1, "RECEIVED"),
    ]
    shown = "SELECT order_id::text FROM open_orders WHERE location_id = $1 AND released"
    assert [row["order_id"] for row in await committed.fetch(shown, location)] == [placed["id"]]
    assert await committing.get(placed) == placed


async def test_many_at_once_release_each_order_once(
    committing: Kitchen, release: ReleaseLoop, committed: Connection, location: str
) -> None:
    placed = [await held(committing, location) for _ in range(40)]
    await due(committed, *placed)

    released = 0
    while released < len(placed):
        released += sum(await asyncio.gather(*(release.run_once() for _ in range(4))))

    told = [order for _, kind, order, *_ in await events(committed, location) if "rel" in kind]
    assert Counter(told) == Counter(order["id"] for order in placed)
    assert await seqs(committed, location) == list(range(1, 81))


async def test_an_order_that_is_moved_just_now_can_wait(
    committing: Kitchen, release: ReleaseLoop, committed: Connection, location: str
) -> None:
    placed, other = await held(committing, location), await held(committing, location)
    await due(committed, placed, other)
    async with committed.transaction():
        lock = "SELECT FROM orders WHERE id::text = $1 FOR NO KEY UPDATE"
        await committed.execute(lock, placed["id"])
        first = await release.run_once()
    second = await release.run_once()

    assert (first, second) == (1, 1)
    told = [order for _, _, order, *_ in await events(committed, location)]
    assert told == [placed["id"], other["id"], other["id"], placed["id"]]


async def test_a_location_that_somebody_holds_keeps_no_other_waiting(
    committing: Kitchen, release: ReleaseLoop, committed: Connection, location: str
) -> None:
    elsewhere = f"{location}-elsewhere"
    placed, other = await held(committing, location), await held(committing, elsewhere)
    await due(committed, placed, other)
    async with committed.transaction():
        counter = "SELECT FROM location_feeds WHERE location_id = $1 FOR NO KEY UPDATE"
        await committed.execute(counter, location)
        running = asyncio.create_task(release.run_once())
        await until_somebody_waits(committed)
        told = [kind for _, kind, *_ in await events(committed, elsewhere)]

    assert told == ["order.created", "order.released"]
    assert await running == 2
    assert await seqs(committed, location) == [1, 2]


async def test_one_that_was_begun_or_closed_before_its_time_is_not_released(
    committing: Kitchen, release: ReleaseLoop, committed: Connection, location: str
) -> None:
    begun, cancelled = await held(committing, location), await held(committing, location)
    await committing.move(begun, "PREPARING")
    await committing.move(cancelled, "CANCELLED")
    await due(committed, begun, cancelled)

    assert await release.run_once() == 0


@pytest.mark.timeout(90)
async def test_a_server_releases_on_time_also_what_another_one_took_in(
    database_url: str, tmp_path: Path
) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url, RELEASE_LEAD_MINUTES="0") as server:
        location = Location(server)
        late = utc_now() + timedelta(seconds=1)
        later = utc_now() + timedelta(seconds=6)
        await location.place(pickupTime=late.isoformat())
        await location.place(pickupTime=later.isoformat())
        server.kill()
        server.start()
        await server.until(ready=True)
        async with location.stream(after=await location.cursor(2)) as stream, asyncio.timeout(20):
            told = [(await stream.message()).data for _ in range(2)]

    assert [event["type"] for event in told] == ["order.released"] * 2
    assert [event["changes"] for event in told] == [[], []]
    punctual = datetime.fromisoformat(told[1]["at"]) - later
    print(f"released {punctual.total_seconds():.2f} s after its time")
    assert timedelta(0) <= punctual < timedelta(seconds=3)
