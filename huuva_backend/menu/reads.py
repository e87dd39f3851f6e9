"""The SQL that reads the menu, built from the models' tables and compiled once. Only the repository runs it.

Each statement is one round trip and answers one row: products as an array of records, whose fields stand in
the order of `*_FIELDS`, and beside them what is snoozed of their brands' menus.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Text,
    bindparam,
    func,
    or_,
    select,
)

from huuva_backend.menu.models import MenuProduct, MenuSnooze, MenuStation
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, records

PRODUCTS: Final = table_of(MenuProduct)
SNOOZES: Final = table_of(MenuSnooze)
STATIONS: Final = table_of(MenuStation)

OFFER_FIELDS: Final = (
    "plu",
    "name",
    "currency",
    "price_amount",
    "preparation_minutes",
    "available",
    "modifiers",
)

_BRAND: Final = bindparam("brand_id", type_=Text())
_LOCATION: Final = bindparam("location_id", type_=Text())
_PLUS: Final = bindparam("plus", type_=ARRAY(Text()))
_LOCATIONS: Final = bindparam("locations", type_=ARRAY(Text()))
"""Whose snoozes hold: '' for those of every location, and the location that asks."""

ACTIVE: Final = or_(SNOOZES.c.until.is_(None), SNOOZES.c.until > func.clock_timestamp())


def fields(source: FromClause, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [source.c[name] for name in names]


_STATION_HERE: Final = (
    select(STATIONS.c.station)
    .where(
        STATIONS.c.location_id == _LOCATION,
        STATIONS.c.brand_id == PRODUCTS.c.brand_id,
        STATIONS.c.plu == PRODUCTS.c.plu,
    )
    .scalar_subquery()
)

OFFERS: Final = Statement(
    select(
        records(
            select(
                func.row(
                    *fields(PRODUCTS, OFFER_FIELDS),
                    func.coalesce(_STATION_HERE, PRODUCTS.c.station),
                )
            ).where(PRODUCTS.c.brand_id == _BRAND, PRODUCTS.c.plu == func.any(_PLUS))
        ).label("products"),
        records(
            select(SNOOZES.c.plu).where(
                SNOOZES.c.location_id == func.any(_LOCATIONS), SNOOZES.c.brand_id == _BRAND, ACTIVE
            )
        ).label("snoozed"),
    )
)
