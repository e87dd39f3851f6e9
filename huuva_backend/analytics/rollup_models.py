"""The tables of what history comes to, summed up, and how far it is."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base

CHURNS = {"postgresql_with": {"fillfactor": 90}}
"""The cells of now are written again and again."""


class Cell:
    """How much of a kind happened in the stretch of its level that begins at `starts_at`.

    `brand_id` and `channel` are empty where the level doesn't tell them apart (`levels.LEVELS`), `cause` where nothing
    keeps it from being counted (`contributions`). Only stays have lengths: their sum, the longest, and how many of which
    (`histogram`).
    """

    level: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    brand_id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    microseconds: Mapped[Decimal | None] = mapped_column(Numeric)
    longest: Mapped[int | None] = mapped_column(BigInteger)
    histogram: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))


class Rollup(Cell, Base):
    """Of one location."""

    __tablename__ = "rollups"
    __table_args__ = (CHURNS,)

    location_id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


class EverywhereRollup(Cell, Base):
    """Of all locations together: the sum of their cells, while their marks say so."""

    __tablename__ = "everywhere_rollups"
    __table_args__ = (CHURNS,)


class RollupSpan(Base):
    """From one arrival of an order to its next that is counted, where that is longer than an hour: what the beginning of a
    period may cut, and no cell can tell.

    `reach` is the exponent of the power of two of hours that is no shorter, so that those that reach across a moment are
    found however far back they begin.
    """

    __tablename__ = "rollup_spans"

    location_id: Mapped[str] = mapped_column(primary_key=True)
    reach: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    ended_at: Mapped[datetime]
    brand_id: Mapped[str]
    channel: Mapped[str]


class RollupMark(Base):
    """How much of a location's history is in its cells: of orders up to `through` what its events up to `seq` did, of those
    after it nothing. In the end `through` is the last id there can be.

    The same of the cells of all locations together: `everywhere_through` and `everywhere_seq` are those that the mark had when
    these were the sum of all that it says. Where the mark has others, somebody has moved it who knows nothing of them (a
    server of the release before), or has begun the location anew.
    """

    __tablename__ = "rollup_marks"
    __table_args__ = ({"postgresql_with": {"fillfactor": 50}},)

    location_id: Mapped[str] = mapped_column(primary_key=True)
    through: Mapped[UUID]
    seq: Mapped[int] = mapped_column(BigInteger)
    everywhere_through: Mapped[UUID | None]
    everywhere_seq: Mapped[int | None] = mapped_column(BigInteger)
