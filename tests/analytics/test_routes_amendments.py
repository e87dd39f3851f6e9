"""How many orders were amended, and in what."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at
from tests.conftest import NothingWritten
from tests.factories import item
from tests.orders.kitchen import Kitchen

NOW = datetime.now(UTC)
TODAY = {
    "from": (NOW - timedelta(hours=1)).isoformat(),
    "to": (NOW + timedelta(hours=1)).isoformat(),
}


@pytest.fixture
def kitchen(analyst: Analyst) -> Kitchen:
    return Kitchen(analyst.api)


async def read(analyst: Analyst, **query: Any) -> list[tuple[object, ...]]:
    measured = await analyst.read("amendments", **TODAY | query)
    return figures(measured["items"])


def figures(items: list[Json]) -> list[tuple[object, ...]]:
    """But the second group."""
    return [tuple(each.pop(name) for name in [*each] if name != "subgroup") for each in items]


async def test_orders_that_were_amended_at_all_and_in_each_field(
    analyst: Analyst, kitchen: Kitchen
) -> None:
    await kitchen.place()
    await kitchen.place()
    one, another = await kitchen.place(), await kitchen.place()
    await kitchen.amend(one, note="No onions", table="7")
    await kitchen.amend(one, note="No onions at all")
    await kitchen.add(one, item("TEA"))
    await kitchen.amend(another, table="8")

    measured = await analyst.read("amendments", **TODAY)

    assert measured["items"][0] == {
        "group": None,
        "subgroup": None,
        "orders": 4,
        "field": None,
        "amended": 2,
        "share": 0.5,
        "changes": 5,
    }
    assert figures(measured["items"][1:]) == [
        (None, 4, "table", 2, 0.5, 2),
        (None, 4, "note", 1, 0.25, 2),
        (None, 4, "quantity", 1, 0.25, 1),
    ]
    assert (measured["n"], measured["excluded"], measured["exact"]) == (4, [], True)


async def test_nothing_is_null(analyst: Analyst) -> None:
    assert await read(analyst) == [(None, 0, None, 0, None, 0)]


async def test_an_order_that_was_not_amended_counts(analyst: Analyst, kitchen: Kitchen) -> None:
    await kitchen.place()

    assert await read(analyst) == [(None, 1, None, 0, 0.0, 0)]


async def test_orders_count_when_they_were_created(analyst: Analyst, kitchen: Kitchen) -> None:
    order = await analyst.order(created=at("12:30:00"))
    await kitchen.amend(order, note="No onions")
    hours = {"from": at("12:00:00"), "to": at("14:00:00")}

    assert await read(analyst, groupBy="hour", **hours) == [
        (at("12:00:00"), 1, None, 1, 1.0, 1),
        (at("12:00:00"), 1, "note", 1, 1.0, 1),
        (at("13:00:00"), 0, None, 0, None, 0),
    ]
    assert await read(analyst) == [(None, 0, None, 0, None, 0)]
    compared = (await analyst.read("amendments", compare="previous"))["compared"]
    assert figures(compared["items"]) == [(None, 0, None, 0, None, 0)]


CHANCE = Random(3)
FIELDS: dict[str, Any] = {"note": "No onions", "table": "9", "covers": 3, "allergens": ["nuts"]}
MANY = [
    (CHANCE.choice("abc"), CHANCE.sample(sorted(FIELDS), CHANCE.randrange(4))) for _ in range(20)
]
"""The brands of orders, and what of each is amended."""


async def test_figures_are_those_of_a_plain_computation(
    analyst: Analyst, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    posted: dict[str, list[Json]] = defaultdict(list)
    for brand, fields in MANY:
        order = await kitchen.place(brandId=brand)
        for field in fields:
            await kitchen.amend(order, **{field: FIELDS[field]})
        posted[brand].append(await kitchen.get(order))

    async with nothing_written():
        found = await read(analyst, groupBy="brand")

    expected = []
    for brand, orders in sorted(posted.items()):
        changed = [
            [change["field"] for each in order["amendments"] for change in each["changes"]]
            for order in orders
        ]
        amended = sum(map(bool, changed))
        whole = (brand, len(orders), None, amended, amended / len(orders), sum(map(len, changed)))
        by_field = [
            (brand, len(orders), field, number, number / len(orders), number)
            for field in FIELDS
            if (number := sum(field in fields for fields in changed))
        ]
        expected += [whole, *sorted(by_field, key=lambda each: (-each[3], each[2]))]
    assert found == expected
    assert await read(analyst, brandId="b") == [
        (None, *each[1:]) for each in expected if each[0] == "b"
    ]


async def test_csv_has_the_same_figures(analyst: Analyst, kitchen: Kitchen) -> None:
    await kitchen.amend(await kitchen.place(), note="No onions")

    answer = await analyst.api.get(
        "/api/analytics/amendments", params=TODAY, headers={"Accept": "text/csv"}
    )

    assert answer.text.splitlines() == [
        "group,orders,field,amended,share,changes",
        ",1,,1,1.0,1",
        ",1,note,1,1.0,1",
    ]
