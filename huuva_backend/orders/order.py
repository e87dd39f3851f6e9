"""An order and what it is made of, as the domain sees them: plain values, no behaviour of storage or wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from huuva_backend.menu.pricing import Modifier
from huuva_backend.orders.history import Opening
from huuva_backend.orders.lifecycle import (
    ItemStatus,
    Line,
    Move,
    OrderStatus,
    Status,
    order_options,
)
from huuva_backend.platform.money import Money, Price

S = TypeVar("S", bound=Status)


class ActorKind(StrEnum):
    DISPLAY = "display"
    PARTNER = "partner"
    USER = "user"
    SYSTEM = "system"


@dataclass(slots=True)
class Actor:
    kind: str
    id: str | None

    def __str__(self) -> str:
        return self.kind if self.id is None else f"{self.kind}:{self.id}"


@dataclass(slots=True)
class HistoryEntry(Generic[S]):
    """One status that an order or an item took, or that a partner claims it had (`counted` false).

    `previous_seconds` is how long the status before it had lasted. `late` entries were reported with a
    time before the previous change: their `timestamp` is what was reported, durations use `recorded_at`.
    """

    status: S
    from_status: S | None
    timestamp: datetime
    recorded_at: datetime
    version: int
    actor: Actor
    reason: str | None
    recall: bool
    cause: str
    late: bool
    previous_seconds: float | None
    counted: bool = True


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


@dataclass(kw_only=True)
class ItemContent:
    """What a line orders."""

    plu: str
    name: str
    quantity: int
    note: str | None
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    station: str | None = None
    preparation_minutes: int | None = None
    flags: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Item(ItemContent):
    line: int
    status: ItemStatus
    status_since: datetime
    status_seq: int
    status_history: list[HistoryEntry[ItemStatus]]


@dataclass(kw_only=True)
class OrderContent:
    """What was ordered, by whom and through whom."""

    location_id: str
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
    total: Money | None


@dataclass(kw_only=True)
class ItemDraft(ItemContent):
    line: int
    opening: Opening[ItemStatus]


@dataclass(kw_only=True)
class OrderDraft(OrderContent):
    """An order that a partner asks us to place. `fingerprint` is its content as compared with a retry's."""

    id: UUID
    created: datetime | None
    opening: Opening[OrderStatus]
    items: Sequence[ItemDraft]
    fingerprint: str


@dataclass(kw_only=True)
class Standing:
    """Where an order stood at `as_of` of the database's clock: what deciding about a move needs."""

    as_of: datetime
    id: UUID
    location_id: str
    status: OrderStatus
    status_since: datetime
    status_seq: int
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(kw_only=True)
class Order(OrderContent, Standing):
    recorded_at: datetime
    items: list[Item]
    status_history: list[HistoryEntry[OrderStatus]]

    @property
    def allowed_transitions(self) -> list[OrderStatus]:
        return order_options(self.status, Move.FORWARD)


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


@dataclass(kw_only=True)
class Written:
    """What a statement wrote: the rows of history, made by one version of the order."""

    version: int
    recorded_at: datetime
    created_at: datetime
    history: list[HistoryEntry[OrderStatus]]
    item_history: Mapping[int, list[HistoryEntry[ItemStatus]]]


@dataclass(kw_only=True)
class Listing:
    """A page of orders, and the cursor of the next one, None on the last."""

    items: list[Order]
    next_cursor: str | None
