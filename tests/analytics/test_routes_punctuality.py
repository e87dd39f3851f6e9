"""Whether orders were ready when they were promised."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded
from tests.analytics.conftest import EndOfDay
from tests.analytics.plainly import average, percentile, seconds
from tests.conftest import NothingWritten
from tests.orders.kitchen import Kitchen


async def made(analyst: Analyst, promised: str, ready: str, *more: str, **changes: Any) -> Json:
    """An order that was received at eleven, with both times on the day that is measured."""
    return await analyst.order(
        "RECEIVED 11:00:00", f"READY {ready}", *more, pickupTime=at(promised), **changes
    )


async def only(analyst: Analyst, **query: Any) -> Json:
    (found,) = (await analyst.read("punctuality", **query))["items"]
    assert isinstance(found, dict)
    return found


async def test_an_error_is_positive_where_an_order_was_late(analyst: Analyst) -> None:
    await made(analyst, "12:00:00", "12:01:30")
    await made(analyst, "12:00:00", "11:58:00")
    await made(analyst, "12:00:00", "12:00:00")

    assert await only(analyst) == {
        "group": None,
        "subgroup": None,
        "orders": 3,
        "late": 1,
        "lateShare": 1 / 3,
        "averageErrorSeconds": -10.0,
        "p50ErrorSeconds": 0.0,
        "p90ErrorSeconds": pytest.approx(72.0),
        "recalled": 0,
    }


async def test_nothing_is_null(analyst: Analyst) -> None:
    measured = await analyst.read("punctuality")

    assert measured["items"] == [
        {
            "group": None,
            "subgroup": None,
            "orders": 0,
            "late": 0,
            "lateShare": None,
            "averageErrorSeconds": None,
            "p50ErrorSeconds": None,
            "p90ErrorSeconds": None,
            "recalled": 0,
        }
    ]
    assert (measured["n"], measured["exact"], measured["compared"]) == (0, True, None)
    assert set(excluded(measured)) == {
        *("no-promise", "cancelled", "closed-by-day"),
        *("not-ready-yet", "ready-not-told", "recorded-after-promise"),
    }
    assert all(f"{cause} (" in measured["definition"] for cause in excluded(measured))


async def test_orders_count_in_the_period_in_which_they_were_to_be_picked_up(
    analyst: Analyst,
) -> None:
    await made(analyst, "12:00:00", "12:30:00")
    await made(analyst, "13:00:00", "12:30:00")

    found = await only(analyst, **{"from": at("12:00:00"), "to": at("13:00:00")})

    assert (found["orders"], found["averageErrorSeconds"]) == (1, 1800.0)


async def test_the_first_and_the_final_ready_of_a_recalled_order(analyst: Analyst) -> None:
    await made(analyst, "12:00:00", "11:55:00", "PREPARING 12:02:00", "READY 12:05:00")
    await made(analyst, "12:00:00", "11:59:00", "PICKED_UP 12:01:00", "READY 12:02:00")

    first, final = await only(analyst), await only(analyst, ready="final")

    assert (first["averageErrorSeconds"], first["late"]) == (-180.0, 0)
    # Who takes a pick-up back makes nothing ready anew.
    assert (final["averageErrorSeconds"], final["late"]) == (120.0, 1)
    assert first["recalled"] == final["recalled"] == 1


async def test_an_order_that_was_taken_back_has_no_final_ready_yet(analyst: Analyst) -> None:
    await made(analyst, "12:00:00", "11:55:00", "PREPARING 12:02:00")

    final = await analyst.read("punctuality", ready="final")

    assert (await only(analyst))["orders"] == 1
    assert (final["n"], excluded(final)["not-ready-yet"]) == (0, 1)


async def test_the_first_promise_and_the_last(analyst: Analyst) -> None:
    placed = await analyst.order("RECEIVED 11:00:00", "PREPARING 11:10:00", pickupTime=LATER)
    kitchen = Kitchen(analyst.api)
    assert (await kitchen.amend(placed, pickupTime=LATER_STILL)).status_code == 200
    assert (await kitchen.move(placed, "READY")).status_code == 200
    period = {"from": EARLIER, "to": FAR}

    first = await only(analyst, **period)
    last = await only(analyst, promise="last", **period)

    assert first["averageErrorSeconds"] - last["averageErrorSeconds"] == pytest.approx(1800.0)
    assert last["averageErrorSeconds"] < first["averageErrorSeconds"] < 0
    # The order counts where it was to be picked up by the last promise, whichever is asked about.
    assert (await only(analyst, **{"from": EARLIER, "to": LATER_STILL}))["orders"] == 0


NOW = datetime.now(UTC).replace(microsecond=0)
DAYS_AGO = (NOW - timedelta(days=3)).isoformat()
EARLIER = (NOW - timedelta(hours=1)).isoformat()
LATER = (NOW + timedelta(hours=2)).isoformat()
LATER_STILL = (NOW + timedelta(hours=2, minutes=30)).isoformat()
FAR = (NOW + timedelta(hours=9)).isoformat()


async def test_each_order_that_is_left_out_has_one_cause(analyst: Analyst) -> None:
    kitchen = Kitchen(analyst.api)
    period = {"from": EARLIER, "to": FAR}
    await analyst.order(pickupTime=None, created=EARLIER)
    await kitchen.place_at("CANCELLED", pickupTime=LATER)
    await kitchen.place_at("PREPARING", pickupTime=LATER)
    await analyst.order("READY 12:00:00", pickupTime=LATER)
    await analyst.order("PICKED_UP 12:00:00", pickupTime=LATER)
    await kitchen.place_at("READY", pickupTime=EARLIER)
    await kitchen.place_at("PICKED_UP", pickupTime=LATER)

    measured = await analyst.read("punctuality", **period)

    assert measured["n"] == 1
    assert excluded(measured) == {
        "no-promise": 1,
        "cancelled": 1,
        "closed-by-day": 0,
        "not-ready-yet": 1,
        "ready-not-told": 2,
        "recorded-after-promise": 1,
    }


async def test_what_the_close_of_the_day_cancelled_was_cancelled_by_nobody(
    analyst: Analyst, end_of_day: EndOfDay
) -> None:
    kitchen = Kitchen(analyst.api)
    await end_of_day(await kitchen.place_at("PREPARING", pickupTime=LATER))
    await end_of_day(await kitchen.place_at("READY", pickupTime=LATER))

    measured = await analyst.read("punctuality", **{"from": DAYS_AGO, "to": EARLIER})

    assert (measured["n"], excluded(measured)["closed-by-day"]) == (1, 1)
    assert excluded(measured)["cancelled"] == 0


@pytest.mark.parametrize(
    ("grouping", "field", "values"),
    [
        ("brand", "brandId", ["a", "b"]),
        ("location", "locationId", ["a", "b"]),
        ("channel", "channel", ["a", "b"]),
        ("orderType", "orderType", ["DINE_IN", "PICKUP"]),
    ],
)
async def test_orders_are_told_apart(
    analyst: Analyst, grouping: str, field: str, values: list[str]
) -> None:
    for error, value in enumerate(values):
        await made(analyst, "12:00:00", f"12:0{error}:00", **{field: value})

    measured = await analyst.read("punctuality", groupBy=grouping)

    assert [(found["group"], found["averageErrorSeconds"]) for found in measured["items"]] == [
        (value, 60.0 * error) for error, value in enumerate(values)
    ]


async def test_an_order_of_before_is_delivered_where_it_has_an_address(
    analyst: Analyst, sql: Any
) -> None:
    address = {"street": "Kuja 1", "city": "Helsinki"}
    await made(analyst, "12:00:00", "12:01:00", deliveryAddress=address)
    await made(analyst, "12:00:00", "12:02:00")
    await sql.execute("UPDATE orders SET order_type = NULL")

    measured = await analyst.read("punctuality", groupBy="orderType")

    assert [(found["group"], found["averageErrorSeconds"]) for found in measured["items"]] == [
        ("DELIVERY", 60.0),
        ("PICKUP", 120.0),
    ]


@pytest.mark.parametrize("name", ["brandId", "locationId", "channel"])
async def test_filters_narrow_what_counts(analyst: Analyst, name: str) -> None:
    await made(analyst, "12:00:00", "12:00:10", **{name: "a"})
    await made(analyst, "12:00:00", "12:00:20", **{name: "b"})

    assert (await only(analyst, **{name: "b"}))["averageErrorSeconds"] == 20.0


CHANCE = Random(12)
MANY = [
    (f"{CHANCE.randrange(12, 15)}:{CHANCE.randrange(60):02}:00", CHANCE.randrange(-900, 900))
    for _ in range(40)
]
"""When orders were to be picked up, and by how many seconds they were late."""


async def test_figures_are_those_of_a_plain_computation(
    analyst: Analyst, nothing_written: NothingWritten
) -> None:
    posted: list[tuple[str, float]] = []
    for promised, error in MANY:
        moment = datetime.fromisoformat(at(promised)) + timedelta(seconds=error)
        ready = f"{moment:%H:%M:%S}"
        await made(analyst, promised, ready)
        posted.append((promised[:2], seconds(at(ready), at(promised))))

    async with nothing_written():
        measured = await analyst.read("punctuality", groupBy="hour", **NOON)

    assert measured["n"] == len(posted)
    for found, hour in zip(measured["items"], ("12", "13", "14"), strict=True):
        errors = [error for promised, error in posted if promised == hour]
        assert found == {
            "group": at(f"{hour}:00:00"),
            "subgroup": None,
            "orders": len(errors),
            "late": sum(error > 0 for error in errors),
            "lateShare": pytest.approx(sum(error > 0 for error in errors) / len(errors)),
            "averageErrorSeconds": pytest.approx(average(errors)),
            "p50ErrorSeconds": pytest.approx(percentile(0.5, errors)),
            "p90ErrorSeconds": pytest.approx(percentile(0.9, errors)),
            "recalled": 0,
        }


NOON = {"from": at("12:00:00"), "to": at("15:00:00")}


async def test_csv_has_the_same_figures(analyst: Analyst) -> None:
    await made(analyst, "12:00:00", "12:01:30", brandId="=1")

    answer = await analyst.api.get(
        "/api/analytics/punctuality",
        params={**NOON, "groupBy": "brand"},
        headers={"Accept": "text/csv"},
    )

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.splitlines() == [
        "group,orders,late,lateShare,averageErrorSeconds,p50ErrorSeconds,p90ErrorSeconds,recalled",
        "'=1,1,1,1.0,90.0,90.0,90.0,0",
    ]
