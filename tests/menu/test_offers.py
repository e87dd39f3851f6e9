"""What an order is priced by: a location's share of its brand's menu, as of now."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TypeAlias

import pytest

from huuva_backend.menu.offer import Offer, Offers
from huuva_backend.menu.product import ListedModifier
from huuva_backend.menu.service import MenuService
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.money import Price, SignedPrice
from tests.conftest import Connection

PIZZA = """
    INSERT INTO menu_products (brand_id, plu, name, name_key, ingredients, ingredients_key, currency,
        price_amount, station, preparation_minutes, available, modifiers, images)
    VALUES ($1, $2, 'Pizza', 'pizza', '[]', '', 'EUR', 1190, 'oven', 12, $3,
        '[["HAM", "Ham", 200, 2], ["ONION", "Onion", 100, 1]]', '{}')
"""
HOUR = timedelta(hours=1)

Menu: TypeAlias = Callable[[str, str, Sequence[str]], Awaitable[Offers]]


@pytest.fixture(autouse=True)
async def pizzas(sql: Connection) -> None:
    for brand, plu, available in (("b-1", "A", True), ("b-1", "B", False), ("b-2", "C", True)):
        await sql.execute(PIZZA, brand, plu, available)


async def snooze(sql: Connection, location: str, plu: str, hours: int | None) -> None:
    until = None if hours is None else utc_now() + hours * HOUR
    await sql.execute("INSERT INTO menu_snoozes VALUES ($1, 'b-1', $2, $3)", location, plu, until)


@pytest.fixture
def menu(database: Database) -> Menu:
    return partial(MenuService().offers, TRUSTED, database)


async def offers(menu: Menu, *plus: str) -> Mapping[str, Offer]:
    return (await menu("b-1", "main", plus or ("A",))).by_plu


def price(amount: int) -> Price:
    return Price(amount=amount, currency="EUR")


def added(amount: int) -> SignedPrice:
    return SignedPrice(amount=amount, currency="EUR")


async def test_an_offer_says_all_that_an_order_copies(menu: Menu) -> None:
    assert await offers(menu, "A") == {
        "A": Offer(
            name="Pizza",
            price=price(1190),
            station="oven",
            preparation_minutes=12,
            orderable=True,
            modifiers={
                "HAM": ListedModifier("HAM", "Ham", added(200), 2, orderable=True),
                "ONION": ListedModifier("ONION", "Onion", added(100), 1, orderable=True),
            },
            groups=[],
            stock=None,
        )
    }


async def test_of_many_who_ask_at_once_each_is_told_of_its_own_location(
    menu: Menu, sql: Connection
) -> None:
    for location in ("main", "kallio"):
        await sql.execute("INSERT INTO menu_stations VALUES ($1, 'b-1', 'A', $1)", location)
    await sql.execute(
        "INSERT INTO menu_stock VALUES ('', 'b-1', 'A', 3000), ('kallio', 'b-1', 'A', 500)"
    )
    await snooze(sql, "kamppi", "A", None)

    asked = ("main", "kallio", "kamppi", "main")
    told = await asyncio.gather(*(menu("b-1", location, ("A",)) for location in asked))

    found = [each.by_plu["A"] for each in told]
    assert [(offer.station, offer.stock, offer.orderable) for offer in found] == [
        ("main", 3, True),
        ("kallio", Decimal("0.5"), True),
        ("oven", 3, False),
        ("main", 3, True),
    ]


async def test_what_the_brand_does_not_sell_is_left_out(menu: Menu) -> None:
    assert set(await offers(menu, "A", "C", "NONE", "A")) == {"A"}


async def test_what_the_brand_has_switched_off_is_not_orderable(menu: Menu) -> None:
    assert not (await offers(menu, "B"))["B"].orderable


@pytest.mark.parametrize(
    ("location", "hours", "snoozed"),
    [
        ("", None, True),
        ("main", None, True),
        ("main", 1, True),
        ("main", -1, False),
        ("kallio", None, False),
    ],
)
async def test_a_snooze_holds_here_or_everywhere_until_it_is_over(
    menu: Menu, sql: Connection, location: str, hours: int | None, snoozed: bool
) -> None:
    await snooze(sql, location, "A", hours)
    await snooze(sql, location, "HAM", hours)

    pizza = (await offers(menu))["A"]

    assert pizza.orderable is not snoozed
    assert {plu: extra.orderable for plu, extra in pizza.modifiers.items()} == {
        "HAM": not snoozed,
        "ONION": True,
    }


async def test_a_location_may_prepare_it_at_another_station(menu: Menu, sql: Connection) -> None:
    await sql.execute("INSERT INTO menu_stations VALUES ('main', 'b-1', 'A', 'grill')")

    here = await menu("b-1", "main", ["A"])
    elsewhere = await menu("b-1", "kallio", ["A"])

    assert (here.by_plu["A"].station, elsewhere.by_plu["A"].station) == ("grill", "oven")
