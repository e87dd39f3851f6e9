"""Whoever moves a part of a line splits it: there is no half-ready line."""

from typing import Any

import pytest

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.bundles import euros, every, menu, sold
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

EVENT = "SELECT type, order_version, changes::text FROM order_events ORDER BY seq DESC LIMIT 1"


def lines(order: Json) -> list[tuple[str, float, str]]:
    return [(line["plu"], line["quantity"], line["status"]) for line in every(order["items"])]


def burgers(order: Json) -> list[tuple[float, float, str]]:
    """How many menus, how many burgers in each, and where those stand."""
    return [
        (bundle["quantity"], line["quantity"], line["status"])
        for bundle in order["items"]
        for line in every(bundle["items"])
        if line["plu"] == "BURGER"
    ]


async def test_so_many_are_ready_and_the_others_are_not(kitchen: Kitchen, sql: Connection) -> None:
    order = await kitchen.place_at("PREPARING", items=[item("WINGS", quantity=12), item("FRIES")])

    answer = await kitchen.move_item(order, "WINGS", "READY", quantity=5)

    part, told = answer.json(), await kitchen.get(order)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"')
    assert (part["line"], part["quantity"], part["status"]) == (3, 5, "READY")
    assert (part["orderStatus"], part["orderVersion"]) == ("PREPARING", 3)
    assert part["origin"] == {"kind": "split", "fromLine": 1}
    assert lines(told) == [
        ("WINGS", 7, "PREPARING"),
        ("FRIES", 1, "PREPARING"),
        ("WINGS", 5, "READY"),
    ]
    assert told["items"][2].items() <= part.items()
    begun = told["items"][0]["statusHistory"][-1]
    first, ready = told["items"][2]["statusHistory"]
    assert (first["fromStatus"], first["status"]) == (None, "PREPARING")
    assert first["timestamp"] == begun["timestamp"]
    assert (ready["fromStatus"], ready["status"]) == ("PREPARING", "READY")
    assert ready["previousSeconds"] > 0
    assert told["amendments"] == []
    event = await sql.fetchrow(EVENT)
    assert event is not None
    assert tuple(event) == (
        "item.status_changed",
        3,
        '[[3, "WINGS", null, "PREPARING", "READY"]]',
    )
    assert await violations(sql) == []


