"""The SQL that writes orders: the only place where a status, its history row, version and time change.

Each statement is one round trip and one transaction, and stores what was decided (`history.Revision`) as it is. Its
parts are fed by the one before, so that where the first finds nothing to do (a version that has moved on, a natural
key that is taken) nothing is written.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Table,
    bindparam,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from huuva_backend.orders.history import Change
from huuva_backend.orders.kept import ITEM
from huuva_backend.orders.outbox import TOLD_FIELDS, event_of, open_orders_of, opened
from huuva_backend.orders.reads import (
    CUSTOMERS,
    DEDUPE,
    ITEM_HISTORY,
    ITEMS,
    KEY_FIELDS,
    ORDER_HISTORY,
    ORDERS,
)
from huuva_backend.orders.stocktaking import given_back, taken
from huuva_backend.platform.db.statement import Statement, fields, recordset

CHANGE_TYPES: Final[dict[str, TypeEngine[Any]]] = {
    name: ITEM_HISTORY.c[name].type for name in Change._fields
}
ITEM_TYPES: Final = {name: ITEMS.c[name].type for name in ITEM.columns}


def _params(table: FromClause, *names: str) -> dict[str, ColumnElement[Any]]:
    return {name: bindparam(name, type_=table.c[name].type) for name in names}


def _added(table: Table, values: Mapping[str, ColumnElement[Any]], source: FromClause) -> Any:
    return insert(table).from_select(list(values), select(*values.values()).select_from(source))


def _each(table: Table, rows: CTE, order: CTE, *given: str) -> CTE:
    """Rows of an order's lines or histories; `given` are columns that all of them share, as parameters."""
    owner = {"location_id": order.c.location_id, "order_id": order.c.id}
    own = {column.name: column for column in rows.c if column.name in table.c}
    values = owner | own | _params(table, *given)
    added = _added(table, values, order.join(rows, true())).returning(table.c.order_id)
    written: CTE = added.cte(f"{table.name}_rows")
    return written


def _histories(order: CTE, order_changes: CTE, item_changes: CTE) -> list[CTE]:
    shared = ("version", "recorded_at", "actor_kind", "actor_id", "reason")
    return [
        _each(ORDER_HISTORY, order_changes, order, *shared),
        _each(ITEM_HISTORY, item_changes, order, *shared),
    ]


def _made() -> list[ColumnElement[Any]]:
    """What an event tells of the order that was written."""
    own = fields(ORDERS, TOLD_FIELDS)
    return [*own, ORDERS.c.changed_at.label("recorded_at")]


def _moved_order() -> CTE:
    """The order that is still at `:read_version`, as it stands now."""
    stands = ("version", "status", "status_seq", "status_since")
    return (
        update(ORDERS)
        .values(
            **_params(ORDERS, *stands),
            changed_at=bindparam("recorded_at", ORDERS.c.changed_at.type),
        )
        .where(
            ORDERS.c.location_id == bindparam("location_id", type_=ORDERS.c.location_id.type),
            ORDERS.c.id == bindparam("id", type_=ORDERS.c.id.type),
            ORDERS.c.version == bindparam("read_version", type_=Integer()),
        )
        .returning(*_made())
        .cte("moved")
    )


def _moved_items(order: CTE, change: FromClause) -> CTE:
    return (
        update(ITEMS)
        .values(
            status=change.c.to_status, status_seq=change.c.seq, status_since=change.c.occurred_at
        )
        .where(
            ITEMS.c.location_id == order.c.location_id,
            ITEMS.c.order_id == order.c.id,
            ITEMS.c.line == change.c.line,
        )
        .returning(ITEMS.c.line)
        .cte("items_written")
    )


def _claimed_key() -> CTE:
    """The natural key, ours from now on; no row where an order has it that may still be retried."""
    key = postgresql.insert(DEDUPE).values(
        **_params(DEDUPE, *KEY_FIELDS, "content", "expires_at"),
        order_id=bindparam("id", type_=DEDUPE.c.order_id.type),
    )
    return (
        key.on_conflict_do_update(
            index_elements=list(KEY_FIELDS),
            set_={name: key.excluded[name] for name in ("order_id", "content", "expires_at")},
            where=DEDUPE.c.expires_at <= func.clock_timestamp(),
        )
        .returning(DEDUPE.c.order_id)
        .cte("claimed")
    )


def _move(*, giving_back: bool = False) -> Statement:
    order_changes = recordset("order_changes", CHANGE_TYPES)
    item_changes = recordset("item_changes", CHANGE_TYPES)
    order = _moved_order()
    parts = [
        _moved_items(order, item_changes),
        *_histories(order, order_changes, item_changes),
        *open_orders_of(order, order_changes),
    ]
    if giving_back:
        parts.append(given_back(order, item_changes))
    return Statement(select(order.c.version).add_cte(event_of(order, parts)))


def _add(*, taking_stock: bool = False) -> Statement:
    key = _claimed_key()
    added = _added(ORDERS, _params(ORDERS, *(column.name for column in ORDERS.c)), key)
    order: CTE = added.returning(*_made()).cte("added")
    owner = {"location_id": order.c.location_id, "order_id": order.c.id}
    about = _params(CUSTOMERS, *(column.name for column in CUSTOMERS.c if column.name not in owner))
    customer = (
        _added(CUSTOMERS, owner | about, order).returning(CUSTOMERS.c.order_id).cte("customer")
    )
    order_changes = recordset("order_changes", CHANGE_TYPES)
    item_changes = recordset("item_changes", CHANGE_TYPES)
    items = recordset("items", ITEM_TYPES)
    parts = [
        customer,
        _each(ITEMS, items, order),
        *_histories(order, order_changes, item_changes),
        opened(order),
    ]
    if taking_stock:
        parts.append(taken(order, items))
    return Statement(select(order.c.version).add_cte(event_of(order, parts)))


MOVE: Final = _move()
"""Applies changes to the order that is still at `:read_version`; no row where it isn't."""

MOVE_GIVING_BACK: Final = _move(giving_back=True)
"""The same, of lines that took stock and are cancelled before they were begun."""

ADD: Final = _add()
"""Adds an order; no row where its natural key is taken."""

ADD_TAKING_STOCK: Final = _add(taking_stock=True)
"""The same of an order whose lines take stock. Where not enough is left, all of it fails by `ENOUGH`."""
