"""What a kitchen's load is, and what an order would take, with orders placed and moved at known times."""

from datetime import datetime, timedelta

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.kitchen.screens import Screens
from tests.locations.places import Places
from tests.orders.kitchen import Kitchen
from tests.orders.test_routes_times import ago
from tests.quotes.work import Work, pizza, waits
from tests.statements import counted


@pytest.fixture(autouse=True)
async def oven(screens: Screens) -> None:
    """Pizzas take 12 minutes there by the menu."""
    await screens.menu("PIZZA", "oven", 12)


async def test_a_load_is_of_what_is_to_be_made_and_of_what_was_observed(
    work: Work, kitchen: Kitchen
) -> None:
    await work.prepared(4, 6, 8, 10, 12, **pizza())
    await work.begun(4, **pizza())
    order = await kitchen.place(items=[item("PIZZA", quantity=2), item("PIZZA")])
    await kitchen.place(items=[item("PIZZA", quantity=9)], pickupTime=ago(hours=-9))  # for later
    await kitchen.place_at("CANCELLED", **pizza())

    load = await work.load()

    seen = datetime.fromisoformat(order["createdAt"]) - timedelta(minutes=9)
    (oven,) = load["stations"]
    assert datetime.fromisoformat(oven.pop("oldestSince")) > seen
    assert oven == {
        "station": "oven",
        "lines": 3,
        "ordered": 2,
        "preparing": 1,
        "orders": 2,
        "atOnce": 1,
        "minutesAhead": 37.6,  # (10.4 − 4) + 2 × 10.4 + 10.4
        "minutes": 48.0,
    }
    assert (load["locationId"], load["minutes"], waits(load)) == ("main", 48, timedelta(minutes=48))
    assert "80th percentile of its preparations" in load["definition"]


async def test_a_kitchen_with_nothing_to_do_takes_the_default(work: Work, kitchen: Kitchen) -> None:
    await kitchen.place_at("PICKED_UP")

    load = await work.load()

    assert (load["stations"], load["minutes"]) == ([], 15)


async def test_the_parts_of_bundles_are_made_once_for_each(work: Work, kitchen: Kitchen) -> None:
    part = item("PIZZA", quantity=2)
    await kitchen.place(items=[item("MENU", quantity=3, items=[part])])

    (oven,) = (await work.load())["stations"]

    assert (oven["lines"], oven["minutesAhead"]) == (1, 72)


async def test_what_is_held_or_follows_is_no_work(work: Work, kitchen: Kitchen) -> None:
    lines = [item("PIZZA", held=True, course=2), item("COLA", toMake=False)]
    await kitchen.place(items=[item("PIZZA"), *lines])

    assert [each["lines"] for each in (await work.load())["stations"]] == [1]


