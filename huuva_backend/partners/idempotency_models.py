"""The table of idempotency keys. They belong to callers, not to locations."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base


class IdempotencyKey(Base):
    """What a POST was answered. `status` and what follows are null only within the transaction of its effect."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index(None, "expires_at"),)

    caller: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    status: Mapped[int | None]
    headers: Mapped[str | None]
    body: Mapped[str | None]
    expires_at: Mapped[datetime]
