"""The SQL that reads orders, built from the models' tables and compiled once. Only the repository runs it.

Each statement is one round trip, and names the location, by which the tables may be distributed; who knows an
order by its id alone asks `FIND` first. Nested rows travel as arrays of records.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
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
    tuple_,
    union,
)

from huuva_backend.orders.kept import ITEM, ITEM_ENTRY, LINE, ORDER, ORDER_ENTRY, STANDING
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus
from huuva_backend.orders.models import (
    ItemStatusChange,
    LocationFeed,
    OpenOrder,
    Order,
    OrderCustomer,
    OrderDedupe,
    OrderEvent,
    OrderItem,
    OrderStatusChange,
)
from huuva_backend.orders.order import NaturalKey
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields, records

ORDERS: Final = table_of(Order)
CUSTOMERS: Final = table_of(OrderCustomer)
ITEMS: Final = table_of(OrderItem)
ORDER_HISTORY: Final = table_of(OrderStatusChange)
ITEM_HISTORY: Final = table_of(ItemStatusChange)
DEDUPE: Final = table_of(OrderDedupe)
OPEN_ORDERS: Final = table_of(OpenOrder)
FEEDS: Final = table_of(LocationFeed)
EVENTS: Final = table_of(OrderEvent)

NEWEST_SHOWN: Final = 20
"""How many entries of each history are read to move its subject, however long it is."""

KEY_FIELDS: Final = NaturalKey._fields

_ID: Final = bindparam("id", type_=Uuid())
_LOCATION: Final = bindparam("location_id", type_=Text())
_PLU: Final = bindparam("plu", type_=Text())
_NOW: Final = func.clock_timestamp().label("now")
_NAMED: Final = and_(ORDERS.c.location_id == _LOCATION, ORDERS.c.id == _ID)

FIND: Final = Statement(select(ORDERS.c.location_id).where(ORDERS.c.id == _ID))
"""Where an order stands that is known by its id alone."""


def _of_order(table: FromClause) -> ColumnElement[bool]:
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
    return rows.where(_of_order(ORDER_HISTORY)).order_by(ORDER_HISTORY.c.seq)


def _item_history() -> Select[Any]:
    """Records of a line and an entry."""
    line = ITEM_HISTORY.c.line
    rows = select(func.row(line, *fields(ITEM_HISTORY, ITEM_ENTRY.columns)))
    return rows.where(_of_order(ITEM_HISTORY)).order_by(line, ITEM_HISTORY.c.seq)


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
        .where(_of_order(ITEMS), *condition)
        .order_by(ITEMS.c.line, newest.c.seq)
    )


def _items(names: Sequence[str]) -> Select[Any]:
    return select(func.row(*fields(ITEMS, names))).where(_of_order(ITEMS)).order_by(ITEMS.c.line)


def _whole(orders: FromClause = ORDERS, *, histories: bool) -> Select[Any]:
    """Orders with all that belongs to them; `histories` whole or only their newest entries."""
    known = _columns(
        [name for name in ORDER.columns if name != "now"], ORDERS, OPEN_ORDERS, CUSTOMERS
    )
    return select(
        *known,
        _NOW,
        ORDERS.c.currency,
        records(_items(ITEM.columns)).label("items"),
        records(_history(whole=histories)).label("history"),
        records(_item_history() if histories else _newest_item_history()).label("item_history"),
    ).select_from(
        orders.join(CUSTOMERS, _of_order(CUSTOMERS)).outerjoin(OPEN_ORDERS, _of_order(OPEN_ORDERS))
    )


GET: Final = Statement(_whole(histories=True).where(_NAMED))
GET_TO_MOVE: Final = Statement(_whole(histories=False).where(_NAMED))


def is_closed(status: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(status == closed.value for closed in sorted(CLOSED)))


def _get_item() -> Statement:
    known = _columns([name for name in STANDING.columns if name != "now"], ORDERS, OPEN_ORDERS)
    # The order's newest change, which tells who closed it.
    newest = _history(whole=True).order_by(None).order_by(ORDER_HISTORY.c.seq.desc()).limit(1)
    with_plu = ITEMS.c.plu == _PLU
    return Statement(
        select(
            *known,
            _NOW,
            ORDERS.c.currency,
            case((is_closed(ORDERS.c.status), records(newest))).label("closing"),
            records(_items(LINE.columns)).label("lines"),
            records(_items(ITEM.columns).where(with_plu)).label("items"),
            records(_newest_item_history(with_plu)).label("item_history"),
        )
        .select_from(ORDERS.outerjoin(OPEN_ORDERS, _of_order(OPEN_ORDERS)))
        .where(_NAMED)
    )


GET_ITEM: Final = _get_item()

LOCK: Final = Statement(select(ORDERS.c.id).where(_NAMED).with_for_update(key_share=True))

FIND_DUPLICATE: Final = Statement(
    select(
        DEDUPE.c.order_id,
        DEDUPE.c.content,
        (DEDUPE.c.expires_at > func.clock_timestamp()).label("may_be_retried"),
    ).where(*(DEDUPE.c[key] == bindparam(key, type_=Text()) for key in KEY_FIELDS))
)

FILTERS: Final = {
    "statuses": ORDERS.c.status == func.any(bindparam("statuses", type_=ARRAY(Text()))),
    "created_from": ORDERS.c.created_at >= bindparam("created_from", type_=DateTime(timezone=True)),
    "created_to": ORDERS.c.created_at < bindparam("created_to", type_=DateTime(timezone=True)),
    "after": tuple_(ORDERS.c.created_at, ORDERS.c.id)
    < tuple_(
        bindparam("after_created_at", type_=DateTime(timezone=True)),
        bindparam("after_id", type_=Uuid()),
    ),
    **{
        name: ORDERS.c[name] == bindparam(name, type_=Text())
        for name in (
            "location_id",
            "brand_id",
            "channel",
            "channel_order_id",
            "external_id",
            "account",
        )
    },
}


@cache
def page(filters: frozenset[str], *, only_open: bool = False) -> Statement:
    """Which orders a page has, newest first, and how many lines each: giant ones are looked up by and by.

    Narrowed by those of `FILTERS`: absent ones leave no trace for the planner to trip on.
    """
    lines = select(func.count()).where(_of_order(ITEMS)).correlate(ORDERS).scalar_subquery()
    orders = select(*fields(ORDERS, ["location_id", "id", "created_at"]), lines.label("lines"))
    newest_first = [ORDERS.c.created_at.desc(), ORDERS.c.id.desc()]
    if only_open:
        # By the pair, which no index sorts: so the few that are open are found first.
        newest_first = [tuple_(ORDERS.c.created_at, ORDERS.c.id).desc()]
        orders = orders.join_from(ORDERS, OPEN_ORDERS, _of_order(OPEN_ORDERS))
    return Statement(
        orders.where(*(FILTERS[name] for name in sorted(filters)))
        .order_by(*newest_first)
        .limit(bindparam("limit", type_=Integer()))
    )


def _get_many() -> Statement:
    named = (
        func.unnest(
            bindparam("location_ids", type_=ARRAY(Text())), bindparam("ids", type_=ARRAY(Uuid()))
        )
        .table_valued(column("location_id", Text()), column("id", Uuid()), with_ordinality="place")
        .render_derived("named")
    )
    its_own = and_(ORDERS.c.location_id == named.c.location_id, ORDERS.c.id == named.c.id)
    return Statement(_whole(named.join(ORDERS, its_own), histories=True).order_by(named.c.place))


GET_MANY: Final = _get_many()
"""The orders of `:location_ids` and `:ids`, in their order."""


def _plus_of_open_order() -> ColumnElement[Any]:
    """Those of `:plus` that the order's live lines have, as items or as modifiers."""
    wanted = func.any(bindparam("plus", type_=ARRAY(Text())))
    made = func.jsonb_array_elements(ITEMS.c.modifiers).table_valued("extra")
    extras = made.render_derived(name="extras")
    extra_plu = extras.c.extra.op("->>", return_type=Text())(literal_column("0"))
    live = and_(
        ITEMS.c.location_id == OPEN_ORDERS.c.location_id,
        ITEMS.c.order_id == OPEN_ORDERS.c.order_id,
        ITEMS.c.status != literal_column(f"'{ItemStatus.CANCELLED}'"),
    )
    items = select(ITEMS.c.plu).where(live, ITEMS.c.plu == wanted)
    modifiers = select(extra_plu).select_from(ITEMS.join(extras, true()))
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
    order = (
        select(*fields(ORDERS, names))
        .where(ORDERS.c.id == found.c.order_id, FILTERS["brand_id"])
        .offset(literal_column("0"))
        .lateral("its_order")
    )
    return Statement(
        select(order, found.c.plus)
        .join_from(found, order, order.c.location_id == found.c.location_id)
        .where(func.cardinality(found.c.plus) > literal_column("0"))
        .order_by(order.c.created_at, order.c.id)
    )
