"""The SQL that amends orders, of the same kind as that of `writes`."""

from functools import partial
from typing import Any, Final

from sqlalchemy import CTE, CompoundSelect, Integer, Text, and_, select, update
from sqlalchemy.dialects.postgresql import JSONB

from huuva_backend.orders.outbox import TOLD_FIELDS, counters, events_of, reopened
from huuva_backend.orders.reads import (
    AMENDMENTS,
    CUSTOMERS,
    ITEM_HISTORY,
    OPEN_ORDERS,
    ORDER_HISTORY,
    ORDERS,
)
from huuva_backend.orders.stocktaking import taken
from huuva_backend.orders.writes import (
    ABOUT,
    AS_TEXT,
    COMMON,
    ORDER_COLUMNS,
    REVISION_TYPES,
    Types,
    added,
    changes_of,
    free,
    history_added,
    lines_added,
    moved_items,
    shared,
    told,
    types_of,
)
from huuva_backend.platform.db.statement import asked, fields

KEPT_AS_PLACED: Final = frozenset(
    {"location_id", "id", "external_id", "account", "brand_id", "channel", "channel_order_id"}
    | {"channel_order_display_id", "created_at", "recorded_at", "changed_at", "claims"}
)
AMENDED_COLUMNS: Final = tuple(name for name in ORDER_COLUMNS if name not in KEPT_AS_PLACED)
AMEND_TYPES: Final[Types] = {
    **types_of(ORDERS, "location_id", "id", *AMENDED_COLUMNS),
    **types_of(CUSTOMERS, *ABOUT),
    **types_of(OPEN_ORDERS, "release_at", "released"),
    **REVISION_TYPES,
    "read_version": Integer(),
    "amended": JSONB(),
    "items": JSONB(),
    **{name: Text() for name in AMENDED_COLUMNS if name in AS_TEXT},
}


def _amended(order: CTE) -> CTE:
    """The orders as they stand once they are amended."""
    values = {
        name: order.c[name].cast(AS_TEXT[name]) if name in AS_TEXT else order.c[name]
        for name in AMENDED_COLUMNS
    }
    given = ("place", "amended", "items", *ABOUT, "release_at", "released", *REVISION_TYPES)
    return (
        update(ORDERS)
        .values(values | {"changed_at": order.c.recorded_at})
        .where(ORDERS.c.location_id == order.c.location_id, ORDERS.c.id == order.c.id)
        .returning(*fields(ORDERS, (*TOLD_FIELDS, "amendment_seq")), *fields(order, given))
        .cte("amended_orders")
    )


def _amended_customers(orders: CTE) -> CTE:
    own = and_(CUSTOMERS.c.location_id == orders.c.location_id, CUSTOMERS.c.order_id == orders.c.id)
    values = {name: orders.c[name] for name in ABOUT}
    return update(CUSTOMERS).values(values).where(own).cte("customers_amended")


def _amendments(orders: CTE) -> CTE:
    values = {
        "location_id": orders.c.location_id,
        "order_id": orders.c.id,
        "seq": orders.c.amendment_seq,
        "version": orders.c.version,
        **{name: orders.c[name] for name in COMMON},
        "changes": orders.c.amended,
    }
    return added(AMENDMENTS, values, select(*values.values()))


def _amend(*, skip_locked: bool, taking_stock: bool = False) -> CompoundSelect[Any]:
    asked_for = asked(AMEND_TYPES)
    of_asked = counters(asked_for, skip_locked=skip_locked)
    orders = _amended(free(asked_for, of_asked))
    changes = changes_of(orders)
    parts = [
        _amended_customers(orders),
        _amendments(orders),
        lines_added(orders),
        moved_items(changes),
        history_added(ORDER_HISTORY, changes),
        history_added(ITEM_HISTORY, changes),
        reopened(orders),
        events_of(orders, of_asked),
    ]
    if taking_stock:
        parts.append(taken(orders))
    return told(orders, asked_for, of_asked).add_cte(*parts)


AMEND: Final = shared(_amend, AMEND_TYPES)
"""Amends orders that are still at `read_version`: writes all of them that can be amended, lines that are added, and
what was changed.
"""

AMEND_TAKING_STOCK: Final = shared(partial(_amend, taking_stock=True), AMEND_TYPES)
"""The same where lines that are added take stock. Where not enough is left, all of it fails by `ENOUGH`."""
