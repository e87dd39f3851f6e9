from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from huuva_backend.analytics.errors import InvalidPeriod
from huuva_backend.analytics.periods import LONGEST, STEPS, Interval, Period, bucket_starts, period

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def starts(
    interval: Interval, start: str, end: str, zone: str, day_start: str = "00:00"
) -> list[str]:
    """Day and time of day, in UTC."""
    day = time.fromisoformat(day_start)
    found = bucket_starts(interval, Period(utc(start), utc(end)), ZoneInfo(zone), day)
    return [f"{moment:%d %H:%M}" for moment in found]


def test_without_either_end_the_period_is_the_last_24_hours() -> None:
    assert period(None, None, NOW) == (utc("2026-01-30T18:30"), NOW)


def test_without_a_start_the_period_is_the_24_hours_before_its_end() -> None:
    end = utc("2026-01-10")
    assert period(None, end, NOW) == (utc("2026-01-09"), end)


def test_without_an_end_the_period_ends_now() -> None:
    assert period(utc("2026-01-01"), None, NOW) == (utc("2026-01-01"), NOW)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(NOW, NOW, id="empty"),
        pytest.param(NOW + timedelta(seconds=1), NOW, id="backwards"),
        pytest.param(NOW - LONGEST - timedelta(microseconds=1), NOW, id="too long"),
        pytest.param(NOW + timedelta(days=1), None, id="from the future"),
    ],
)
def test_a_period_that_cant_be_measured_is_refused(start: datetime, end: datetime | None) -> None:
    with pytest.raises(InvalidPeriod):
        period(start, end, NOW)


def test_a_period_may_be_400_days_long() -> None:
    assert period(NOW - LONGEST, NOW, NOW) == (NOW - LONGEST, NOW)


def test_the_first_bucket_holds_the_start_and_none_begins_at_the_end() -> None:
    assert starts(Interval.HOUR, "2026-01-31T10:20", "2026-01-31T12:00", "UTC") == [
        "31 10:00",
        "31 11:00",
    ]


def test_days_begin_at_local_midnight() -> None:
    assert starts(Interval.DAY, "2026-01-30T22:00", "2026-02-01T22:00", "Europe/Helsinki") == [
        "30 22:00",
        "31 22:00",
    ]


def test_days_are_23_and_25_hours_long_where_the_clock_changes() -> None:
    spring = starts(Interval.DAY, "2026-03-28T22:00", "2026-03-30T20:59", "Europe/Helsinki")
    autumn = starts(Interval.DAY, "2026-10-24T21:00", "2026-10-26T21:00", "Europe/Helsinki")
    assert spring == ["28 22:00", "29 21:00"]
    assert autumn == ["24 21:00", "25 22:00"]


def test_business_days_begin_at_their_time_on_the_local_clock() -> None:
    days = starts(Interval.DAY, "2026-11-20T02:00", "2026-11-22T02:00", "Europe/Helsinki", "04:00")
    assert days == ["20 02:00", "21 02:00"]


def test_a_period_that_begins_before_the_day_does_begins_in_the_day_before() -> None:
    days = starts(Interval.DAY, "2026-01-31T03:59", "2026-01-31T04:01", "UTC", "04:00")
    assert days == ["30 04:00", "31 04:00"]


def test_business_days_are_23_and_25_hours_long_where_the_clock_changes() -> None:
    query = ("Europe/Helsinki", "04:00")
    spring = starts(Interval.DAY, "2026-03-28T02:00", "2026-03-30T01:00", *query)
    autumn = starts(Interval.DAY, "2026-10-24T01:00", "2026-10-26T02:00", *query)
    assert spring == ["28 02:00", "29 01:00"]
    assert autumn == ["24 01:00", "25 02:00"]


