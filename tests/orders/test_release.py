"""When an order for later is shown, and which orders are listed as open."""

from datetime import UTC, datetime, timedelta

import pytest

from huuva_backend.orders.release import Release, release, release_at
from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection
from tests.orders.kitchen import WAYS, Kitchen

FIRST = datetime.min.replace(tzinfo=UTC)
NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
LEAD = timedelta(minutes=30)
OPEN = "SELECT order_id::text, release_at, released FROM open_orders"


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("pickup", "preparation", "at"),
    [
        (NOW + minutes(60), [], NOW + minutes(30)),
        (NOW + minutes(60), [None], NOW + minutes(30)),
        (NOW + minutes(60), [5, None, 12], NOW + minutes(18)),
        (NOW, [], NOW - minutes(30)),
        (FIRST + minutes(10), [], FIRST + minutes(10)),
    ],
)
def test_an_order_is_shown_in_time_for_what_takes_longest(
    pickup: datetime, preparation: list[int | None], at: datetime
) -> None:
    assert release_at(pickup, preparation, LEAD) == at


@pytest.mark.parametrize(
    ("wanted", "begun", "shown"),
    [
        (1, None, Release(NOW + minutes(1), done=False)),
        (0, None, Release(NOW, done=True)),
        (-30, None, Release(NOW - minutes(30), done=True)),
        (30, -5, Release(NOW - minutes(5), done=True)),
        (-30, -5, Release(NOW - minutes(30), done=True)),
    ],
)
def test_an_order_is_held_back_until_its_time_or_until_it_is_begun(
    wanted: int, begun: int | None, shown: Release
) -> None:
    begun_at = None if begun is None else NOW + minutes(begun)

    assert release(NOW + minutes(wanted), begun_at, NOW) == shown


async def test_an_order_for_later_is_held_back_until_it_is_begun(
    kitchen: Kitchen, sql: Connection
) -> None:
    pickup = utc_now() + timedelta(hours=3)
    placed = await kitchen.place(pickupTime=pickup.isoformat())
    held = tuple(*await sql.fetch(OPEN))
    await kitchen.move_item(placed, "BURGER", "CANCELLED")
    still_held = tuple(*await sql.fetch(OPEN))
    begun = (await kitchen.move_item(placed, "SUSHI", "PREPARING")).json()
    began = datetime.fromisoformat(begun["statusHistory"][-1]["timestamp"])

    assert held == (placed["id"], pickup - LEAD, False)
    assert still_held == held
    assert tuple(*await sql.fetch(OPEN)) == (placed["id"], began, True)


@pytest.mark.parametrize("status", WAYS)
async def test_open_are_those_neither_picked_up_nor_cancelled(
    kitchen: Kitchen, sql: Connection, status: str
) -> None:
    placed = await kitchen.place_at(status)

    listed = [(row["order_id"], row["released"]) for row in await sql.fetch(OPEN)]
    assert listed == ([] if status in ("PICKED_UP", "CANCELLED") else [(placed["id"], True)])


@pytest.mark.parametrize(("status", "listed"), [("READY", 1), ("PICKED_UP", 0), ("CANCELLED", 0)])
async def test_an_order_that_comes_closed_is_never_open(
    kitchen: Kitchen, sql: Connection, status: str, listed: int
) -> None:
    await kitchen.place(status=status)

    assert len(await sql.fetch(OPEN)) == listed


async def test_an_order_that_is_taken_back_is_open_again(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place_at("PICKED_UP")
    before = await sql.fetch(OPEN)
    recalled = (await kitchen.move(placed, "READY", recall=True)).json()

    assert before == []
    ((order_id, release_at, released),) = await sql.fetch(OPEN)
    assert (order_id, released) == (placed["id"], True)
    assert release_at.isoformat().replace("+00:00", "Z") == recalled["updatedAt"]


async def test_moves_between_open_statuses_leave_the_list_alone(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place()
    before = await sql.fetch("SELECT xmin::text, ctid::text FROM open_orders")
    for status in ("PREPARING", "READY"):
        await kitchen.move(placed, status)
    await kitchen.move(placed, "RECEIVED", recall=True)

    assert await sql.fetch("SELECT xmin::text, ctid::text FROM open_orders") == before
