"""A brand's whole menu as one document: out, in again, all of it or nothing."""

import json
from collections import Counter
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from tests.conftest import Connection, NothingWritten
from tests.menu.pizzeria import BRAND, Json, Pizzeria, extra, listed, price, product

FEW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def menu(*products: Json, **more: Any) -> Json:
    return {"products": list(products)} | more


def entry(plu: str, **changes: Any) -> Json:
    return {"plu": plu} | product(**changes)


def counts(
    created: int = 0, replaced: int = 0, deleted: int = 0, unchanged: int = 0, dry: bool = False
) -> Json:
    told = {"created": created, "replaced": replaced, "deleted": deleted, "unchanged": unchanged}
    return told | {"dryRun": dry}


async def test_an_empty_brand_has_an_empty_menu(pizzeria: Pizzeria) -> None:
    assert await pizzeria.export("nobody") == {"brandId": "nobody", "products": []}


async def test_a_menu_is_exported_as_its_products_are_put(pizzeria: Pizzeria) -> None:
    for plu in ("B", "A"):
        await pizzeria.put(plu, product(name=plu))
    await pizzeria.put("C", brandId="grill")
    await pizzeria.put("B", product(name="B", available=False))
    await pizzeria.snooze("A", "HAM")

    assert await pizzeria.export() == {
        "brandId": BRAND,
        "products": [entry("A", name="A"), entry("B", name="B", available=False)],
    }


async def test_a_menu_is_replaced_as_a_whole(pizzeria: Pizzeria, sql: Connection) -> None:
    for plu in ("A", "B", "C"):
        await pizzeria.put(plu)
    await pizzeria.put("A", brandId="grill")
    await sql.execute("""UPDATE menu_products SET images = '{"front": ["f.webp", "t.webp"]}'""")
    await pizzeria.snooze("A")

    answer = await pizzeria.replace(menu(entry("A"), entry("B", name="New"), entry("D")))

    assert (answer.status_code, answer.json()) == (200, counts(1, 1, 1, 1))
    images = [{"name": "front", "url": "/media/f.webp", "thumbnailUrl": "/media/t.webp"}]
    found = (await pizzeria.search(brandId=BRAND))["items"]
    assert found == [
        listed("B", name="New", images=images),
        listed("A", images=images, snoozed=True),
        listed("D"),
    ]
    assert await pizzeria.get("A", brandId="grill") == listed("A", brandId="grill", images=images)


async def test_the_same_menu_again_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    document = menu(entry("A"), entry("B"))
    first = await pizzeria.replace(document)

    async with nothing_written():
        again = await pizzeria.replace(document)

    assert first.json() == counts(created=2)
    assert again.json() == counts(unchanged=2)


async def test_a_dry_run_answers_the_same_and_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    for plu in ("A", "B", "C"):
        await pizzeria.put(plu)
    document = menu(entry("A"), entry("B", name="New"), entry("D"))

    async with nothing_written():
        rehearsed = await pizzeria.replace(document, dryRun="true")
    done = await pizzeria.replace(document)

    assert rehearsed.json() == counts(1, 1, 1, 1, dry=True)
    assert done.json() == rehearsed.json() | {"dryRun": False}


