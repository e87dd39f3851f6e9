"""The SQL that reads what is to be made at a location, and how long what was made there took."""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    Interval,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)

from huuva_backend.locations.reads import LOCATION
from huuva_backend.orders.history_models import ItemStatusChange
from huuva_backend.orders.lifecycle import Cause, ItemStatus
from huuva_backend.orders.models import OpenOrder, Order, OrderItem
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields, records
from huuva_backend.platform.quantity import Unit

OPEN: Final = table_of(OpenOrder)
ORDERS: Final = table_of(Order)
ITEMS: Final = table_of(OrderItem)
HISTORY: Final = table_of(ItemStatusChange)

NOW: Final = func.statement_timestamp(type_=DateTime(timezone=True))
MOST_ROWS: Final = 10_000
"""Of a location's history that are looked through, the newest."""

LINE: Final = [
    *("location_id", "order_id", "line", "parent_line", "plu", "station", "quantity", "unit"),
    *("preparation_minutes", "fired_at", "status", "status_since"),
]
STAY: Final = [
    *("location_id", "order_id", "line", "occurred_at", "from_status", "to_status", "cause"),
    *("previous_seconds", "begun_before_recorded", "bundle"),
]

_ONE: Final[ColumnElement[int]] = literal_column("1", Integer())
_NONE: Final[ColumnElement[int]] = literal_column("0")
"""The offset keeps PostgreSQL from turning a look-up round, as in `kitchen.reads`."""


def _is(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column == literal_column(f"'{name}'")
    return found


def _same_line(one: FromClause, other: FromClause, called: str = "line") -> ColumnElement[bool]:
    """`called` is what the other calls the line."""
    return and_(
        one.c.location_id == other.c.location_id,
        one.c.order_id == other.c.order_id,
        one.c.line == other.c[called],
    )


def _pieces(line: FromClause) -> ColumnElement[Any]:
    """One of what isn't counted in pieces; a part is there once for each of its bundle."""
    bundles = ITEMS.alias("bundles")
    its_own = _same_line(bundles, line, "parent_line")
    of_bundle = select(bundles.c.quantity).where(its_own).scalar_subquery()
    pieces = case((_is(line.c.unit, Unit.PIECE), line.c.quantity), else_=_ONE)
    return pieces * func.coalesce(of_bundle, _ONE)


def _order_of(source: FromClause, names: list[str]) -> FromClause:
    found = select(*fields(ORDERS, names)).where(
        ORDERS.c.location_id == source.c.location_id, ORDERS.c.id == source.c.order_id
    )
    return found.offset(_NONE).lateral("found")


def _open_lines() -> Statement:
    opened = select(OPEN).where(OPEN.c.location_id == LOCATION, OPEN.c.released).cte("open")
    order = _order_of(opened, ["location_id", "brand_id", "recorded_at"])
    lines = select(*fields(ITEMS, LINE)).where(
        ITEMS.c.location_id == opened.c.location_id,
        ITEMS.c.order_id == opened.c.order_id,
        or_(_is(ITEMS.c.status, ItemStatus.ORDERED), _is(ITEMS.c.status, ItemStatus.PREPARING)),
        ITEMS.c.to_make,
        not_(ITEMS.c.held),
        not_(ITEMS.c.bundle),
    )
    line = lines.offset(_NONE).lateral("line")
    row = func.row(
        line.c.station,
        order.c.brand_id,
        line.c.plu,
        line.c.order_id,
        func.greatest(order.c.recorded_at, opened.c.release_at, line.c.fired_at),
        case((_is(line.c.status, ItemStatus.PREPARING), line.c.status_since)),
        _pieces(line),
        line.c.preparation_minutes,
    )
    its_own = order.c.location_id == opened.c.location_id
    rows = select(row).select_from(opened.join(order, its_own).join(line, true()))
    return Statement(select(NOW.label("now"), records(rows).label("lines")))


OPEN_LINES: Final = _open_lines()
"""Records of `work.OpenLine`, as of one moment."""


def _preparations() -> Statement:
    since = NOW - bindparam("window", type_=Interval())
    newest = (
        select(*fields(HISTORY, STAY))
        .where(HISTORY.c.location_id == LOCATION, HISTORY.c.occurred_at >= since)
        .order_by(HISTORY.c.occurred_at.desc())
        .limit(literal_column(str(MOST_ROWS)))
        .cte("newest")
    )
    counted = (
        select(newest)
        .where(
            _is(newest.c.from_status, ItemStatus.PREPARING),
            _is(newest.c.to_status, ItemStatus.READY),
            not_(newest.c.begun_before_recorded),
            not_(newest.c.bundle),
            newest.c.cause != literal_column(f"'{Cause.CLOSED_BY_DAY}'"),
        )
        .order_by(newest.c.occurred_at.desc())
        .limit(bindparam("most", type_=Integer()))
        .cte("counted")
    )
    order = _order_of(counted, ["location_id", "brand_id"])
    lines = select(*fields(ITEMS, LINE)).where(_same_line(ITEMS, counted), ITEMS.c.to_make)
    line = lines.offset(_NONE).lateral("line")
    its_own = order.c.location_id == counted.c.location_id
    return Statement(
        select(
            order.c.brand_id,
            line.c.plu,
            line.c.station,
            counted.c.occurred_at.label("ended_at"),
            counted.c.previous_seconds.label("seconds"),
            _pieces(line).label("pieces"),
        ).select_from(counted.join(order, its_own).join(line, true()))
    )


PREPARATIONS: Final = _preparations()
"""Rows of `observation.Preparation`."""
