"""The SQL that reads how kitchens stand: one row for each location, all as of one moment."""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Interval,
    Text,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from huuva_backend.kitchen.reads import ELSEWHERE, ITEMS, OPEN, ORDERS
from huuva_backend.menu.models import MenuProduct, MenuSnooze
from huuva_backend.orders.epochs import newest_of
from huuva_backend.partners.models import ApiKey, Partner
from huuva_backend.partners.partner import KeyState, PartnerKind
from huuva_backend.partners.reads import state
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields, records

SNOOZES: Final = table_of(MenuSnooze)
PRODUCTS: Final = table_of(MenuProduct)
KEYS: Final = table_of(ApiKey)
PARTNERS: Final = table_of(Partner)

LINE_COLUMNS: Final = [
    *("line", "parent_line", "station", "preparation_minutes", "status"),
    *("held", "to_make", "bundle"),
]
"""As the fields of `NowLine`."""
ORDER_COLUMNS: Final = ["status", "pickup_time", "recorded_at"]

_NOW: Final = func.statement_timestamp()
_OWN: Final = func.any(bindparam("brands", type_=ARRAY(Text())))
_LATELY: Final = literal_column("interval '30 days'", Interval())
"""Since when a brand is sold where it had an order."""
_EVERYWHERE: Final[ColumnElement[str]] = literal_column("''")


@cache
def now(*, of_brands: bool) -> Statement:
    """Of `:location_ids`; `of_brands` of `:brands` alone, but for displays, which are the location's."""
    named = func.unnest(bindparam("location_ids", type_=ARRAY(Text())))
    places = named.table_valued(column("location_id", Text())).render_derived("places")
    place = places.c.location_id
    return Statement(
        select(
            place,
            newest_of(place),
            _NOW.label("now"),
            _orders(places, of_brands=of_brands).label("orders"),
            _snoozed(places, of_brands=of_brands).label("snoozed"),
            _displays(place).label("displays"),
        )
    )


def _orders(places: FromClause, *, of_brands: bool) -> ColumnElement[Any]:
    # The offset keeps PostgreSQL from turning the look-up round, as in `reads`.
    names = ["location_id", "brand_id", *ORDER_COLUMNS]
    found = select(*fields(ORDERS, names)).where(
        ORDERS.c.location_id == OPEN.c.location_id, ORDERS.c.id == OPEN.c.order_id
    )
    order = found.correlate(OPEN).offset(literal_column("0")).lateral("found")
    line = func.json_build_array(*fields(ITEMS, LINE_COLUMNS))
    lines = (
        select(func.json_agg(aggregate_order_by(line, ITEMS.c.line)))
        .where(ITEMS.c.location_id == OPEN.c.location_id, ITEMS.c.order_id == OPEN.c.order_id)
        .correlate(OPEN)
        .scalar_subquery()
    )
    seen = or_(OPEN.c.released, OPEN.c.accept_by.is_not(None))
    rows = (
        select(func.row(seen, OPEN.c.release_at, *fields(order, ORDER_COLUMNS), lines))
        .select_from(OPEN.join(order, order.c.location_id == OPEN.c.location_id))
        .where(OPEN.c.location_id == places.c.location_id)
        .correlate(places)
    )
    return records(rows.where(order.c.brand_id == _OWN) if of_brands else rows)


def _snoozed(places: FromClause, *, of_brands: bool) -> ColumnElement[Any]:
    """Counted once where it is snoozed there and everywhere; what is everywhere, where the brand is sold."""
    place = places.c.location_id
    sold_there = exists().where(
        ORDERS.c.location_id == place,
        ORDERS.c.brand_id == SNOOZES.c.brand_id,
        ORDERS.c.created_at > _NOW - _LATELY,
    )
    active = (
        select(SNOOZES.c.brand_id, SNOOZES.c.plu)
        .distinct()
        .where(
            or_(
                SNOOZES.c.location_id == place,
                and_(SNOOZES.c.location_id == _EVERYWHERE, sold_there.correlate(places, SNOOZES)),
            ),
            or_(SNOOZES.c.until.is_(None), SNOOZES.c.until > _NOW),
        )
        .correlate(places)
    )
    found = (active.where(SNOOZES.c.brand_id == _OWN) if of_brands else active).lateral("snoozed")
    its_own = [
        and_(table.c.brand_id == found.c.brand_id, table.c.plu == found.c.plu)
        for table in (ELSEWHERE, PRODUCTS)
    ]
    station = func.coalesce(ELSEWHERE.c.station, PRODUCTS.c.station)
    return records(
        select(func.row(station, func.count()))
        .select_from(
            found.outerjoin(
                ELSEWHERE, and_(its_own[0], ELSEWHERE.c.location_id == place)
            ).outerjoin(PRODUCTS, its_own[1])
        )
        .group_by(station)
        .correlate(places)
    )


def _displays(place: ColumnElement[str]) -> ColumnElement[Any]:
    """Those that are paired, by what they show."""
    rows = (
        select(func.row(KEYS.c.stations, KEYS.c.last_used_at))
        .join_from(KEYS, PARTNERS, PARTNERS.c.id == KEYS.c.partner_id)
        .where(
            PARTNERS.c.kind == literal_column(f"'{PartnerKind.DISPLAY}'"),
            state() == literal_column(f"'{KeyState.LIVE}'"),
            or_(KEYS.c.location_ids.is_(None), place == func.any(KEYS.c.location_ids)),
        )
    )
    return records(rows.correlate_except(KEYS, PARTNERS))


NOW_OF: Final = now(of_brands=False)
