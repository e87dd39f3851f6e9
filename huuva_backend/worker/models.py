"""The table of leases. It belongs to no location: a loop looks after all of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base


class WorkerLease(Base):
    """Until when a loop is its holder's; without a holder, until when it is nobody's turn."""

    __tablename__ = "worker_leases"
    __table_args__ = ({"postgresql_with": {"fillfactor": 50}},)

    loop: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[UUID | None]
    until: Mapped[datetime]
