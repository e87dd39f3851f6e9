from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from huuva_backend.analytics.periods import Interval, Period, bucket_starts
from huuva_backend.locations.business_day import day_began


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "starts", "began"),
    [
        ("2026-11-21T03:59:59+02:00", "04:00", "2026-11-20T04:00+02:00"),
        ("2026-11-21T04:00:00+02:00", "04:00", "2026-11-21T04:00+02:00"),
        ("2026-11-21T23:30:00+02:00", "00:00", "2026-11-21T00:00+02:00"),
        # of 23 hours, and of 25
        ("2026-03-29T03:59:59+03:00", "04:00", "2026-03-28T04:00+02:00"),
        ("2026-03-29T04:00:00+03:00", "04:00", "2026-03-29T04:00+03:00"),
        ("2026-10-25T03:59:59+02:00", "04:00", "2026-10-24T04:00+03:00"),
        ("2026-10-25T04:00:00+02:00", "04:00", "2026-10-25T04:00+02:00"),
        # a time that the clock skips, and one that it shows twice
        ("2026-03-29T03:59:00+03:00", "03:30", "2026-03-28T03:30+02:00"),
        ("2026-03-29T04:31:00+03:00", "03:30", "2026-03-29T04:30+03:00"),
        ("2026-10-25T03:30:00+03:00", "03:30", "2026-10-25T03:30+03:00"),
        ("2026-10-25T03:45:00+02:00", "03:30", "2026-10-25T03:30+03:00"),
    ],
)
def test_a_day_begins_by_the_clock_on_the_wall(now: str, starts: str, began: str) -> None:
    assert day_began(at(now), "Europe/Helsinki", starts) == at(began)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Helsinki", "Pacific/Apia", "Pacific/Chatham"])
@pytest.mark.parametrize("starts", ["00:00", "03:30", "23:59"])
def test_it_is_the_day_of_analytics(zone: str, starts: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for hours in range(0, 400 * 24, 5):
        now = moment + timedelta(hours=hours)
        cut = Period(now, now + timedelta(seconds=1))
        start, *_ = bucket_starts(Interval.DAY, cut, ZoneInfo(zone), time.fromisoformat(starts))
        assert day_began(now, zone, starts) == start
