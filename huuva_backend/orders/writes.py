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
    ARRAY,
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
    case,
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
from huuva_backend.orders.lifecycle import ItemStatus
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


def types_of(table: Table, *names: str) -> dict[str, TypeEngine[Any]]:
    return {name: table.c[name].type for name in names}


CHANGE_TYPES: Final = types_of(ITEM_HISTORY, *Change._fields)
ITEM_TYPES: Final = types_of(ITEMS, *ITEM.columns)
REVISION_TYPES: Final[Types] = {
    "recorded_at": DateTime(timezone=True),
    **types_of(ORDER_HISTORY, "actor_kind", "actor_id", "reason"),
    "changes": JSONB(),
    **{name: EVENTS.c[column].type for name, column in EVENT},
}
MOVE_TYPES: Final[Types] = {
    **types_of(ORDERS, "location_id", "id", "version", "status", "status_seq", "status_since"),
    "read_version": Integer(),
    **REVISION_TYPES,
}
FIRE_TYPES: Final[Types] = {
    **types_of(ORDERS, "location_id", "id", "version"),
    "read_version": Integer(),
    "lines": ARRAY(Integer()),
    **{name: REVISION_TYPES[name] for name in ("recorded_at", *dict(EVENT))},
}
_WRITTEN: Final = ("lines", *REVISION_TYPES)
AS_TEXT: Final = {column.name: column.type for column in ORDERS.c if isinstance(column.type, JSON)}
"""What travels as text within the JSON of an order: it is kept as it was given."""

ORDER_COLUMNS: Final = tuple(column.name for column in ORDERS.c)
ABOUT: Final = tuple(column.name for column in CUSTOMERS.c if not column.primary_key)
ADD_TYPES: Final[Types] = {
    **types_of(ORDERS, *ORDER_COLUMNS),
    **types_of(CUSTOMERS, *ABOUT),
    **types_of(DEDUPE, "content", "expires_at"),
    **types_of(OPEN_ORDERS, "release_at", "released", "accept_by"),
    **REVISION_TYPES,
    "items": JSONB(),
    **dict.fromkeys(AS_TEXT, Text()),
}


def added(table: Table, values: Mapping[str, ColumnElement[Any]], rows: Select[Any]) -> CTE:
    added: CTE = insert(table).from_select(list(values), rows).cte(f"{table.name}_added")
    return added


def changes_of(orders: CTE) -> CTE:
    """What revisions change, each with what its order and all of its changes have in common."""
    rows = members(orders.c.changes, "changed", CHANGE_TYPES)
    shared = fields(orders, ("location_id", "id", "version", *COMMON))
    return select(*shared, *rows.c).select_from(orders.join(rows, true())).cte("changes")


COMMON: Final = ("recorded_at", "actor_kind", "actor_id", "reason")


def history_added(table: Table, changes: CTE) -> CTE:
    values = {"location_id": changes.c.location_id, "order_id": changes.c.id}
    values |= {column.name: column for column in changes.c if column.name in table.c}
    of_order = changes.c.line.is_(None)
    whose = not_(of_order) if "line" in table.c else of_order
    return added(table, values, select(*values.values()).where(whose))


def moved_orders(order: CTE, *stands: str) -> CTE:
    """The orders as they stand now, with what is written of their changes."""
    given = [name for name in ("place", *_WRITTEN) if name in order.c]
    values = {
        name: order.c[name].cast(AS_TEXT[name]) if name in AS_TEXT else order.c[name]
        for name in stands
    }
    return (
        update(ORDERS)
        .values(values | {"changed_at": order.c.recorded_at})
        .where(ORDERS.c.location_id == order.c.location_id, ORDERS.c.id == order.c.id)
        .returning(*fields(ORDERS, TOLD_FIELDS), *fields(order, given))
        .cte("moved")
    )


def free(moves: CTE, of_moves: CTE) -> CTE:
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


def moved_items(changes: CTE) -> CTE:
    return (
        update(ITEMS)
        .values(
            status=changes.c.to_status,
            status_seq=changes.c.seq,
            status_since=changes.c.occurred_at,
            held=false(),
            fired_at=case((_fires(changes), changes.c.occurred_at), else_=ITEMS.c.fired_at),
        )
        .where(
            ITEMS.c.location_id == changes.c.location_id,
            ITEMS.c.order_id == changes.c.id,
            ITEMS.c.line == changes.c.line,
        )
        .cte("items_moved")
    )


def _fires(changes: CTE) -> ColumnElement[bool]:
    """Whoever moves what is held has fired it, unless it is cancelled."""
    return and_(ITEMS.c.held, changes.c.to_status != ItemStatus.CANCELLED.value)


