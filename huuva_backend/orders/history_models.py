"""The tables of what happened to orders: append-only, a trigger refuses all else."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus
from huuva_backend.orders.models import one_of
from huuva_backend.platform.db.base import Base


class _History:
    """What a history row says of one change of a status. Append-only: a trigger refuses all else.

    `occurred_at` is the time that counts, `reported_at` what a client's clock said; `orders.timeline` says how the
    one comes of the other, and what the three columns about the stay that ended mean.
    """

    seq: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    occurred_at: Mapped[datetime]
    reported_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    late: Mapped[bool]
    previous_seconds: Mapped[float | None]
    held_seconds: Mapped[float] = mapped_column(server_default="0")
    begun_before_recorded: Mapped[bool] = mapped_column(server_default=false())
    recall: Mapped[bool]
    cause: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[str | None]
    reason: Mapped[str | None]


MEASURED = [
    *("from_status", "to_status", "previous_seconds", "recall", "begun_before_recorded", "cause")
]
"""All that a measure of stays reads, so that it reads no row of the table."""


def _history_rules(
    name: str, statuses: type[StrEnum], measured: Sequence[str] = MEASURED
) -> tuple[CheckConstraint | Index, ...]:
    return (
        one_of("from_status", statuses),
        one_of("to_status", statuses),
        one_of("cause", Cause),
        one_of("actor_kind", ActorKind),
        CheckConstraint("(seq = 1) = (from_status IS NULL)", name="first"),
        CheckConstraint("(seq = 1) = (previous_seconds IS NULL)", name="previous"),
        Index(
            f"{name}_occurred_idx",
            "location_id",
            "occurred_at",
            postgresql_include=measured,
        ),
        Index(
            f"{name}_long_idx",
            "location_id",
            "occurred_at",
            postgresql_include=measured,
            postgresql_where="previous_seconds > 3600",
        ),
    )


class OrderStatusChange(_History, Base):
    __tablename__ = "order_status_history"
    __table_args__ = (
        ForeignKeyConstraint(["location_id", "order_id"], ["orders.location_id", "orders.id"]),
        *_history_rules(__tablename__, OrderStatus),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True, sort_order=-2)
    order_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)


class ItemStatusChange(_History, Base):
    __tablename__ = "item_status_history"
    __table_args__ = (
        ForeignKeyConstraint(
            ["location_id", "order_id", "line"],
            ["order_items.location_id", "order_items.order_id", "order_items.line"],
        ),
        *_history_rules(__tablename__, ItemStatus, [*MEASURED, "bundle"]),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True, sort_order=-3)
    order_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)
    line: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    bundle: Mapped[bool] = mapped_column(server_default=false())


class OrderAmendment(Base):
    """What an amendment changed of an order and its lines (`orders.amending`). Append-only, as the histories are."""

    __tablename__ = "order_amendments"
    __table_args__ = (
        ForeignKeyConstraint(["location_id", "order_id"], ["orders.location_id", "orders.id"]),
        one_of("actor_kind", ActorKind),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    recorded_at: Mapped[datetime]
    actor_kind: Mapped[str]
    actor_id: Mapped[str | None]
    reason: Mapped[str | None]
    changes: Mapped[list[Any]]
