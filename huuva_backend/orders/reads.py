"""The SQL that reads orders, built from the models' tables and compiled once. Only the repository runs it.

Each statement is one round trip. Nested rows travel as arrays of records whose fields stand in the order
of the `*_FIELDS` below, which `mapping` reads by position.
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
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union,
)

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

HISTORY_FIELDS: Final = (
    "to_status",
    "from_status",
    "occurred_at",
    "recorded_at",
    "version",
    "actor_kind",
    "actor_id",
    "reason",
    "recall",
    "cause",
    "late",
    "previous_seconds",
)
ITEM_FIELDS: Final = (
    "line",
    "plu",
    "name",
    "quantity",
    "note",
    "unit_price_amount",
    "modifiers",
    "station",
    "preparation_minutes",
    "flags",
    "status",
    "status_since",
    "status_seq",
    "claims",
)
STANDING_FIELDS: Final = (
    "id",
    "location_id",
    "status",
    "status_since",
    "status_seq",
    "version",
    "created_at",
    "changed_at",
    "currency",
)
LINE_FIELDS: Final = ("line", "status", "status_since")

_ID: Final = bindparam("id", type_=Uuid())
_LOCATION: Final = bindparam("location_id", type_=Text())
_PLU: Final = bindparam("plu", type_=Text())
_NOW: Final = func.clock_timestamp().label("now")


def _of_order(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.location_id == ORDERS.c.location_id, table.c.order_id == ORDERS.c.id)


def _history(table: FromClause, *line: ColumnElement[Any]) -> Select[Any]:
    rows = select(func.row(*line, *fields(table, HISTORY_FIELDS)))
    return rows.where(_of_order(table)).order_by(*line, table.c.seq)


def _items(names: Sequence[str]) -> Select[Any]:
    return select(func.row(*fields(ITEMS, names))).where(_of_order(ITEMS)).order_by(ITEMS.c.line)


_NAMED: Final = and_(
    ORDERS.c.id == _ID, or_(_LOCATION.is_(None), ORDERS.c.location_id == _LOCATION)
)
"""The order with this id; a display that says where it stands is answered from its location only."""

_WHOLE: Final = select(
    *ORDERS.c,
    *(c for c in CUSTOMERS.c if c.name not in ("location_id", "order_id")),
    records(_items(ITEM_FIELDS)).label("items"),
    records(_history(ORDER_HISTORY)).label("history"),
    records(_history(ITEM_HISTORY, ITEM_HISTORY.c.line)).label("item_history"),
    _NOW,
).join_from(ORDERS, CUSTOMERS, _of_order(CUSTOMERS))

GET: Final = Statement(_WHOLE.where(_NAMED))


def is_closed(status: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(status == closed.value for closed in sorted(CLOSED)))


_NEWEST: Final = (
    _history(ORDER_HISTORY).order_by(None).order_by(ORDER_HISTORY.c.seq.desc()).limit(1)
)
"""The order's newest change, which tells who closed it; read for closed orders only."""

_WITH_PLU: Final = select(ITEMS.c.line).where(_of_order(ITEMS), ITEMS.c.plu == _PLU)

GET_ITEM: Final = Statement(
    select(
        *fields(ORDERS, STANDING_FIELDS),
        case((is_closed(ORDERS.c.status), records(_NEWEST))).label("closing"),
        records(_items(LINE_FIELDS)).label("lines"),
        records(_items(ITEM_FIELDS).where(ITEMS.c.plu == _PLU)).label("items"),
        records(
            _history(ITEM_HISTORY, ITEM_HISTORY.c.line).where(
                ITEM_HISTORY.c.line.in_(_WITH_PLU.correlate(ORDERS))
            )
        ).label("item_history"),
        _NOW,
    ).where(_NAMED)
)

LOCK: Final = Statement(select(ORDERS.c.id).where(_NAMED).with_for_update(key_share=True))

KEY_FIELDS: Final = ("location_id", "brand_id", "channel", "channel_order_id")

FIND_DUPLICATE: Final = Statement(
    select(DEDUPE.c.order_id, DEDUPE.c.content).where(
        *(DEDUPE.c[key] == bindparam(key, type_=Text()) for key in KEY_FIELDS)
    )
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
    """Newest first, narrowed by those of `FILTERS`: absent ones leave no trace for the planner to trip on."""
    orders, newest_first = _WHOLE, [ORDERS.c.created_at.desc(), ORDERS.c.id.desc()]
    if only_open:
        # By the pair, which no index sorts: so the few that are open are found first.
        newest_first = [tuple_(ORDERS.c.created_at, ORDERS.c.id).desc()]
        orders = orders.join(OPEN_ORDERS, _of_order(OPEN_ORDERS))
    return Statement(
        orders.where(*(FILTERS[name] for name in sorted(filters)))
        .order_by(*newest_first)
        .limit(bindparam("limit", type_=Integer()))
    )


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
