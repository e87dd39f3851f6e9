"""A page of a menu that hasn't changed is the one that was read before, and whatever changes is in the next answer."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from huuva_backend.menu import mapping, page_service
from tests.conftest import Connection
from tests.factories import order
from tests.media.pictures import PNG, encoded
from tests.menu.pizzeria import BRAND, Json, Pizzeria, address, listed, price, product

PAGE = {"brandId": BRAND, "locationId": "main"}
Act = Callable[[Pizzeria, Connection], Awaitable[Any]]


@pytest.fixture
def mapped(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Counts how often rows become products."""
    counted = Mock(wraps=mapping.listed)
    monkeypatch.setattr(mapping, "listed", counted)
    return counted


async def test_a_page_that_has_not_changed_is_made_once(pizzeria: Pizzeria, mapped: Mock) -> None:
    await pizzeria.put("A")
    await pizzeria.put("B")
    mapped.reset_mock()

    pages = [await pizzeria.search(**PAGE) for _ in range(3)]

    assert pages == [{"items": [listed("A"), listed("B")], "nextCursor": None}] * 3
    assert mapped.call_count == 1


async def test_what_is_put_again_as_it_was_changes_no_page(
    pizzeria: Pizzeria, mapped: Mock
) -> None:
    await pizzeria.put("A")
    await pizzeria.search(**PAGE)
    await pizzeria.put("A")
    mapped.reset_mock()

    await pizzeria.search(**PAGE)

    assert mapped.call_count == 0


CHANGES: dict[str, tuple[Act, Json]] = {
    "the price": (
        lambda pizzeria, _: pizzeria.put("A", product(price=price(1190), modifiers=[])),
        {"price": price(1190)},
    ),
    "a switch": (
        lambda pizzeria, _: pizzeria.put("A", product(available=False, modifiers=[])),
        {"available": False, "orderable": False},
    ),
    "a snooze": (
        lambda pizzeria, _: pizzeria.snooze("A"),
        {"snoozed": True, "orderable": False},
    ),
    "a snooze here": (
        lambda pizzeria, _: pizzeria.snooze("A", locationId="main"),
        {"snoozed": True, "orderable": False},
    ),
    "a snooze elsewhere": (lambda pizzeria, _: pizzeria.snooze("A", locationId="kallio"), {}),
    "the whole menu": (
        lambda pizzeria, _: pizzeria.replace(
            {"products": [{"plu": "A"} | product(name="Calzone", modifiers=[])]}
        ),
        {"name": "Calzone"},
    ),
    "stock": (
        lambda pizzeria, _: pizzeria.put("A", product(stock=2, modifiers=[]), locationId="main"),
        {"stock": 2, "remaining": 2},
    ),
    "the table itself": (
        lambda _, sql: sql.execute("UPDATE menu_products SET station = 'grill'"),
        {"station": "grill"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_what_changes_is_in_the_next_answer(
    pizzeria: Pizzeria, sql: Connection, change: str
) -> None:
    act, told = CHANGES[change]
    await pizzeria.put("A", product(modifiers=[]))
    (before,) = (await pizzeria.search(**PAGE))["items"]

    await act(pizzeria, sql)

    (after,) = (await pizzeria.search(**PAGE))["items"]
    looked_up = await pizzeria.get("A", locationId="main")
    assert after == looked_up == before | told


async def test_what_is_woken_or_given_back_is_as_before(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A")
    before = await pizzeria.search(**PAGE)
    await pizzeria.snooze("A")
    assert await pizzeria.search(**PAGE) != before

    await pizzeria.wake("A")

    assert await pizzeria.search(**PAGE) == before


async def test_a_count_that_an_order_takes_from_is_in_the_next_answer(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A", product(stock=2, modifiers=[]), locationId="main")
    await pizzeria.search(**PAGE)
    body = order(brandId=BRAND, locationId="main", items=[{"plu": "A", "quantity": 2}])
    assert (await pizzeria.api.post("/api/orders", json=body)).status_code == 201

    (sold_out,) = (await pizzeria.search(**PAGE))["items"]

    assert (sold_out["remaining"], sold_out["orderable"]) == (0, False)


async def test_what_is_deleted_is_on_no_page(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A")
    await pizzeria.put("B")
    assert await pizzeria.plus(**PAGE) == ["A", "B"]

    await pizzeria.delete("A")

    assert await pizzeria.plus(**PAGE) == ["B"]


async def test_a_picture_is_on_the_next_page(pizzeria: Pizzeria, media: Path) -> None:
    await pizzeria.put("A")
    await pizzeria.search(**PAGE)
    answer = await pizzeria.api.put(
        address("A", "images", "front"),
        params={"brandId": BRAND},
        content=encoded(PNG),
        headers={"Content-Type": PNG},
    )
    assert answer.status_code == 201

    (found,) = (await pizzeria.search(**PAGE))["items"]

    assert [image["name"] for image in found["images"]] == ["front"]


async def test_pages_of_other_places_filters_and_sizes_are_other_pages(pizzeria: Pizzeria) -> None:
    for plu in ("A", "B"):
        await pizzeria.put(plu, product(name=f"Pizza {plu}"))
    await pizzeria.snooze("A", locationId="main")

    async def all_pages() -> list[list[tuple[str, bool]]]:
        return [
            [
                (found["plu"], found["orderable"])
                for found in (await pizzeria.search(**asked))["items"]
            ]
            for asked in (
                PAGE,
                PAGE | {"limit": "1"},
                PAGE | {"name": "pizza b"},
                PAGE | {"orderable": "true"},
                {"brandId": BRAND},
                {"brandId": "another"},
            )
        ]

    once = await all_pages()

    assert once == await all_pages()
    assert once == [
        [("A", False), ("B", True)],
        [("A", False)],
        [("B", True)],
        [("B", True)],
        [("A", True), ("B", True)],
        [],
    ]


async def test_only_so_many_pages_are_kept(
    pizzeria: Pizzeria, mapped: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_service, "KEPT_PAGES", 2)
    await pizzeria.put("A")
    asked = [PAGE | {"limit": str(limit)} for limit in (1, 2, 3)]
    for each in asked:
        await pizzeria.search(**each)
    mapped.reset_mock()

    for each in (asked[2], asked[1], asked[0]):
        await pizzeria.search(**each)

    assert mapped.call_count == 1
