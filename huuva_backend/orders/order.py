"""An order and what it is made of, as the domain sees them: plain values, no behaviour of storage or wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from huuva_backend.orders.acceptance import Acceptance, acceptance_of
from huuva_backend.orders.amendment import Amendment
from huuva_backend.orders.cancellation import CancellationRequest, request_of
from huuva_backend.orders.context import Customer, DeliveryAddress, OrderType
from huuva_backend.orders.history import Claim, HistoryEntry, Revision
from huuva_backend.orders.item import Item, LineStanding, amounts, trees
from huuva_backend.orders.lifecycle import (
    CLOSED,
    Move,
    OrderStatus,
    order_options,
)
from huuva_backend.orders.release import Release
from huuva_backend.orders.totals import (
    Adjustment,
    Payment,
    Sum,
    Totals,
    standing,
    totals,
)


class NaturalKey(NamedTuple):
    """What names an order for those who sent it."""

    location_id: str
    brand_id: str
    channel: str
    channel_order_id: str


class Whereabouts(NamedTuple):
    """What never changes of an order: where it is made, and for which brand."""

    location_id: str
    brand_id: str


class Duplicate(NamedTuple):
    """The order that a natural key names: the fingerprint of what it was placed with, and the digests of what was taken later."""

    order_id: UUID
    content: str
    later_digests: Sequence[str]


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


@dataclass(kw_only=True)
class Standing:
    """Where an order stood at `as_of` of the database's clock: what deciding about a move needs.

    Nobody works on an order for later before `held_until`, which is None for one that is closed. `pass_required` is
    what its location said as it was placed, so that no order is called, or waits, by a rule that came after it.
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
    pass_required: bool = False


@dataclass(kw_only=True)
class Order(Standing):
    """`currency` is that of all its money. `paid` is the payment as it was told, `payment` as it stands; so are
    `acceptance_told` and `acceptance`, `cancellation_told` and `cancellation_request`.

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
    acceptance_told: Acceptance | None = None
    cancellation_told: CancellationRequest | None = None

    @property
    def promised_time(self) -> datetime | None:
        return self.first_promise or self.pickup_time

    @property
    def lines(self) -> Sequence[LineStanding]:
        return self.items

    @property
    def newest_since(self) -> datetime:
        return max(item.status_since for item in self.items)

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
    def acceptance(self) -> Acceptance | None:
        told = self.acceptance_told
        return told and acceptance_of(told, self.status, self.status_history)

    @property
    def cancellation_request(self) -> CancellationRequest | None:
        told = self.cancellation_told
        return told and request_of(told, self.status, self.status_since)

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


def item_standing(order: Order, plu: str) -> ItemStanding:
    """Of an order that is read whole."""
    return ItemStanding(
        **{each.name: getattr(order, each.name) for each in fields(Standing)},
        lines=order.items,
        newest_since=order.newest_since,
        items=[item for item in order.items if item.plu == plu],
        closing=order.status_history[-1] if order.status in CLOSED else None,
    )


@dataclass(kw_only=True)
class MovedItem(Item):
    """An item that was asked to move, and where its order stands now."""

    order_id: UUID
    order_status: OrderStatus
    order_version: int
