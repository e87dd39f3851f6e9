"""Orders count down what is left, and give back what they didn't use."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses
from tests.statements import counted

SOUP, BREAD = "SOUP", "BREAD"
PRICE = {"amount": 600, "currency": "EUR"}


class Larder:
    """What is left of the products of brand-1."""

    def __init__(self, api: AsyncClient) -> None:
        self.api = api

    async def put(self, plu: str, stock: float | None = None, **params: str) -> Json:
        body = {"name": plu.title(), "price": PRICE, "stock": stock}
        named = {"brandId": "brand-1"} | params
        answer = await self.api.put(f"/api/menu/products/{plu}", json=body, params=named)
        assert answer.status_code in (200, 201), answer.text
        found: Json = answer.json()
        return found

    async def left(self, plu: str = SOUP, **params: str) -> float | None:
        named = {"brandId": "brand-1"} | params
        found: float | None = (
            await self.api.get(f"/api/menu/products/{plu}", params=named)
        ).json()["stock"]
        return found


@pytest.fixture
async def larder(api: AsyncClient) -> Larder:
    larder = Larder(api)
    await larder.put(SOUP, 5)
    await larder.put(BREAD)
    return larder


def asked(plu: str = SOUP, quantity: float = 1, **more: Any) -> Json:
    return {"plu": plu, "quantity": quantity} | more


def sold(quantity: int = 1) -> Json:
    return item(SOUP, quantity=quantity, unitPrice=PRICE)


def faults(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]


async def test_lines_take_what_they_order_and_what_nobody_counts_is_never_out(
    larder: Larder, kitchen: Kitchen
) -> None:
    await kitchen.place(items=[asked(SOUP, 2), asked(BREAD, 99), asked(SOUP)])

    assert (await larder.left(), await larder.left(BREAD)) == (2, None)


async def test_more_than_is_left_is_refused_where_it_stands_and_takes_nothing(
    larder: Larder, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        refused = await kitchen.post(order(items=[asked(SOUP, 3), asked(BREAD), asked(SOUP, 3)]))
        rehearsed = await kitchen.post(order(items=[asked(SOUP, 6)]), validateOnly="true")

    assert faults(refused) == [("/items/2/plu", "sold-out")]
    assert faults(rehearsed) == [("/items/0/plu", "sold-out")]
    assert await larder.left() == 5


async def test_a_rehearsal_takes_nothing(
    larder: Larder, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        answer = await kitchen.post(order(items=[asked()]), validateOnly="true")

    assert answer.status_code == 200


async def test_a_retry_takes_nothing_even_when_all_is_sold(
    larder: Larder, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    body = order(items=[asked(SOUP, 3)])
    placed = (await kitchen.post(body)).json()
    async with nothing_written():
        again = await kitchen.post(body)
    await kitchen.place(items=[asked(SOUP, 2)])

    async with nothing_written():
        late = await kitchen.post(body)
        other = await kitchen.post(body | {"note": "more of it"})

    assert (again.status_code, again.json()) == (late.status_code, late.json()) == (200, placed)
    assert other.status_code == 409
    assert await larder.left() == 0


async def test_what_was_sold_elsewhere_takes_what_there_is_and_is_flagged(
    larder: Larder, kitchen: Kitchen
) -> None:
    enough = await kitchen.place(items=[sold(4)])
    both = await kitchen.place(items=[sold(3), asked(SOUP, 1)])

    assert enough["items"][0]["flags"] == []
    assert [line["flags"] for line in both["items"]] == [["sold-out"], []]
    assert await larder.left() == 0
    assert (await kitchen.place(items=[sold(2)]))["items"][0]["flags"] == ["sold-out"]

    await kitchen.move(both, "CANCELLED")
    assert await larder.left() == 1


@pytest.mark.parametrize("door", ["item", "order"])
async def test_a_line_that_is_cancelled_before_it_began_gives_back_what_it_took(
    larder: Larder, kitchen: Kitchen, door: str
) -> None:
    placed = await kitchen.place(items=[asked(SOUP, 2), asked(BREAD)])
    assert await larder.left() == 3

    if door == "item":
        await kitchen.move_item(placed, SOUP, "CANCELLED")
    await kitchen.move(placed, "CANCELLED")
    await kitchen.move(placed, "CANCELLED")

    assert statuses(await kitchen.get(placed)) == ["CANCELLED", "CANCELLED", "CANCELLED"]
    assert await larder.left() == 5


@pytest.mark.parametrize("begun", [None, "BURGER"])
async def test_a_bundle_that_is_cancelled_gives_back_what_its_parts_took_that_were_not_begun(
    larder: Larder, kitchen: Kitchen, sql: Connection, begun: str | None
) -> None:
    parts = [item("BURGER"), asked(SOUP, 2)]
    placed = await kitchen.place(items=[item("MENU", unitPrice=PRICE, items=parts)])
    assert await larder.left() == 3
    if begun:
        await kitchen.move_item(placed, begun, "PREPARING")

    await kitchen.move_item(placed, "MENU", "CANCELLED")

    assert await larder.left() == 5
    assert await violations(sql) == []


async def test_the_last_part_that_is_cancelled_gives_back_what_its_bundle_took(
    larder: Larder, kitchen: Kitchen
) -> None:
    placed = await kitchen.place(items=[asked(items=[item("BURGER")])])
    assert await larder.left() == 4

    await kitchen.move_item(placed, "BURGER", "CANCELLED")

    assert await larder.left() == 5


@pytest.mark.parametrize("begun", ["PREPARING", "READY"])
async def test_what_was_begun_is_gone(larder: Larder, kitchen: Kitchen, begun: str) -> None:
    placed = await kitchen.place(items=[asked(SOUP, 2), asked(SOUP, 1)])

    await kitchen.move_item(placed, SOUP, begun, params={"line": "1"})
    await kitchen.move(placed, "CANCELLED")

    assert await larder.left() == 3


async def test_an_order_that_comes_cancelled_takes_nothing(
    larder: Larder, kitchen: Kitchen
) -> None:
    await kitchen.place(items=[sold(2)], status="CANCELLED")

    assert await larder.left() == 5


async def test_what_is_weighed_is_counted_to_the_gram(larder: Larder, kitchen: Kitchen) -> None:
    await larder.put(SOUP, 1.5)

    placed = await kitchen.place(items=[asked(SOUP, 1.25, unit="kg")])
    assert await larder.left() == 0.25
    refused = await kitchen.post(order(items=[asked(SOUP, 0.251, unit="kg")]))
    await kitchen.place(items=[asked(SOUP, 0.25, unit="kg")])

    assert faults(refused) == [("/items/0/plu", "sold-out")]
    assert await larder.left() == 0
    await kitchen.move(placed, "CANCELLED")
    assert await larder.left() == 1.25


async def test_a_location_counts_its_own(larder: Larder, kitchen: Kitchen) -> None:
    await larder.put(SOUP, 1, locationId="kallio")

    await kitchen.place(items=[asked()], locationId="kallio")
    refused = await kitchen.post(order(items=[asked()], locationId="kallio"))
    placed = await kitchen.place(items=[asked(SOUP, 2)], locationId="kamppi")

    assert faults(refused) == [("/items/0/plu", "sold-out")]
    assert await larder.left(locationId="kallio") == 0
    assert await larder.left(locationId="kamppi") == await larder.left() == 3

    await kitchen.move(placed, "CANCELLED")
    assert await larder.left() == 5


async def test_what_is_counted_no_more_is_neither_taken_nor_given_back(
    larder: Larder, kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(items=[asked()])
    await larder.api.delete("/api/menu/stocks", params={"brandId": "brand-1", "plu": SOUP})

    await kitchen.place(items=[asked(SOUP, 50)])
    await kitchen.move(placed, "CANCELLED")

    assert await sql.fetchval("SELECT count(*) FROM menu_stock") == 0


async def test_orders_without_counted_products_take_the_statement_of_always(
    larder: Larder, kitchen: Kitchen, sql: Connection
) -> None:
    await kitchen.place(items=[asked(BREAD)])  # the first of its location begins its counter
    async with counted(sql) as plain:
        placed = await kitchen.place(items=[asked(BREAD)])
        await kitchen.move(placed, "CANCELLED")
    async with counted(sql) as taking:
        placed = await kitchen.place(items=[asked(SOUP)])
        await kitchen.move(placed, "CANCELLED")

    about = [[query for query in told if "UPDATE menu_stock" in query] for told in (plain, taking)]
    assert [len(queries) for queries in about] == [0, 2]
    assert (len(plain), len(taking)) == (4, 4)
