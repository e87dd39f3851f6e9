"""Natural keys that have expired are deleted, whatever is posted under them meanwhile."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from huuva_backend.feed.service import FeedService
from huuva_backend.platform.db.database import Database
from huuva_backend.worker import expiry
from huuva_backend.worker.expiry import ExpiryLoop
from huuva_backend.worker.writes import EXPIRE_KEYS, FIND_EXPIRED_KEYS
from tests.conftest import Connection
from tests.factories import order
from tests.locks import until_somebody_waits
from tests.orders.kitchen import Json, Kitchen
from tests.orders.test_plans import WALKS, plan

OLD = """
    UPDATE order_dedupe SET expires_at = now() - interval '1 second'
    WHERE location_id = $1 AND order_id::text = ANY ($2)
"""
KEYS = (
    "SELECT channel_order_id, order_id::text AS order_id FROM order_dedupe WHERE location_id = $1"
)
AGED = "UPDATE order_events SET at = at - interval '31 days' WHERE location_id = $1"
TIMES = "SELECT at FROM order_events WHERE location_id = $1 ORDER BY seq"
STANDS = "INSERT INTO webhook_cursors (location_id, endpoint_id, cursor) VALUES ($1, $2, $3)"
UNTOLD = "SELECT cursor, untold_since FROM webhook_cursors WHERE location_id = $1 ORDER BY cursor"
EVENTS = "SELECT count(*) FROM order_events WHERE location_id = $1"


@pytest.fixture
def expiring(connected: FastAPI, pool: Database, monkeypatch: pytest.MonkeyPatch) -> ExpiryLoop:
    monkeypatch.setattr(expiry, "PAUSE_SECONDS", 0)
    feed: FeedService = connected.state.feed
    return ExpiryLoop(feed, pool, 3600)


async def expire(committed: Connection, location: str, *placed: Json) -> None:
    await committed.execute(OLD, location, [order["id"] for order in placed])


async def keys(committed: Connection, location: str) -> dict[str, str]:
    rows = await committed.fetch(KEYS, location)
    return {row["channel_order_id"]: row["order_id"] for row in rows}


def numbered(location: str, number: int) -> Json:
    return order(locationId=location, channelOrderId=f"order-{number}")


async def test_those_that_expired_go_in_batches_and_the_others_stay(
    committing: Kitchen,
    expiring: ExpiryLoop,
    committed: Connection,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expiry, "KEYS_AT_ONCE", 2)
    placed = [await committing.place(locationId=location) for _ in range(7)]
    other = await committing.place(locationId=f"{location}-other")
    await expire(committed, location, *placed[:5])
    await expire(committed, f"{location}-other", other)

    assert [await expiring.run_once(), await expiring.run_once()] == [6, 0]
    assert sorted((await keys(committed, location)).values()) == sorted(
        order["id"] for order in placed[5:]
    )
    assert await keys(committed, f"{location}-other") == {}
    assert (await committing.get(placed[0]))["id"] == placed[0]["id"]


async def test_events_go_in_the_same_run(
    committing: Kitchen, expiring: ExpiryLoop, committed: Connection, location: str
) -> None:
    placed = await committing.place(locationId=location)
    await expire(committed, location, placed)
    await committed.execute(AGED, location)

    assert await expiring.run_once() == 2
    assert await committed.fetchval(EVENTS, location) == 0


async def test_before_events_go_it_is_noted_since_when_endpoints_have_not_been_told(
    committing: Kitchen, expiring: ExpiryLoop, committed: Connection, location: str
) -> None:
    for _ in range(3):
        await committing.place(locationId=location)
    await committed.execute(AGED, location)
    for seq in range(4):
        await committed.execute(STANDS, location, uuid4(), f"abcdef01.{seq}")
    await committed.execute(STANDS, location, uuid4(), "0")
    times = [row["at"] for row in await committed.fetch(TIMES, location)]

    await expiring.run_once()

    assert await committed.fetchval(EVENTS, location) == 0
    noted = [tuple(row) for row in await committed.fetch(UNTOLD, location)]
    assert noted == [
        ("0", times[0]),
        ("abcdef01.0", times[0]),
        ("abcdef01.1", times[1]),
        ("abcdef01.2", times[2]),
        ("abcdef01.3", None),
    ]


async def test_a_key_that_is_taken_again_at_this_moment_stays_and_nobody_waits(
    committing: Kitchen, expiring: ExpiryLoop, committed: Connection, location: str
) -> None:
    placed = await committing.place(locationId=location)
    other = await committing.place(locationId=location)
    await expire(committed, location, placed, other)
    async with committed.transaction():
        await committed.execute(
            "UPDATE order_dedupe SET expires_at = now() + interval '7 days' "
            "WHERE order_id::text = $1",
            placed["id"],
        )
        async with asyncio.timeout(1):
            assert await expiring.run_once() == 1

    assert list((await keys(committed, location)).values()) == [placed["id"]]


async def test_an_order_under_a_key_that_is_just_being_deleted_is_taken(
    committing: Kitchen, committed: Connection, location: str
) -> None:
    first = await committing.place(**numbered(location, 1))
    await expire(committed, location, first)
    async with committed.transaction():
        await committed.execute("DELETE FROM order_dedupe WHERE location_id = $1", location)
        placing = asyncio.create_task(committing.post(numbered(location, 1)))
        await until_somebody_waits(committed)
    answer = await placing

    assert answer.status_code == 201
    assert await keys(committed, location) == {"order-1": answer.json()["id"]}


async def test_keys_used_again_while_the_old_ones_go_all_name_the_new_order(
    committing: Kitchen, expiring: ExpiryLoop, committed: Connection, location: str
) -> None:
    numbers = range(40)
    old = [await committing.place(**numbered(location, number)) for number in numbers]
    await expire(committed, location, *old)

    placing = asyncio.gather(*(committing.post(numbered(location, number)) for number in numbers))
    while not placing.done():
        await expiring.run_once()
        await asyncio.sleep(0)
    answers = await placing

    assert [answer.status_code for answer in answers] == [201] * len(answers)
    assert await keys(committed, location) == {
        f"order-{number}": answer.json()["id"]
        for number, answer in zip(numbers, answers, strict=True)
    }


@pytest.mark.parametrize("statement", [FIND_EXPIRED_KEYS, EXPIRE_KEYS])
async def test_they_are_found_by_an_index(own_database: str, statement: Any) -> None:
    found = await plan(own_database, statement)

    assert WALKS.search(found) is None, found
    assert "order_dedupe_location_id_expires_at_idx" in found
