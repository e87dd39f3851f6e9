"""A measure beside the same measure of the period before, or of a week earlier."""

import pytest

from huuva_backend.analytics.groupings import BY_CLOCK, OrderGrouping
from tests.analytics.analyst import Analyst, Json
from tests.locations.places import Places


async def late_by(analyst: Analyst, promised: str, seconds: int) -> None:
    """An order to be picked up on a whole minute."""
    minute, second = divmod(seconds, 60)
    ready = f"{promised[:14]}{int(promised[14:16]) + minute:02}:{second:02}{promised[19:]}"
    await analyst.order(
        f"RECEIVED {promised[:10]}T00:00:00Z", f"READY {ready}", pickupTime=promised
    )


def averages(part: Json) -> list[float | None]:
    return [found["averageErrorSeconds"] for found in part["items"]]


async def test_the_period_before_stands_beside_the_one_that_is_asked_about(
    analyst: Analyst,
) -> None:
    await late_by(analyst, "2026-01-30T12:00:00Z", 60)
    await late_by(analyst, "2026-01-31T12:00:00Z", 90)

    measured = await analyst.read("punctuality", compare="previous")
    alone = await analyst.read("punctuality")

    compared = measured.pop("compared")
    assert (compared["start"], compared["end"]) == (
        *("2026-01-30T00:00:00Z", "2026-01-31T00:00:00Z"),
    )
    assert (averages(measured), averages(compared)) == ([90.0], [60.0])
    assert (measured["n"], compared["n"]) == (1, 1)
    assert [left_out["count"] for left_out in compared["excluded"]] == [0] * 6
    del alone["compared"], alone["asOf"], measured["asOf"]
    assert measured == alone


async def test_last_week_is_seven_days_earlier(analyst: Analyst) -> None:
    await late_by(analyst, "2026-01-24T12:00:00Z", 60)
    await late_by(analyst, "2026-01-30T12:00:00Z", 120)

    compared = (await analyst.read("punctuality", compare="lastWeek"))["compared"]

    assert (compared["start"], compared["end"]) == (
        *("2026-01-24T00:00:00Z", "2026-01-25T00:00:00Z"),
    )
    assert averages(compared) == [60.0]


async def test_items_stand_in_the_same_place_where_they_are_of_the_clock(analyst: Analyst) -> None:
    await late_by(analyst, "2026-01-24T13:00:00Z", 60)

    measured = await analyst.read("punctuality", compare="lastWeek", groupBy="hour")

    assert len(averages(measured)) == len(averages(measured["compared"])) == 24
    assert averages(measured["compared"])[13] == 60.0


async def test_a_day_of_a_location_is_compared_with_its_whole_day_before(
    analyst: Analyst,
) -> None:
    """The clock in Helsinki was set forward on 29 March 2026: that day has 23 hours."""
    await Places(analyst.api).say("kamppi", timezone="Europe/Helsinki", dayStartsAt="00:00")
    day = {"from": "2026-03-28T22:00:00Z", "to": "2026-03-29T21:00:00Z"}

    measured = await analyst.read(
        "punctuality", compare="previous", groupBy="day", locationId="kamppi", **day
    )

    compared = measured["compared"]
    assert (compared["start"], compared["end"]) == (
        *("2026-03-27T22:00:00Z", "2026-03-28T22:00:00Z"),
    )
    assert [found["group"] for found in compared["items"]] == ["2026-03-27T22:00:00Z"]


async def test_csv_says_of_each_line_whether_it_is_of_the_other_period(analyst: Analyst) -> None:
    await late_by(analyst, "2026-01-30T12:00:00Z", 60)

    answer = await analyst.api.get(
        "/api/analytics/punctuality",
        params={
            "from": "2026-01-31T00:00:00Z",
            "to": "2026-02-01T00:00:00Z",
            "compare": "previous",
        },
        headers={"Accept": "text/csv"},
    )

    assert answer.text.splitlines() == [
        "compared,group,orders,late,lateShare,averageErrorSeconds,p50ErrorSeconds,p90ErrorSeconds,recalled",
        "false,,0,0,,,,,0",
        "true,,1,1,1.0,60.0,60.0,60.0,0",
    ]


@pytest.mark.parametrize("grouping", sorted(BY_CLOCK))
@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("compare", ["previous", "lastWeek"])
async def test_the_first_and_the_last_period_are_compared(
    analyst: Analyst, grouping: OrderGrouping, timezone: str, compare: str
) -> None:
    ends = [
        {"from": "1970-01-01T00:00:00Z", "to": "1970-01-01T00:00:01Z"},
        {"from": "9998-12-01T00:00:00Z", "to": "9998-12-31T23:59:59.999999Z"},
    ]
    for period in ends:
        query = {"groupBy": grouping.value, "timezone": timezone, "compare": compare}
        measured = await analyst.read("punctuality", **query, **period)

        assert (measured["n"], measured["compared"]["n"]) == (0, 0)
        assert measured["items"]
        assert measured["compared"]["items"]


async def test_throughput_can_be_compared_too(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 2026-01-24T13:10:00Z", "READY 2026-01-24T13:20:00Z")
    await analyst.order("RECEIVED 2026-01-31T14:10:00Z")

    measured = await analyst.read("throughput", compare="lastWeek")
    alone = await analyst.read("throughput")

    before = measured["compared"]["items"]
    assert measured["items"] == alone["items"]
    assert alone["compared"] is None
    assert len(before) == 24
    assert before[13] == {
        "start": "2026-01-24T13:00:00Z",
        "group": None,
        "received": 1,
        "ready": 1,
        "pickedUp": 0,
        "cancelled": 0,
    }
    assert (measured["n"], measured["compared"]["n"]) == (1, 1)
