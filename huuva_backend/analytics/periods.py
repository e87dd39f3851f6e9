"""The stretch of time that is asked about, and how the clock on the wall cuts it into buckets. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from huuva_backend.analytics.errors import InvalidPeriod

DAY: Final = timedelta(days=1)
LONGEST: Final = 400 * DAY
LONGEST_IN_DETAIL: Final = 31 * DAY
"""How long a period may be whose answer has an item for each quarter of an hour, or several for each hour."""
# Between them every instant has a day before and after it in every zone.
EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9999, 1, 1, tzinfo=UTC)


class Interval(StrEnum):
    QUARTER_HOUR = "15min"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    PERIOD = "period"


STEPS: Final = {
    Interval.QUARTER_HOUR: timedelta(minutes=15),
    Interval.HOUR: timedelta(hours=1),
    Interval.DAY: DAY,
}


class WallClock(NamedTuple):
    """The zone of the clock that cuts time into buckets, and what it shows when days begin."""

    timezone: str
    day_start: str


class Period(NamedTuple):
    """Half-open."""

    start: datetime
    end: datetime


def period(
    start: datetime | None, end: datetime | None, now: datetime, longest: timedelta = LONGEST
) -> Period:
    """The 24 hours before `end` where `start` is not given, up to now where `end` is not.

    Raises `InvalidPeriod`.
    """
    end = end or now
    start = start or end - DAY
    check_order(start, end)
    if end - start > longest:
        raise InvalidPeriod(f"Should lie at most {longest.days} days before `to`")
    return Period(start, end)


def check_order(start: datetime, end: datetime) -> None:
    """Raises `InvalidPeriod`."""
    if start >= end:
        raise InvalidPeriod("Should lie before `to`, which is now where it is left out")


def bucket_starts(
    interval: Interval, cut: Period, zone: ZoneInfo, day_start: time = time.min
) -> list[datetime]:
    """When the buckets begin that together hold a period, in UTC; the first may begin before it.

    A day begins when the clock shows `day_start`. An hour that it repeats is two buckets, one that it skips none.
    """
    # Wide enough that whatever the clock does at the ends, the bucket around each is among them.
    first = (cut.start - 2 * DAY).astimezone(zone)
    first = datetime.combine(first, day_start if interval is Interval.DAY else time.min)
    last = (cut.end + DAY).astimezone(zone).replace(tzinfo=None)
    step = STEPS[interval]
    readings = (first + number * step for number in range((last - first) // step + 1))
    starts = sorted({moment for clock in readings for moment in _moments(clock, interval, zone)})
    return starts[bisect_right(starts, cut.start) - 1 : bisect_left(starts, cut.end)]


def _moments(clock: datetime, interval: Interval, zone: ZoneInfo) -> Iterator[datetime]:
    """When a clock shows this time. A repeated one is shown twice, but a day begins once; a skipped one is where
    the clock would show it if it hadn't been changed (as RFC 5545 has it), which for a full hour is the jump.
    """
    once = clock.replace(tzinfo=zone).astimezone(UTC)
    yield once
    again = clock.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if again > once and interval is not Interval.DAY:
        yield again
