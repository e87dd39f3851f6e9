"""A partner sends the whole order again, where several of its lines are the same but for what they cost or whose they are."""

from typing import Any

import pytest

from tests.conftest import Connection
from tests.factories import item
from tests.orders.bundles import every
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.messages import lines, message, money, send, told

WING, FREE = item("WING", unitPrice=money(500)), item("WING", unitPrice=money(0))
ANN, BOB = item("WING", forName="Ann"), item("WING", forName="Bob", allergens=["nuts"])
HOT = {"plu": "HOT", "name": "Hot", "unitPrice": money(50)}
SAUCE = [HOT, {"plu": "MILD", "name": "Mild", "unitPrice": money(0)}]
WITH, WITH_FREE = WING | {"modifiers": [HOT]}, WING | {"modifiers": [HOT | {"unitPrice": money(0)}]}


def box(**changes: Any) -> Json:
    return item("BOX", unitPrice=money(900), items=[item("WING") | changes, item("DIP")])


def alike(answer: Any) -> list[tuple[float, int | None, str | None, list[str]]]:
    return [
        (
            line["quantity"],
            line["unitPrice"] and line["unitPrice"]["amount"],
            line["forName"],
            line["allergens"],
        )
        for line in every(answer.json()["items"])
        if line["status"] != "CANCELLED"
    ]


SAME: dict[str, tuple[list[Json], list[Json]]] = {
    "prices": ([WING | {"quantity": 3}, FREE], [FREE, WING | {"quantity": 3}]),
    "split prices": ([WING | {"quantity": 3}, FREE], [WING, FREE, WING | {"quantity": 2}]),
    "names": ([ANN, BOB], [BOB, ANN]),
    "names and nobody's": ([ANN, item("WING")], [item("WING"), ANN]),
    "what modifiers cost": ([WITH, WITH_FREE], [WITH_FREE, WITH]),
    "the order of modifiers": ([WING | {"modifiers": SAUCE}], [WING | {"modifiers": SAUCE[::-1]}]),
    "parts of bundles": ([box(forName="Ann"), box()], [box(), box(forName="Ann")]),
}


@pytest.mark.parametrize(("first", "then"), SAME.values(), ids=SAME)
async def test_the_same_lines_in_another_order_are_the_same(
    kitchen: Kitchen, sql: Connection, first: list[Json], then: list[Json]
) -> None:
    before = await send(kitchen, message(*first))

    answer = await send(kitchen, message(*then, table="4"))

    assert told(answer) == [(None, "table", None, "4")]
    assert answer.json()["items"] == before.json()["items"]
    assert answer.json()["total"] == before.json()["total"]
    assert await violations(sql) == []


OTHERWISE: dict[str, tuple[list[Json], list[Json], list[Any]]] = {
    "one more for nothing": (
        [WING],
        [WING, FREE],
        [(1, 500, None, []), (1, 0, None, [])],
    ),
    "one of three for nothing": (
        [WING | {"quantity": 3}],
        [WING | {"quantity": 2}, FREE],
        [(2, 500, None, []), (1, 0, None, [])],
    ),
    "one more for somebody else": (
        [ANN],
        [ANN, BOB],
        [(1, None, "Ann", []), (1, None, "Bob", ["nuts"])],
    ),
    "one more of the first": (
        [ANN, BOB],
        [ANN | {"quantity": 2}, BOB],
        [(2, None, "Ann", []), (1, None, "Bob", ["nuts"])],
    ),
    "one less of the first": (
        [ANN | {"quantity": 2}, BOB],
        [ANN, BOB],
        [(1, None, "Ann", []), (1, None, "Bob", ["nuts"])],
    ),
    "a part of a bundle": (
        [box()],
        [box(unitPrice=money(200), allergens=["nuts"])],
        [(1, 900, None, []), (1, 200, None, ["nuts"]), (1, None, None, [])],
    ),
}


@pytest.mark.parametrize(("first", "then", "stand"), OTHERWISE.values(), ids=OTHERWISE)
async def test_each_line_is_as_the_message_says_of_it(
    kitchen: Kitchen, sql: Connection, first: list[Json], then: list[Json], stand: list[Any]
) -> None:
    await send(kitchen, message(*first))

    answer = await send(kitchen, message(*then))

    assert alike(answer) == stand
    again = await send(kitchen, message(*then, table="4"))
    assert told(again) == [(None, "table", None, "4")]
    assert await violations(sql) == []


async def test_what_the_kitchen_split_off_costs_what_it_was_ordered_for(
    kitchen: Kitchen, sql: Connection
) -> None:
    items = [WING | {"quantity": 2, "forName": "Ann"}, FREE | {"forName": "Bob"}]
    order = (await send(kitchen, message(*items))).json()
    await kitchen.move_item(order, "WING", "READY", quantity=1, params={"line": "1"})

    answer = await send(kitchen, message(*items, table="4"))

    assert told(answer) == [(None, "table", None, "4")]
    assert answer.json()["total"] == money(1000)
    assert await violations(sql) == []


async def test_as_many_of_another_unit_are_another_line(kitchen: Kitchen, sql: Connection) -> None:
    await send(kitchen, message(item("FISH", quantity=2, unitPrice=money(500))))

    answer = await send(kitchen, message(item("FISH", quantity=2, unit="kg", unitPrice=money(500))))

    assert lines(answer) == [("FISH", 2, "CANCELLED"), ("FISH", 2, "ORDERED")]
    assert answer.json()["items"][1]["unit"] == "kg"
    assert await violations(sql) == []


@pytest.mark.parametrize("boxes", [1, 2])
@pytest.mark.parametrize("change", ["course", "fewer"])
async def test_a_bundle_of_which_the_kitchen_voided_a_part_is_not_ordered_anew(
    kitchen: Kitchen, sql: Connection, boxes: int, change: str
) -> None:
    order = (await send(kitchen, message(box() | {"quantity": boxes + 1}))).json()
    await kitchen.move_item(order, "DIP", "CANCELLED")
    body: Json = {"course": 2} if change == "course" else {"quantity": boxes}
    await kitchen.amend_item(order, "BOX", **body)
    quantity = boxes + 1 if change == "course" else boxes

    answer = await send(kitchen, message(box() | {"quantity": quantity}, table="4"))

    assert told(answer) == [(None, "table", None, "4")]
    assert await violations(sql) == []


async def test_what_was_taken_from_a_bundle_stays_away_when_the_kitchen_splits_it(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = (await send(kitchen, message(box(quantity=2) | {"quantity": 2}))).json()
    await kitchen.amend_item(order, "WING", quantity=1)
    await kitchen.move_item(order, "BOX", "READY", quantity=1)

    answer = await send(kitchen, message(box() | {"quantity": 2}, table="4"))

    assert told(answer) == [(None, "table", None, "4")]
    assert await violations(sql) == []


async def test_one_more_of_a_bundle_that_was_begun_lacks_what_the_kitchen_voided_of_it(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = (await send(kitchen, message(box()))).json()
    await kitchen.move_item(order, "DIP", "CANCELLED")
    await kitchen.move_item(order, "WING", "PREPARING")

    more = await send(kitchen, message(box() | {"quantity": 2}))
    again = await send(kitchen, message(box() | {"quantity": 2}, table="4"))

    assert lines(more)[3:] == [
        ("BOX", 1, "ORDERED"),
        ("WING", 1, "ORDERED"),
        ("DIP", 1, "CANCELLED"),
    ]
    assert told(again) == [(None, "table", None, "4")]
    assert await violations(sql) == []
