"""What is left over of a day is closed when the next begins, where the location wants it, and once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.worker.close_of_day import CloseOfDayLoop
from huuva_backend.worker.reads import LEFT_OVER
from tests.analytics.analyst import excluded
from tests.conftest import Connection
from tests.locations.places import Places
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses
from tests.orders.test_plans import WALKS, plan

AGED = """
    UPDATE orders SET recorded_at = recorded_at - $2::interval, changed_at = changed_at - $2::interval,
        pickup_time = coalesce($3, pickup_time)
    WHERE id::text = $1
"""
LONG_AGO = timedelta(days=2)


@pytest.fixture
def closing(connected: FastAPI) -> CloseOfDayLoop:
    state = connected.state
    return CloseOfDayLoop(state.locations, state.orders, state.database, 60)


@pytest.fixture(autouse=True)
async def closed_at_midnight(client: AsyncClient, location: str) -> None:
    await Places(client).say(location, dayStartsAt="00:00", closeAfterMinutes=60)


async def age(
    committed: Connection,
    order: Json,
    by: timedelta = LONG_AGO,
    pickup: datetime | None = None,
) -> None:
    """As if it had been placed, and last touched, so long before."""
    await committed.execute(AGED, order["id"], by, pickup)


def midnight() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


async def left(kitchen: Kitchen, committed: Connection, location: str, at: str) -> Json:
    order = await kitchen.place_at(at, locationId=location)
    await age(committed, order)
    return order


@pytest.mark.parametrize(
    ("at", "end"), [("RECEIVED", "CANCELLED"), ("PREPARING", "CANCELLED"), ("READY", "PICKED_UP")]
)
async def test_what_is_ready_is_picked_up_and_all_else_is_cancelled_once(
    committing: Kitchen,
    closing: CloseOfDayLoop,
    committed: Connection,
    location: str,
    at: str,
    end: str,
) -> None:
    order = await left(committing, committed, location, at)

    assert [await closing.run_once(), await closing.run_once()] == [1, 0]

    closed = await committing.get(order)
    assert statuses(closed) == [end] * 3
    for subject in (closed, *closed["items"]):
        newest = subject["statusHistory"][-1]
        assert (newest["cause"], newest["fromStatus"]) == ("closed-by-day", subject_at(subject))
        assert newest["actor"] == {"kind": "system", "id": "close-of-day"}
        assert newest["reason"].startswith("Close of day: ")
    assert await violations(committed) == []


def subject_at(subject: Json) -> str:
    *_, before, _ = subject["statusHistory"]
    at: str = before["status"]
    return at


async def test_what_is_not_left_over_stays(
    committing: Kitchen,
    closing: CloseOfDayLoop,
    committed: Connection,
    client: AsyncClient,
    location: str,
) -> None:
    placed = [await committing.place(locationId=location) for _ in range(5)]
    touched, young, wanted, later, today = placed
    await age(committed, touched)
    await committing.move(touched, "PREPARING")  # today
    for order, pickup in ((wanted, 0), (later, 48)):
        await age(committed, order, LONG_AGO, midnight() + timedelta(hours=pickup))
    await committed.execute(
        "UPDATE orders SET recorded_at = $2, changed_at = $2 WHERE id::text = $1",
        young["id"],
        midnight() - timedelta(minutes=59),
    )
    elsewhere = await committing.place(locationId=f"{location}-b")
    await age(committed, elsewhere)
    await Places(client).say(f"{location}-b", closeAfterMinutes=None)

    assert await closing.run_once() == 0
    assert {(await committing.get(each))["status"] for each in [*placed, elsewhere]} == {
        "RECEIVED",
        "PREPARING",
    }
    assert (await committing.get(today))["version"] == 1
    for order in [*placed, elsewhere]:  # or invariants would find that we have turned clocks back
        await committing.move(order, "CANCELLED")


async def test_one_just_old_enough_is_closed(
    committing: Kitchen, closing: CloseOfDayLoop, committed: Connection, location: str
) -> None:
    order = await committing.place(locationId=location)
    await committed.execute(
        "UPDATE orders SET recorded_at = $2, changed_at = $2, pickup_time = $2 WHERE id::text = $1",
        order["id"],
        midnight() - timedelta(minutes=60),
    )

    assert await closing.run_once() == 1


async def test_two_at_once_close_each_order_once(
    committing: Kitchen, closing: CloseOfDayLoop, committed: Connection, location: str
) -> None:
    orders = [await left(committing, committed, location, "READY") for _ in range(20)]

    closed = await asyncio.gather(*(closing.run_once() for _ in range(3)))

    assert sum(closed) == 20
    for order in orders:
        found = await committing.get(order)
        assert (found["version"], found["status"]) == (3, "PICKED_UP")
    assert await violations(committed) == []


async def test_one_that_is_taken_back_stays_open_that_day(
    committing: Kitchen, closing: CloseOfDayLoop, committed: Connection, location: str
) -> None:
    order = await left(committing, committed, location, "READY")
    await closing.run_once()

    recalled = await committing.move(order, "READY", recall=True)

    assert (recalled.status_code, statuses(recalled.json())) == (200, ["READY"] * 3)
    assert await closing.run_once() == 0
    picked_up = await committing.move(order, "PICKED_UP")
    assert picked_up.json()["statusHistory"][-1]["cause"] == "request"


async def measured(client: AsyncClient, location: str, measure: str, **query: Any) -> Json:
    query |= {"locationId": location, "dayStart": "00:00"}
    answer = await client.get(f"/api/analytics/{measure}", params=query)
    found: Json = answer.json()
    return found


def counts(throughput: Json) -> tuple[int, ...]:
    names = ("received", "ready", "pickedUp", "cancelled")
    return tuple(sum(flow[name] for flow in throughput["items"]) for name in names)


async def test_no_measure_takes_it_for_a_pick_up_or_a_cancellation(
    committing: Kitchen,
    closing: CloseOfDayLoop,
    committed: Connection,
    client: AsyncClient,
    location: str,
) -> None:
    ready = await left(committing, committed, location, "READY")
    await left(committing, committed, location, "PREPARING")
    await closing.run_once()

    throughput = await measured(client, location, "throughput")
    assert (counts(throughput), throughput["n"]) == ((2, 1, 0, 0), 2)
    assert excluded(throughput)["closed-by-day"] == 2
    for subject, rows in (("order", 2), ("item", 4)):
        query = {"subject": subject}
        usual = await measured(client, location, "status-durations", **query)
        own = await measured(client, location, "status-durations", endedBy="closed-by-day", **query)
        ended = {each["status"]: each["count"] for each in usual["items"]}
        assert (ended["READY"], excluded(usual)["closed-by-day"]) == (0, rows)
        assert excluded(usual)["ended-by-cancel"] == 0
        assert {each["status"]: each["count"] for each in own["items"]}["READY"] == rows // 2
        assert own["n"] == rows

    await committing.move(ready, "READY", recall=True)
    await committing.move(ready, "PICKED_UP")

    throughput = await measured(client, location, "throughput")
    assert counts(throughput) == (2, 1, 1, 0)
    left_out = excluded(throughput)
    assert (left_out["reached-again"], left_out["closed-by-day"]) == (1, 2)


async def test_on_empty_tables_what_is_left_over_is_looked_up_by_its_key(own_database: str) -> None:
    found = await plan(own_database, LEFT_OVER)

    assert WALKS.search(found) is None, found
