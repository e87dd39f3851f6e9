"""How long orders that are ready wait to be picked up."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded, history
from tests.analytics.conftest import EndOfDay
from tests.analytics.plainly import average, percentile, seconds
from tests.conftest import NothingWritten
from tests.orders.kitchen import Kitchen


async def waited(analyst: Analyst, ready: str, picked_up: str, **changes: Any) -> Json:
    return await analyst.order(
        "RECEIVED 11:00:00", f"READY {ready}", f"PICKED_UP {picked_up}", **changes
    )


async def only(analyst: Analyst, **query: Any) -> Json:
    (found,) = (await analyst.read("pickups", **query))["items"]
    assert isinstance(found, dict)
    return found


async def test_a_wait_lasts_from_ready_until_the_pick_up(analyst: Analyst) -> None:
    await waited(analyst, "12:00:00", "12:01:00")
    await waited(analyst, "12:00:00", "12:04:00")

    assert await only(analyst) == {
        "group": None,
        "subgroup": None,
        "count": 2,
        "averageSeconds": 150.0,
        "p50Seconds": 150.0,
        "p90Seconds": 222.0,
        "maxSeconds": 240.0,
    }


async def test_nothing_is_null(analyst: Analyst) -> None:
    measured = await analyst.read("pickups")

    assert measured["items"] == [
        {
            "group": None,
            "subgroup": None,
            "count": 0,
            "averageSeconds": None,
            "p50Seconds": None,
            "p90Seconds": None,
            "maxSeconds": None,
        }
    ]
    assert (measured["n"], measured["exact"]) == (0, True)
    assert all(f"{cause} (" in measured["definition"] for cause in excluded(measured))


async def test_it_counts_in_the_period_of_the_pick_up(analyst: Analyst) -> None:
    await waited(analyst, "12:00:00", "13:00:00")

    before = await only(analyst, **{"from": at("12:00:00"), "to": at("13:00:00")})
    then = await only(analyst, **{"from": at("13:00:00"), "to": at("14:00:00")})

    assert (before["count"], then["count"], then["maxSeconds"]) == (0, 1, 3600.0)


async def test_who_comes_twice_waits_twice(analyst: Analyst) -> None:
    await analyst.order(
        *("RECEIVED 11:00:00", "READY 12:00:00", "PICKED_UP 12:01:00"),
        *("READY 12:02:00", "PICKED_UP 12:05:00"),
    )

    assert (await only(analyst))["count"] == 2
    assert (await only(analyst))["averageSeconds"] == 120.0


async def test_each_that_is_left_out_has_one_cause(analyst: Analyst, end_of_day: EndOfDay) -> None:
    kitchen = Kitchen(analyst.api)
    now = datetime.now(UTC)
    day = {
        "from": (now - timedelta(hours=23)).isoformat(),
        "to": (now + timedelta(hours=1)).isoformat(),
    }
    await end_of_day(await kitchen.place_at("READY"))
    await kitchen.place_at("READY")
    await kitchen.place_at("PICKED_UP")
    await kitchen.move(await kitchen.place_at("READY"), "CANCELLED")
    await kitchen.move(await kitchen.place_at("READY"), "PREPARING", recall=True)
    long_ready = await analyst.order("READY 12:00:00")
    await kitchen.move(long_ready, "PICKED_UP")
    await analyst.order(statusHistory=history("PICKED_UP 11:00:00", "RECEIVED 12:10:00"), **_now())

    measured = await analyst.read("pickups", **day)

    assert measured["n"] == 1
    assert excluded(measured) == {
        "claim-not-counted": 2,
        "still-open": 1,
        "begun-before-recorded": 1,
        "ended-by-cancel": 1,
        "ended-by-recall": 1,
        "closed-by-day": 1,
    }


def _now() -> Json:
    return {"created": datetime.now(UTC).isoformat()}


async def test_what_became_ready_later_did_not_wait_then(analyst: Analyst) -> None:
    await Kitchen(analyst.api).place_at("READY")

    assert excluded(await analyst.read("pickups"))["still-open"] == 0


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
    for minutes, value in enumerate(values):
        await waited(analyst, "12:00:00", f"12:0{minutes}:00", **{field: value})

    grouped = (await analyst.read("pickups", groupBy=grouping))["items"]

    assert [(found["group"], found["maxSeconds"]) for found in grouped] == [
        (value, 60.0 * minutes) for minutes, value in enumerate(values)
    ]
    if field != "orderType":
        assert (await only(analyst, **{field: values[1]}))["maxSeconds"] == 60.0


CHANCE = Random(7)
MANY = [
    (CHANCE.randrange(26, 32), CHANCE.randrange(24), CHANCE.randrange(1, 5000)) for _ in range(40)
]
"""The day of January and hour in which orders were ready in Helsinki, and how many seconds they waited."""


async def test_weekdays_are_those_of_a_plain_computation(
    analyst: Analyst, nothing_written: NothingWritten
) -> None:
    posted: list[tuple[int, float]] = []
    for day, hour, waits in MANY:
        ready = datetime.fromisoformat(f"2026-01-{day}T{hour:02}:00:00+02:00")
        gone = (ready + timedelta(seconds=waits)).isoformat()
        began = "RECEIVED 2026-01-20T00:00:00Z"
        await analyst.order(
            began,
            f"READY {ready.isoformat()}",
            f"PICKED_UP {gone}",
            pickupTime="2026-01-20T00:00:00Z",
        )
        weekday = (datetime.fromisoformat(gone) - timedelta(hours=4)).weekday()
        posted.append((weekday, seconds(gone, ready.isoformat())))

    async with nothing_written():
        measured = await analyst.read(
            "pickups",
            groupBy="weekday",
            timezone="Europe/Helsinki",
            dayStart="04:00",
            **{"from": "2026-01-20T00:00:00Z", "to": "2026-02-04T00:00:00Z"},
        )

    names = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
    assert [found["group"] for found in measured["items"]] == names
    assert "clock in Europe/Helsinki, days begin at 04:00." in measured["definition"]
    for weekday, found in enumerate(measured["items"]):
        waits_then = [waits for day, waits in posted if day == weekday]
        assert found["count"] == len(waits_then)
        assert found["averageSeconds"] == pytest.approx(average(waits_then))
        assert found["p50Seconds"] == pytest.approx(percentile(0.5, waits_then))
        assert found["p90Seconds"] == pytest.approx(percentile(0.9, waits_then))
        assert found["maxSeconds"] == max(waits_then, default=None)


async def test_csv_has_the_same_figures(analyst: Analyst) -> None:
    await waited(analyst, "12:00:00", "12:01:00")

    answer = await analyst.api.get(
        "/api/analytics/pickups",
        params={
            "from": at("12:00:00"),
            "to": at("14:00:00"),
            "groupBy": "hour",
            "compare": "previous",
        },
        headers={"Accept": "text/csv"},
    )

    assert answer.text.splitlines() == [
        "compared,group,count,averageSeconds,p50Seconds,p90Seconds,maxSeconds",
        f"false,{at('12:00:00')},1,60.0,60.0,60.0,60.0",
        f"false,{at('13:00:00')},0,,,,",
        f"true,{at('10:00:00')},0,,,,",
        f"true,{at('11:00:00')},0,,,,",
    ]
