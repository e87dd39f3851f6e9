"""The SQL that reads what is open in a kitchen. Each statement is one snapshot, its cursor in the feed included.

Nested rows travel as arrays of records whose fields stand in the order of the `*_FIELDS` below.
"""

import dataclasses
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from huuva_backend.kitchen.board import BoardOrder, Share
from huuva_backend.kitchen.kept import TICKET_ITEM, WHEREABOUTS
from huuva_backend.kitchen.models import KitchenStation
from huuva_backend.kitchen.ticket import TicketContext
from huuva_backend.locations.location import BoardRules, ScreenRules, StationThresholds
from huuva_backend.locations.reads import said_of
from huuva_backend.menu.models import MenuStation
from huuva_backend.orders.epochs import newest_of
from huuva_backend.orders.kept import PAYMENT, SOLD
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.models import OpenOrder, Order, OrderCustomer, OrderItem
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields, records

ORDERS: Final = table_of(Order)
CUSTOMERS: Final = table_of(OrderCustomer)
ITEMS: Final = table_of(OrderItem)
OPEN: Final = table_of(OpenOrder)
STATIONS: Final = table_of(KitchenStation)
ELSEWHERE: Final = table_of(MenuStation)


def _names(kind: type, without: Collection[str] = ()) -> list[str]:
    return [field.name for field in dataclasses.fields(kind) if field.name not in without]


SHARE_FIELDS: Final = _names(Share, without={"items", "done", "elsewhere", *_names(TicketContext)})
BOARD_FIELDS: Final = _names(
    BoardOrder, without={"channel_order_id", "customer_name", "name", "mark"}
)
MONEY_FIELDS: Final = ["currency", "adjustments", *PAYMENT]
STATION_FIELDS: Final = [field.name for field in dataclasses.fields(StationThresholds)]
ANSWER_COLUMNS: Final = ["acceptance", "cancellation_request", "status_seq"]
CONTEXT_COLUMNS: Final = [
    *("order_type", "pickup_time", "recorded_at"),
    *MONEY_FIELDS,
    *ANSWER_COLUMNS,
]
COLUMNS: Final = {
    "order_id": "id",
    "order_version": "version",
    "order_status": "status",
    "since": "status_since",
    "display_id": "channel_order_display_id",
    "table": "table_label",
}
"""Of `orders`, where a screen has another name for it."""

LOCATION: Final = bindparam("location_id", type_=Text())
STATION: Final = bindparam("station", type_=Text())
_NOW: Final = func.statement_timestamp().label("now")
_AS_OF: Final = newest_of(LOCATION)


def _for_each(rows: Select[Any], name: str) -> FromClause:
    """What is looked up for each row before it. The offset keeps PostgreSQL from turning it round:
    from all orders or lines of the location to the few that are open.
    """
    return rows.offset(literal_column("0")).lateral(name)


def _open(*, of_brands: bool) -> CTE:
    opened = select(OPEN).where(OPEN.c.location_id == LOCATION)
    if of_brands:
        brand = select(ORDERS.c.brand_id).where(ORDERS.c.id == OPEN.c.order_id, _its(ORDERS))
        own = func.any(bindparam("brands", type_=ARRAY(Text())))
        opened = opened.where(brand.correlate(OPEN).scalar_subquery() == own)
    return opened.cte("open")


def _its(orders: FromClause) -> ColumnElement[bool]:
    return orders.c.location_id == OPEN.c.location_id


def _orders(
    opened: CTE, names: Sequence[str], more: Callable[[FromClause], Sequence[Any]] = lambda _: ()
) -> Select[Any]:
    """Of those that are open: `names`, the channel's id, and `more` of the order."""
    columns = [*(COLUMNS.get(name, name) for name in names), "channel_order_id"]
    kept = dict.fromkeys(["location_id", *columns, *CONTEXT_COLUMNS])
    found = select(*fields(ORDERS, list(kept))).where(
        ORDERS.c.location_id == opened.c.location_id, ORDERS.c.id == opened.c.order_id
    )
    order = _for_each(found, "found")
    its_own = order.c.location_id == opened.c.location_id
    return select(func.row(*fields(order, columns), *more(order))).select_from(
        opened.join(order, its_own)
    )


def _items(opened: CTE) -> ColumnElement[Any]:
    """As JSON, because they are many: as records they took the driver more time than all the rest."""
    line = func.json_build_array(*fields(ITEMS, TICKET_ITEM.columns))
    return (
        select(func.json_agg(aggregate_order_by(line, ITEMS.c.line)))
        .where(
            _of(opened, ITEMS),
            or_(STATION.is_(None), ITEMS.c.station == STATION, ITEMS.c.bundle),
        )
        .correlate(opened)
        .scalar_subquery()
    )


def _standing(opened: CTE) -> ColumnElement[Any]:
    """Where all lines of the order stand, a station's and others'."""
    line = func.json_build_array(*fields(ITEMS, WHEREABOUTS.columns))
    rows = select(func.json_agg(aggregate_order_by(line, ITEMS.c.line))).where(_of(opened, ITEMS))
    return case((STATION.is_not(None), rows.correlate(opened).scalar_subquery()))


def _of(opened: CTE, table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.location_id == opened.c.location_id, table.c.order_id == opened.c.order_id)