async def test_the_last_part_that_is_ready_makes_the_order_so(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place(items=[item("WINGS", quantity=12)])
    await kitchen.move_item(order, "WINGS", "READY", quantity=5)

    rest = await kitchen.move_item(order, "WINGS", "READY", quantity=7, params={"line": "1"})

    assert (rest.json()["line"], rest.json()["orderStatus"]) == (1, "READY")
    assert lines(await kitchen.get(order)) == [("WINGS", 7, "READY"), ("WINGS", 5, "READY")]
    assert await violations(sql) == []


@pytest.mark.parametrize("target", ["PREPARING", "READY", "CANCELLED"])
async def test_an_order_for_later_is_begun_by_a_part(
    kitchen: Kitchen, sql: Connection, target: str
) -> None:
    order = await kitchen.place(
        items=[item("WINGS", quantity=3)], pickupTime="2126-01-31T18:00:00Z"
    )

    part = (await kitchen.move_item(order, "WINGS", target, quantity=1)).json()

    status = "RECEIVED" if target == "CANCELLED" else "PREPARING"
    assert (part["status"], part["orderStatus"]) == (target, status)
    released = await sql.fetchval("SELECT released FROM open_orders")
    assert released is (status == "PREPARING")
    assert await violations(sql) == []


async def test_when_it_happened_is_told_of_the_part_and_of_the_order(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place(created="2026-01-31T17:00:00Z", items=[item("WINGS", quantity=3)])

    body: Json = {"occurredAt": "2026-01-31T17:10:00Z", "quantity": 1}
    part = (await kitchen.move_item(order, "WINGS", "PREPARING", **body)).json()

    told = await kitchen.get(order)
    for entry in (part["statusHistory"][-1], told["statusHistory"][-1]):
        assert (entry["status"], entry["timestamp"]) == ("PREPARING", "2026-01-31T17:10:00Z")
    assert await violations(sql) == []


async def test_a_weighed_line_is_split_exactly(kitchen: Kitchen, sql: Connection) -> None:
    salmon = item("SALMON", quantity=0.5, unit="kg")
    order = await kitchen.place(items=[salmon])

    await kitchen.move_item(order, "SALMON", "READY", quantity=0.123)

    assert lines(await kitchen.get(order)) == [
        ("SALMON", 0.377, "ORDERED"),
        ("SALMON", 0.123, "READY"),
    ]
    assert await violations(sql) == []


PARTS: dict[str, tuple[int, int, int, list[tuple[float, float, str]]]] = {
    "of each menu one": (2, 2, 2, [(2, 1, "ORDERED"), (2, 1, "READY")]),
    "of one menu all": (2, 1, 1, [(1, 1, "ORDERED"), (1, 1, "READY")]),
    "of one menu one": (2, 2, 1, [(1, 2, "ORDERED"), (1, 1, "ORDERED"), (1, 1, "READY")]),
    "all of one and one": (
        *(3, 3, 4),
        [(1, 3, "ORDERED"), (1, 3, "READY"), (1, 2, "ORDERED"), (1, 1, "READY")],
    ),
    "all but one": (2, 3, 5, [(1, 1, "ORDERED"), (1, 2, "READY"), (1, 3, "READY")]),
    "all": (2, 2, 4, [(2, 2, "READY")]),
}


@pytest.mark.parametrize(("menus", "each", "quantity", "stand"), PARTS.values(), ids=PARTS)
async def test_parts_of_bundles_are_counted_in_all(
    kitchen: Kitchen,
    sql: Connection,
    menus: int,
    each: int,
    quantity: int,
    stand: list[tuple[float, float, str]],
) -> None:
    body = menu(menus)
    body["items"][0]["quantity"] = each
    order = await kitchen.place(items=[body])
    ticket_total = menus * each

    answer = await kitchen.move_item(order, "BURGER", "READY", quantity=quantity)

    told = await kitchen.get(order)
    assert answer.status_code == 200, answer.text
    assert sorted(burgers(told)) == sorted(stand)
    in_all = sum(bundles * burgers for bundles, burgers, _ in burgers(told))
    ready = sum(
        bundles * burgers for bundles, burgers, status in burgers(told) if status == "READY"
    )
    assert (in_all, ready) == (ticket_total, quantity)
    assert told["total"] == order["total"]
    assert await violations(sql) == []


BOXES: dict[str, tuple[int, str]] = {
    # Two boxes of two menus of two burgers each.
    "one": (1, "BOX 1: MENU 2: 2 | BOX 1: MENU 1: 2, MENU 1: 1 and 1"),
    "of each box one": (2, "BOX 2: MENU 1: 2, MENU 1: 1 and 1"),
    "of each menu one": (4, "BOX 2: MENU 2: 1 and 1"),
    "all of a box and one": (5, "BOX 1: MENU 1: 2, MENU 1: 1 and 1 | BOX 1: MENU 2: all 2"),
    "of each box all but one": (6, "BOX 2: MENU 1: 1 and 1, MENU 1: all 2"),
    "all but one": (7, "BOX 1: MENU 1: 1 and 1, MENU 1: all 2 | BOX 1: MENU 2: all 2"),
}


@pytest.mark.parametrize(("quantity", "stand"), BOXES.values(), ids=BOXES)
async def test_parts_of_bundles_in_bundles_are_counted_in_all(
    kitchen: Kitchen, sql: Connection, quantity: int, stand: str
) -> None:
    menus = item("MENU", quantity=2, items=[item("BURGER", quantity=2), item("FRIES")])
    order = await kitchen.place(items=[item("BOX", quantity=2, items=[menus, item("ICE")])])

    answer = await kitchen.move_item(order, "BURGER", "READY", quantity=quantity)

    boxes = (await kitchen.get(order))["items"]
    assert answer.status_code == 200, answer.text
    assert sold(boxes) == sold(order["items"])
    assert " | ".join(box(each) for each in boxes) == stand
    assert await violations(sql) == []


def box(bundle: Json) -> str:
    """Of each menu how many burgers stand at ORDERED, and how many are ready."""
    menus = [each for each in bundle["items"] if each["plu"] == "MENU"]
    told = []
    for each in menus:
        burgers = [line for line in each["items"] if line["plu"] == "BURGER"]
        ready = len(burgers) == 1 and burgers[0]["status"] == "READY"
        quantities = " and ".join(str(line["quantity"]) for line in burgers)
        told.append(f"MENU {each['quantity']}: {'all ' if ready else ''}{quantities}")
        assert [line["status"] for line in burgers][1:] in ([], ["READY"])
    return f"BOX {bundle['quantity']}: {', '.join(told)}"


async def test_a_bundle_is_moved_by_so_many_with_its_parts(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place(items=[menu(3)])

    bundle = (await kitchen.move_item(order, "MENU", "READY", quantity=2)).json()

    assert (bundle["line"], bundle["quantity"], bundle["status"]) == (5, 2, "READY")
    assert [(part["plu"], part["status"]) for part in bundle["items"]] == [
        ("BURGER", "READY"),
        ("FRIES", "READY"),
        ("COLA", "READY"),
    ]
    assert await violations(sql) == []


@pytest.mark.parametrize("quantity", range(1, 12))
async def test_of_bundles_in_bundles_as_many_are_moved_as_were_asked(
    kitchen: Kitchen, sql: Connection, quantity: int
) -> None:
    box = item("BOX", quantity=2, items=[item("ROLL", quantity=2), item("DIP")])
    order = await kitchen.place(
        items=[item("PARTY", quantity=3, unitPrice=euros(900), items=[box])]
    )

    answer = await kitchen.move_item(order, "ROLL", "READY", quantity=quantity)

    assert answer.status_code == 200, answer.text
    told = await kitchen.get(order)
    rolls = [
        (line["status"], party["quantity"] * box["quantity"] * line["quantity"])
        for party in told["items"]
        for box in party["items"]
        for line in box["items"]
        if line["plu"] == "ROLL"
    ]
    assert sum(many for status, many in rolls if status == "READY") == quantity
    assert sum(many for _, many in rolls) == 12
    assert told["total"] == euros(2700)
    assert await violations(sql) == []


REFUSED: dict[str, tuple[Any, int, str]] = {
    "more than there are": (13, 422, "quantity-not-there"),
    "half a piece": (0.5, 422, "quantity-not-there"),
    "none": (0, 422, "greater-than"),
    "text": ("1", 422, "number-type"),
}


@pytest.mark.parametrize(("quantity", "status", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_is_no_part_of_the_line_moves_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten, quantity: Any, status: int, code: str
) -> None:
    order = await kitchen.place(items=[item("WINGS", quantity=12)])

    async with nothing_written():
        refused = await kitchen.move_item(order, "WINGS", "READY", quantity=quantity)

    assert refused.status_code == status, refused.text
    (error,) = refused.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/quantity", code)


async def test_a_part_moves_as_the_line_may(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place_at("READY", items=[item("WINGS", quantity=12)])

    async with nothing_written():
        back = await kitchen.move_item(order, "WINGS", "PREPARING", quantity=1)
        stale = await kitchen.move_item(
            order, "WINGS", "PREPARING", quantity=1, recall=True, headers={"If-Match": '"1"'}
        )
        there = await kitchen.move_item(order, "WINGS", "READY", quantity=1)

    assert (back.status_code, back.json()["code"]) == (409, "illegal-transition")
    assert stale.status_code == 412
    assert (there.status_code, there.json()["quantity"]) == (200, 12)
    recalled = await kitchen.move_item(order, "WINGS", "PREPARING", quantity=1, recall=True)
    assert (recalled.json()["line"], recalled.json()["orderStatus"]) == (2, "PREPARING")


async def test_an_order_of_500_lines_has_no_room_for_a_part(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place(items=[item(f"A-{line}", quantity=2) for line in range(500)])

    async with nothing_written():
        moved = await kitchen.move_item(order, "A-0", "READY", quantity=1)
        amended = await kitchen.amend_item(order, "A-0", quantity=1)

    for refused in (moved, amended):
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["pointer"]) == (422, "/quantity")
        assert error["code"] == "too-many-lines"
