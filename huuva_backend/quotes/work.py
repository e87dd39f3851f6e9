"""How much work a kitchen has ahead, and when what is ordered now would be ready. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple
from uuid import UUID

from huuva_backend.quotes.observation import PREPARATIONS, Observed, Pace

DEFAULT_MINUTES: Final = 15
MOST_MINUTES: Final = 365 * 1440
"""No calendar ends before that, however many pieces somebody orders."""

PACE: Final = (
    f"A product's minutes are the 80th percentile of its preparations at its station ({PREPARATIONS}); of one "
    f"without, its preparationMinutes; else {DEFAULT_MINUTES}. A station prepares as many pieces at once (atOnce) "
    "as there were in preparation when one was begun, by the 80th percentile of the same preparations; one without "
    "enough of them prepares one piece after another."
)
AHEAD: Final = (
    "Ahead of a station are its lines to make: ORDERED or PREPARING, of orders that the kitchen may see, neither "
    "held nor bundles. minutesAhead is the sum of their pieces times minutes, of a line that is begun what is left "
    "of them, divided by atOnce. What isn't counted in pieces counts as one."
)
LOAD: Final = (
    f"{AHEAD} {PACE} minutes of a station is minutesAhead and one line more, of the 80th percentile of all that it "
    "prepared; minutes of the location is that of its slowest station, rounded up, and the extraMinutes while it is "
    "busy for all channels."
)
QUOTE: Final = (
    f"{AHEAD} {PACE} What is ordered is begun when what is ahead of it is made, and takes as long as its longest "
    "line or, if that is longer, as its pieces times minutes divided by atOnce. minutes is that of the slowest "
    "station, rounded up, and the extraMinutes while the location is busy for the channel. Lines that needn't be "
    "made take no time."
)


class MinutesBasis(StrEnum):
    """Where the minutes of a product are from."""

    OBSERVED = "observed"
    MENU = "menu"
    DEFAULT = "default"
    NOT_MADE = "not-made"


class Minutes(NamedTuple):
    """`n` is how many preparations were observed; 0 where the basis is another."""

    minutes: float
    basis: MinutesBasis
    n: int = 0


class OpenLine(NamedTuple):
    """A line that is still to be made. `begun_at` is None of one that is ORDERED."""

    station: str | None
    brand_id: str
    plu: str
    order_id: UUID
    open_since: datetime
    begun_at: datetime | None
    pieces: int
    menu_minutes: int | None


class WantedLine(NamedTuple):
    """A line of what might be ordered, at the station that would make it."""

    station: str | None
    minutes: float
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StationLoad:
    station: str | None
    lines: int
    ordered: int
    preparing: int
    orders: int
    oldest_since: datetime | None
    at_once: int
    minutes_ahead: float
    minutes: float


@dataclass(frozen=True, slots=True)
class StationQuote:
    station: str | None
    minutes_ahead: float
    minutes: float


def expected(
    observed: Observed,
    plu: str,
    brand_id: str | None,
    station: str | None,
    menu_minutes: int | None,
    brands: Collection[str] | None = None,
) -> tuple[Minutes, str | None]:
    """What a product takes, and where it is made; `station` is None where nobody says where.

    Without a brand that is whichever of `brands`, None for any, was observed most often.
    """
    for found in observed.products.get(plu, ()):
        own = brands is None or found.brand_id in brands
        if own and brand_id in (None, found.brand_id) and station in (None, found.station):
            return Minutes(found.minutes, MinutesBasis.OBSERVED, found.n), found.station
    if menu_minutes is not None:
        return Minutes(menu_minutes, MinutesBasis.MENU), station
    return Minutes(DEFAULT_MINUTES, MinutesBasis.DEFAULT), station


def minutes_ahead(
    lines: Iterable[OpenLine], observed: Observed, now: datetime
) -> dict[str | None, float]:
    """By station, of those that have anything to make."""
    work = defaultdict[str | None, float](float)
    for line in lines:
        takes, _ = expected(observed, line.plu, line.brand_id, line.station, line.menu_minutes)
        begun = 0.0 if line.begun_at is None else (now - line.begun_at) / timedelta(minutes=1)
        work[line.station] += line.pieces * max(takes.minutes - begun, 0.0)
    return {station: minutes / _at_once(observed, station) for station, minutes in work.items()}


def loads(
    lines: Sequence[OpenLine],
    observed: Observed,
    now: datetime,
    brands: Collection[str] | None = None,
) -> list[StationLoad]:
    """Of all stations with lines to make or with preparations, by name.

    The minutes are of all lines, whose a pan is; counted are those of `brands` alone, unless that is None.
    """
    ahead = minutes_ahead(lines, observed, now)
    shown = defaultdict[str | None, list[OpenLine]](list)
    for line in lines:
        if brands is None or line.brand_id in brands:
            shown[line.station].append(line)
    stations = {*ahead, *observed.stations}
    return [
        _load(station, shown[station], ahead.get(station, 0.0), observed.stations.get(station))
        for station in sorted(stations, key=lambda each: (each is None, each or ""))
    ]


def _load(
    station: str | None, lines: Sequence[OpenLine], ahead: float, pace: Pace | None
) -> StationLoad:
    usual = DEFAULT_MINUTES if pace is None else pace.minutes
    preparing = sum(line.begun_at is not None for line in lines)
    return StationLoad(
        station=station,
        lines=len(lines),
        ordered=len(lines) - preparing,
        preparing=preparing,
        orders=len({line.order_id for line in lines}),
        oldest_since=min((line.open_since for line in lines), default=None),
        at_once=1 if pace is None else pace.at_once,
        minutes_ahead=_shown(ahead),
        minutes=_shown(ahead + usual),
    )


def quoted(
    wanted: Iterable[WantedLine], ahead: Mapping[str | None, float], observed: Observed
) -> list[StationQuote]:
    """Of the stations that make any of it, by name."""
    lines = defaultdict[str | None, list[WantedLine]](list)
    for line in wanted:
        lines[line.station].append(line)
    quotes = []
    for station in sorted(lines, key=lambda each: (each is None, each or "")):
        own = lines[station]
        longest = max(line.minutes for line in own)
        work = sum(line.pieces * line.minutes for line in own) / _at_once(observed, station)
        before = ahead.get(station, 0.0)
        quotes.append(StationQuote(station, _shown(before), _shown(before + max(longest, work))))
    return quotes


def slowest(stations: Sequence[StationLoad] | Sequence[StationQuote], usual: int = 0) -> int:
    """Whole minutes, rounded up, a year at most; `usual` where there is no station."""
    return min(ceil(max((station.minutes for station in stations), default=usual)), MOST_MINUTES)


def _at_once(observed: Observed, station: str | None) -> int:
    pace = observed.stations.get(station)
    return 1 if pace is None else pace.at_once


def _shown(minutes: float) -> float:
    return round(minutes, 1)
