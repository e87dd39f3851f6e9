"""The tables of orders. Every key contains the location, so that they can be distributed by it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    desc,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.orders.context import OrderType
from huuva_backend.orders.indexed import DISPLAY_ID, PICKUP
from huuva_backend.orders.item import OriginKind
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.totals import PaymentStatus
from huuva_backend.platform.db.base import Base, Money
from huuva_backend.platform.quantity import Unit

ROOM_FOR_UPDATES = {"postgresql_with": {"fillfactor": 85}}
"""Status changes touch no index, so with room on the page PostgreSQL updates the row in place (HOT)."""


def one_of(column: str, names: type[StrEnum]) -> CheckConstraint:
    """Text with a CHECK rather than a PostgreSQL enum, whose values can't be taken away again."""
    listed = ", ".join(f"'{name}'" for name in names)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Order(Base):
    """`total_amount` is as it was placed: a server of the release before still reads it, nobody else.

    `order_type` is null in rows of before.
    """

    __tablename__ = "orders"
    __table_args__ = (
        one_of("status", OrderStatus),
        one_of("order_type", OrderType),
        one_of("payment_status", PaymentStatus),
        Index(None, "id"),
        Index(None, "brand_id", "created_at", "id"),
        Index(None, "channel", "created_at", "id"),
        Index("orders_newest_idx", desc("created_at"), desc("id")),
        Index(None, "location_id", "created_at"),
        Index(None, "account"),
        Index(None, "channel_order_id"),
        Index(None, "external_id", postgresql_where="external_id IS NOT NULL"),
        Index("orders_display_id_idx", text(f"({DISPLAY_ID})"), "location_id"),
        Index("orders_pickup_idx", text(f"({PICKUP})"), "location_id"),
        ROOM_FOR_UPDATES,
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str | None]
    account: Mapped[str | None]
    brand_id: Mapped[str]
    channel: Mapped[str]
    channel_order_id: Mapped[str]
    channel_order_display_id: Mapped[str | None]
    order_type: Mapped[str | None]
    table_label: Mapped[str | None]
    covers: Mapped[int | None]
    server: Mapped[str | None]
    pickup_time: Mapped[datetime | None]
    note: Mapped[str | None]
    allergens: Mapped[list[Any] | None]
    extra: Mapped[str | None] = mapped_column("metadata", JSON)  # not JSONB: kept as given
    first_promise: Mapped[datetime | None]
    amendment_seq: Mapped[int] = mapped_column(server_default="0")
    currency: Mapped[str | None]
    total_amount: Mapped[int | None] = mapped_column(Money)
    adjustments: Mapped[list[Any] | None]
    payment_status: Mapped[str | None]
    payment_method: Mapped[str | None]
    paid_amount: Mapped[int | None] = mapped_column(Money)
    created_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int]
    status: Mapped[str]
    status_since: Mapped[datetime]
    status_seq: Mapped[int]
    claims: Mapped[list[Any] | None]
    pass_required: Mapped[bool] = mapped_column(server_default=false())
    acceptance: Mapped[dict[str, Any] | None]
    cancellation_request: Mapped[dict[str, Any] | None]


class OrderCustomer(Base):
    """Who ordered and where it goes: a table of its own, so that erasure touches no other."""

    __tablename__ = "order_customers"
    __table_args__ = (
        ForeignKeyConstraint(["location_id", "order_id"], ["orders.location_id", "orders.id"]),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    phone_number: Mapped[str | None]
    phone_number_e164: Mapped[str | None]
    delivery_street: Mapped[str | None]
    delivery_city: Mapped[str | None]
    delivery_postal_code: Mapped[str | None]
    delivery_country: Mapped[str | None]
    delivery_extra_info: Mapped[str | None]
    delivery_latitude: Mapped[float | None]
    delivery_longitude: Mapped[float | None]


class OrderItem(Base):
    __tablename__ = "order_items"
    __table_args__ = (
        ForeignKeyConstraint(["location_id", "order_id"], ["orders.location_id", "orders.id"]),
        one_of("status", ItemStatus),
        CheckConstraint("line >= 1", name="line"),
        one_of("unit", Unit),
        CheckConstraint(
            "quantity >= 0 AND quantity_thousandths BETWEEN 0 AND 999"
            " AND quantity + quantity_thousandths > 0",
            name="quantity",
        ),
        CheckConstraint("parent_line < line", name="parent_line"),
        CheckConstraint("course BETWEEN 1 AND 9", name="course"),
        one_of("origin_kind", OriginKind),
        ROOM_FOR_UPDATES,
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    plu: Mapped[str]
    name: Mapped[str]
    quantity: Mapped[int]
    quantity_thousandths: Mapped[int] = mapped_column(server_default="0")
    unit: Mapped[str | None] = mapped_column(server_default=Unit.PIECE.value)
    note: Mapped[str | None]
    allergens: Mapped[list[Any] | None]
    for_name: Mapped[str | None]
    unit_price_amount: Mapped[int | None] = mapped_column(Money)
    modifiers: Mapped[list[Any]]
    station: Mapped[str | None]
    preparation_minutes: Mapped[int | None]
    flags: Mapped[list[Any] | None]
    parent_line: Mapped[int | None]
    course: Mapped[int | None]
    to_make: Mapped[bool] = mapped_column(server_default=true())
    held: Mapped[bool] = mapped_column(server_default=false())
    fired_at: Mapped[datetime | None]
    bundle: Mapped[bool] = mapped_column(server_default=false())
    origin_kind: Mapped[str] = mapped_column(server_default=OriginKind.PLACED)
    from_line: Mapped[int | None]
    amended_at: Mapped[datetime | None]
    stock_taken: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str]
    status_since: Mapped[datetime]
    status_seq: Mapped[int]
    claims: Mapped[list[Any] | None]


class OrderDedupe(Base):
    """The natural key of an order, for as long as a partner may retry it, and what a retry must equal.

    `later_digests` are those of the contents that were taken as amendments, in turn.
    """

    __tablename__ = "order_dedupe"
    __table_args__ = (Index(None, "location_id", "expires_at"),)

    location_id: Mapped[str] = mapped_column(primary_key=True)
    brand_id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    channel_order_id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    content: Mapped[str]
    later_digests: Mapped[list[Any] | None]
    expires_at: Mapped[datetime]


class OpenOrder(Base):
    """An order that is neither picked up nor cancelled: few rows, found without an index on a status.

    `released` is whether the kitchen may see it, at `release_at` at the latest. `accept_by` is null where nobody waits
    for an answer; an order that was begun without one keeps it.
    """

    __tablename__ = "open_orders"
    __table_args__ = (
        ForeignKeyConstraint(["location_id", "order_id"], ["orders.location_id", "orders.id"]),
        Index("open_orders_held_idx", "release_at", postgresql_where="NOT released"),
        Index(None, "accept_by", postgresql_where="accept_by IS NOT NULL"),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    release_at: Mapped[datetime]
    released: Mapped[bool]
    accept_by: Mapped[datetime | None]
