"""How a kitchen stands at this moment, in numbers: of each location and of each of its stations. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from huuva_backend.kitchen.board import NOT_BEGUN, Sla, Thresholds, sla, start_by
from huuva_backend.kitchen.lines import DONE, hold_bundles, is_due, is_live, share_status
from huuva_backend.kitchen.ticket import due_at, leeway
from huuva_backend.locations.location import StationedLocation
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus

SOON: Final = timedelta(hours=1)
WATCHED: Final = timedelta(minutes=3)
"""A display that asked within it watches: when a key was used is noted to within a minute."""
READY: Final = frozenset({OrderStatus.READY, ItemStatus.READY})
Status = OrderStatus | ItemStatus


@dataclass(slots=True)
class NowLine:
    """A line as far as it says what is to be made where, and by when."""

    line: int
    parent_line: int | None
    station: str | None
    preparation_minutes: int | None
    status: ItemStatus
    held: bool
    to_make: bool
    bundle: bool


@dataclass(slots=True)
class NowOrder:
    """An open order; the kitchen sees it, or will from `release_at`."""

    seen: bool
    release_at: datetime
    status: OrderStatus
    pickup_time: datetime | None
    recorded_at: datetime
    lines: Sequence[NowLine]


@dataclass(frozen=True, slots=True)
class SnoozedThere:
    """How many products and modifiers aren't sold for now; `station` is None where none makes them."""

    station: str | None
    count: int


@dataclass(frozen=True, slots=True)
class PairedDisplay:
    """`stations` is None for one that shows all."""

    stations: list[str] | None
    last_used_at: datetime | None


@dataclass(kw_only=True)
class NowReading:
    """What was read of a location at one moment."""

    as_of: str
    now: datetime
    orders: list[NowOrder]
    snoozed: list[SnoozedThere]
    displays: list[PairedDisplay]


@dataclass(kw_only=True)
class WorkNow:
    open: int
    late: int
    ready: int
    oldest_seconds: int | None
    held_next_hour: int
    snoozed: int
    displays: int | None


@dataclass(kw_only=True)
class StationNow(WorkNow):
    station: str


@dataclass(kw_only=True)
class LocationNow(WorkNow):
    id: str
    name: str
    timezone: str
    as_of: str
    stations: list[StationNow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NowListing:
    now: datetime
    items: list[LocationNow]
    next_cursor: str | None


def location_now(location: StationedLocation, read: NowReading) -> LocationNow:
    """Its tickets as `/api/kitchen/tickets` has them, counted: whole orders, and of each station its share."""
    for order in read.orders:
        hold_bundles(order.lines)
    stations = [
        StationNow(
            station=each.station,
            **vars(_work(read, each.station, Thresholds(each.warn_seconds, each.late_seconds))),
        )
        for each in location.stations
    ]
    return LocationNow(
        id=location.id,
        name=location.name,
        timezone=location.timezone,
        as_of=read.as_of,
        stations=stations,
        **vars(_work(read, None, Thresholds())),
    )


def _work(read: NowReading, station: str | None, thresholds: Thresholds) -> WorkNow:
    now = read.now
    shares = [(order, lines) for order in read.orders if (lines := _lines(order, station))]
    seen = [(order, lines, _status(order, lines, station)) for order, lines in shares if order.seen]
    since = [
        max(order.recorded_at, order.release_at) for order, _, status in seen if status not in DONE
    ]
    coming = [order for order, _ in shares if not order.seen and order.release_at <= now + SOON]
    return WorkNow(
        open=len(since),
        late=sum(_is_late(*share, thresholds, now) for share in seen),
        ready=sum(status in READY for *_, status in seen),
        oldest_seconds=max((_seconds(now - each) for each in since), default=None),
        held_next_hour=len(coming),
        snoozed=sum(each.count for each in read.snoozed if station in (None, each.station)),
        displays=_watching(read.displays, station, now),
    )


def _lines(order: NowOrder, station: str | None) -> Sequence[NowLine]:
    if station is None:
        return order.lines
    return [line for line in order.lines if line.station == station and not line.bundle]


def _status(order: NowOrder, lines: Iterable[NowLine], station: str | None) -> Status:
    return order.status if station is None else share_status(lines)


def _is_late(
    order: NowOrder,
    lines: Sequence[NowLine],
    status: Status,
    thresholds: Thresholds,
    now: datetime,
) -> bool:
    """As `board.ticket` judges it."""
    if not is_due(status, lines):
        return False
    longest = max(
        (line.preparation_minutes or 0 for line in order.lines if is_live(line)), default=0
    )
    due = due_at(order.pickup_time, order.recorded_at, longest)
    remaining = (start_by(due, lines) if status in NOT_BEGUN else due) - now
    margin = leeway(order.pickup_time is None, thresholds)
    return sla(remaining + margin, thresholds) is Sla.LATE


def _watching(displays: Sequence[PairedDisplay], station: str | None, now: datetime) -> int | None:
    """None where none is paired: what nobody asks for a key isn't known."""
    mine = [
        each.last_used_at
        for each in displays
        if None in (station, each.stations) or station in (each.stations or ())
    ]
    if not mine:
        return None
    return sum(used is not None and used > now - WATCHED for used in mine)


def _seconds(length: timedelta) -> int:
    return max(length // timedelta(seconds=1), 0)
