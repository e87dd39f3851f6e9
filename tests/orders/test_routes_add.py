"""Lines are added to an open order, and it follows: status, totals, tickets."""

from typing import Any

import pytest

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

TIRAMISU = {
    "plu": "TIRA",
    "name": "Tiramisu",
    "quantity": 1,
    "unitPrice": {"amount": 600, "currency": "EUR"},
}


def money(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


async def placed(kitchen: Kitchen, status: str = "RECEIVED", **changes: Any) -> Json:
    items = [item("PIZZA", unitPrice=money(1000)), item("BEER", quantity=3, unitPrice=money(500))]
    return await kitchen.place_at(status, items=items, **changes)


async def test_a_line_is_added_and_a_row_says_so(kitchen: Kitchen, sql: Connection) -> None:
    order = await placed(kitchen)

    answer = await kitchen.add(order, TIRAMISU, reason="one more", headers={"X-Actor": "user:anna"})

    amended = answer.json()
    added = amended["items"][2]
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (added["line"], added["plu"], added["status"]) == (3, "TIRA", "ORDERED")
    assert added["origin"] == {"kind": "added", "fromLine": None}
    assert added["amendedAt"] == amended["updatedAt"]
    assert [entry["version"] for entry in added["statusHistory"]] == [2]
    assert amended["total"] == money(3100)
    assert amended["amendments"][0]["changes"] == [
        {"line": 3, "field": "quantity", "before": 0, "after": 1}
    ]
    assert await kitchen.get(order) == amended
    event = await sql.fetchrow(
        "SELECT type, order_version, changes FROM order_events ORDER BY seq DESC LIMIT 1"
    )
    assert event is not None
    assert (event["type"], event["order_version"]) == ("order.amended", 2)
    assert await violations(sql) == []


STATUSES = {
    "RECEIVED": "RECEIVED",
    "PREPARING": "PREPARING",
    "READY": "PREPARING",
}


@pytest.mark.parametrize(("before", "after"), STATUSES.items(), ids=STATUSES)
async def test_an_order_that_was_ready_is_not_any_more(
    kitchen: Kitchen, sql: Connection, before: str, after: str
) -> None:
    order = await placed(kitchen, before)

    amended = (await kitchen.add(order, TIRAMISU)).json()

    assert (amended["status"], amended["items"][2]["status"]) == (after, "ORDERED")
    newest = amended["statusHistory"][-1]
    if before != after:
        assert (newest["cause"], newest["fromStatus"], newest["version"]) == ("rollup", before, 3)
    ready = (await kitchen.move(order, "READY")).json()
    assert {line["status"] for line in ready["items"]} == {"READY"}
    assert await violations(sql) == []


async def test_what_no_kitchen_makes_is_ready_with_an_order_that_is(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await placed(kitchen, "READY")

    amended = (await kitchen.add(order, item("CAN", toMake=False))).json()

    assert (amended["status"], amended["items"][2]["status"]) == ("READY", "READY")
    assert await violations(sql) == []


async def test_a_bundle_is_added_with_its_parts(kitchen: Kitchen, sql: Connection) -> None:
    order = await placed(kitchen)
    menu = item("MENU", quantity=2, items=[item("BURGER"), item("COLA")], unitPrice=money(1200))

    amended = (await kitchen.add(order, menu)).json()
    moved = (await kitchen.move_item(order, "BURGER", "READY")).json()

    bundle = amended["items"][2]
    assert [bundle["line"], *(part["line"] for part in bundle["items"])] == [3, 4, 5]
    assert {part["parentLine"] for part in bundle["items"]} == {3}
    assert amended["total"] == money(4900)
    assert moved["orderStatus"] == "PREPARING"
    assert await violations(sql) == []


async def test_a_held_course_is_added_and_fired(kitchen: Kitchen, sql: Connection) -> None:
    order = await placed(kitchen)

    amended = (await kitchen.add(order, TIRAMISU | {"course": 2, "held": True})).json()

    assert amended["items"][2]["held"]
    assert await violations(sql) == []


async def test_added_lines_go_on_through_their_lives(kitchen: Kitchen, sql: Connection) -> None:
    order = await placed(kitchen, "PREPARING")
    await kitchen.add(order, TIRAMISU)

    moved = (await kitchen.move_item(order, "TIRA", "READY")).json()
    gone = await kitchen.move(order, "READY")
    gone = await kitchen.move(order, "PICKED_UP")

    assert (moved["orderStatus"], moved["orderVersion"]) == ("PREPARING", 4)
    assert [line["status"] for line in gone.json()["items"]] == ["PICKED_UP"] * 3
    assert await violations(sql) == []


REFUSED: dict[str, tuple[Json, dict[str, str], int, str]] = {
    "without a name": ({"plu": "X", "quantity": 1}, {}, 422, "not-orderable"),
    "with a status": (TIRAMISU | {"status": "READY"}, {}, 422, "invalid-request"),
    "in another currency": (
        TIRAMISU | {"unitPrice": {"amount": 600, "currency": "SEK"}},
        {},
        422,
        "currency-mismatch",
    ),
    "by a stale version": (TIRAMISU, {"If-Match": '"9"'}, 412, "stale-version"),
    "too many": (
        item("MENU", items=[item(f"P{n}") for n in range(498)]),
        {},
        422,
        "too-many-lines",
    ),
}


@pytest.mark.parametrize(("line", "headers", "status", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_is_refused_changes_nothing(
    kitchen: Kitchen,
    nothing_written: NothingWritten,
    line: Json,
    headers: dict[str, str],
    status: int,
    code: str,
) -> None:
    order = await placed(kitchen)

    async with nothing_written():
        answer = await kitchen.add(order, line, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("status", ["PICKED_UP", "CANCELLED"])
async def test_a_closed_order_takes_no_lines(
    kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    order = await placed(kitchen, status)

    async with nothing_written():
        answer = await kitchen.add(order, TIRAMISU)

    assert (answer.status_code, answer.json()["code"]) == (409, "order-closed")
