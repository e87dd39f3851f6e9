"""A line of an open order is changed: how many, with what, for which course, held or not; and the order follows."""

from typing import Any

import pytest

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.bundles import every, menu
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

EVENT = "SELECT type, order_version, changes FROM order_events ORDER BY seq DESC LIMIT 1"


def money(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


async def placed(kitchen: Kitchen, status: str = "RECEIVED", **changes: Any) -> Json:
    items = [item("PIZZA", unitPrice=money(1000)), item("BEER", quantity=3, unitPrice=money(500))]
    return await kitchen.place_at(status, items=items, **changes)


def lines(order: Json) -> list[tuple[str, float, str]]:
    return [(line["plu"], line["quantity"], line["status"]) for line in every(order["items"])]


def changes(order: Json) -> list[tuple[int | None, str, Any, Any]]:
    """Of the newest amendment."""
    return [
        (change["line"], change["field"], change["before"], change["after"])
        for change in order["amendments"][-1]["changes"]
    ]


STATUSES = {"RECEIVED": "ORDERED", "PREPARING": "PREPARING", "READY": "READY"}


@pytest.mark.parametrize(("status", "stands"), STATUSES.items())
async def test_of_fewer_the_rest_is_split_off_and_cancelled(
    kitchen: Kitchen, sql: Connection, status: str, stands: str
) -> None:
    order = await placed(kitchen, status)

    answer = await kitchen.amend_item(
        order, "BEER", quantity=2, reason="one less", headers={"X-Actor": "user:anna"}
    )

    amended = answer.json()
    version = order["version"] + 1
    assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{version}"')
    assert lines(amended) == [
        ("PIZZA", 1, stands),
        ("BEER", 2, stands),
        ("BEER", 1, "CANCELLED"),
    ]
    rest, part = amended["items"][1:]
    assert part["origin"] == {"kind": "split", "fromLine": 2}
    assert part["amendedAt"] == rest["amendedAt"] == amended["updatedAt"]
    assert [entry["status"] for entry in part["statusHistory"]] == [stands, "CANCELLED"]
    assert {entry["version"] for entry in part["statusHistory"]} == {version}
    # The part has stood there as long as the line.
    assert part["statusHistory"][0]["timestamp"] == rest["statusHistory"][-1]["timestamp"]
    assert part["statusHistory"][1]["previousSeconds"] > 0
    assert part["statusHistory"][1]["reason"] == "one less"
    assert changes(amended) == [(2, "quantity", 3, 2)]
    assert amended["total"] == money(2000)
    assert amended["totals"]["cancelled"] == money(500)
    assert amended["status"] == status
    assert amended["items"][0] == order["items"][0]
    assert await kitchen.get(order) == amended
    event = await sql.fetchrow(EVENT)
    assert event is not None
    assert (event["type"], event["order_version"]) == ("order.amended", version)
    assert await violations(sql) == []


async def test_what_was_voided_does_not_make_the_plu_ambiguous(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await placed(kitchen)
    await kitchen.amend_item(order, "BEER", quantity=2)

    moved = await kitchen.move_item(order, "BEER", "PREPARING")
    again = await kitchen.amend_item(order, "BEER", quantity=1)

    assert (moved.status_code, moved.json()["line"]) == (200, 2)
    assert lines(again.json())[1:] == [
        ("BEER", 1, "PREPARING"),
        ("BEER", 1, "CANCELLED"),
        ("BEER", 1, "CANCELLED"),
    ]
    async with nothing_written():
        refused = await kitchen.amend_item(order, "BEER", quantity=5, params={"line": "3"})
    assert (refused.status_code, refused.json()["code"]) == (409, "line-voided")


async def test_more_of_what_nobody_has_begun_is_more_of_the_line(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await placed(kitchen)

    amended = (await kitchen.amend_item(order, "BEER", quantity=5)).json()

    assert lines(amended) == [("PIZZA", 1, "ORDERED"), ("BEER", 5, "ORDERED")]
    assert changes(amended) == [(2, "quantity", 3, 5)]
    assert amended["total"] == money(3500)
    assert await kitchen.get(order) == amended
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["PREPARING", "READY"])
async def test_more_of_what_has_begun_is_a_line_of_its_own(
    kitchen: Kitchen, sql: Connection, status: str
) -> None:
    order = await placed(kitchen, status)

    amended = (await kitchen.amend_item(order, "BEER", quantity=5)).json()

    assert lines(amended) == [("PIZZA", 1, status), ("BEER", 3, status), ("BEER", 2, "ORDERED")]
    assert amended["items"][2]["origin"] == {"kind": "added", "fromLine": 2}
    assert changes(amended) == [(3, "quantity", 0, 2)]
    assert (amended["status"], amended["total"]) == ("PREPARING", money(3500))
    assert await kitchen.get(order) == amended
    assert await violations(sql) == []


CHANGES: dict[str, tuple[Json, list[tuple[int, str, Any, Any]]]] = {
    "a note": ({"note": "no ice"}, [(2, "note", None, None)]),
    "allergens": ({"allergens": ["gluten"]}, [(2, "allergens", [], ["gluten"])]),
    "a course": ({"course": 2}, [(2, "course", None, 2)]),
    "held": ({"held": True}, [(2, "held", False, True)]),
    "a course that is held": (
        {"course": 2, "held": True},
        [(2, "course", None, 2), (2, "held", False, True)],
    ),
}


@pytest.mark.parametrize(("patch", "told"), CHANGES.values(), ids=CHANGES)
async def test_what_was_told_of_a_line_is_changed_and_taken_away_again(
    kitchen: Kitchen, sql: Connection, patch: Json, told: list[tuple[int, str, Any, Any]]
) -> None:
    order = await placed(kitchen)

    amended = (await kitchen.amend_item(order, "BEER", **patch)).json()

    assert patch.items() <= amended["items"][1].items()
    assert changes(amended) == told
    assert await kitchen.get(order) == amended
    again = await kitchen.amend_item(order, "BEER", **patch)
    assert (again.status_code, again.json()["version"]) == (200, 2)

    nothing: Json = {name: False if name == "held" else None for name in patch}
    without = (await kitchen.amend_item(order, "BEER", **nothing)).json()
    assert {name: without["items"][1][name] or None for name in patch} == dict.fromkeys(patch)
    assert await kitchen.get(order) == without
    assert await violations(sql) == []


async def test_what_is_no_longer_held_is_fired(kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[item("PIZZA"), item("TIRA", held=True)])

    fired = (await kitchen.amend_item(order, "TIRA", held=False)).json()
    refused = await kitchen.amend_item(order, "TIRA", held=True)

    assert fired["items"][1]["firedAt"] == fired["updatedAt"]
    assert (refused.status_code, refused.json()["code"]) == (409, "line-begun")


async def test_what_is_begun_cannot_be_held(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await placed(kitchen, "PREPARING")

    async with nothing_written():
        refused = await kitchen.amend_item(order, "BEER", held=True)

    assert (refused.status_code, refused.json()["code"]) == (409, "line-begun")


async def test_modifiers_are_given_anew_and_money_follows(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await placed(kitchen)
    cheese = {"plu": "CHEESE", "name": "Cheese", "quantity": 2, "unitPrice": money(100)}
    no_basil = {"name": "Basil", "action": "NO", "note": "for Mira"}

    amended = (await kitchen.amend_item(order, "PIZZA", modifiers=[cheese, no_basil])).json()

    ((line, field, before, after),) = changes(amended)
    assert (line, field, before) == (1, "modifiers", [])
    assert [(each["plu"], each["name"], each["unitPrice"]) for each in after] == [
        ("CHEESE", "Cheese", money(100)),
        (None, "Basil", None),
    ]
    assert "Mira" not in str(after)
    assert amended["items"][0]["modifiers"][1]["note"] == "for Mira"
    assert amended["total"] == money(2700)
    assert await kitchen.get(order) == amended
    again = await kitchen.amend_item(order, "PIZZA", modifiers=[cheese, no_basil])
    assert again.json()["version"] == 2
    plain = (await kitchen.amend_item(order, "PIZZA", modifiers=None)).json()
    assert (plain["items"][0]["modifiers"], plain["total"]) == ([], money(2500))
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["RECEIVED", "PREPARING"])
async def test_of_a_bundle_the_parts_go_along(
    kitchen: Kitchen, sql: Connection, status: str
) -> None:
    order = await kitchen.place_at(status, items=[menu(3, course=1)])
    stands = STATUSES[status]

    fewer = (await kitchen.amend_item(order, "MENU", quantity=2, course=2)).json()

    assert lines(fewer) == [
        *(("MENU", 2, stands), ("BURGER", 1, stands), ("FRIES", 1, stands), ("COLA", 1, stands)),
        *(("MENU", 1, "CANCELLED"), ("BURGER", 1, "CANCELLED")),
        *(("FRIES", 1, "CANCELLED"), ("COLA", 1, "CANCELLED")),
    ]
    assert [line["course"] for line in every(fewer["items"])] == [2] * 4 + [1] * 4
    assert [line["parentLine"] for line in every(fewer["items"])] == [
        *(None, 1, 1, 1),
        *(None, 5, 5, 5),
    ]
    assert fewer["total"] == money(2 * 1400)
    more = (await kitchen.amend_item(order, "MENU", quantity=4)).json()
    assert more["total"] == money(4 * 1400)
    assert len(more["items"]) == (2 if status == "RECEIVED" else 3)
    assert await kitchen.get(order) == more
    assert await violations(sql) == []


REFUSED: dict[str, tuple[Json, str, str]] = {
    "half a piece": ({"quantity": 1.5}, "/quantity", "quantity-not-there"),
    "none": ({"quantity": 0}, "/quantity", "greater-than"),
    "null": ({"quantity": None}, "/quantity", "number-type"),
    "held by half": ({"held": None}, "/held", "bool-type"),
    "another currency": (
        {"modifiers": [{"plu": "A", "unitPrice": {"amount": 1, "currency": "USD"}}]},
        "/modifiers/0/unitPrice/currency",
        "currency-mismatch",
    ),
    "less than nothing": (
        {"modifiers": [{"plu": "A", "unitPrice": money(-501)}]},
        "/modifiers",
        "amount-below-zero",
    ),
    "another name": ({"name": "Ale"}, "/name", "extra-forbidden"),
    "a tenth course": ({"course": 10}, "/course", "less-than-equal"),
}


@pytest.mark.parametrize(("patch", "pointer", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_a_line_can_not_be_is_refused_at_its_place(
    kitchen: Kitchen, nothing_written: NothingWritten, patch: Json, pointer: str, code: str
) -> None:
    order = await placed(kitchen)

    async with nothing_written():
        refused = await kitchen.amend_item(order, "BEER", **patch)

    assert refused.status_code == 422, refused.text
    assert [(each["pointer"], each["code"]) for each in refused.json()["errors"]] == [
        (pointer, code)
    ]


@pytest.mark.parametrize("status", ["PICKED_UP", "CANCELLED"])
async def test_lines_of_a_closed_order_stay_as_they_are(
    kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    order = await placed(kitchen, status)

    async with nothing_written():
        refused = await kitchen.amend_item(order, "BEER", quantity=2)

    assert (refused.status_code, refused.json()["code"]) == (409, "order-closed")


async def test_an_unknown_item_and_a_version_that_is_past_are_refused(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await placed(kitchen, "PREPARING")

    async with nothing_written():
        stale = await kitchen.amend_item(order, "BEER", quantity=2, headers={"If-Match": '"1"'})
        unknown = await kitchen.amend_item(order, "ALE", quantity=2)
        so_already = await kitchen.amend_item(order, "BEER", quantity=3, note=None)

    assert (stale.status_code, stale.headers["ETag"]) == (412, '"2"')
    assert (unknown.status_code, unknown.json()["code"]) == (404, "item-not-found")
    assert so_already.status_code == 200
