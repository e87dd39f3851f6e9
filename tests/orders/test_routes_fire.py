"""Courses: what is held is not begun before it is fired, and its clock starts then."""

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.bundles import every, menu, standing
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

COURSES = [
    item("SOUP", course=1),
    item("STEAK", course=2, held=True),
    item("PASTA", course=2, held=True),
    item("CAKE", course=3, held=True),
]


def held(order: Json) -> list[bool]:
    return [line["held"] for line in every(order["items"])]


async def later(sql: Connection, seconds: int) -> None:
    """All that has been recorded lies further back."""
    for table, columns in {
        "orders": ("created_at", "recorded_at", "changed_at", "status_since"),
        "order_items": ("status_since", "fired_at"),
    }.items():
        moved = ", ".join(f"{column} = {column} - interval '{seconds} s'" for column in columns)
        await sql.execute(f"UPDATE {table} SET {moved}")


async def test_a_course_is_fired(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=COURSES)
    assert held(placed) == [False, True, True, True]
    assert [line["course"] for line in placed["items"]] == [1, 2, 2, 3]

    answer = await kitchen.fire(placed, course=2)

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"], now["version"]) == (200, '"2"', 2)
    assert held(now) == [False, False, False, True]
    fired_at = [line["firedAt"] for line in now["items"]]
    assert fired_at == [None, now["updatedAt"], now["updatedAt"], None]
    assert await kitchen.get(placed) == now
    assert await violations(sql) == []


async def test_the_feed_tells_what_was_fired(api: AsyncClient, kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=COURSES)

    await kitchen.fire(placed, lines=[4])

    events = (await api.get("/api/events")).json()["items"]
    assert (events[-1]["type"], events[-1]["orderVersion"]) == ("order.fired", 2)
    assert events[-1]["changes"] == [
        {"line": 4, "plu": "CAKE", "station": None, "fromStatus": "ORDERED", "toStatus": "ORDERED"}
    ]


async def test_the_clock_of_a_line_starts_when_it_is_fired(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(items=COURSES)
    await later(sql, 600)
    await kitchen.fire(placed, course=2)
    await later(sql, 60)

    moved = (await kitchen.move_item(placed, "STEAK", "PREPARING")).json()

    newest = moved["statusHistory"][-1]
    assert newest["heldSeconds"] == pytest.approx(600, abs=5)
    assert newest["previousSeconds"] == pytest.approx(60, abs=5)
    soup = (await kitchen.move_item(placed, "SOUP", "PREPARING")).json()["statusHistory"][-1]
    assert (soup["heldSeconds"], soup["previousSeconds"]) == (0, pytest.approx(660, abs=5))


async def test_starting_an_order_begins_nothing_that_is_held(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(items=COURSES)

    begun = (await kitchen.move(placed, "PREPARING")).json()

    assert standing(begun) == "PREPARING: PREPARING ORDERED ORDERED ORDERED"
    assert held(begun) == [False, True, True, True]
    assert await violations(sql) == []


async def test_moving_what_is_held_fires_it(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=COURSES)
    await later(sql, 600)

    moved = (await kitchen.move_item(placed, "STEAK", "PREPARING")).json()

    newest = moved["statusHistory"][-1]
    assert (moved["held"], moved["firedAt"]) == (False, newest["timestamp"])
    assert (newest["previousSeconds"], newest["heldSeconds"]) == (0, pytest.approx(600, abs=5))
    ready = (await kitchen.move(placed, "READY")).json()
    assert standing(ready) == "READY: READY READY READY READY"
    assert held(ready) == [False] * 4
    assert {bool(line["firedAt"]) for line in ready["items"][1:]} == {True}
    assert await kitchen.get(placed) == ready


async def test_what_is_cancelled_while_it_is_held_was_never_fired(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(items=COURSES)

    moved = (await kitchen.move_item(placed, "CAKE", "CANCELLED")).json()

    assert (moved["held"], moved["firedAt"], moved["status"]) == (False, None, "CANCELLED")
    assert (await kitchen.get(placed))["items"][3]["held"] is False
    assert await violations(sql) == []


async def test_what_is_held_keeps_the_order_from_being_ready(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=COURSES[:2])

    moved = (await kitchen.move_item(placed, "SOUP", "READY")).json()

    assert moved["orderStatus"] == "PREPARING"


async def test_firing_what_is_not_held_changes_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place(items=COURSES)
    fired = (await kitchen.fire(placed, course=2)).json()

    async with nothing_written():
        again = await kitchen.fire(placed, headers={"If-Match": '"1"'}, course=2)
        soup = await kitchen.fire(placed, lines=[1])

    assert (again.status_code, again.json()) == (200, fired)
    assert (soup.status_code, soup.json()) == (200, fired)


async def test_a_stale_version_fires_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place(items=COURSES)
    await kitchen.move(placed, "PREPARING")

    async with nothing_written():
        stale = await kitchen.fire(placed, headers={"If-Match": '"1"'}, course=2)

    assert (stale.status_code, stale.headers["ETag"]) == (412, '"2"')
    assert (await kitchen.fire(placed, headers={"If-Match": '"2"'}, course=2)).status_code == 200


@pytest.mark.parametrize("status", ["CANCELLED", "PICKED_UP"])
async def test_a_closed_order_fires_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    placed = await kitchen.place_at(status, items=COURSES)

    async with nothing_written():
        answer = await kitchen.fire(placed, course=2)

    assert (answer.status_code, answer.json()["code"]) == (409, "order-closed")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"lines": [1, 5, 500]}, {"code": "unknown-line", "lines": [5, 500]}),
        ({"course": 9}, {"code": "unknown-course"}),
    ],
)
async def test_what_is_not_there_can_not_be_fired(
    kitchen: Kitchen, nothing_written: NothingWritten, what: Json, told: Json
) -> None:
    placed = await kitchen.place(items=COURSES)

    async with nothing_written():
        answer = await kitchen.fire(placed, **what)

    assert answer.status_code == 404
    assert told.items() <= answer.json().items()


