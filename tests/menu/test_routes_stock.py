"""Counting what is left: with the product, and quickly for several."""

from typing import Any

import pytest

from tests.conftest import NothingWritten
from tests.factories import order
from tests.menu.pizzeria import BRAND, Json, Pizzeria, listed, product
from tests.orders.kitchen import Kitchen

STOCKS = "/api/menu/stocks"


@pytest.fixture(autouse=True)
async def products(pizzeria: Pizzeria) -> None:
    for plu in ("A", "B"):
        await pizzeria.put(plu, product(name=plu))


async def counted(pizzeria: Pizzeria, location: str | None = None, **stock: int) -> Any:
    items = [{"plu": plu, "stock": left} for plu, left in stock.items()]
    body = {"brandId": BRAND, "locationId": location, "items": items}
    return await pizzeria.api.put(STOCKS, json=body)


async def uncounted(pizzeria: Pizzeria, *plus: str, **params: str) -> int:
    named = {"brandId": BRAND, "plu": list(plus)} | params
    return (await pizzeria.api.delete(STOCKS, params=named)).status_code


async def stocks(pizzeria: Pizzeria, **params: str) -> list[Json]:
    answer = await pizzeria.api.get(STOCKS, params={"brandId": BRAND} | params)
    items: list[Json] = answer.json()["items"]
    return items


def left(location: str | None, **stock: int) -> list[Json]:
    return [{"locationId": location, "plu": plu, "stock": each} for plu, each in stock.items()]


def shown(plu: str, stock: int | None, **changes: Any) -> Json:
    return listed(plu, name=plu, stock=stock, remaining=stock, **changes)


async def test_a_product_that_nobody_counts_has_no_stock(pizzeria: Pizzeria) -> None:
    assert await pizzeria.get("A") == shown("A", None)
    assert await stocks(pizzeria) == []


async def test_a_product_is_put_with_what_is_left_of_it(pizzeria: Pizzeria) -> None:
    everywhere = await pizzeria.put("A", product(name="A", stock=7))
    here = await pizzeria.put("A", product(name="A", stock=2), locationId="main")

    assert (everywhere.json(), here.json()) == (shown("A", 7), shown("A", 2))
    assert await pizzeria.get("A") == shown("A", 7)
    assert await pizzeria.get("A", locationId="kallio") == shown("A", 7)
    assert await pizzeria.get("A", locationId="main") == shown("A", 2)
    assert (await pizzeria.search(name="a", locationId="main"))["items"] == [shown("A", 2)]


async def test_a_new_product_can_be_counted_at_once(pizzeria: Pizzeria) -> None:
    created = await pizzeria.put("C", product(name="C", stock=0))

    assert created.status_code == 201
    assert created.json() == shown("C", 0, orderable=False)


@pytest.mark.parametrize("given", [{}, {"stock": None}])
async def test_what_is_left_out_stays(pizzeria: Pizzeria, given: Json) -> None:
    await counted(pizzeria, A=3)

    put = await pizzeria.put("A", product(name="A", **given))

    assert put.json() == shown("A", 3)


async def test_an_answer_that_is_put_back_does_not_undo_what_was_sold_since(
    pizzeria: Pizzeria, kitchen: Kitchen
) -> None:
    await counted(pizzeria, A=3)
    found = await pizzeria.get("A")
    await kitchen.place(brandId=BRAND, items=[{"plu": "A", "quantity": 2}])

    put_back = await pizzeria.put("A", found | {"description": "New"})
    changed = await pizzeria.put("A", found | {"stock": 9})

    assert put_back.json() == shown("A", 1, description="New")
    assert changed.json() == shown("A", 9)


async def test_several_are_counted_at_once(pizzeria: Pizzeria) -> None:
    first = await counted(pizzeria, A=3, B=0)
    await counted(pizzeria, "main", A=1)

    assert (first.status_code, first.json()) == (200, {"items": left(None, A=3, B=0)})
    assert await stocks(pizzeria) == left(None, A=3, B=0)
    assert await stocks(pizzeria, locationId="main") == [
        *left(None, A=3),
        *left("main", A=1),
        *left(None, B=0),
    ]


async def test_sold_out_is_not_orderable(pizzeria: Pizzeria) -> None:
    await counted(pizzeria, B=0)
    await counted(pizzeria, "main", A=0, B=4)

    assert await pizzeria.get("B") == shown("B", 0, orderable=False)
    assert await pizzeria.plus(orderable="true") == ["A"]
    assert await pizzeria.plus(orderable="false") == ["B"]
    assert await pizzeria.plus(orderable="true", locationId="main") == ["B"]


async def test_counting_the_same_again_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    await counted(pizzeria, A=3)

    async with nothing_written():
        again = await counted(pizzeria, A=3)

    assert again.json() == {"items": left(None, A=3)}


async def test_what_is_counted_no_more_is_there_as_before(pizzeria: Pizzeria) -> None:
    await counted(pizzeria, A=0, B=0)
    await counted(pizzeria, "main", A=0)

    assert await uncounted(pizzeria, "A", "NONE") == 204
    assert await pizzeria.get("A") == shown("A", None)
    assert (await pizzeria.get("A", locationId="main"))["stock"] == 0
    assert await uncounted(pizzeria, "A", locationId="main") == 204
    assert await stocks(pizzeria, locationId="main") == left(None, B=0)


async def test_counting_no_more_what_nobody_counts_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    await counted(pizzeria, A=1)

    async with nothing_written():
        told = [
            await uncounted(pizzeria, "B"),
            await uncounted(pizzeria, "A", locationId="main"),
            await uncounted(pizzeria, "A", brandId="grill"),
        ]

    assert told == [204] * 3


async def test_what_is_no_product_of_the_brand_is_named_and_nothing_is_counted(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        refused = await counted(pizzeria, A=1, HAM=2, NONE=3)

    assert (refused.status_code, refused.json()["code"]) == (422, "unknown-plu")
    assert [fault["pointer"] for fault in refused.json()["errors"]] == [
        "/items/1/plu",
        "/items/2/plu",
    ]


async def test_a_menu_is_imported_and_exported_without_what_is_left(pizzeria: Pizzeria) -> None:
    await counted(pizzeria, A=2)
    exported = await pizzeria.export()

    again = await pizzeria.replace(exported)

    assert again.json()["unchanged"] == 2
    assert await pizzeria.get("A") == shown("A", 2)


async def test_a_snoozed_product_is_refused_for_both(pizzeria: Pizzeria, kitchen: Kitchen) -> None:
    await counted(pizzeria, A=0)
    await pizzeria.snooze("A")

    refused = await kitchen.post(order(brandId=BRAND, items=[{"plu": "A", "quantity": 1}]))

    assert [(fault["pointer"], fault["code"]) for fault in refused.json()["errors"]] == [
        ("/items/0/plu", "snoozed"),
        ("/items/0/plu", "sold-out"),
    ]
