"""The levels of roll-ups: how fine their time is and what they tell apart, and which of them answer for a period. Pure.

A cell of a level sums up what happened in a stretch of UTC. Every clock shows a full quarter of an hour when one of UTC
begins, so the finest are quarters: days that begin at 04:00 in Kathmandu are whole ones. What they don't fill, at the
ends of a period or where a clock is odder than that, is read from history.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, NamedTuple

ORIGIN: Final = datetime(1, 1, 1, tzinfo=UTC)
"""From where on cells are counted off; as `date_bin` does."""


@dataclass(frozen=True)
class Level:
    """`number` is its column's value; those of brand and channel are empty in cells that don't tell them apart."""

    number: int
    width: timedelta
    brand: bool = False
    channel: bool = False

    def tells(self, dimensions: Iterable[str]) -> bool:
        return all(getattr(self, name) for name in dimensions)

    @property
    def told(self) -> int:
        return self.brand + self.channel


QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
FOUR_WEEKS: Final = 28 * DAY
LEVELS: Final = (
    Level(1, QUARTER),
    Level(2, HOUR),
    Level(3, HOUR, brand=True, channel=True),
    Level(4, DAY),
    Level(5, DAY, brand=True, channel=True),
    Level(6, FOUR_WEEKS),
    Level(7, FOUR_WEEKS, brand=True, channel=True),
)


class Run(NamedTuple):
    """A stretch of whole cells of a level."""

    level: int
    begin: datetime
    end: datetime


class Piece(NamedTuple):
    """A stretch that is read from history."""

    begin: datetime
    end: datetime


class Plan(NamedTuple):
    """What together is the whole period, and no part of it twice."""

    runs: Sequence[Run]
    pieces: Sequence[Piece]


def plan(edges: Sequence[datetime], dimensions: Iterable[str] = ()) -> Plan:
    """Of the buckets between the `edges`, with as few cells as there are that tell `dimensions` apart."""
    asked = frozenset(dimensions)
    by_width: dict[timedelta, Level] = {}
    for level in sorted(LEVELS, key=lambda each: each.told, reverse=True):
        if level.tells(asked):
            by_width[level.width] = level
    coarsest_first = [by_width[width] for width in sorted(by_width, reverse=True)]
    runs: list[Run] = []
    pieces: list[Piece] = []
    for begin, end in pairwise(edges):
        for part in _covering(begin, end, coarsest_first):
            if isinstance(part, Run):
                _append(runs, part, runs[-1:] and runs[-1].level == part.level)
            else:
                _append(pieces, part, True)
    return Plan(runs, pieces)


def whole_cells(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The stretch around a period that is whole cells of every level."""
    widest = max(level.width for level in LEVELS)
    return _down(begin, widest), _up(end, widest)


def _append(parts: list[Any], part: Any, alike: object) -> None:
    """What follows on one that is alike becomes one with it."""
    if alike and parts and parts[-1].end == part.begin:
        part = part._replace(begin=parts.pop().begin)
    parts.append(part)


def _covering(begin: datetime, end: datetime, levels: Sequence[Level]) -> Iterator[Run | Piece]:
    """In the order of time."""
    if begin >= end:
        return
    if not levels:
        yield Piece(begin, end)
        return
    coarsest, *finer = levels
    first, last = _up(begin, coarsest.width), _down(end, coarsest.width)
    if first >= last:
        yield from _covering(begin, end, finer)
        return
    yield from _covering(begin, first, finer)
    yield Run(coarsest.number, first, last)
    yield from _covering(last, end, finer)


def _down(moment: datetime, width: timedelta) -> datetime:
    return moment - (moment - ORIGIN) % width


def _up(moment: datetime, width: timedelta) -> datetime:
    return moment + (ORIGIN - moment) % width
