"""New and returning customers, by what orders are grouped by."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings, strategies

from huuva_backend.analytics.groupings import OrderGrouping
from tests.analytics import recount
from tests.analytics.analyst import Analyst, Json, at, excluded
from tests.conftest import Connection

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
TWO_MONTHS = {"from": "2026-01-01T00:00:00Z", "to": "2026-03-01T00:00:00Z"}


async def ordered(analyst: Analyst, account: str | None, when: str, **changes: Any) -> Json:
    return await analyst.order(f"RECEIVED {when}", account=account, **changes)


async def test_customers_are_new_once_and_return_afterwards(analyst: Analyst) -> None:
    for account, month in (("anna", 1), ("anna", 1), ("anna", 2), ("ben", 2), (None, 2)):
        await ordered(analyst, account, f"2026-{month:02}-10T12:00:00Z")

    measured = await analyst.read("retention", groupBy="month", **TWO_MONTHS)

    assert measured["items"] == [
        {
            "group": "2026-01-01T00:00:00Z",
            "subgroup": None,
            "customers": 1,
            "new": 1,
            "returning": 0,
            "repeatRate": 0.0,
            "orders": 2,
        },
        {
            "group": "2026-02-01T00:00:00Z",
            "subgroup": None,
            "customers": 2,
            "new": 1,
            "returning": 1,
            "repeatRate": 0.5,
            "orders": 2,
        },
    ]
    assert (measured["n"], excluded(measured)) == (4, {"no-account": 1})


async def test_who_ordered_before_the_period_returns(analyst: Analyst) -> None:
    await ordered(analyst, "anna", "2025-06-01T12:00:00Z")
    await ordered(analyst, "anna", at("12:00:00"))

    (found,) = (await analyst.read("retention"))["items"]

    assert (found["new"], found["returning"], found["repeatRate"]) == (0, 1, 1.0)


async def test_nobody_has_no_rate(analyst: Analyst) -> None:
    (found,) = (await analyst.read("retention"))["items"]
    assert found == {
        "group": None,
        "subgroup": None,
        "customers": 0,
        "new": 0,
        "returning": 0,
        "repeatRate": None,
        "orders": 0,
    }


async def test_who_ordered_of_another_brand_before_is_new_to_this_one(analyst: Analyst) -> None:
    await ordered(analyst, "anna", at("11:00:00"), brandId="pizza")
    await ordered(analyst, "anna", at("12:00:00"), brandId="burgers")

    (alone,) = (await analyst.read("retention", brandId="burgers"))["items"]
    both = (await analyst.read("retention", groupBy="brand"))["items"]

    assert (alone["new"], alone["returning"]) == (1, 0)
    assert [(each["group"], each["new"], each["returning"]) for each in both] == [
        *(("burgers", 0, 1), ("pizza", 1, 0)),
    ]


async def test_an_erased_customer_goes_on_counting(analyst: Analyst, sql: Connection) -> None:
    for when in ("11:00:00", "12:00:00"):
        order = await ordered(analyst, "anna", at(when))
        address = f"/api/orders/{order['id']}/status"
        await analyst.api.patch(address, json={"status": "CANCELLED"})
    before = await analyst.read("retention", groupBy="hour")

    erased = await analyst.api.post("/api/erasures", json={"account": "anna"})

    assert erased.status_code == 200, erased.text
    after = await analyst.read("retention", groupBy="hour")
    del before["asOf"], after["asOf"]
    assert after == before
    assert not await sql.fetchval("SELECT count(*) FROM orders WHERE account = 'anna'")


lives = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(("anna", "ben", "cleo", None)),
        strategies.integers(0, 24 * 70),
        *(strategies.sampled_from(of) for of in (("a", "b"), ("x", "y"), ("kamppi", "kallio"))),
    ),
    min_size=1,
    max_size=12,
)
pairs = strategies.lists(
    strategies.sampled_from([each.value for each in OrderGrouping if each != "hour"]),
    unique=True,
    max_size=2,
)


@settings(
    deadline=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lives=lives,
    pair=pairs,
    days=strategies.tuples(strategies.integers(0, 60), strategies.integers(1, 60)),
    timezone=strategies.sampled_from(("UTC", "Europe/Helsinki", "Asia/Kathmandu")),
    day_start=strategies.sampled_from(("00:00", "04:10")),
)
async def test_figures_are_those_of_counting_all_orders(
    analyst: Analyst,
    sql: Connection,
    lives: list[tuple[Any, ...]],
    pair: list[str],
    days: tuple[int, int],
    timezone: str,
    day_start: str,
) -> None:
    example = sql.transaction()
    await example.start()
    try:
        for account, hours, brand, channel, location in lives:
            when = (JANUARY + timedelta(hours=hours, minutes=10)).isoformat()
            where = {"brandId": brand, "channel": channel, "locationId": location}
            await ordered(analyst, account, when, **where)
        orders = await sql.fetch("SELECT * FROM orders ORDER BY created_at, id")
        start = JANUARY + timedelta(days=days[0])
        end = start + timedelta(days=days[1])
        question = recount.Question(start, end, {}, timezone, day_start)
        expected, n, nobodys = _counted(orders, question, pair)

        query = dict(zip(("groupBy", "thenBy"), pair, strict=False))
        period = {"from": start.isoformat(), "to": end.isoformat()}
        clock = {"timezone": timezone, "dayStart": day_start}
        measured = await analyst.read("retention", **query, **period, **clock)

        found = {_key(each, len(pair)): _figures(each) for each in measured["items"]}
        assert {key: figures for key, figures in found.items() if figures[2]} == expected
        assert (measured["n"], excluded(measured)) == (n, {"no-account": nobodys})
    finally:
        await example.rollback()


def _counted(
    orders: list[Any], question: recount.Question, pair: list[str]
) -> tuple[dict[tuple[object, ...], tuple[int, int, int]], int, int]:
    """By group: customers, those of them who are new, orders. And the orders of customers, and nobody's."""
    of_groups = defaultdict[tuple[object, ...], list[Any]](list)
    first: dict[str, Any] = {}
    nobodys = 0
    for row in orders:
        first.setdefault(row["account"], row["id"])
        if not question.within(row["created_at"]):
            continue
        if row["account"] is None:
            nobodys += 1
            continue
        key = tuple(recount.group(row, row["created_at"], question, each) for each in pair)
        of_groups[key].append(row)
    expected = {}
    for key, rows in of_groups.items():
        accounts = {row["account"] for row in rows}
        new = {first[account] for account in accounts} & {row["id"] for row in rows}
        expected[key] = (len(accounts), len(new), len(rows))
    return expected, sum(map(len, of_groups.values())), nobodys


def _key(each: Json, length: int) -> tuple[object, ...]:
    names = (each["group"], each["subgroup"])[:length]
    return tuple(datetime.fromisoformat(name) if name[:2] == "20" else name for name in names)


def _figures(each: Json) -> tuple[int, int, int]:
    assert each["returning"] == each["customers"] - each["new"]
    return each["customers"], each["new"], each["orders"]
