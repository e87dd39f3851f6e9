"""How long products were in preparation lately, and how many a station prepared at once. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil, floor
from operator import itemgetter
from typing import Final, NamedTuple

SHARE: Final = 0.8
"""So many of the preparations took no longer."""
WINDOW: Final = timedelta(days=14)
LEAST: Final = 5
"""Of fewer nothing is concluded."""
MOST: Final = 2_000
"""Preparations of a location that are looked at, the newest."""

PREPARATIONS: Final = (
    f"stays of items in PREPARING that a move to READY ended in the last {WINDOW.days} days, of which the "
    f"newest {MOST} of the location are looked at, and which count from {LEAST} on"
)


class Preparation(NamedTuple):
    """From when a line was begun to when it was ready."""

    brand_id: str
    plu: str
    station: str | None
    ended_at: datetime
    seconds: float
    pieces: int


class Prepared(NamedTuple):
    """What was observed of a product at a station; `n` preparations."""

    brand_id: str
    station: str | None
    minutes: float
    n: int


class Pace(NamedTuple):
    """Of a station: what a line takes, whatever the product, and how many pieces are prepared at once."""

    minutes: float
    at_once: int


@dataclass(frozen=True, slots=True)
class Observed:
    """Only what was observed often enough."""

    products: Mapping[str, Sequence[Prepared]] = field(default_factory=dict)
    """By PLU, what was observed most often first."""
    stations: Mapping[str | None, Pace] = field(default_factory=dict)


def observed(preparations: Iterable[Preparation]) -> Observed:
    products = defaultdict[tuple[str, str, str | None], list[float]](list)
    stations = defaultdict[str | None, list[Preparation]](list)
    for each in preparations:
        products[each.plu, each.brand_id, each.station].append(each.seconds / 60)
        stations[each.station].append(each)
    by_plu = defaultdict[str, list[Prepared]](list)
    for (plu, brand_id, station), minutes in products.items():
        if len(minutes) >= LEAST:
            found = Prepared(brand_id, station, percentile(minutes), len(minutes))
            by_plu[plu].append(found)
    for prepared in by_plu.values():
        prepared.sort(key=lambda each: (-each.n, each.brand_id, each.station or ""))
    paces = {
        station: Pace(percentile([each.seconds / 60 for each in found]), at_once(found))
        for station, found in stations.items()
        if len(found) >= LEAST
    }
    return Observed(by_plu, paces)


def percentile(values: Iterable[float]) -> float:
    """That of `SHARE`, interpolated as PostgreSQL's `percentile_cont` does."""
    in_order = sorted(values)
    place = SHARE * (len(in_order) - 1)
    below, above = in_order[floor(place)], in_order[ceil(place)]
    return below + (above - below) * (place - floor(place))


def at_once(preparations: Sequence[Preparation]) -> int:
    """How many pieces were in preparation, when one was begun, in the busier fifth of the cases at least.

    What is ready when another is begun makes room for it; what is begun together counts together.
    """
    turns = [(each.ended_at, 0, -each.pieces) for each in preparations]
    for each in preparations:
        begun_at = each.ended_at - timedelta(seconds=each.seconds)
        turns.append((begun_at, 1, each.pieces))
    under_way = 0
    counts: list[int] = []
    for (_, begun), together in groupby(sorted(turns), itemgetter(0, 1)):
        changes = [pieces for *_, pieces in together]
        under_way += sum(changes)
        if begun:
            counts += [under_way] * len(changes)
    return max(1, sorted(counts)[floor(SHARE * (len(counts) - 1))])
