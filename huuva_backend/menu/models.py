"""The tables of the menu. Products belong to a brand; what a location changes about them, to the location."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from huuva_backend.platform.db.base import Base, Money


class MenuProduct(Base):
    """`name_key` and `ingredients_key` are what is searched: without case and accents (`menu.search`)."""

    __tablename__ = "menu_products"
    __table_args__ = (
        CheckConstraint("price_amount >= 0", name="price_amount"),
        Index("menu_products_by_name_idx", "name_key", "brand_id", "plu"),
        Index("menu_products_of_brand_by_name_idx", "brand_id", "name_key", "plu"),
    )

    brand_id: Mapped[str] = mapped_column(primary_key=True)
    plu: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    description: Mapped[str | None]
    ingredients: Mapped[list[Any]]
    ingredients_key: Mapped[str]
    currency: Mapped[str]
    price_amount: Mapped[int] = mapped_column(Money)
    station: Mapped[str | None]
    preparation_minutes: Mapped[int | None]
    to_make: Mapped[bool | None]
    available: Mapped[bool]
    modifiers: Mapped[list[Any]]
    groups: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    images: Mapped[dict[str, Any]] = mapped_column(JSONB)


class MenuVersion(Base):
    """Another one with each change of the brand's products, which a trigger sees to."""

    __tablename__ = "menu_versions"

    brand_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[UUID]


class MenuSnooze(Base):
    """A product or modifier that isn't sold for now; at every location where `location_id` is ''."""

    __tablename__ = "menu_snoozes"

    location_id: Mapped[str] = mapped_column(primary_key=True)
    brand_id: Mapped[str] = mapped_column(primary_key=True)
    plu: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime | None]


class MenuStation(Base):
    """Where a location prepares a product, if that isn't where the brand's menu says."""

    __tablename__ = "menu_stations"

    location_id: Mapped[str] = mapped_column(primary_key=True)
    brand_id: Mapped[str] = mapped_column(primary_key=True)
    plu: Mapped[str] = mapped_column(primary_key=True)
    station: Mapped[str]


class MenuStock(Base):
    """How many of a product are left, in thousandths; of a location without a row of its own, those of `location_id` ''.

    Many orders count the same few rows down, so that pages keep room for their next versions.
    """

    __tablename__ = "menu_stock"
    __table_args__ = (
        CheckConstraint("remaining >= 0", name="remaining"),
        {"postgresql_with": {"fillfactor": 50}},
    )

    location_id: Mapped[str] = mapped_column(primary_key=True)
    brand_id: Mapped[str] = mapped_column(primary_key=True)
    plu: Mapped[str] = mapped_column(primary_key=True)
    remaining: Mapped[int] = mapped_column(BigInteger)
