"""What is told of a move, by values alone; and that the API tells it once, in the order's own transaction."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic_core import from_json

from huuva_backend.orders.events import EventType, of_moving
from huuva_backend.orders.history import Change
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus, Status
from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.kitchen import Json, Kitchen

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
EVENTS = """
    SELECT seq, type, order_id::text, order_version, order_status, at, changes
    FROM order_events WHERE location_id = $1 ORDER BY seq
"""


def change(line: int | None, before: Status, after: Status) -> Change:
    recall = after.code < before.code
    return Change(line, 2, before, after, NOW, None, False, 1.0, 0.0, False, recall, Cause.REQUEST)


@pytest.mark.parametrize(
    ("changes", "type_"),
    [
        ([(1, "ORDERED", "PREPARING")], "item.status_changed"),
        ([(1, "READY", "PREPARING")], "item.status_changed"),
        ([(1, "ORDERED", "CANCELLED")], "item.status_changed"),
        ([(1, "ORDERED", "READY"), (None, "RECEIVED", "READY")], "order.status_changed"),
        ([(None, "READY", "PICKED_UP")], "order.status_changed"),
        ([(1, "READY", "PREPARING"), (None, "READY", "PREPARING")], "order.recalled"),
        ([(None, "PICKED_UP", "READY")], "order.recalled"),
        ([(1, "ORDERED", "CANCELLED"), (None, "RECEIVED", "CANCELLED")], "order.cancelled"),
    ],
)
def test_what_becomes_of_the_order_says_what_it_is_called(
    changes: list[tuple[int | None, str, str]], type_: str
) -> None:
    made = [
        change(line, *((OrderStatus if line is None else ItemStatus)[name] for name in names))
        for line, *names in changes
    ]

    assert of_moving(made, []).type == EventType(type_)


async def events(sql: Connection, location: str = "main") -> list[dict[str, Any]]:
    rows = [dict(row) for row in await sql.fetch(EVENTS, location)]
    return [row | {"changes": from_json(row["changes"])} for row in rows]


async def told(sql: Connection) -> list[tuple[int, str, int, str]]:
    return [
        (event["seq"], event["type"], event["order_version"], event["order_status"])
        for event in await events(sql)
    ]


async def test_each_change_is_one_event(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place()
    await kitchen.move_item(placed, "BURGER", "READY")
    await kitchen.move_item(placed, "SUSHI", "READY")
    await kitchen.move(placed, "PICKED_UP")
    await kitchen.move(placed, "READY", recall=True)
    await kitchen.move(placed, "CANCELLED")

    assert await told(sql) == [
        (1, "order.created", 1, "RECEIVED"),
        (2, "order.status_changed", 2, "PREPARING"),
        (3, "order.status_changed", 3, "READY"),
        (4, "order.status_changed", 4, "PICKED_UP"),
        (5, "order.recalled", 5, "READY"),
        (6, "order.cancelled", 6, "CANCELLED"),
    ]


async def test_it_says_what_changed_and_when(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[item("BURGER"), item("SUSHI"), item("COLA")])
    await sql.execute("UPDATE order_items SET station = 'grill' WHERE plu = 'BURGER'")
    moved = (await kitchen.move(placed, "PREPARING")).json()
    await kitchen.move_item(placed, "SUSHI", "CANCELLED")

    created, prepared, cancelled = await events(sql)
    assert created["changes"] == [[None, None, None, None, "RECEIVED"]]
    assert prepared["changes"] == [
        [None, None, None, "RECEIVED", "PREPARING"],
        [1, "BURGER", "grill", "ORDERED", "PREPARING"],
        [2, "SUSHI", None, "ORDERED", "PREPARING"],
        [3, "COLA", None, "ORDERED", "PREPARING"],
    ]
    assert cancelled["type"] == "item.status_changed"
    assert cancelled["changes"] == [[2, "SUSHI", None, "PREPARING", "CANCELLED"]]
    assert {event["order_id"] for event in (created, prepared, cancelled)} == {placed["id"]}
    assert prepared["at"].isoformat().replace("+00:00", "Z") == moved["updatedAt"]


async def test_an_order_that_comes_with_its_history_is_created_as_it_stands(
    kitchen: Kitchen, sql: Connection
) -> None:
    await kitchen.place(status="READY")

    (event,) = await events(sql)
    assert (event["type"], event["order_status"]) == ("order.created", "READY")
    assert event["changes"] == [[None, None, None, None, "READY"]]


async def test_locations_count_for_themselves(kitchen: Kitchen, sql: Connection) -> None:
    for location in ("main", "kallio", "main"):
        await kitchen.place(locationId=location)

    assert [event["seq"] for event in await events(sql)] == [1, 2]
    assert [event["seq"] for event in await events(sql, "kallio")] == [1]


async def test_what_changes_nothing_is_no_event(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    body = order()
    placed: Json = (await kitchen.post(body)).json()
    async with nothing_written():
        again = await kitchen.post(body)
        other = await kitchen.post(body | {"note": "another"})
        rehearsed = await kitchen.post(order(), validateOnly="true")
        repeated = await kitchen.move(placed, "RECEIVED")
        refused = await kitchen.move(placed, "PICKED_UP")

    answers = (again, other, rehearsed, repeated, refused)
    assert [answer.status_code for answer in answers] == [200, 409, 200, 200, 409]
