"""The tables of who may call. They belong to no location: a partner calls for many."""

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.partners.partner import PartnerKind
from huuva_backend.platform.db.base import Base


class Partner(Base):
    __tablename__ = "partners"
    __table_args__ = (
        CheckConstraint(
            f"kind IN ({', '.join(repr(kind.value) for kind in PartnerKind)})", name="kind"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    created_at: Mapped[datetime]


class ApiKey(Base):
    """`id` is the prefix by which a key is looked up, `digest` the SHA-256 of the whole key.

    `expires_at` is what it was made with; one that was rotated is taken until `overlaps_until` at most.
    """

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("length(digest) = 32", name="digest"),
        {"postgresql_with": {"fillfactor": 80}},  # for the times of last use
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey(Partner.id), index=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    brand_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    location_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    stations: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    rate_limit: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    overlaps_until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