async def test_a_menu_without_products_takes_all_away(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A")

    assert (await pizzeria.replace(menu())).json() == counts(deleted=1)
    assert await pizzeria.plus() == []


FAULTY = menu(
    entry("A"),
    entry("A", name=""),
    {"plu": "B"},
    entry("C", modifiers=[extra("HAM"), extra("HAM", price=price(1, "SEK"))], price=price(-1)),
    entry("D", modifiers=[extra("X", price=price(1, "SEK"), maxQuantity=0)]),
    entry("e/images"),
    entry(" A "),
    surprise=1,
)
FAULTY["products"].append(7)
FAULTS = {
    "/products/1/name": "string-too-short",
    "/products/1/plu": "repeated-plu",
    "/products/2/name": "missing",
    "/products/2/price": "missing",
    "/products/3/price/amount": "greater-than-equal",
    "/products/3/modifiers/1/plu": "repeated-plu",
    "/products/4/modifiers/0/price/currency": "currency-mismatch",
    "/products/4/modifiers/0/maxQuantity": "greater-than-equal",
    "/products/5/plu": "reserved-segment",
    "/products/6/plu": "repeated-plu",
    "/products/7": "model-attributes-type",
    "/surprise": "extra-forbidden",
}


@pytest.mark.parametrize("params", [{}, {"dryRun": "true"}])
async def test_every_fault_is_named_at_once_and_nothing_is_replaced(
    pizzeria: Pizzeria, nothing_written: NothingWritten, params: dict[str, str]
) -> None:
    await pizzeria.put("A")

    async with nothing_written():
        refused = await pizzeria.replace(FAULTY, **params)

    assert refused.status_code == 422
    assert {fault["pointer"]: fault["code"] for fault in refused.json()["errors"]} == FAULTS


async def test_another_brand_s_menu_is_refused_unless_it_says_of_none(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    document = menu(entry("A"), brandId="grill")

    async with nothing_written():
        refused = await pizzeria.replace(document)
    taken = await pizzeria.replace(document | {"brandId": None})

    assert (refused.status_code, refused.json()["code"]) == (422, "brand-mismatch")
    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/brandId"]
    assert taken.status_code == 200


async def test_a_menu_of_2000_products_is_taken_and_one_of_2001_is_not(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    extras = [extra(f"EXTRA-{number}") for number in range(6)]
    products = [entry(f"P-{number}", modifiers=extras) for number in range(2000)]

    taken = await pizzeria.replace(menu(*products))
    async with nothing_written():
        refused = await pizzeria.replace(menu(*products, entry("P-2000")))

    assert taken.json() == counts(created=2000)
    assert Counter(item["plu"] for item in (await pizzeria.export())["products"]) == Counter(
        item["plu"] for item in products
    )
    assert refused.status_code == 422
    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/products"]


@pytest.mark.parametrize("brand", ["a/b", "50 %", "größe", "/"])
async def test_any_brand_has_a_menu(pizzeria: Pizzeria, brand: str) -> None:
    await pizzeria.replace(menu(entry("A")), brand)

    assert await pizzeria.export(brand) == {"brandId": brand, "products": [entry("A")]}


def plu_of(body: Json) -> str:
    return normalize("NFC", body["plu"])


texts = strategies.text(
    strategies.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12
)
plus = texts.filter(lambda text: "/" not in text and text not in {".", "..", "images"})
modifiers = strategies.lists(
    strategies.builds(
        extra,
        plu=plus,
        name=texts,
        price=strategies.integers(0, 10**9).map(price),
        maxQuantity=strategies.integers(1, 99),
    ),
    max_size=3,
    unique_by=plu_of,
)
entries = strategies.builds(
    entry,
    plu=plus,
    name=texts,
    description=strategies.none() | texts,
    ingredients=strategies.lists(texts, max_size=3),
    price=strategies.integers(0, 10**9).map(price),
    station=strategies.none() | texts,
    preparationMinutes=strategies.none() | strategies.integers(0, 1440),
    available=strategies.booleans(),
    modifiers=modifiers,
)
menus = strategies.lists(entries, max_size=4, unique_by=plu_of)


@FEW
@given(before=menus, after=menus)
async def test_what_is_exported_is_imported_as_it_was(
    pizzeria: Pizzeria, before: list[Json], after: list[Json]
) -> None:
    await pizzeria.replace(menu(*before))
    exported = await pizzeria.export()
    await pizzeria.replace(menu(*after))

    put_back = await pizzeria.replace(exported)

    assert put_back.status_code == 200
    assert await pizzeria.export() == exported
    assert (await pizzeria.replace(exported)).json() == counts(unchanged=len(before))
    assert len(exported["products"]) == len(before)
    assert json.dumps(exported).count('"plu"') == sum(1 + len(p["modifiers"]) for p in before)
