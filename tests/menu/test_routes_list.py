"""Finding products: by name and ingredient, by whether they can be ordered, page by page."""

from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.menu.page_service import CURSORS
from tests.menu.pizzeria import Pizzeria, listed, product

PRODUCTS: dict[str, dict[str, Any]] = {
    "P-1": {"name": "Crème fraîche", "ingredients": ["Jalapeño", "bacon"]},
    "P-2": {"name": "Pizza 100%_vegan", "ingredients": ["tomato", "basil"]},
    "P-3": {"name": "PIZZA HAWAII", "ingredients": ["ham", "pineapple"]},
    "P-4": {"name": "Smørrebrød", "ingredients": [], "available": False},
    "P-5": {"name": "pizza bacon", "ingredients": ["Streaky Bacon", "tomato"]},
}


@pytest.fixture(autouse=True)
async def products(pizzeria: Pizzeria) -> None:
    for plu, changes in PRODUCTS.items():
        await pizzeria.put(plu, product(**changes))
    await pizzeria.put("P-1", product(name="Burger", ingredients=["bacon"]), brandId="grill")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["P-1", "P-1", "P-2", "P-5", "P-3", "P-4"]),
        ({"brandId": "pizzeria"}, ["P-1", "P-2", "P-5", "P-3", "P-4"]),
        ({"brandId": "grill"}, ["P-1"]),
        ({"brandId": "nobody"}, []),
        ({"name": "pizza"}, ["P-2", "P-5", "P-3"]),
        ({"name": "IZZA HAW"}, ["P-3"]),
        ({"name": "creme FRAICHE"}, ["P-1"]),
        ({"name": "Créme"}, ["P-1"]),
        ({"name": "smorre"}, ["P-4"]),
        ({"name": "%"}, ["P-2"]),
        ({"name": "_"}, ["P-2"]),
        ({"name": "\\"}, []),
        ({"name": "0%_v"}, ["P-2"]),
        ({"ingredient": "bacon"}, ["P-1", "P-1", "P-5"]),
        ({"ingredient": "bacon", "brandId": "pizzeria"}, ["P-1", "P-5"]),
        ({"ingredient": "jalapeno"}, ["P-1"]),
        ({"ingredient": "tomato", "name": "vegan"}, ["P-2"]),
        ({"ingredient": "tomato basil"}, []),
        ({"orderable": "false"}, ["P-4"]),
        ({"orderable": "true", "brandId": "pizzeria"}, ["P-1", "P-2", "P-5", "P-3"]),
        ({"orderable": "true", "available": "false"}, []),
        ({"limit": "2"}, ["P-1", "P-1"]),
    ],
)
async def test_all_filters_that_are_given_hold(
    pizzeria: Pizzeria, filters: dict[str, str], expected: list[str]
) -> None:
    assert await pizzeria.plus(**filters) == expected


async def test_a_product_is_listed_as_it_is_looked_up(pizzeria: Pizzeria) -> None:
    page = await pizzeria.search(name="hawaii")

    assert page == {"items": [listed("P-3", **PRODUCTS["P-3"])], "nextCursor": None}
    assert page["items"] == [await pizzeria.get("P-3")]


async def pages(pizzeria: Pizzeria, **filters: str) -> list[list[str]]:
    found = []
    more: dict[str, str] = {}
    while True:
        page = await pizzeria.search(**filters, **more)
        found.append([f"{item['brandId']} {item['plu']}" for item in page["items"]])
        if page["nextCursor"] is None:
            return found
        more = {"cursor": page["nextCursor"]}


@pytest.mark.parametrize("limit", [1, 2, 3, 6])
async def test_pages_hold_every_product_once_in_order(pizzeria: Pizzeria, limit: int) -> None:
    whole = ["grill P-1", *(f"pizzeria {plu}" for plu in ("P-1", "P-2", "P-5", "P-3", "P-4"))]

    found = await pages(pizzeria, limit=str(limit))

    assert found == [whole[start : start + limit] for start in range(0, 6, limit)]


