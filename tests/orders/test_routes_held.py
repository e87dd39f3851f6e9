"""An order for later: while it is held back the clock stands still, whoever reports what."""

import pytest

from tests.conftest import Connection
from tests.orders.invariants import violations
from tests.orders.kitchen import Kitchen
from tests.orders.test_routes_times import ago


async def test_an_order_for_later_counts_from_its_release(
    kitchen: Kitchen, sql: Connection
) -> None:
    created, pickup = ago(hours=2), ago(minutes=-10)
    order = await kitchen.place(created=created, pickupTime=pickup)

    moved = (await kitchen.move(order, "PREPARING")).json()

    for subject in (moved, *moved["items"]):
        newest = subject["statusHistory"][-1]
        assert newest["heldSeconds"] == pytest.approx(6000, abs=1)
        assert newest["previousSeconds"] == pytest.approx(1200, abs=5)
    assert await violations(sql) == []


async def test_an_order_for_later_that_is_begun_early_was_held_back_all_the_time(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place(created=ago(minutes=5), pickupTime=ago(hours=-5))
    await kitchen.move_item(order, "BURGER", "PREPARING", occurredAt=ago(minutes=3))

    moved = (await kitchen.move(order, "READY")).json()

    begun, ready = moved["statusHistory"][1:]
    assert (begun["previousSeconds"], begun["heldSeconds"]) == (0, pytest.approx(120, abs=1))
    assert (ready["previousSeconds"], ready["heldSeconds"]) == (pytest.approx(180, abs=5), 0)
    other = moved["items"][1]["statusHistory"][-1]
    assert other["heldSeconds"] == pytest.approx(120, abs=1)
    assert other["previousSeconds"] == pytest.approx(180, abs=5)
    assert await violations(sql) == []


async def test_a_chain_of_an_order_for_later_counts_from_its_release(kitchen: Kitchen) -> None:
    """As `later-and-courses` of the field: ordered at nine for six o'clock."""
    placed = await kitchen.place(
        created="2026-11-23T09:00:00+02:00",
        pickupTime="2026-11-23T18:00:00+02:00",
        status="PICKED_UP",
        statusHistory=[
            {"status": "RECEIVED", "timestamp": "2026-11-23T09:00:00+02:00"},
            {"status": "PREPARING", "timestamp": "2026-11-23T17:30:00+02:00"},
            {"status": "READY", "timestamp": "2026-11-23T17:40:00+02:00"},
            {"status": "PICKED_UP", "timestamp": "2026-11-23T18:00:00+02:00"},
        ],
    )

    lasted = [(e["previousSeconds"], e["heldSeconds"]) for e in placed["statusHistory"][1:]]
    assert lasted == [(0, 30_600), (600, 0), (1200, 0)]


async def test_an_item_of_an_order_said_to_have_begun_before_its_release_counts_from_then(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place(created=ago(minutes=30), pickupTime=ago(minutes=-20))
    await kitchen.move_item(order, "BURGER", "PREPARING", occurredAt=ago(minutes=20))

    moved = (await kitchen.move_item(order, "SUSHI", "PREPARING")).json()

    newest = moved["statusHistory"][-1]
    assert newest["heldSeconds"] == pytest.approx(600, abs=1)
    assert newest["previousSeconds"] == pytest.approx(1200, abs=5)
    assert await violations(sql) == []
