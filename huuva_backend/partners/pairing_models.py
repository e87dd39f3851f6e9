"""The table of screens that wait to be paired."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base


class Pairing(Base):
    """`key_id` and `digest` are of the key that the screen will have; see `ApiKey`."""

    __tablename__ = "pairings"
    __table_args__ = (
        CheckConstraint("length(digest) = 32", name="digest"),
        Index(None, "expires_at"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    key_id: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]