def _customer(opened: CTE) -> ColumnElement[Any]:
    """A record of the name and whether it goes to an address, which says what rows of before are."""
    has_address = CUSTOMERS.c.delivery_street.is_not(None)
    row = select(func.row(CUSTOMERS.c.name, has_address)).where(_of(opened, CUSTOMERS))
    return row.correlate(opened).scalar_subquery()


def _longest(opened: CTE, order: FromClause) -> ColumnElement[Any]:
    """The minutes of the order's longest live line, where nobody said when it is to be picked up."""
    live = ITEMS.c.status != literal_column(f"'{ItemStatus.CANCELLED}'")
    longest = select(func.max(ITEMS.c.preparation_minutes)).where(_of(opened, ITEMS), live)
    return case((order.c.pickup_time.is_(None), longest.correlate(opened).scalar_subquery()))


def _bill(opened: CTE, order: FromClause) -> ColumnElement[Any]:
    """Records of all its lines, where something is known of a payment."""
    lines = select(func.row(*fields(ITEMS, SOLD.columns))).where(_of(opened, ITEMS))
    bill = records(lines.correlate(opened))
    return case((order.c.payment_status.is_not(None), bill))


def context(opened: CTE, order: FromClause) -> list[ColumnElement[Any]]:
    """What a `TicketContext` is worked out from."""
    return [
        order.c.order_type,
        _customer(opened),
        order.c.recorded_at,
        _longest(opened, order),
        func.row(*fields(order, MONEY_FIELDS)),
        _bill(opened, order),
        func.row(*fields(order, ANSWER_COLUMNS), ~opened.c.released),
    ]


@cache
def tickets(*, chosen: bool, of_brands: bool) -> Statement:
    """Of all that is open, or of `:order_ids`; `of_brands` of `:brands` alone."""
    opened = _open(of_brands=of_brands)

    waits = opened.c.accept_by.is_not(None)
    orders = _orders(
        opened,
        SHARE_FIELDS,
        lambda order: [*context(opened, order), _standing(opened), _items(opened)],
    )
    orders = orders.where(or_(opened.c.released, waits))
    if chosen:
        order_ids = bindparam("order_ids", type_=ARRAY(Uuid()))
        orders = orders.where(opened.c.order_id == func.any(order_ids))
    thresholds = select(func.row(STATIONS.c.warn_seconds, STATIONS.c.late_seconds)).where(
        STATIONS.c.location_id == LOCATION, STATIONS.c.station == STATION
    )
    held = select(func.row(func.count(), func.min(opened.c.release_at))).where(
        ~or_(opened.c.released, waits)
    )
    return Statement(
        select(
            _AS_OF,
            _NOW,
            records(orders).label("orders"),
            records(thresholds).label("thresholds"),
            held.scalar_subquery().label("held"),
            said_of(LOCATION, ScreenRules).label("rules"),
        )
    )


@cache
def board(*, of_brands: bool) -> Statement:
    """`of_brands` of `:brands` alone."""
    opened = _open(of_brands=of_brands)
    # As it is kept; who may see it is the rules' to say.
    name = select(CUSTOMERS.c.name).where(_of(opened, CUSTOMERS)).correlate(opened)
    called = _orders(opened, BOARD_FIELDS, lambda _: [name.scalar_subquery()])
    orders = records(called.where(opened.c.released))
    rules = said_of(LOCATION, BoardRules).label("rules")
    return Statement(select(_AS_OF, _NOW, rules, orders.label("orders")))


def _stations_of(orders: FromClause) -> Select[Any]:
    its_own = and_(
        ITEMS.c.location_id == orders.c.location_id, ITEMS.c.order_id == orders.c.order_id
    )
    item = _for_each(select(ITEMS.c.station).where(its_own), "item")
    return (
        select(item.c.station)
        .select_from(orders.join(item, true()))
        .where(item.c.station.is_not(None))
    )


def _stations() -> Statement:
    named = func.unnest(bindparam("location_ids", type_=ARRAY(Text())))
    places = named.table_valued(column("location_id", Text())).render_derived("places")
    place = places.c.location_id
    opened = select(OPEN.c.location_id, OPEN.c.order_id).where(OPEN.c.location_id == place)
    newest = (
        select(ORDERS.c.location_id, ORDERS.c.id.label("order_id"))
        .where(ORDERS.c.location_id == place)
        .order_by(ORDERS.c.created_at.desc())
        .limit(literal_column("100"))
    )
    known = union(
        _stations_of(opened.correlate(places).subquery("open")),
        _stations_of(newest.correlate(places).subquery("newest")),
        select(ELSEWHERE.c.station).where(ELSEWHERE.c.location_id == place).correlate(places),
    )
    told = select(func.row(*fields(STATIONS, STATION_FIELDS))).where(
        STATIONS.c.location_id == place
    )
    return Statement(
        select(
            place,
            func.array(known.scalar_subquery()).label("known"),
            records(told.correlate(places)).label("told"),
        )
    )


SNAPSHOT: Final = tickets(chosen=False, of_brands=False)
CHOSEN: Final = tickets(chosen=True, of_brands=False)
"""As `SNAPSHOT`, but of all orders shows `:order_ids` only."""

BOARD: Final = board(of_brands=False)
STATIONS_OF: Final = _stations()
