"""The SQL that writes orders: the only place where a status, its history row, version and time change.

Each statement is one transaction for many orders, and stores what was decided (`history.Revision`) as it is. Its parts
are fed by the one before, so that of an order with which the first finds nothing to do (somebody holds it, its version
has moved on, its natural key is taken) nothing is written. What is held it passes over; the second form of each waits for
the counters of its locations, as `held` counters are told.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    CompoundSelect,
    DateTime,
    Integer,
    Select,
    Table,
    Text,
    and_,
    false,
    func,
    insert,
    not_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from huuva_backend.orders.history import Change
from huuva_backend.orders.kept import ITEM
from huuva_backend.orders.outbox import (
    EVENT,
    TOLD_FIELDS,
    counted,
    counters,
    events_of,
    open_orders_of,
    opened,
)
from huuva_backend.orders.reads import (
    CUSTOMERS,
    DEDUPE,
    EVENTS,
    ITEM_HISTORY,
    ITEMS,
    KEY_FIELDS,
    OPEN_ORDERS,
    ORDER_HISTORY,
    ORDERS,
)
from huuva_backend.orders.stocktaking import given_back, taken
from huuva_backend.platform.db.statement import Shared, asked, fields, members

Types = Mapping[str, TypeEngine[Any]]


def _types(table: Table, *names: str) -> dict[str, TypeEngine[Any]]:
    return {name: table.c[name].type for name in names}


CHANGE_TYPES: Final = _types(ITEM_HISTORY, *Change._fields)
ITEM_TYPES: Final = _types(ITEMS, *ITEM.columns)
REVISION_TYPES: Final[Types] = {
    "recorded_at": DateTime(timezone=True),
    **_types(ORDER_HISTORY, "actor_kind", "actor_id", "reason"),
    "changes": JSONB(),
    **{name: EVENTS.c[column].type for name, column in EVENT},
}
_REVISION: Final = ("version", *REVISION_TYPES)
MOVE_TYPES: Final[Types] = {
    **_types(ORDERS, "location_id", "id", "version", "status", "status_seq", "status_since"),
    "read_version": Integer(),
    **REVISION_TYPES,
}
_AS_TEXT: Final = {column.name: column.type for column in ORDERS.c if isinstance(column.type, JSON)}
"""What travels as text within the JSON of an order: it is kept as it was given."""

ORDER_COLUMNS: Final = tuple(column.name for column in ORDERS.c)
_ABOUT: Final = tuple(column.name for column in CUSTOMERS.c if not column.primary_key)
ADD_TYPES: Final[Types] = {
    **_types(ORDERS, *ORDER_COLUMNS),
    **_types(CUSTOMERS, *_ABOUT),
    **_types(DEDUPE, "content", "expires_at"),
    **_types(OPEN_ORDERS, "release_at", "released"),
    **REVISION_TYPES,
    "items": JSONB(),
    **dict.fromkeys(_AS_TEXT, Text()),
}


def _added(table: Table, values: Mapping[str, ColumnElement[Any]], rows: Select[Any]) -> CTE:
    added: CTE = insert(table).from_select(list(values), rows).cte(f"{table.name}_added")
    return added


def _changes(orders: CTE) -> CTE:
    """What revisions change, each with what its order and all of its changes have in common."""
    rows = members(orders.c.changes, "changed", CHANGE_TYPES)
    shared = fields(orders, ("location_id", "id", "version", *_SHARED))
    return select(*shared, *rows.c).select_from(orders.join(rows, true())).cte("changes")


_SHARED: Final = ("recorded_at", "actor_kind", "actor_id", "reason")


def _history(table: Table, changes: CTE) -> CTE:
    values = {"location_id": changes.c.location_id, "order_id": changes.c.id}
    values |= {column.name: column for column in changes.c if column.name in table.c}
    of_order = changes.c.line.is_(None)
    whose = not_(of_order) if "line" in table.c else of_order
    return _added(table, values, select(*values.values()).where(whose))


def _moved(order: CTE) -> CTE:
    """The orders as they stand now, with what is written of their changes."""
    stands = ("version", "status", "status_seq", "status_since")
    given = ("place", *(name for name in _REVISION if name != "version"))
    return (
        update(ORDERS)
        .values({name: order.c[name] for name in stands} | {"changed_at": order.c.recorded_at})
        .where(ORDERS.c.location_id == order.c.location_id, ORDERS.c.id == order.c.id)
        .returning(*fields(ORDERS, TOLD_FIELDS), *fields(order, given))
        .cte("moved")
    )


def _free(moves: CTE, of_moves: CTE) -> CTE:
    """The orders that are still as they were read and that nobody holds; they are ours until the end."""
    unchanged = and_(
        ORDERS.c.location_id == moves.c.location_id,
        ORDERS.c.id == moves.c.id,
        ORDERS.c.version == moves.c.read_version,
    )
    return (
        select(*moves.c)
        .select_from(moves.join(ORDERS, unchanged))
        .where(counted(moves, of_moves))
        .order_by(ORDERS.c.location_id, ORDERS.c.id)
        .with_for_update(key_share=True, of=ORDERS, skip_locked=True)
        .cte("free")
    )


def _moved_items(changes: CTE) -> CTE:
    return (
        update(ITEMS)
        .values(
            status=changes.c.to_status, status_seq=changes.c.seq, status_since=changes.c.occurred_at
        )
        .where(
            ITEMS.c.location_id == changes.c.location_id,
            ITEMS.c.order_id == changes.c.id,
            ITEMS.c.line == changes.c.line,
        )
        .cte("items_moved")
    )


def _told(written: CTE, asked_for: CTE, of_asked: CTE) -> CompoundSelect[Any]:
    """Whose orders are written, and whose counter somebody holds."""
    held = select(asked_for.c.place, true().label("held")).where(not_(counted(asked_for, of_asked)))
    return select(written.c.place, false().label("held")).union_all(held)


def _move(*, skip_locked: bool, giving_back: bool = False) -> CompoundSelect[Any]:
    moves = asked(MOVE_TYPES)
    of_moves = counters(moves, skip_locked=skip_locked)
    orders = _moved(_free(moves, of_moves))
    changes = _changes(orders)
    parts = [
        _moved_items(changes),
        _history(ORDER_HISTORY, changes),
        _history(ITEM_HISTORY, changes),
        *open_orders_of(changes),
        events_of(orders, of_moves),
    ]
    if giving_back:
        parts.append(given_back(orders, changes))
    return _told(orders, moves, of_moves).add_cte(*parts)


def _claimed(drafts: CTE, of_drafts: CTE) -> CTE:
    """The natural keys that are ours from now on; without those that name an order which may still be retried."""
    values = {name: drafts.c[name] for name in (*KEY_FIELDS, "content", "expires_at")}
    values["order_id"] = drafts.c.id
    rows = select(*values.values()).where(counted(drafts, of_drafts))
    key = postgresql.insert(DEDUPE).from_select(list(values), rows)
    return (
        key.on_conflict_do_update(
            index_elements=list(KEY_FIELDS),
            set_={name: key.excluded[name] for name in ("order_id", "content", "expires_at")},
            where=DEDUPE.c.expires_at <= func.clock_timestamp(),
        )
        .returning(DEDUPE.c.order_id)
        .cte("claimed")
    )


def _lines(orders: CTE) -> CTE:
    rows = members(orders.c["items"], "line_of", ITEM_TYPES)
    values = {"location_id": orders.c.location_id, "order_id": orders.c.id}
    values |= {column.name: column for column in rows.c}
    return _added(ITEMS, values, select(*values.values()).select_from(orders.join(rows, true())))


def _add(*, skip_locked: bool, taking_stock: bool = False) -> CompoundSelect[Any]:
    drafts = asked(ADD_TYPES)
    of_drafts = counters(drafts, skip_locked=skip_locked)
    claimed = _claimed(drafts, of_drafts)
    ours = drafts.c.id == func.any(func.array(select(claimed.c.order_id).scalar_subquery()))
    orders = select(*drafts.c).where(ours).cte("ours")
    order = {
        name: orders.c[name].cast(_AS_TEXT[name]) if name in _AS_TEXT else orders.c[name]
        for name in ORDER_COLUMNS
    }
    about = {"location_id": orders.c.location_id, "order_id": orders.c.id}
    about |= {name: orders.c[name] for name in _ABOUT}
    changes = _changes(orders)
    parts = [
        _added(ORDERS, order, select(*order.values())),
        _added(CUSTOMERS, about, select(*about.values())),
        _lines(orders),
        _history(ORDER_HISTORY, changes),
        _history(ITEM_HISTORY, changes),
        opened(orders),
        events_of(orders, of_drafts),
    ]
    if taking_stock:
        parts.append(taken(orders))
    return _told(orders, drafts, of_drafts).add_cte(*parts)


def _shared(statement: Callable[..., CompoundSelect[Any]], types: Types) -> Shared:
    return Shared(statement(skip_locked=True), types, statement(skip_locked=False))


MOVE: Final = _shared(_move, MOVE_TYPES)
"""Applies changes to orders that are still at `read_version`."""

MOVE_GIVING_BACK: Final = _shared(partial(_move, giving_back=True), MOVE_TYPES)
"""The same, of lines that took stock and are cancelled before they were begun."""

ADD: Final = _shared(_add, ADD_TYPES)
"""Adds orders whose natural keys are free."""

ADD_TAKING_STOCK: Final = _shared(partial(_add, taking_stock=True), ADD_TYPES)
"""The same of orders whose lines take stock. Where not enough is left, all of it fails by `ENOUGH`."""