def test_a_day_whose_beginning_the_clock_skips_begins_as_if_it_had_not_been_changed() -> None:
    # On 29 March the clock shows 02:59, then 04:00; 03:30 would have been half an hour after.
    days = starts(Interval.DAY, "2026-03-28T01:30", "2026-03-31T00:30", "Europe/Helsinki", "03:30")
    assert days == ["28 01:30", "29 01:30", "30 00:30"]


def test_a_day_whose_beginning_the_clock_repeats_begins_at_the_first() -> None:
    # On 25 October the clock shows 03:30 twice, at 00:30 and at 01:30.
    days = starts(Interval.DAY, "2026-10-24T00:30", "2026-10-27T01:30", "Europe/Helsinki", "03:30")
    assert days == ["24 00:30", "25 00:30", "26 01:30"]


def test_a_business_day_that_the_calendar_skipped_has_no_bucket() -> None:
    days = starts(Interval.DAY, "2011-12-29T14:00", "2011-12-31T14:00", "Pacific/Apia", "04:00")
    assert days == ["29 14:00", "30 14:00"]


def test_the_hour_that_the_clock_repeats_is_two_buckets_and_the_one_it_skips_none() -> None:
    autumn = starts(Interval.HOUR, "2026-10-25T00:00", "2026-10-25T03:00", "Europe/Helsinki")
    spring = starts(Interval.HOUR, "2026-03-29T00:00", "2026-03-29T03:00", "Europe/Helsinki")
    # 03:00 twice, then 04:00; in spring 02:00, 04:00 and 05:00.
    assert autumn == ["25 00:00", "25 01:00", "25 02:00"]
    assert spring == ["29 00:00", "29 01:00", "29 02:00"]


def test_a_day_whose_midnight_the_clock_skips_begins_where_it_jumps_to() -> None:
    assert starts(Interval.DAY, "2026-04-23T22:00", "2026-04-25T00:00", "Africa/Cairo") == [
        "23 22:00",
        "24 21:00",
    ]


def test_a_day_whose_midnight_comes_twice_is_one_day() -> None:
    assert starts(Interval.DAY, "2026-11-01T04:00", "2026-11-03T00:00", "America/Havana") == [
        "01 04:00",
        "02 05:00",
    ]


def test_a_day_that_the_calendar_skipped_has_no_bucket() -> None:
    assert starts(Interval.DAY, "2011-12-29T10:00", "2011-12-31T10:00", "Pacific/Apia") == [
        "29 10:00",
        "30 10:00",
    ]


def test_hours_follow_a_clock_that_changes_by_half_an_hour() -> None:
    spring = starts(Interval.HOUR, "2026-10-03T14:30", "2026-10-03T17:00", "Australia/Lord_Howe")
    assert spring == ["03 14:30", "03 15:30", "03 16:00"]


def test_quarters_of_an_hour_follow_a_zone_45_minutes_off() -> None:
    assert starts(Interval.HOUR, "2026-01-31T00:00", "2026-01-31T01:00", "Asia/Kathmandu") == [
        "30 23:15",
        "31 00:15",
    ]
    assert starts(
        Interval.QUARTER_HOUR, "2026-01-31T00:10", "2026-01-31T00:31", "Asia/Kathmandu"
    ) == ["31 00:00", "31 00:15", "31 00:30"]


@pytest.mark.parametrize("zone", ["UTC", "America/St_Johns", "Pacific/Apia", "Africa/Monrovia"])
@pytest.mark.parametrize("interval", STEPS)
@pytest.mark.parametrize("start", ["1970-01-01", "1987-10-25T02:32", "2011-12-30", "9998-12-01"])
@pytest.mark.parametrize("day_start", [time(0), time(4), time(23, 59)])
def test_buckets_hold_the_whole_period_in_order(
    interval: Interval, start: str, zone: str, day_start: time
) -> None:
    cut = Period(utc(start), utc(start) + timedelta(days=3))
    found = bucket_starts(interval, cut, ZoneInfo(zone), day_start)

    assert found == sorted(set(found))
    assert found[0] <= cut.start < found[1]
    assert found[-1] < cut.end
