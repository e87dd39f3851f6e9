"""What orders are told apart by, and the stretches of time where that is the clock. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from huuva_backend.analytics.periods import DAY, Interval, Period, WallClock, bucket_starts


class OrderGrouping(StrEnum):
    BRAND = "brand"
    LOCATION = "location"
    CHANNEL = "channel"
    ORDER_TYPE = "orderType"
    HOUR = "hour"
    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"


BY_CLOCK: Final = frozenset(OrderGrouping) - {
    *(OrderGrouping.BRAND, OrderGrouping.LOCATION),
    *(OrderGrouping.CHANNEL, OrderGrouping.ORDER_TYPE),
}
WEEKDAYS: Final = (
    *("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY"),
    *("FRIDAY", "SATURDAY", "SUNDAY"),
)
_BEGIN: Final = {
    OrderGrouping.WEEK: lambda day: day.isoweekday() == 1,
    OrderGrouping.MONTH: lambda day: day.day == 1,
}
_LONGEST_BEFORE: Final = 31 * DAY
"""How long before an instant its week or month began at most."""


class Stretches(NamedTuple):
    """When the stretches of a period begin, which group each belongs to (from 1), and what the groups are called."""

    starts: list[datetime]
    groups: list[int]
    names: Sequence[Any]

    def name(self, group: Any) -> Any:
        """What a group of a statement is called: by the clock they are numbers, of two groupings a record of both."""
        if isinstance(group, tuple):
            return Pair(*map(self.name, group))
        return self.names[group - 1] if isinstance(group, int) else group


class Pair(NamedTuple):
    """What rows are of that are grouped by two."""

    group: datetime | str
    subgroup: datetime | str


Groupings: TypeAlias = tuple[OrderGrouping, ...]
"""Up to two of them, the one within the other."""


def crossed(groupings: Groupings, cut: Period, clock: WallClock) -> Stretches:
    """As `stretches`. Of two by the clock a stretch is one of both, and groups are the pairs that there are."""
    by_clock = [stretches(each, cut, clock) for each in groupings if each in BY_CLOCK]
    if not by_clock:
        return Stretches([], [], [])
    if len(by_clock) == 1:
        return by_clock[0]
    outer, inner = by_clock
    return _crossing(outer, inner, cut)


def in_intervals(
    interval: Interval, grouping: OrderGrouping | None, cut: Period, clock: WallClock
) -> Stretches:
    """When the intervals of a period begin; with a grouping by the clock, as `crossed`."""
    if interval is Interval.PERIOD:
        outer = _each([cut.start])
    elif interval in (Interval.WEEK, Interval.MONTH):
        outer = stretches(OrderGrouping(interval.value), cut, clock)
    else:
        day_start = time.fromisoformat(clock.day_start)
        outer = _each(bucket_starts(interval, cut, ZoneInfo(clock.timezone), day_start))
    inner = stretches(grouping, cut, clock)
    return _crossing(outer, inner, cut) if inner.starts else outer


def _crossing(outer: Stretches, inner: Stretches, cut: Period) -> Stretches:
    by_clock = (outer, inner)
    starts = sorted({*outer.starts, *inner.starts})
    starts = starts[bisect_right(starts, cut.start) - 1 :]
    pairs = [
        tuple(each.groups[bisect_right(each.starts, at) - 1] for each in by_clock) for at in starts
    ]
    known = sorted(set(pairs))
    numbers = {pair: number for number, pair in enumerate(known, 1)}
    names = [Pair(outer.names[first - 1], inner.names[second - 1]) for first, second in known]
    return Stretches(starts, [numbers[pair] for pair in pairs], names)


def stretches(grouping: OrderGrouping | None, cut: Period, clock: WallClock) -> Stretches:
    """None at all unless the grouping is by the clock. Weeks begin on Monday; the first stretch may begin before `cut`."""
    if grouping not in BY_CLOCK:
        return Stretches([], [], [])
    zone, day_start = ZoneInfo(clock.timezone), time.fromisoformat(clock.day_start)
    if grouping is OrderGrouping.HOUR:
        return _each(bucket_starts(Interval.HOUR, cut, zone, day_start))
    if grouping in _BEGIN:
        wide = Period(cut.start - _LONGEST_BEFORE, cut.end)
        days = bucket_starts(Interval.DAY, wide, zone, day_start)
        begins = [day for day in days if _BEGIN[grouping](day.astimezone(zone))]
        first = bisect_right(begins, cut.start) - 1
        return _each(begins[first : bisect_left(begins, cut.end)])
    days = bucket_starts(Interval.DAY, cut, zone, day_start)
    if grouping is OrderGrouping.DAY:
        return _each(days)
    return Stretches(days, [day.astimezone(zone).isoweekday() for day in days], [*WEEKDAYS])


def _each(starts: list[datetime]) -> Stretches:
    return Stretches(starts, [*range(1, len(starts) + 1)], [*starts])


class Comparison(StrEnum):
    """Which period a measure is told of too, beside the one that is asked about."""

    PREVIOUS = "previous"
    LAST_WEEK = "lastWeek"


def compared_period(comparison: Comparison, cut: Period, zone: ZoneInfo) -> Period:
    """The one that ends where `cut` begins, as long as it, or the same a week earlier.

    Whole days are days on the clock, of 23 or 25 hours too: before a Monday comes its whole Sunday.
    """
    start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in cut)
    if comparison is Comparison.LAST_WEEK:
        return Period(*(_earlier(moment, 7 * DAY, zone) for moment in cut))
    if start >= end or (end - start) % DAY:
        return Period(cut.start - (cut.end - cut.start), cut.start)
    return Period(_earlier(cut.start, end - start, zone), cut.start)


def _earlier(moment: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """By the clock on the wall."""
    local = moment.astimezone(zone)
    return (local - by).astimezone(moment.tzinfo)