@pytest.mark.parametrize(
    ("what", "faults"),
    [
        ({}, [("", "one-of")]),
        ({"course": 1, "lines": [1]}, [("", "one-of")]),
    ],
)
async def test_either_a_course_is_fired_or_lines(
    kitchen: Kitchen,
    nothing_written: NothingWritten,
    what: Json,
    faults: list[tuple[str, str]],
) -> None:
    placed = await kitchen.place(items=COURSES)

    async with nothing_written():
        answer = await kitchen.fire(placed, **what)

    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == faults


async def test_an_order_nobody_knows_is_not_found(kitchen: Kitchen) -> None:
    answer = await kitchen.fire({"id": "01a200f3-8f25-70dd-9187-be12b1d3dddc"}, course=1)

    assert (answer.status_code, answer.json()["code"]) == (404, "order-not-found")


async def test_a_bundle_is_held_and_fired_with_its_parts(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[menu(held=True, course=2), item("SOUP")])

    assert held(placed) == [True, True, True, True, False]
    assert [line["course"] for line in every(placed["items"])] == [2, 2, 2, 2, None]
    part = (await kitchen.fire(placed, lines=[3])).json()
    assert held(part) == [False, True, False, True, False]
    whole = (await kitchen.fire(placed, lines=[1])).json()
    assert held(whole) == [False] * 5
    assert await kitchen.get(placed) == whole
    assert await violations(sql) == []


async def test_what_has_begun_is_not_held(kitchen: Kitchen) -> None:
    begun = await kitchen.place(status="PREPARING", items=COURSES)
    told = await kitchen.place(items=[item("STEAK", held=True, status="PREPARING")])

    assert standing(begun) == "PREPARING: PREPARING ORDERED ORDERED ORDERED"
    assert held(begun) == [False, True, True, True]
    assert held(told) == [False]


async def test_one_more_of_a_bundle_keeps_back_what_of_it_is_held(
    kitchen: Kitchen, sql: Connection
) -> None:
    courses = [item("SOUP", course=1), item("CAKE", course=3, held=True)]
    placed = await kitchen.place(items=[item("DINNER", items=courses)])
    await kitchen.move_item(placed, "SOUP", "PREPARING")

    more = (await kitchen.amend_item(placed, "DINNER", quantity=2)).json()

    assert held(more) == [False, False, True, False, False, True]
    assert standing(more) == "PREPARING: PREPARING PREPARING ORDERED ORDERED ORDERED ORDERED"
    fired = (await kitchen.fire(placed, course=3)).json()
    assert held(fired) == [False] * 6
    assert {line["firedAt"] for line in every(fired["items"]) if line["plu"] == "CAKE"} == {
        fired["updatedAt"]
    }
    assert await violations(sql) == []