async def test_pages_of_one_brand_are_of_that_brand(pizzeria: Pizzeria) -> None:
    found = await pages(pizzeria, limit="2", brandId="pizzeria", name="pizza")

    assert found == [["pizzeria P-2", "pizzeria P-5"], ["pizzeria P-3"]]


async def test_products_of_one_name_are_told_apart_by_brand_and_plu(pizzeria: Pizzeria) -> None:
    for brand in ("x", "y"):
        for plu in ("1", "2"):
            await pizzeria.put(plu, product(name="Tea"), brandId=brand)

    assert await pages(pizzeria, limit="1", name="tea") == [["x 1"], ["x 2"], ["y 1"], ["y 2"]]


async def test_a_page_holds_still_while_products_come_and_go(pizzeria: Pizzeria) -> None:
    first = await pizzeria.search(limit="2", brandId="pizzeria")
    await pizzeria.put("P-0", product(name="Aubergine"))
    await pizzeria.delete("P-2")

    rest = await pizzeria.plus(brandId="pizzeria", cursor=first["nextCursor"])

    assert rest == ["P-5", "P-3", "P-4"]


async def test_the_longest_names_have_cursors_that_are_taken(pizzeria: Pizzeria) -> None:
    longest = "🍕" * 64
    names = ["\ufdfa" * 255, "🍕" * 255, '"\\' * 127, "각" * 255, "´", "\u0301"]
    for number, name in enumerate(names):
        await pizzeria.put(f"{number}{longest}"[:64], product(name=name), brandId=longest)

    found = await pages(pizzeria, limit="1", brandId=longest)

    assert len(found) == len(names)
    assert len({page[0] for page in found}) == len(names)
    assert [len(await pizzeria.plus(brandId=longest, name=name)) for name in names[:4]] == [1] * 4


@pytest.mark.parametrize("name", ["orderable", "available"])
async def test_what_is_snoozed_can_not_be_ordered(pizzeria: Pizzeria, name: str) -> None:
    await pizzeria.snooze("P-1", "P-2")
    await pizzeria.snooze("P-3", locationId="kallio")

    async def found(value: str, **params: str) -> list[str]:
        return await pizzeria.plus(**{name: value}, **params)

    assert await found("false") == ["P-1", "P-2", "P-4"]
    assert await found("false", locationId="kallio") == ["P-1", "P-2", "P-3", "P-4"]
    assert await found("true", locationId="main") == ["P-1", "P-5", "P-3"]
    assert await found("true", locationId="kallio", brandId="pizzeria") == ["P-5"]


async def test_a_listing_tells_of_each_brand_what_it_has_snoozed(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("P-1")

    found = (await pizzeria.search(ingredient="bacon"))["items"]

    assert [(item["brandId"], item["snoozed"]) for item in found] == [
        ("grill", False),
        ("pizzeria", True),
        ("pizzeria", False),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "9223372036854775808"),
        ("available", "maybe"),
        ("orderable", "maybe"),
        ("name", ""),
        ("name", "x" * 256),
        ("ingredient", "a\x00"),
        ("brandId", "x" * 65),
        ("locationId", " "),
        ("cursor", "x" * 2101),
        ("plu", "P-1"),
    ],
)
async def test_a_filter_that_can_not_be_is_refused(api: AsyncClient, name: str, value: str) -> None:
    answer = await api.get("/api/menu/products", params={name: value})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [f"query/{name}"]


@pytest.mark.parametrize(
    "cursor",
    ["x", "", CURSORS.encode(("a\x00", "b", "c")), CURSORS.encode(("a", "", "c")), "A" * 2100],
)
async def test_a_cursor_that_this_listing_never_gave_is_refused(
    api: AsyncClient, cursor: str
) -> None:
    answer = await api.get("/api/menu/products", params={"cursor": cursor})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-cursor")