def told(written: CTE, asked_for: CTE, of_asked: CTE) -> CompoundSelect[Any]:
    """Whose orders are written, and whose counter somebody holds."""
    held = select(asked_for.c.place, true().label("held")).where(not_(counted(asked_for, of_asked)))
    return select(written.c.place, false().label("held")).union_all(held)


def _move(*, skip_locked: bool, giving_back: bool = False) -> CompoundSelect[Any]:
    moves = asked(MOVE_TYPES)
    of_moves = counters(moves, skip_locked=skip_locked)
    orders = moved_orders(free(moves, of_moves), "version", "status", "status_seq", "status_since")
    changes = changes_of(orders)
    parts = [
        moved_items(changes),
        history_added(ORDER_HISTORY, changes),
        history_added(ITEM_HISTORY, changes),
        *open_orders_of(changes),
        events_of(orders, of_moves, given_back(orders, changes) if giving_back else None),
    ]
    return told(orders, moves, of_moves).add_cte(*parts)


def _fire(*, skip_locked: bool) -> CompoundSelect[Any]:
    firings = asked(FIRE_TYPES)
    of_firings = counters(firings, skip_locked=skip_locked)
    orders = moved_orders(free(firings, of_firings), "version")
    fired = (
        update(ITEMS)
        .values(held=false(), fired_at=orders.c.recorded_at)
        .where(
            ITEMS.c.location_id == orders.c.location_id,
            ITEMS.c.order_id == orders.c.id,
            ITEMS.c.line == func.any(orders.c.lines),
        )
        .cte("fired")
    )
    return told(orders, firings, of_firings).add_cte(fired, events_of(orders, of_firings))


def _claimed(drafts: CTE, of_drafts: CTE) -> CTE:
    """The natural keys that are ours from now on; without those that name an order which may still be retried."""
    values = {name: drafts.c[name] for name in (*KEY_FIELDS, "content", "expires_at")}
    values["order_id"] = drafts.c.id
    rows = select(*values.values()).where(counted(drafts, of_drafts))
    key = postgresql.insert(DEDUPE).from_select(list(values), rows)
    return (
        key.on_conflict_do_update(
            index_elements=list(KEY_FIELDS),
            set_={
                name: key.excluded[name]
                for name in ("order_id", "content", "later_digests", "expires_at")
            },
            where=DEDUPE.c.expires_at <= func.clock_timestamp(),
        )
        .returning(DEDUPE.c.order_id)
        .cte("claimed")
    )


def lines_added(orders: CTE) -> CTE:
    rows = members(orders.c["items"], "line_of", ITEM_TYPES)
    values = {"location_id": orders.c.location_id, "order_id": orders.c.id}
    values |= {column.name: column for column in rows.c}
    return added(ITEMS, values, select(*values.values()).select_from(orders.join(rows, true())))


def _add(*, skip_locked: bool, taking_stock: bool = False) -> CompoundSelect[Any]:
    drafts = asked(ADD_TYPES)
    of_drafts = counters(drafts, skip_locked=skip_locked)
    claimed = _claimed(drafts, of_drafts)
    ours = drafts.c.id == func.any(func.array(select(claimed.c.order_id).scalar_subquery()))
    orders = select(*drafts.c).where(ours).cte("ours")
    order = {
        name: orders.c[name].cast(AS_TEXT[name]) if name in AS_TEXT else orders.c[name]
        for name in ORDER_COLUMNS
    }
    about = {"location_id": orders.c.location_id, "order_id": orders.c.id}
    about |= {name: orders.c[name] for name in ABOUT}
    changes = changes_of(orders)
    parts = [
        added(ORDERS, order, select(*order.values())),
        added(CUSTOMERS, about, select(*about.values())),
        lines_added(orders),
        history_added(ORDER_HISTORY, changes),
        history_added(ITEM_HISTORY, changes),
        opened(orders),
        events_of(orders, of_drafts, taken(orders) if taking_stock else None),
    ]
    return told(orders, drafts, of_drafts).add_cte(*parts)


def shared(statement: Callable[..., CompoundSelect[Any]], types: Types) -> Shared:
    return Shared(statement(skip_locked=True), types, statement(skip_locked=False))


MOVE: Final = shared(_move, MOVE_TYPES)
"""Applies changes to orders that are still at `read_version`."""

MOVE_GIVING_BACK: Final = shared(partial(_move, giving_back=True), MOVE_TYPES)
"""The same, of lines that took stock and are cancelled before they were begun."""

FIRE: Final = shared(_fire, FIRE_TYPES)
"""Fires lines of orders that are still at `read_version`. History has no row of it."""

ADD: Final = shared(_add, ADD_TYPES)
"""Adds orders whose natural keys are free."""

ADD_TAKING_STOCK: Final = shared(partial(_add, taking_stock=True), ADD_TYPES)
"""The same of orders whose lines take stock. Where not enough is left, all of it fails by `ENOUGH`."""
