"""The tables of a location's feed, beside its counter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base


class FeedEpoch(Base):
    """What a location's cursors begin with, and `origin`, the database that it holds for.

    Apart from the counter, whose row writers hold until they commit: this one only readers write, when they
    first ask for a cursor.
    """

    __tablename__ = "feed_epochs"

    location_id: Mapped[str] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    origin: Mapped[str]


class OrderEvent(Base):
    """What a transaction did to an order, as the feed tells it; kept for a while.

    `brand_id` and `channel` are null in what a server of the release before wrote during the migration. Of a product
    (`menu.availability`) it has `plu` and `until`, and nothing of an order; only webhooks tell of that.
    """

    __tablename__ = "order_events"

    location_id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    type: Mapped[str]
    order_id: Mapped[UUID | None]
    order_version: Mapped[int | None]
    order_status: Mapped[str | None]
    at: Mapped[datetime]
    changes: Mapped[list[Any]]
    brand_id: Mapped[str | None]
    channel: Mapped[str | None]
    plu: Mapped[str | None]
    until: Mapped[datetime | None]
