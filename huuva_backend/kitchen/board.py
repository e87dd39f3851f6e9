"""What a kitchen's screens show: tickets, when they are due, what is still to be made. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Final
from uuid import UUID

from huuva_backend.kitchen.lines import (
    Elsewhere,
    Making,
    TicketItem,
    called_for,
    is_due,
    share_status,
)
from huuva_backend.kitchen.marks import first_name, marks
from huuva_backend.kitchen.ticket import TicketContext, earlier, leeway
from huuva_backend.locations.location import (
    LATE_SECONDS,
    WARN_SECONDS,
    BoardRules,
    Heard,
    ScreenRules,
)
from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.platform.quantity import Quantity, Unit

NOT_BEGUN: Final = frozenset({OrderStatus.RECEIVED, ItemStatus.ORDERED})


class Sla(StrEnum):
    ON_TIME = "on_time"
    WARN = "warn"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A ticket warns from so long before it is due, and is late from so long after."""

    warn_seconds: int = WARN_SECONDS
    late_seconds: int = LATE_SECONDS


@dataclass(kw_only=True)
class Share(TicketContext):
    """Those lines of an open order that a screen shows: a station's, or all of them.

    `done` is whether its stations have made the whole order, `elsewhere` how far the others are with it.
    """

    order_id: UUID
    order_version: int
    order_status: OrderStatus
    display_id: str
    channel: str
    brand_id: str
    table: str | None
    covers: int | None
    server: str | None
    pickup_time: datetime | None
    created_at: datetime
    note: str | None
    allergens: list[str] = field(default_factory=list)
    pass_required: bool = False
    items: list[TicketItem]
    done: bool = False
    elsewhere: list[Elsewhere] = field(default_factory=list)


@dataclass(kw_only=True)
class Ticket(Share):
    station: str | None
    status: OrderStatus | ItemStatus
    start_by: datetime
    remaining_seconds: int
    sla: Sla
    to_pack: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Orders that the kitchen is not to see yet."""

    count: int
    next_release_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDayModifier:
    plu: str | None
    name: str | None
    action: ModifierAction
    portion: Portion
    quantity: Quantity


@dataclass(slots=True, kw_only=True)
class AllDay:
    """How much of a product is still to be made, on all tickets together."""

    brand_id: str
    plu: str
    name: str
    unit: Unit | None
    quantity: Quantity
    modifiers: list[AllDayModifier]


@dataclass(kw_only=True)
class TicketsReading:
    """What was read of a location at one moment."""

    as_of: str
    now: datetime
    shares: list[Share]
    thresholds: Thresholds
    held: Held
    rules: ScreenRules = field(default_factory=ScreenRules)


@dataclass(kw_only=True)
class Snapshot(Heard):
    location_id: str
    station: str | None
    as_of: str
    now: datetime
    tickets: list[Ticket]
    all_day: list[AllDay] | None
    held: Held
    ring_again_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOrder:
    """How far an open order is, for those who wait for it.

    `name` is the customer's first, and only where the location lets screens call by it.
    """

    display_id: str
    status: OrderStatus
    since: datetime
    channel: str
    brand_id: str
    channel_order_id: str
    pickup_time: datetime | None
    recorded_at: datetime
    created_at: datetime
    order_id: UUID
    customer_name: str | None = None
    name: str | None = None
    mark: str | None = None


@dataclass(kw_only=True)
class BoardReading:
    """All that were read of a location at one moment."""

    as_of: str
    now: datetime
    orders: list[BoardOrder]
    rules: BoardRules


@dataclass(kw_only=True)
class PickupBoard(Heard):
    as_of: str
    now: datetime
    preparing: list[BoardOrder]
    ready: list[BoardOrder]
    show_names: bool


def snapshot(
    location_id: str, station: str | None, read: TicketsReading, all_day: list[AllDay] | None
) -> Snapshot:
    """`all_day` is None of only some of the orders, with which nothing is counted."""
    return Snapshot(
        location_id=location_id,
        station=station,
        as_of=read.as_of,
        now=read.now,
        tickets=sorted(
            (ticket(share, station, read.thresholds, read.now) for share in read.shares),
            key=attrgetter("start_by", "created_at", "order_id"),
        ),
        all_day=all_day,
        held=read.held,
        ring_again_seconds=read.rules.ring_again_seconds,
    )


def ticket(share: Share, station: str | None, thresholds: Thresholds, now: datetime) -> Ticket:
    """Judged by when it must be begun, and once it is by when it must be there: what was begun in time isn't
    late because it cooks.
    """
    status = share.order_status if station is None else share_status(share.items)
    start = start_by(share.due_at, share.items)
    waits = to_pack(share)
    remaining = (start if status in NOT_BEGUN else share.due_at) - now
    return Ticket(
        **vars(share),
        station=station,
        status=status,
        start_by=start,
        remaining_seconds=remaining // timedelta(seconds=1),
        sla=(
            sla(remaining + leeway(share.asap, thresholds), thresholds)
            if is_due(status, share.items) or (waits and station is None)
            else Sla.ON_TIME
        ),
        to_pack=waits,
    )


def to_pack(share: Share) -> bool:
    """Whether the order waits at the pass, until somebody completes it there."""
    return share.pass_required and share.done and share.order_status is OrderStatus.PREPARING


def start_by(due_at: datetime, items: Iterable[Making]) -> datetime:
    """When the longest of the live lines that aren't held must be begun, to be ready when it is due."""
    minutes = [item.preparation_minutes or 0 for item in called_for(items)]
    return earlier(due_at, max(minutes, default=0))


def sla(remaining: timedelta, thresholds: Thresholds) -> Sla:
    """Both thresholds belong to what they begin."""
    if remaining <= -timedelta(seconds=thresholds.late_seconds):
        return Sla.LATE
    if remaining <= timedelta(seconds=thresholds.warn_seconds):
        return Sla.WARN
    return Sla.ON_TIME


def pickup_board(read: BoardReading) -> PickupBoard:
    """RECEIVED counts as preparing: whoever waits sees the order from when the kitchen does.

    Nobody is called for ever.
    """
    called_since = read.now - timedelta(minutes=read.rules.board_minutes)
    told = zip(read.orders, marks(read.orders), strict=True)
    show = read.rules.show_names
    orders = [
        replace(order, mark=mark, name=first_name(order.customer_name) if show else None)
        for order, mark in told
    ]
    ready = [order for order in orders if order.status is OrderStatus.READY]
    preparing = [order for order in orders if order.status is not OrderStatus.READY]
    return PickupBoard(
        as_of=read.as_of,
        now=read.now,
        preparing=sorted(
            preparing,
            key=lambda each: (each.pickup_time or each.recorded_at, each.created_at, each.order_id),
        ),
        ready=sorted(
            (order for order in ready if order.since > called_since),
            key=attrgetter("since", "order_id"),
        ),
        show_names=read.rules.show_names,
    )
