"""An order and what it is made of, as the domain sees them: plain values, no behaviour of storage or wire."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from huuva_backend.menu.amounts import line_amount
from huuva_backend.menu.modifier import Modifier
from huuva_backend.orders.amendment import Amendment
from huuva_backend.orders.context import Customer, DeliveryAddress, OrderType
from huuva_backend.orders.history import Claim, HistoryEntry, Revision
from huuva_backend.orders.lifecycle import (
    LIVE,
    ItemStatus,
    Line,
    Move,
    OrderStatus,
    order_options,
)
from huuva_backend.orders.release import Release
from huuva_backend.orders.totals import (
    Adjustment,
    LineAmount,
    Payment,
    Sum,
    Totals,
    standing,
    totals,
)
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, Unit


class NaturalKey(NamedTuple):
    """What names an order for those who sent it."""

    location_id: str
    brand_id: str
    channel: str
    channel_order_id: str


class OrderSort(StrEnum):
    """By when an order was created, newest first, or by when it is to be picked up, soonest first."""

    CREATED_AT = "createdAt"
    PICKUP_TIME = "pickupTime"


class Listed(NamedTuple):
    """An order on a page, before it is looked up whole: `at` is what the page is sorted by, `lines` how many it has."""

    location_id: str
    id: UUID
    at: datetime
    lines: int


@dataclass(slots=True, kw_only=True)
class Sold:
    """What of a line says what it costs."""

    line: int
    parent_line: int | None
    quantity: Quantity
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    status: ItemStatus


class OriginKind(StrEnum):
    """How a line came to be: with its order, later, or as a part of another that was split off."""

    PLACED = "placed"
    ADDED = "added"
    SPLIT = "split"


@dataclass(slots=True)
class Origin:
    kind: OriginKind = OriginKind.PLACED
    from_line: int | None = None


@dataclass(kw_only=True)
class LineStanding:
    """Where a line stands, and what else must be known of it to move its order."""

    line: int
    parent_line: int | None = None
    plu: str
    station: str | None = None
    to_make: bool = True
    held: bool = False
    fired_at: datetime | None = None
    bundle: bool = False
    status: ItemStatus
    status_since: datetime
    status_seq: int

    def as_line(self) -> Line:
        return Line(self.line, self.status, self.parent_line, self.to_make, self.held)


@dataclass(kw_only=True)
class ItemContent:
    """What a line orders. `unit` is None where a part of something was ordered and nobody said of what.

    `stock_taken` is how much of what was left it took, None where nobody counts.
    """

    plu: str
    name: str
    quantity: Quantity
    unit: Unit | None = Unit.PIECE
    note: str | None
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    station: str | None = None
    preparation_minutes: int | None = None
    flags: list[str] = field(default_factory=list)
    allergens: list[str] = field(default_factory=list)
    for_name: str | None = None
    course: int | None = None
    to_make: bool = True
    stock_taken: Quantity | None = None


@dataclass(kw_only=True)
class Item(ItemContent, LineStanding):
    """`items` are the parts of a bundle, which are items of the order too."""

    claims: Sequence[Claim[ItemStatus]]
    status_history: list[HistoryEntry[ItemStatus]]
    origin: Origin = field(default_factory=Origin)
    amended_at: datetime | None = None
    items: list["Item"] = field(default_factory=list)

    @property
    def status_history_total(self) -> int:
        return self.status_seq + len(self.claims)


@dataclass(kw_only=True)
class Standing:
    """Where an order stood at `as_of` of the database's clock: what deciding about a move needs.

    Nobody works on an order for later before `held_until`, which is None for one that is closed.
    """

    as_of: datetime
    id: UUID
    location_id: str
    status: OrderStatus
    status_since: datetime
    status_seq: int
    version: int
    created_at: datetime
    recorded_at: datetime
    updated_at: datetime
    held_until: datetime | None


def trees(items: Iterable[Item]) -> list[Item]:
    """The items that are no parts, with their parts in them. A bundle is held while all of its live parts are."""
    by_line = {item.line: item for item in items}
    for item in by_line.values():
        item.items = []
    # Parts come after their bundles, so from the last one on each part is whole before its bundle is.
    for item in reversed(by_line.values()):
        if item.items:
            live = [part for part in item.items if part.status in LIVE]
            item.held = bool(live) and all(part.held for part in live)
        if item.parent_line is not None:
            by_line[item.parent_line].items.insert(0, item)
    return [item for item in by_line.values() if item.parent_line is None]


@dataclass(kw_only=True)
class Order(Standing):
    """`currency` is that of all its money. `paid` is the payment as it was told, `payment` as it stands.

    `first_promise` is None as long as `pickup_time` is the first.
    """

    external_id: str | None
    account: str | None
    brand_id: str
    channel: str
    channel_order_id: str
    channel_order_display_id: str | None
    customer: Customer | None
    delivery_address: DeliveryAddress | None
    order_type: OrderType
    table: str | None
    covers: int | None
    server: str | None
    pickup_time: datetime | None
    first_promise: datetime | None = None
    note: str | None
    metadata: Mapping[str, Any] | None
    allergens: list[str] = field(default_factory=list)
    currency: str | None
    adjustments: Sequence[Adjustment]
    paid: Payment | None
    claims: Sequence[Claim[OrderStatus]]
    items: list[Item]
    status_history: list[HistoryEntry[OrderStatus]]
    amendments: list[Amendment] = field(default_factory=list)

    @property
    def promised_time(self) -> datetime | None:
        return self.first_promise or self.pickup_time

    @property
    def lines(self) -> Sequence[LineStanding]:
        return self.items

    @property
    def trees(self) -> list[Item]:
        return trees(self.items)

    @property
    def allowed_transitions(self) -> list[OrderStatus]:
        return order_options(self.status, Move.FORWARD)

    @property
    def status_history_total(self) -> int:
        return self.status_seq + len(self.claims)

    @property
    def asap(self) -> bool:
        return self.pickup_time is None

    @property
    def totals(self) -> Totals | None:
        return totals(amounts(self.items), self.adjustments, self.paid, self.currency)

    @property
    def total(self) -> Sum | None:
        told = self.totals
        return None if told is None else told.total

    @property
    def payment(self) -> Payment | None:
        return self.paid and standing(self.paid, self.totals)


def amounts(lines: Iterable[Sold | Item]) -> Iterator[LineAmount]:
    """Of lines in their order; parts come after their bundles."""
    in_all: dict[int | None, Quantity | None] = {None: None}
    for line in lines:
        bundles = in_all[line.parent_line]
        in_all[line.line] = line.quantity if bundles is None else line.quantity * bundles
        yield LineAmount(line_amount(line, bundles), line.status is ItemStatus.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """An order as it will stand once it is placed, and what else is kept of it.

    A partner may retry it `retried_until`; a retry's `fingerprint` must be equal.
    """

    order: Order
    revision: Revision
    release: Release
    fingerprint: str
    retried_until: datetime


@dataclass(kw_only=True)
class ItemStanding(Standing):
    """Where the items that carry a PLU stand, and beside them all lines of the order.

    `newest_since` is from when the line that changed last stands where it does; `closing` is the change
    that closed the order, None while it is open.
    """

    lines: Sequence[LineStanding]
    newest_since: datetime
    items: list[Item]
    closing: HistoryEntry[OrderStatus] | None = None


@dataclass(kw_only=True)
class MovedItem(Item):
    """An item that was asked to move, and where its order stands now."""

    order_id: UUID
    order_status: OrderStatus
    order_version: int
