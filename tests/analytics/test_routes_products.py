"""How long products take to prepare, at each station."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded, history
from tests.analytics.conftest import EndOfDay
from tests.analytics.plainly import average, percentile, seconds
from tests.conftest import NothingWritten
from tests.factories import item
from tests.menu.pizzeria import Pizzeria, product
from tests.orders.bundles import menu
from tests.orders.kitchen import Kitchen

NOW = datetime.now(UTC)
TODAY = {
    "from": (NOW - timedelta(hours=1)).isoformat(),
    "to": (NOW + timedelta(hours=1)).isoformat(),
}


def line(plu: str, begun: str, ready: str) -> Json:
    steps = ("ORDERED 11:00:00", f"PREPARING {begun}", f"READY {ready}")
    return item(plu, statusHistory=history(*steps))


async def made(
    analyst: Analyst, *lines: Json, at_station: str | None = None, brand: str = "brand-1"
) -> None:
    """An order of these lines, which the menu sends to the station."""
    for each in lines if at_station else ():
        told = product(name=each["name"], station=at_station, preparationMinutes=None)
        assert (await Pizzeria(analyst.api).put(each["plu"], told, brandId=brand)).is_success
    await analyst.order("RECEIVED 11:00:00", items=list(lines), brandId=brand)


async def read(analyst: Analyst, **query: Any) -> list[tuple[object, ...]]:
    """PLU, station, count and p50 of each product."""
    items = (await analyst.read("products", **query))["items"]
    return [(one["plu"], one["station"], one["count"], one["p50Seconds"]) for one in items]


async def test_the_slowest_product_comes_first(analyst: Analyst) -> None:
    await made(analyst, line("TEA", "12:00:00", "12:01:00"))
    pizzas = [line("PIZZA", "12:00:00", ready) for ready in ("12:10:00", "12:20:00")]
    await made(analyst, *pizzas, at_station="oven")

    measured = await analyst.read("products")

    assert measured["items"][0] == {
        "group": None,
        "subgroup": None,
        "brandId": "brand-1",
        "plu": "PIZZA",
        "name": "Pizza",
        "station": "oven",
        "count": 2,
        "averageSeconds": 900.0,
        "p50Seconds": 900.0,
        "p90Seconds": 1140.0,
        "maxSeconds": 1200.0,
    }
    assert [one["plu"] for one in measured["items"]] == ["PIZZA", "TEA"]
    assert (measured["n"], measured["exact"]) == (3, True)
    assert all(f"{cause} (" in measured["definition"] for cause in excluded(measured))


async def test_nothing_is_no_items(analyst: Analyst) -> None:
    measured = await analyst.read("products")

    assert (measured["items"], measured["n"]) == ([], 0)
    assert set(excluded(measured).values()) == {0}


async def test_brands_and_stations_are_told_apart(analyst: Analyst) -> None:
    await made(analyst, line("A", "12:00:00", "12:03:00"), at_station="grill")
    await made(analyst, line("A", "12:00:00", "12:02:00"), at_station="bar")
    await made(analyst, line("A", "12:00:00", "12:01:00"), at_station="bar", brand="b")

    assert await read(analyst) == [
        *(("A", "grill", 1, 180.0), ("A", "bar", 1, 120.0), ("A", "bar", 1, 60.0))
    ]
    assert await read(analyst, brandId="b") == [("A", "bar", 1, 60.0)]


async def test_limit_cuts_the_items_but_not_n(analyst: Analyst) -> None:
    await made(analyst, line("A", "12:00:00", "12:03:00"), line("B", "12:00:00", "12:02:00"))

    measured = await analyst.read("products", limit=1)

    assert [one["plu"] for one in measured["items"]] == ["A"]
    assert measured["n"] == 2


async def test_each_that_is_left_out_has_one_cause(analyst: Analyst, end_of_day: EndOfDay) -> None:
    kitchen = Kitchen(analyst.api)
    a = {"items": [item("A")]}
    await end_of_day(await kitchen.place_at("PREPARING", **a))
    await kitchen.place_at("READY", **a)
    begun = await kitchen.place_at("PREPARING", **a)
    await kitchen.move(begun, "CANCELLED")
    begun = await kitchen.place_at("PREPARING", **a)
    await kitchen.move(begun, "RECEIVED", recall=True)
    await kitchen.move(await kitchen.place_at("PREPARING", **a), "READY")
    await kitchen.move(await analyst.order("PREPARING 12:00:00", **a), "READY")
    await kitchen.place_at("READY", items=[item("CAN", toMake=False)])

    measured = await analyst.read("products", **TODAY)

    assert measured["n"] == 1
    assert excluded(measured) == {
        "claim-not-counted": 0,
        "never-begun": 1,
        "begun-before-recorded": 1,
        "ended-by-cancel": 1,
        "ended-by-recall": 1,
        "closed-by-day": 1,
    }


async def test_of_a_bundle_its_parts_are_made(analyst: Analyst) -> None:
    kitchen = Kitchen(analyst.api)
    order = await kitchen.place_at("PREPARING", items=[menu()])
    await kitchen.move(order, "READY")

    found = await read(analyst, **TODAY)

    assert sorted(str(plu) for plu, *_ in found) == ["BURGER", "COLA", "FRIES"]


CHANCE = Random(5)
MANY = [
    (CHANCE.choice("ABC"), CHANCE.choice(["grill", "bar"]), CHANCE.randrange(1, 3000))
    for _ in range(60)
]
"""The PLU and station of lines, and for how many seconds they were prepared."""


async def test_figures_are_those_of_a_plain_computation(
    analyst: Analyst, nothing_written: NothingWritten
) -> None:
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for plu, station, lasted in MANY:
        ready = datetime.fromisoformat(at("12:00:00")) + timedelta(seconds=lasted)
        clock = f"{ready:%H:%M:%S}"
        await made(analyst, line(plu, "12:00:00", clock), at_station=station)
        times[plu, station].append(seconds(at(clock), at("12:00:00")))

    async with nothing_written():
        measured = await analyst.read("products")

    assert measured["n"] == len(MANY)
    medians = [one["p50Seconds"] for one in measured["items"]]
    assert medians == sorted(medians, reverse=True)
    assert len(measured["items"]) == len(times)
    for one in measured["items"]:
        own = times[one["plu"], one["station"]]
        assert one["count"] == len(own)
        assert one["averageSeconds"] == pytest.approx(average(own))
        assert one["p50Seconds"] == pytest.approx(percentile(0.5, own))
        assert one["p90Seconds"] == pytest.approx(percentile(0.9, own))
        assert one["maxSeconds"] == max(own)


async def test_csv_has_the_same_figures(analyst: Analyst) -> None:
    await made(analyst, line("A", "12:00:00", "12:03:00"))

    answer = await analyst.api.get(
        "/api/analytics/products",
        params={"from": at("12:00:00"), "to": at("13:00:00"), "groupBy": "hour"},
        headers={"Accept": "text/csv"},
    )

    assert answer.text.splitlines() == [
        "group,brandId,plu,name,station,count,averageSeconds,p50Seconds,p90Seconds,maxSeconds",
        f"{at('12:00:00')},brand-1,A,A,,1,180.0,180.0,180.0,180.0",
    ]
