"""Putting products on the menu, looking them up, taking them off."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import NothingWritten
from tests.menu.pizzeria import Json, Pizzeria, address, extra, listed, price, product
from tests.orders.kitchen import Kitchen

PLUS = ["PIZZA-1", "a/b", "/", "a//", "50 % off", "pizza #1?", "größe", "🍕", "modifier", "%2F"]


async def test_a_product_is_created_and_then_looked_up(pizzeria: Pizzeria) -> None:
    created = await pizzeria.put("A")

    assert (created.status_code, created.json()) == (201, listed("A"))
    assert await pizzeria.get("A") == listed("A")


async def test_what_is_left_out_is_absent(pizzeria: Pizzeria) -> None:
    bare = {"name": "Water", "price": price(0)}

    await pizzeria.put("A")
    replaced = await pizzeria.put("A", bare)

    assert replaced.status_code == 200
    assert replaced.json() == await pizzeria.get("A")
    assert replaced.json() == listed(
        "A",
        **bare,
        description=None,
        ingredients=[],
        station=None,
        preparationMinutes=None,
        modifiers=[],
    )


async def test_an_extra_goes_once_unless_it_says_how_often(pizzeria: Pizzeria) -> None:
    ham = extra("HAM")
    del ham["maxQuantity"]

    put = await pizzeria.put("A", product(modifiers=[ham]))

    assert put.json()["modifiers"] == [ham | {"maxQuantity": 1, "orderable": True}]


async def test_putting_it_again_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    first = await pizzeria.put("A")

    async with nothing_written():
        again = await pizzeria.put("A")

    assert (again.status_code, again.json()) == (200, first.json())


async def test_an_answer_that_is_put_back_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    first = await pizzeria.put("A")

    async with nothing_written():
        again = await pizzeria.put("A", first.json())

    assert (again.status_code, again.json()) == (200, first.json())


async def test_what_is_not_the_brand_s_to_say_is_left_as_it_is(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A")
    await pizzeria.snooze("A", until="2099-01-01T18:00:00Z")
    found = await pizzeria.get("A")
    image = {"name": "front", "url": "/media/x.png", "thumbnailUrl": "/media/y.png"}
    old = {"snoozed": False, "snoozedUntil": None, "orderable": True, "images": [image]}

    put = await pizzeria.put("A", found | old)

    assert (put.status_code, put.json()) == (200, found)


@pytest.mark.parametrize("plu", PLUS)
async def test_any_plu_can_be_put_looked_up_and_deleted(pizzeria: Pizzeria, plu: str) -> None:
    await pizzeria.put(plu)

    found = await pizzeria.get(plu)
    extras = await pizzeria.api.get(address(plu, "modifiers"), params={"brandId": "pizzeria"})
    deleted = await pizzeria.delete(plu)

    assert found == listed(plu)
    assert extras.json() == {"items": listed(plu)["modifiers"]}
    assert deleted.status_code == 204


async def test_brands_have_products_of_their_own(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A")
    await pizzeria.put("A", product(name="Burger"), brandId="grill")

    await pizzeria.delete("A")

    assert await pizzeria.get("A", brandId="grill") == listed("A", brandId="grill", name="Burger")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", address("NONE")),
        ("GET", address("NONE", "modifiers")),
        ("DELETE", address("NONE")),
        ("GET", address("A")),
    ],
)
async def test_what_the_brand_does_not_have_is_not_found(
    pizzeria: Pizzeria, method: str, path: str, nothing_written: NothingWritten
) -> None:
    await pizzeria.put("A", brandId="another")

    async with nothing_written():
        answer = await pizzeria.api.request(method, path, params={"brandId": "pizzeria"})

    assert (answer.status_code, answer.json()["code"]) == (404, "product-not-found")


async def test_a_deleted_product_is_gone_and_orders_keep_what_they_copied(
    pizzeria: Pizzeria, kitchen: Kitchen
) -> None:
    await pizzeria.put("A")
    placed = await kitchen.place(brandId="pizzeria", items=[{"plu": "A", "quantity": 2}])

    await pizzeria.put("A", product(name="Calzone", price=price(9999)))
    assert (await pizzeria.delete("A")).status_code == 204

    assert placed["total"] == price(2180)
    assert await kitchen.get(placed) == placed
    assert (await pizzeria.delete("A")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"name": ...}, {"/name": "missing"}),
        ({"price": ...}, {"/price": "missing"}),
        ({"name": " "}, {"/name": "string-too-short"}),
        ({"price": price(-1)}, {"/price/amount": "greater-than-equal"}),
        ({"price": price(11.9)}, {"/price/amount": "int-type"}),  # type: ignore[arg-type]
        ({"price": price(1, "eur")}, {"/price/currency": "string-pattern-mismatch"}),
        ({"preparationMinutes": 1441}, {"/preparationMinutes": "less-than-equal"}),
        ({"preparationMinutes": -1}, {"/preparationMinutes": "greater-than-equal"}),
        ({"available": "yes"}, {"/available": "bool-type"}),
        ({"ingredients": ["a", ""]}, {"/ingredients/1": "string-too-short"}),
        ({"nameKey": "pizza"}, {"/nameKey": "extra-forbidden"}),
        (
            {"images": [{"name": "front"}]},
            dict.fromkeys(["/images/0/url", "/images/0/thumbnailUrl"], "missing"),
        ),
        ({"snoozed": "no"}, {"/snoozed": "bool-type"}),
        ({"snoozedUntil": "tomorrow"}, {"/snoozedUntil": "instant-format"}),
        ({"brandId": "grill"}, {"/brandId": "product-mismatch"}),
        ({"plu": "B"}, {"/plu": "product-mismatch"}),
        (
            {"plu": "a", "brandId": "Pizzeria"},
            dict.fromkeys(["/brandId", "/plu"], "product-mismatch"),
        ),
        (
            {"modifiers": [extra("A"), extra("B"), extra(" A")]},
            {"/modifiers/2/plu": "repeated-plu"},
        ),
        (
            {"modifiers": [extra("A", price=price(1, "SEK"), maxQuantity=100)], "name": ""},
            {
                "/name": "string-too-short",
                "/modifiers/0/price/currency": "currency-mismatch",
                "/modifiers/0/maxQuantity": "less-than-equal",
            },
        ),
        (
            {"price": price(1, "SEK")},
            dict.fromkeys(
                ["/modifiers/0/price/currency", "/modifiers/1/price/currency"], "currency-mismatch"
            ),
        ),
    ],
)
async def test_all_that_is_wrong_is_named_at_once(
    pizzeria: Pizzeria,
    nothing_written: NothingWritten,
    changes: Json,
    faults: dict[str, str],
) -> None:
    await pizzeria.put("A")
    body = {name: value for name, value in product(**changes).items() if value is not ...}

    async with nothing_written():
        refused = await pizzeria.put("A", body)

    assert refused.status_code == 422
    assert {fault["pointer"]: fault["code"] for fault in refused.json()["errors"]} == faults


@pytest.mark.parametrize(
    ("plu", "status", "code"),
    [
        ("stations", 404, "not-found"),
        ("images/1", 404, "not-found"),
        ("a/modifiers/b", 404, "not-found"),
        ("a/modifiers", 404, "not-found"),
    ],
)
async def test_a_plu_that_is_the_address_of_something_else_is_none(
    pizzeria: Pizzeria, nothing_written: NothingWritten, plu: str, status: int, code: str
) -> None:
    async with nothing_written():
        answer = await pizzeria.put(plu)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", address("A", "modifiers"), "GET, HEAD"),
        ("DELETE", address("a/b", "modifiers"), "GET, HEAD"),
        ("GET", address("A", "stations", "main"), "DELETE, PUT"),
        ("POST", address("A"), "DELETE, GET, HEAD, PUT"),
    ],
)
async def test_what_is_there_says_how_it_may_be_asked(
    api: AsyncClient, method: str, path: str, allowed: str
) -> None:
    answer = await api.request(method, path, params={"brandId": "pizzeria"})

    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize(
    "path",
    [
        "/api/menu/products?brandId=pizzeria",
        f"{address('A')}?brandId=pizzeria",
        f"{address('A', 'modifiers')}?brandId=pizzeria",
        "/api/menu/brands/pizzeria",
        "/api/menu/snoozes?brandId=pizzeria",
        "/api/menu/stations?brandId=pizzeria&locationId=main",
    ],
)
async def test_whoever_has_the_answer_is_told_so_until_it_changes(
    api: AsyncClient, pizzeria: Pizzeria, path: str
) -> None:
    async def ask(**headers: str) -> Any:
        return await api.get(path, headers=headers)

    await pizzeria.put("A")
    first = await ask()
    seen = {"If-None-Match": first.headers["ETag"]}
    same = await ask(**seen)
    await pizzeria.put("A", product(name="New", modifiers=[extra("NEW")]))
    await pizzeria.snooze("A")
    await api.put(
        address("A", "stations", "main"), json={"station": "grill"}, params={"brandId": "pizzeria"}
    )
    other = await ask(**seen)

    assert first.headers["Cache-Control"] == "no-cache"
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["ETag"] == first.headers["ETag"]
    assert (other.status_code, other.headers["ETag"] == first.headers["ETag"]) == (200, False)
    assert other.json() != first.json()
