"""The SQL that reads orders, built from the models' tables and compiled once. Only the repository runs it.

Each statement is one round trip, and names the location, by which the tables may be distributed; who knows an
order by its id alone asks `FIND` first. Nested rows travel as arrays of records. What displays and partners ask all the
time is shared: many ask with one statement.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    FromClause,
    Join,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
)

from huuva_backend.locations.models import LocationFeed
from huuva_backend.orders.feed_models import OrderEvent
from huuva_backend.orders.history_models import ItemStatusChange, OrderAmendment, OrderStatusChange
from huuva_backend.orders.kept import (
    AMENDMENT,
    ITEM,
    ITEM_ENTRY,
    LINE,
    ORDER,
    ORDER_ENTRY,
    STANDING,
)
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus
from huuva_backend.orders.models import (
    OpenOrder,
    Order,
    OrderCustomer,
    OrderDedupe,
    OrderItem,
)
from huuva_backend.orders.order import NaturalKey
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Shared, Statement, asked, fields, records

ORDERS: Final = table_of(Order)
CUSTOMERS: Final = table_of(OrderCustomer)
ITEMS: Final = table_of(OrderItem)
AMENDMENTS: Final = table_of(OrderAmendment)
ORDER_HISTORY: Final = table_of(OrderStatusChange)
ITEM_HISTORY: Final = table_of(ItemStatusChange)
DEDUPE: Final = table_of(OrderDedupe)
OPEN_ORDERS: Final = table_of(OpenOrder)
FEEDS: Final = table_of(LocationFeed)
EVENTS: Final = table_of(OrderEvent)

NEWEST_SHOWN: Final = 20
"""How many entries of each history are read to move its subject, however long it is."""

KEY_FIELDS: Final = NaturalKey._fields

_LOCATION: Final = bindparam("location_id", type_=Text())
_NOW: Final = func.clock_timestamp().label("now")

_BY_ID: Final = {"id": ORDERS.c.id.type}
_BY_KEY: Final = {"location_id": ORDERS.c.location_id.type, **_BY_ID}
_BY_PLU: Final = {**_BY_KEY, "plu": ITEMS.c.plu.type}
_BY_NATURAL_KEY: Final = {name: DEDUPE.c[name].type for name in KEY_FIELDS}


def _find() -> Shared:
    known = asked(_BY_ID)
    found = select(known.c.place, ORDERS.c.location_id, ORDERS.c.brand_id)
    return Shared(found.join_from(known, ORDERS, ORDERS.c.id == known.c.id), _BY_ID)


FIND: Final = _find()
"""Whose order it is that is known by its id alone."""


def of_order(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.location_id == ORDERS.c.location_id, table.c.order_id == ORDERS.c.id)


def _columns(names: Sequence[str], *tables: FromClause) -> list[ColumnElement[Any]]:
    """The columns by these names, each from the first table that has it."""
    known = {column.name: column for table in tables[::-1] for column in table.c}
    return [known[name] for name in names]


def _history(*, whole: bool) -> Select[Any]:
    rows = select(func.row(*fields(ORDER_HISTORY, ORDER_ENTRY.columns)))
    if not whole:
        newest = ORDERS.c.status_seq - literal_column(str(NEWEST_SHOWN))
        rows = rows.where(ORDER_HISTORY.c.seq > newest)
    return rows.where(of_order(ORDER_HISTORY)).order_by(ORDER_HISTORY.c.seq)


def _item_history() -> Select[Any]:
    """Records of a line and an entry."""
    line = ITEM_HISTORY.c.line
    rows = select(func.row(line, *fields(ITEM_HISTORY, ITEM_ENTRY.columns)))
    return rows.where(of_order(ITEM_HISTORY)).order_by(line, ITEM_HISTORY.c.seq)


def _newest_item_history(*condition: ColumnElement[bool]) -> Select[Any]:
    """As `_item_history`, of the lines for which a condition holds the newest entries, looked up line by line:
    joined instead, all that there are would be read and most of them thrown away.
    """
    key = ("location_id", "order_id", "line")
    newest = (
        select(ITEM_HISTORY.c.seq, *fields(ITEM_HISTORY, ITEM_ENTRY.columns))
        .where(*(ITEM_HISTORY.c[name] == ITEMS.c[name] for name in key))
        .order_by(ITEM_HISTORY.c.seq.desc())
        .limit(literal_column(str(NEWEST_SHOWN)))
        .lateral("newest")
    )
    rows = select(func.row(ITEMS.c.line, *fields(newest, ITEM_ENTRY.columns)))
    return (
        rows.select_from(ITEMS.join(newest, true()))
        .where(of_order(ITEMS), *condition)
        .order_by(ITEMS.c.line, newest.c.seq)
    )


def _amendments() -> Select[Any]:
    rows = select(func.row(*fields(AMENDMENTS, AMENDMENT.columns)))
    return rows.where(of_order(AMENDMENTS)).order_by(AMENDMENTS.c.seq)


def _items(names: Sequence[str]) -> Select[Any]:
    return select(func.row(*fields(ITEMS, names))).where(of_order(ITEMS)).order_by(ITEMS.c.line)


def _named(known: CTE) -> Join:
    """The orders that are asked for by their keys."""
    by_key = and_(ORDERS.c.location_id == known.c.location_id, ORDERS.c.id == known.c.id)
    return known.join(ORDERS, by_key)


def _whole(*, histories: bool) -> Shared:
    """Orders with all that belongs to them; `histories` whole or only their newest entries."""
    wanted = asked(_BY_KEY)
    known = _columns(
        [name for name in ORDER.columns if name != "now"], ORDERS, OPEN_ORDERS, CUSTOMERS
    )
    named = _named(wanted).join(CUSTOMERS, of_order(CUSTOMERS))
    orders = select(
        wanted.c.place,
        *known,
        _NOW,
        records(_items(ITEM.columns)).label("items"),
        records(_history(whole=histories)).label("history"),
        records(_item_history() if histories else _newest_item_history()).label("item_history"),
        case((ORDERS.c.amendment_seq > literal_column("0"), records(_amendments()))).label(
            "amendments"
        ),
    ).select_from(named.outerjoin(OPEN_ORDERS, of_order(OPEN_ORDERS)))
    return Shared(orders, _BY_KEY)


GET: Final = _whole(histories=True)
GET_TO_MOVE: Final = _whole(histories=False)


def is_closed(status: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(status == closed.value for closed in sorted(CLOSED)))


def _get_item() -> Shared:
    wanted = asked(_BY_PLU)
    known = _columns([name for name in STANDING.columns if name != "now"], ORDERS, OPEN_ORDERS)
    # The order's newest change, which tells who closed it.
    newest = _history(whole=True).order_by(None).order_by(ORDER_HISTORY.c.seq.desc()).limit(1)
    with_plu = ITEMS.c.plu == wanted.c.plu
    return Shared(
        select(
            wanted.c.place,
            *known,
            _NOW,
            ORDERS.c.currency,
            case((is_closed(ORDERS.c.status), records(newest))).label("closing"),
            records(_items(LINE.columns)).label("lines"),
            records(_items(ITEM.columns).where(with_plu)).label("items"),
            records(_newest_item_history(with_plu)).label("item_history"),
        ).select_from(_named(wanted).outerjoin(OPEN_ORDERS, of_order(OPEN_ORDERS))),
        _BY_PLU,
    )


GET_ITEM: Final = _get_item()

LOCK: Final = Statement(
    select(ORDERS.c.id)
    .where(ORDERS.c.location_id == _LOCATION, ORDERS.c.id == bindparam("id", type_=Uuid()))
    .with_for_update(key_share=True)
)


def _find_duplicate() -> Shared:
    key = asked(_BY_NATURAL_KEY)
    found = select(
        key.c.place,
        DEDUPE.c.order_id,
        DEDUPE.c.content,
        DEDUPE.c.later_digests,
        (DEDUPE.c.expires_at > func.clock_timestamp()).label("may_be_retried"),
    )
    same = and_(*(DEDUPE.c[name] == key.c[name] for name in KEY_FIELDS))
    return Shared(found.join_from(key, DEDUPE, same), _BY_NATURAL_KEY)


FIND_DUPLICATE: Final = _find_duplicate()


def _plus_of_modifiers() -> str:
    """A path for each level of a line's modifiers. What is left out isn't in it, nor what would go with it."""
    brought, with_inner = '(@.size() == 4 || @[4] != "NO")', '(@.size() > 4 && @[4] != "NO")'
    inner = f"$[*] ? {with_inner}[7][*]"
    levels = ("$[*]", inner, f"{inner} ? {with_inner}[7][*]")
    return ", ".join(f"'strict {level} ? {brought}[0]'" for level in levels)


_PLUS_OF_MODIFIERS: Final = _plus_of_modifiers()


def _plus_of_open_order() -> ColumnElement[Any]:
    """Those of `:plus` that the order's live lines have, as items or as modifiers of any level."""
    wanted = func.any(bindparam("plus", type_=ARRAY(Text())))
    paths = func.unnest(literal_column(f"ARRAY[{_PLUS_OF_MODIFIERS}]::jsonpath[]"))
    levels = paths.table_valued("path").render_derived(name="levels")
    made = func.jsonb_path_query(ITEMS.c.modifiers, levels.c.path).table_valued("plu")
    extras = made.render_derived(name="extras").lateral("extras")
    extra_plu = extras.c.plu.op("#>>", return_type=Text())(literal_column("'{}'"))
    live = and_(
        ITEMS.c.location_id == OPEN_ORDERS.c.location_id,
        ITEMS.c.order_id == OPEN_ORDERS.c.order_id,
        ITEMS.c.status != literal_column(f"'{ItemStatus.CANCELLED}'"),
    )
    items = select(ITEMS.c.plu).where(live, ITEMS.c.plu == wanted)
    modifiers = select(extra_plu).select_from(ITEMS.join(levels, true()).join(extras, true()))
    modifiers = modifiers.where(live, extra_plu == wanted)
    both = union(items.correlate(OPEN_ORDERS), modifiers.correlate(OPEN_ORDERS))
    return func.array(both.scalar_subquery())


@cache
def containing(*, at_location: bool) -> Statement:
    """The open orders of a brand that have some of `:plus`, oldest first.

    By way of the few that are open: while tables are empty, all orders look as few.
    """
    opened = select(OPEN_ORDERS, _plus_of_open_order().label("plus"))
    if at_location:
        opened = opened.where(OPEN_ORDERS.c.location_id == _LOCATION)
    found = opened.cte("found").prefix_with("MATERIALIZED")
    names = ("id", "location_id", "channel_order_display_id", "status", "created_at")
    # The offset keeps the planner from turning it round, from all orders to those that were found.
    of_brand = select(*fields(ORDERS, names)).where(
        ORDERS.c.location_id == found.c.location_id,
        ORDERS.c.id == found.c.order_id,
        ORDERS.c.brand_id == bindparam("brand_id", type_=Text()),
    )
    order = of_brand.offset(literal_column("0")).lateral("its_order")
    return Statement(
        select(order, found.c.plus)
        .join_from(found, order, order.c.location_id == found.c.location_id)
        .where(func.cardinality(found.c.plus) > literal_column("0"))
        .order_by(order.c.created_at, order.c.id)
    )
