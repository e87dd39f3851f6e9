"""What a location says of its stations."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base


class KitchenStation(Base):
    """When a station's tickets turn yellow (`warn_seconds` before they are due) and red (after)."""

    __tablename__ = "kitchen_stations"
    __table_args__ = (
        CheckConstraint("warn_seconds >= 0", name="warn_seconds"),
        CheckConstraint("late_seconds >= 0", name="late_seconds"),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    station: Mapped[str] = mapped_column(primary_key=True)
    warn_seconds: Mapped[int]
    late_seconds: Mapped[int]
