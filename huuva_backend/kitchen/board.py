"""What a kitchen's screens show: tickets, when they are due, what is still to be made. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Final
from uuid import UUID

from huuva_backend.kitchen.lines import (
    TicketItem,
    TicketModifier,
    called_for,
    is_due,
    is_to_be_made,
    share_status,
)
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus

WARN_SECONDS: Final = 300
LATE_SECONDS: Final = 0
LONGEST_TAIL: Final = 6

NOT_BEGUN: Final = frozenset({OrderStatus.RECEIVED, ItemStatus.ORDERED})

_BEGINNING_OF_TIME: Final = datetime.min.replace(tzinfo=UTC)
_SEPARATORS: Final = re.compile(r"^[\W_]+")


class Sla(StrEnum):
    ON_TIME = "on_time"
    WARN = "warn"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A ticket warns from so long before it is due, and is late from so long after."""

    warn_seconds: int = WARN_SECONDS
    late_seconds: int = LATE_SECONDS


@dataclass(frozen=True, slots=True)
class StationThresholds:
    station: str
    warn_seconds: int
    late_seconds: int


@dataclass(frozen=True, slots=True)
class StationListing:
    items: list[StationThresholds]


@dataclass(kw_only=True)
class Share:
    """Those lines of an open order that a screen shows: a station's, or all of them."""

    order_id: UUID
    order_version: int
    order_status: OrderStatus
    display_id: str
    channel: str
    brand_id: str
    pickup_time: datetime
    created_at: datetime
    note: str | None
    items: list[TicketItem]


@dataclass(kw_only=True)
class Ticket(Share):
    station: str | None
    status: OrderStatus | ItemStatus
    start_by: datetime
    due_at: datetime
    remaining_seconds: int
    sla: Sla


@dataclass(frozen=True, slots=True)
class Held:
    """Orders that the kitchen is not to see yet."""

    count: int
    next_release_at: datetime | None


@dataclass(slots=True, kw_only=True)
class AllDay:
    """How much of a product is still to be made, on all tickets together."""

    brand_id: str
    plu: str
    name: str
    quantity: int
    modifiers: list[TicketModifier]


@dataclass(kw_only=True)
class TicketsReading:
    """What was read of a location at one moment."""

    as_of: str
    now: datetime
    shares: list[Share]
    thresholds: Thresholds
    held: Held


@dataclass(kw_only=True)
class Snapshot:
    location_id: str
    station: str | None
    as_of: str
    now: datetime
    tickets: list[Ticket]
    all_day: list[AllDay] | None
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOrder:
    """How far an open order is, for those who wait for it."""

    display_id: str
    status: OrderStatus
    since: datetime
    pickup_time: datetime
    created_at: datetime
    order_id: UUID


@dataclass(kw_only=True)
class BoardReading:
    """All that were read of a location at one moment."""

    as_of: str
    now: datetime
    orders: list[BoardOrder]


@dataclass(kw_only=True)
class PickupBoard:
    as_of: str
    now: datetime
    preparing: list[BoardOrder]
    ready: list[BoardOrder]


def display_id(given: str | None, channel_order_id: str) -> str:
    """What an order is called in the kitchen and at the counter.

    Where the channel gives no name for it: the last six characters of its id, less separators before them.
    """
    if given is not None:
        return given
    tail = channel_order_id[-LONGEST_TAIL:]
    return _SEPARATORS.sub("", tail) or tail


def snapshot(
    location_id: str, station: str | None, read: TicketsReading, *, whole: bool
) -> Snapshot:
    """What isn't `whole` has only some of the orders, with which nothing is counted."""
    return Snapshot(
        location_id=location_id,
        station=station,
        as_of=read.as_of,
        now=read.now,
        tickets=sorted(
            (ticket(share, station, read.thresholds, read.now) for share in read.shares),
            key=attrgetter("start_by", "created_at", "order_id"),
        ),
        all_day=all_day(read.shares) if whole else None,
        held=read.held,
    )


