"""An order and what it is made of, as the domain sees them: plain values, no behaviour of storage or wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from huuva_backend.menu.modifier import Modifier
from huuva_backend.orders.history import Claim, HistoryEntry, Revision
from huuva_backend.orders.lifecycle import (
    ItemStatus,
    Line,
    Move,
    OrderStatus,
    order_options,
)
from huuva_backend.orders.release import Release
from huuva_backend.platform.money import Money, Price
from huuva_backend.platform.quantity import Quantity, Unit


@dataclass(slots=True)
class Customer:
    name: str
    phone_number: str | None
    phone_number_e164: str | None


@dataclass(slots=True)
class DeliveryAddress:
    street: str
    city: str
    postal_code: str
    country: str | None
    extra_info: str | None


class NaturalKey(NamedTuple):
    """What names an order for those who sent it."""

    location_id: str
    brand_id: str
    channel: str
    channel_order_id: str


class Listed(NamedTuple):
    """An order on a page, before it is looked up whole; `lines` is how many it has."""

    location_id: str
    id: UUID
    created_at: datetime
    lines: int


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
    stock_taken: Quantity | None = None


@dataclass(kw_only=True)
class Item(ItemContent):
    line: int
    status: ItemStatus
    status_since: datetime
    status_seq: int
    claims: Sequence[Claim[ItemStatus]]
    status_history: list[HistoryEntry[ItemStatus]]

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


@dataclass(kw_only=True)
class Order(Standing):
    external_id: str | None
    account: str
    brand_id: str
    channel: str
    channel_order_id: str
    channel_order_display_id: str | None
    customer: Customer
    delivery_address: DeliveryAddress | None
    pickup_time: datetime
    note: str | None
    metadata: Mapping[str, Any] | None
    allergens: list[str] = field(default_factory=list)
    total: Money | None
    claims: Sequence[Claim[OrderStatus]]
    items: list[Item]
    status_history: list[HistoryEntry[OrderStatus]]

    @property
    def allowed_transitions(self) -> list[OrderStatus]:
        return order_options(self.status, Move.FORWARD)

    @property
    def status_history_total(self) -> int:
        return self.status_seq + len(self.claims)


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

    lines: Sequence[Line]
    newest_since: datetime
    items: list[Item]
    closing: HistoryEntry[OrderStatus] | None = None


@dataclass(kw_only=True)
class MovedItem(Item):
    """An item that was asked to move, and where its order stands now."""

    order_id: UUID
    order_status: OrderStatus
    order_version: int
