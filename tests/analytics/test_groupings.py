"""Weeks, months and weekdays as the clock of a zone cuts them, and which period comes before."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from huuva_backend.analytics.groupings import (
    WEEKDAYS,
    Comparison,
    OrderGrouping,
    compared_period,
    stretches,
)
from huuva_backend.analytics.periods import Period, WallClock

HELSINKI = ZoneInfo("Europe/Helsinki")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI).astimezone(UTC)


def period(start: str, end: str) -> Period:
    return Period(local(start), local(end))


def names(grouping: OrderGrouping, cut: Period, day_start: str = "00:00") -> list[str]:
    found = stretches(grouping, cut, WallClock("Europe/Helsinki", day_start))
    assert found.starts == found.names
    assert found.groups == [*range(1, len(found.starts) + 1)]
    return [f"{start.astimezone(HELSINKI):%Y-%m-%dT%H:%M}" for start in found.starts]


def test_weeks_begin_on_monday_also_where_the_period_begins_later() -> None:
    # The clock was set forward on 29 March 2026.
    assert names(OrderGrouping.WEEK, period("2026-03-25", "2026-04-06")) == [
        "2026-03-23T00:00",
        "2026-03-30T00:00",
    ]
    assert names(OrderGrouping.WEEK, period("2026-03-30", "2026-03-31"), "04:00") == [
        "2026-03-23T04:00",
        "2026-03-30T04:00",
    ]


def test_months_begin_on_the_first() -> None:
    assert names(OrderGrouping.MONTH, period("2026-01-31", "2026-03-01T00:00:01")) == [
        *("2026-01-01T00:00", "2026-02-01T00:00", "2026-03-01T00:00")
    ]
    assert names(OrderGrouping.MONTH, period("2026-03-01", "2026-03-02"), "05:30") == [
        *("2026-02-01T05:30", "2026-03-01T05:30")
    ]


def test_days_and_hours_are_those_of_periods() -> None:
    assert len(names(OrderGrouping.HOUR, period("2026-03-29", "2026-03-30"))) == 23
    assert len(names(OrderGrouping.DAY, period("2026-03-29", "2026-03-31"))) == 2


def test_weekdays_are_all_seven_and_the_night_belongs_to_the_day_before() -> None:
    cut = period("2026-01-31T02:00", "2026-02-03T00:00")
    found = stretches(OrderGrouping.WEEKDAY, cut, WallClock("Europe/Helsinki", "04:00"))

    assert found.names == [*WEEKDAYS]
    assert found.groups == [5, 6, 7, 1]
    assert found.starts[0] == local("2026-01-30T04:00")


@pytest.mark.parametrize("grouping", [None, OrderGrouping.BRAND, OrderGrouping.ORDER_TYPE])
def test_what_is_no_time_has_no_stretches(grouping: OrderGrouping | None) -> None:
    cut = period("2026-01-31", "2026-02-01")
    assert stretches(grouping, cut, WallClock("UTC", "00:00")) == ([], [], [])


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        # A day of 23 hours and the whole one before it; then the day after it.
        (("2026-03-29", "2026-03-30"), ("2026-03-28", "2026-03-29")),
        (("2026-03-30", "2026-03-31"), ("2026-03-29", "2026-03-30")),
        (("2026-03-30", "2026-04-06"), ("2026-03-23", "2026-03-30")),
        (("2026-01-31T18:00", "2026-01-31T20:30"), ("2026-01-31T15:30", "2026-01-31T18:00")),
        (("2026-03-29T04:30", "2026-03-29T06:00"), ("2026-03-29T02:00", "2026-03-29T04:30")),
    ],
)
def test_the_previous_period_ends_where_this_one_begins(
    asked: tuple[str, str], before: tuple[str, str]
) -> None:
    assert compared_period(Comparison.PREVIOUS, period(*asked), HELSINKI) == period(*before)


def test_an_hour_that_the_clock_shows_twice_is_an_hour() -> None:
    """The clock was set back on 25 October 2026 from four to three."""
    cut = Period(
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    )
    before = compared_period(Comparison.PREVIOUS, cut, HELSINKI)
    assert before == Period(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), cut.start)


def test_last_week_is_the_same_on_the_clock() -> None:
    asked = period("2026-04-01T10:00", "2026-04-01T14:00")
    assert compared_period(Comparison.LAST_WEEK, asked, HELSINKI) == period(
        "2026-03-25T10:00", "2026-03-25T14:00"
    )
