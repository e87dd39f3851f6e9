"""The table of platforms that sign what they send."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.partners.models import Partner
from huuva_backend.platform.db.base import Base


class PartnerIntegration(Base):
    """Secrets are encrypted: to check a signature they must be known."""

    __tablename__ = "partner_integrations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey(Partner.id), index=True)
    dialect: Mapped[str]
    brand_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    location_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_before: Mapped[bytes | None] = mapped_column(LargeBinary)
    overlaps_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
