"""The tables of locations: what was said of each, the counter of its events, and whether it takes orders."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.locations.intake import IntakeMode
from huuva_backend.locations.location import PACKING, UNROUTED
from huuva_backend.platform.db.base import Base


class KitchenLocation(Base):
    """What was said of a location. Where nothing was, there is no row, and `LocationSettings` says what holds."""

    __tablename__ = "locations"
    __table_args__ = (
        CheckConstraint("day_starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'", name="day_starts_at"),
        CheckConstraint(
            f"unrouted_lines IN ({', '.join(repr(each) for each in UNROUTED)})",
            name="unrouted_lines",
        ),
        CheckConstraint(
            f"packing IN ({', '.join(repr(each) for each in PACKING)})", name="packing"
        ),
        CheckConstraint("ring_again_seconds >= 5", name="ring_again_seconds"),
        CheckConstraint("release_lead_minutes >= 0", name="release_lead_minutes"),
        CheckConstraint("close_after_minutes >= 0", name="close_after_minutes"),
        CheckConstraint("board_minutes >= 1", name="board_minutes"),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    timezone: Mapped[str]
    day_starts_at: Mapped[str]
    unrouted_lines: Mapped[str]
    release_lead_minutes: Mapped[int | None]
    close_after_minutes: Mapped[int | None]
    board_minutes: Mapped[int]
    show_names: Mapped[bool]
    packing: Mapped[str] = mapped_column(server_default="automatic")
    ring_again_seconds: Mapped[int | None]


class LocationFeed(Base):
    """How many events a location has had. Counted last in a transaction, so they commit in order.

    The first event makes the row: whose is here is a location that has had orders, or news of products. Those of
    every location are counted under ''.
    """

    __tablename__ = "location_feeds"
    __table_args__ = ({"postgresql_with": {"fillfactor": 50}},)

    location_id: Mapped[str] = mapped_column(primary_key=True)
    last_seq: Mapped[int] = mapped_column(BigInteger)


class LocationIntake(Base):
    """A switch for the orders of a channel; for those of all others where `channel` is ''."""

    __tablename__ = "location_intake"
    __table_args__ = (
        CheckConstraint(
            f"mode IN ({', '.join(repr(each.value) for each in IntakeMode)})", name="mode"
        ),
        CheckConstraint("extra_minutes >= 0", name="extra_minutes"),
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    mode: Mapped[str]
    extra_minutes: Mapped[int]
    until: Mapped[datetime | None]
    reason: Mapped[str | None]
    since: Mapped[datetime]
