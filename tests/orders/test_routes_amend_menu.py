"""Amended lines and the brand's menu: what modifiers cost, what can't be had any more, what is left."""

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.bundles import every
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.test_routes_menu import euros, line, put, snooze
from tests.orders.test_stocktaking import Larder, asked, faults


@pytest.fixture(autouse=True)
async def menu(api: AsyncClient) -> None:
    await put(api, "PIZZA")


@pytest.fixture
async def larder(api: AsyncClient) -> Larder:
    larder = Larder(api)
    await larder.put("SOUP", 5)
    return larder


async def test_modifiers_without_prices_have_those_of_the_menu(kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[line("PIZZA", 2, ONION=1)])

    ham = {"plu": "HAM", "quantity": 2}
    amended = (await kitchen.amend_item(order, "PIZZA", modifiers=[ham])).json()

    (modifier,) = amended["items"][0]["modifiers"]
    assert (modifier["name"], modifier["unitPrice"]) == ("Ham", euros(200))
    assert amended["total"] == euros(2 * (900 + 2 * 200))


async def test_the_line_keeps_the_price_that_it_was_sold_for(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    order = await kitchen.place(items=[line("PIZZA")])
    await put(api, "PIZZA", price=euros(1100))

    amended = (await kitchen.amend_item(order, "PIZZA", modifiers=[{"plu": "HAM"}])).json()

    assert amended["total"] == euros(900 + 200)


async def test_modifiers_that_the_menu_refuses_are_named(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place(items=[line("PIZZA")])

    async with nothing_written():
        refused = await kitchen.amend_item(
            order, "PIZZA", modifiers=[{"plu": "HAM", "quantity": 4}, {"plu": "GOLD"}]
        )

    assert faults(refused) == [
        ("/modifiers/0/quantity", "too-many-modifiers"),
        ("/modifiers/1/plu", "unknown-modifier"),
    ]


async def test_modifiers_that_were_sold_are_taken_and_flagged(kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[item("PIZZA", unitPrice=euros(850))])

    gold = {"plu": "GOLD", "name": "Gold", "unitPrice": euros(5000)}
    amended = (await kitchen.amend_item(order, "PIZZA", modifiers=[gold])).json()

    assert amended["items"][0]["flags"] == ["unknown-modifier"]
    assert amended["total"] == euros(850 + 5000)


async def test_what_is_snoozed_can_be_had_otherwise_but_not_more_of_it(
    api: AsyncClient, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place(items=[line("PIZZA", 2)])
    await snooze(api, "PIZZA")

    other = await kitchen.amend_item(order, "PIZZA", modifiers=[{"plu": "HAM"}], note="well done")
    async with nothing_written():
        more = await kitchen.amend_item(order, "PIZZA", quantity=3)
    fewer = await kitchen.amend_item(order, "PIZZA", quantity=1)

    assert (other.status_code, fewer.status_code) == (200, 200)
    assert faults(more) == [("/quantity", "snoozed")]


@pytest.mark.parametrize("status", ["RECEIVED", "PREPARING"])
async def test_fewer_gives_back_what_nobody_has_begun_and_more_takes(
    larder: Larder, kitchen: Kitchen, sql: Connection, status: str
) -> None:
    order = await kitchen.place_at(status, items=[asked("SOUP", 3), asked("PIZZA")])
    left = []

    for quantity in (1, 2):
        answer = await kitchen.amend_item(order, "SOUP", quantity=quantity, params={"line": "1"})
        assert answer.status_code == 200, answer.text
        left.append(await larder.left())

    assert left == ([4, 3] if status == "RECEIVED" else [2, 1])
    await kitchen.move(order, "CANCELLED")
    # In an order that is begun only the one that was added hadn't been.
    assert await larder.left() == (5 if status == "RECEIVED" else 2)
    assert await violations(sql) == []


async def test_more_than_is_left_is_refused_and_takes_nothing(
    larder: Larder, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place(items=[asked("SOUP", 3)])

    async with nothing_written():
        refused = await kitchen.amend_item(order, "SOUP", quantity=6)

    assert faults(refused) == [("/quantity", "sold-out")]
    assert await larder.left() == 2


async def test_what_was_sold_elsewhere_gives_back_only_what_it_took(
    larder: Larder, kitchen: Kitchen
) -> None:
    sold = item("SOUP", quantity=7, unitPrice=euros(600))
    order = await kitchen.place(items=[sold])

    left: list[float | None] = [await larder.left()]
    for quantity in (6, 4, 1):
        await kitchen.amend_item(order, "SOUP", quantity=quantity)
        left.append(await larder.left())

    assert left == [0, 0, 1, 4]


async def test_parts_of_a_bundle_take_and_give_back_with_it(
    larder: Larder, kitchen: Kitchen, sql: Connection
) -> None:
    lunch: Json = item("LUNCH", quantity=1, unitPrice=euros(900))
    order = await kitchen.place(items=[lunch | {"items": [asked("SOUP"), asked("PIZZA")]}])

    await kitchen.amend_item(order, "LUNCH", quantity=3)
    after_more = await larder.left()
    refused = await kitchen.amend_item(order, "LUNCH", quantity=6)
    amended = (await kitchen.amend_item(order, "LUNCH", quantity=2)).json()

    assert (after_more, await larder.left()) == (2, 3)
    assert faults(refused) == [("/quantity", "sold-out")]
    assert [(each["plu"], each["status"]) for each in every(amended["items"])] == [
        *((plu, "ORDERED") for plu in ("LUNCH", "SOUP", "PIZZA")),
        *((plu, "CANCELLED") for plu in ("LUNCH", "SOUP", "PIZZA")),
    ]
    assert await violations(sql) == []


async def test_a_part_that_is_moved_takes_its_stock_along(larder: Larder, kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[asked("SOUP", 3)])

    await kitchen.move_item(order, "SOUP", "PREPARING", quantity=1)
    assert await larder.left() == 2
    await kitchen.move_item(order, "SOUP", "CANCELLED", quantity=1, params={"line": "1"})
    assert await larder.left() == 3
    await kitchen.move(order, "CANCELLED")

    assert await larder.left() == 4