def ticket(share: Share, station: str | None, thresholds: Thresholds, now: datetime) -> Ticket:
    """Judged by when it must be begun, and once it is by when it must be there: what was begun in time isn't
    late because it cooks.
    """
    status = share.order_status if station is None else share_status(share.items)
    start, due = start_by(share.pickup_time, share.items), share.pickup_time
    remaining = (start if status in NOT_BEGUN else due) - now
    return Ticket(
        **vars(share),
        station=station,
        status=status,
        start_by=start,
        due_at=due,
        remaining_seconds=remaining // timedelta(seconds=1),
        sla=sla(remaining, thresholds) if is_due(status, share.items) else Sla.ON_TIME,
    )


def start_by(pickup_time: datetime, items: Iterable[TicketItem]) -> datetime:
    """When the longest of the live lines that aren't held must be begun, to be ready by the pick-up."""
    minutes = [item.preparation_minutes or 0 for item in called_for(items)]
    preparation = timedelta(minutes=max(minutes, default=0))
    return pickup_time - min(preparation, pickup_time - _BEGINNING_OF_TIME)


def sla(remaining: timedelta, thresholds: Thresholds) -> Sla:
    """Both thresholds belong to what they begin."""
    if remaining <= -timedelta(seconds=thresholds.late_seconds):
        return Sla.LATE
    if remaining <= timedelta(seconds=thresholds.warn_seconds):
        return Sla.WARN
    return Sla.ON_TIME


def all_day(shares: Iterable[Share]) -> list[AllDay]:
    """Most first, then by name. A product is a brand's PLU; of several names the first by alphabet is taken."""
    products = defaultdict[tuple[str, str], list[TicketItem]](list)
    for share in shares:
        for item in share.items:
            if is_to_be_made(item):
                products[share.brand_id, item.plu].append(item)
    counts = [_count(*product, items) for product, items in products.items()]
    return sorted(
        counts, key=lambda count: (-count.quantity, count.name, count.plu, count.brand_id)
    )


def _count(brand_id: str, plu: str, items: Sequence[TicketItem]) -> AllDay:
    modifiers = defaultdict[str, list[TicketModifier]](list)
    for item in items:
        for extra in item.modifiers:
            modifiers[extra.plu].append(
                TicketModifier(extra.plu, extra.name, item.quantity * extra.quantity)
            )
    return AllDay(
        brand_id=brand_id,
        plu=plu,
        name=min(item.name for item in items),
        quantity=sum(item.quantity for item in items),
        modifiers=sorted(
            (_together(extras) for extras in modifiers.values()),
            key=lambda extra: (-extra.quantity, extra.name or "", extra.plu),
        ),
    )


def _together(extras: Sequence[TicketModifier]) -> TicketModifier:
    names = [extra.name for extra in extras if extra.name is not None]
    return TicketModifier(
        extras[0].plu, min(names, default=None), sum(extra.quantity for extra in extras)
    )


def pickup_board(read: BoardReading) -> PickupBoard:
    """RECEIVED counts as preparing: whoever waits sees the order from when the kitchen does."""
    ready = [order for order in read.orders if order.status is OrderStatus.READY]
    preparing = [order for order in read.orders if order.status is not OrderStatus.READY]
    return PickupBoard(
        as_of=read.as_of,
        now=read.now,
        preparing=sorted(preparing, key=attrgetter("pickup_time", "created_at", "order_id")),
        ready=sorted(ready, key=attrgetter("since", "order_id")),
    )


def stations(known: Iterable[str], told: Iterable[StationThresholds]) -> StationListing:
    """By name; where the location says nothing of one, with the usual thresholds."""
    named = {name: StationThresholds(name, WARN_SECONDS, LATE_SECONDS) for name in known}
    named |= {station.station: station for station in told}
    return StationListing([named[name] for name in sorted(named)])