async def test_a_quote_waits_for_what_is_ahead(
    work: Work, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    await work.prepared(10, 10, 10, 10, 10, **pizza())
    await kitchen.place(**pizza())

    async with nothing_written():
        quote = await work.quote("PIZZA", channel="wolt")

    assert "the slowest station" in quote.pop("definition")
    assert waits(quote) == timedelta(minutes=20)
    del quote["asOf"], quote["readyAt"]
    assert quote == {
        "locationId": "main",
        "brandId": "brand-1",
        "channel": "wolt",
        "minutes": 20,
        "mode": "OPEN",
        "extraMinutes": 0,
        "until": None,
        "items": [
            {
                "plu": "PIZZA",
                "known": True,
                "station": "oven",
                "minutes": 10.0,
                "basis": "observed",
                "n": 5,
            }
        ],
        "stations": [{"station": "oven", "minutesAhead": 10.0, "minutes": 20.0}],
    }


@pytest.mark.parametrize(("known", "basis", "minutes"), [(5, "observed", 7), (4, "menu", 12)])
async def test_too_few_preparations_leave_it_to_the_menu(
    work: Work, known: int, basis: str, minutes: int
) -> None:
    await work.prepared(*[7] * known, **pizza())

    (quoted,) = (await work.quote("PIZZA"))["items"]

    assert (quoted["basis"], quoted["minutes"]) == (basis, minutes)
    assert quoted["n"] == (known if basis == "observed" else 0)


async def test_what_nobody_knows_takes_the_default_and_says_so(
    work: Work, kitchen: Kitchen
) -> None:
    await kitchen.place_at("READY")

    quote = await work.quote("UNHEARD")

    assert quote["minutes"] == 15
    assert quote["items"] == [
        {
            "plu": "UNHEARD",
            "known": False,
            "station": None,
            "minutes": 15.0,
            "basis": "default",
            "n": 0,
        }
    ]


async def test_more_than_a_station_makes_at_once_takes_longer(work: Work, kitchen: Kitchen) -> None:
    await work.prepared(10, 10, 10, 10, 10, items=[item("PIZZA", quantity=4)])

    quotes = [
        await work.quote(items=[{"plu": "PIZZA", "quantity": quantity}]) for quantity in (1, 4, 6)
    ]

    assert [quote["minutes"] for quote in quotes] == [10, 10, 15]


async def test_a_preparation_of_long_ago_is_not_looked_at(work: Work, sql: Connection) -> None:
    await work.prepared(7, 7, 7, 7, 7, **pizza())
    await sql.execute("SET LOCAL session_replication_role = replica")  # histories are append-only
    await sql.execute(
        "UPDATE item_status_history SET occurred_at = occurred_at - interval '14 days'"
    )

    (quoted,) = (await work.quote("PIZZA"))["items"]

    assert quoted["basis"] == "menu"


async def test_what_the_kitchen_does_not_make_takes_no_time(
    work: Work, kitchen: Kitchen, screens: Screens, places: Places
) -> None:
    await screens.menu("COLA", None)
    await places.say("main", unroutedLines="follow")

    quote = await work.quote("COLA")

    assert (quote["minutes"], quote["stations"]) == (0, [])
    assert quote["items"][0]["basis"] == "not-made"


async def test_without_a_brand_it_is_what_was_prepared_most_often(work: Work) -> None:
    await work.prepared(7, 7, 7, 7, 7, brandId="brand-2", **pizza())
    await work.prepared(9, 9, 9, 9, 9, 9, ended=90, **pizza())

    quote = await work.quote("PIZZA", brandId=None)

    assert (quote["brandId"], quote["items"][0]["minutes"], quote["items"][0]["n"]) == (None, 9, 6)


async def test_nobody_has_heard_of_the_location(work: Work, kitchen: Kitchen) -> None:
    await kitchen.place(locationId="kamppi")

    for answer in (await work.ask_load("kampi"), await work.ask_quote("PIZZA", locationId="kampi")):
        assert (answer.status_code, answer.json()["code"]) == (404, "location-not-found")
        assert answer.json()["knownLocations"] == ["kamppi"]


async def test_a_location_may_have_a_slash(work: Work, kitchen: Kitchen) -> None:
    await kitchen.place(locationId="a/b")

    assert (await work.load("a%2Fb"))["locationId"] == "a/b"


async def test_under_one_key_a_quote_is_answered_alike(api: AsyncClient, kitchen: Kitchen) -> None:
    await kitchen.place_at("READY")
    body = {"brandId": "brand-1", "items": [{"plu": "PIZZA"}]}
    headers = {"Idempotency-Key": "quote-1"}

    first = await api.post("/api/quotes", json=body, headers=headers)
    await kitchen.place(**pizza())
    second = await api.post("/api/quotes", json=body, headers=headers)

    assert first.json()["minutes"] == 12
    assert (second.json(), second.headers["Idempotent-Replayed"]) == (first.json(), "true")


async def test_what_was_observed_is_not_looked_up_each_time(
    work: Work, kitchen: Kitchen, sql: Connection
) -> None:
    await kitchen.place(**pizza())

    async with counted(sql) as first:
        await work.load()
    async with counted(sql) as second:
        await work.load()

    assert [len(first), len(second)] == [4, 3]
    assert not any("item_status_history" in statement for statement in second)


async def test_however_much_is_ordered_nothing_takes_longer_than_a_year(
    work: Work, kitchen: Kitchen, api: AsyncClient
) -> None:
    slow = {"name": "Stock", "price": {"amount": 1, "currency": "EUR"}, "preparationMinutes": 1440}
    path = "/api/menu/products/STOCK?brandId=brand-1"
    assert (await api.put(path, json=slow)).status_code == 201
    await kitchen.place(items=[item("STOCK", quantity=99_999) for _ in range(40)])
    many = {"items": [{"plu": "STOCK", "quantity": 99_999}] * 500, "brandId": "brand-1"}

    quoted = await api.post("/api/quotes", json=many)

    assert (quoted.status_code, quoted.json()["minutes"]) == (200, 365 * 1440)
    assert (await work.load("main"))["minutes"] == 365 * 1440
