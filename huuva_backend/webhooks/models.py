"""The tables of webhooks. Endpoints and what was sent to them belong to no location: a partner's are of many."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, LargeBinary, Text, desc
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base


class WebhookEndpoint(Base):
    """`owner` is the partner that made it, empty where nobody is asked who they are. Secrets are encrypted."""

    __tablename__ = "webhook_endpoints"
    __table_args__ = (Index(None, "owner", "id"), {"postgresql_with": {"fillfactor": 80}})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner: Mapped[str]
    url: Mapped[str]
    events: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    brand_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    location_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_before: Mapped[bytes | None] = mapped_column(LargeBinary)
    overlaps_until: Mapped[datetime | None]
    generation: Mapped[int]
    created_at: Mapped[datetime]
    failing_since: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str | None]
    restarted_at: Mapped[datetime | None]
    restarted_reason: Mapped[str | None]
    dialect: Mapped[str] = mapped_column(server_default="native")


class WebhookCursor(Base):
    """How far an endpoint has been told of a location's events: all up to there, or they are deliveries that are pending.

    Without a row it begins where the location's feed does. `untold_since` is when the first of the others was recorded:
    noted before that is let go of, and as the endpoint is told of what is gone.
    """

    __tablename__ = "webhook_cursors"
    __table_args__ = (
        Index(None, "endpoint_id"),
        {"postgresql_with": {"fillfactor": 50}},
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    endpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    cursor: Mapped[str]
    untold_since: Mapped[datetime | None]


class WebhookDelivery(Base):
    """What is to be sent again, and for a while what was sent. `seq` is the event's at its location, `plu` its product's."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index("webhook_deliveries_newest_idx", "endpoint_id", desc("created_at"), desc("id")),
        Index(
            "webhook_deliveries_pending_idx",
            "endpoint_id",
            "next_attempt_at",
            postgresql_where="state = 'pending'",
        ),
    )

    endpoint_id: Mapped[UUID] = mapped_column(
        ForeignKey(WebhookEndpoint.id, ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    type: Mapped[str]
    order_id: Mapped[UUID | None]
    seq: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime | None]
    last_attempt_at: Mapped[datetime | None]
    answer_status: Mapped[int | None]
    answer_body: Mapped[str | None]
    error: Mapped[str | None]
    milliseconds: Mapped[int | None]
    plu: Mapped[str | None]
    path: Mapped[str | None]
