"""The SQL that writes orders: the only place where a status, its history row, version and time change.

Each statement is one round trip and one transaction. Its parts are fed by the one before, so that where
the first finds nothing to do (a version that has moved on, a natural key that is taken) nothing is written.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    case,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.selectable import CTE
from sqlalchemy.types import TypeEngine

from huuva_backend.orders.outbox import TOLD_FIELDS, event_of, open_orders_of, opened
from huuva_backend.orders.reads import (
    CUSTOMERS,
    DEDUPE,
    HISTORY_FIELDS,
    ITEM_FIELDS,
    ITEM_HISTORY,
    ITEMS,
    KEY_FIELDS,
    ORDER_HISTORY,
    ORDERS,
)
from huuva_backend.platform.db.statement import Statement, fields, records, recordset

INSTANT: Final = DateTime(timezone=True)

CHANGE_TYPES: Final[dict[str, TypeEngine[Any]]] = {
    "line": Integer(),
    "seq": Integer(),
    "from_status": Text(),
    "to_status": Text(),
    "since": INSTANT,
    "occurred_at": INSTANT,
    "late": Boolean(),
    "recall": Boolean(),
    "cause": Text(),
}
"""A `history.Change` as the statements take it."""

ITEM_TYPES: Final = {name: ITEMS.c[name].type for name in ITEM_FIELDS}


def _params(table: FromClause, *names: str) -> dict[str, ColumnElement[Any]]:
    return {name: bindparam(name, type_=table.c[name].type) for name in names}


def _added(table: Table, values: Mapping[str, ColumnElement[Any]], source: FromClause) -> Any:
    return insert(table).from_select(list(values), select(*values.values()).select_from(source))


def _effective(change: FromClause, stamp: ColumnElement[Any]) -> ColumnElement[Any]:
    """From when a change counts: as reported, unless that is before the previous change or after now."""
    reported = func.least(func.coalesce(change.c.occurred_at, stamp), stamp)
    return case((change.c.late, stamp), else_=reported)


def _appended(table: Table, order: CTE, change: FromClause) -> CTE:
    """History rows for all of `change`, made by the version that `order` has now."""
    line = {"line": change.c.line} if "line" in table.c else {}
    stamp = order.c.recorded_at
    lasted = func.extract("epoch", _effective(change, stamp) - func.coalesce(change.c.since, stamp))
    values = {
        "location_id": order.c.location_id,
        "order_id": order.c.id,
        **line,
        "seq": change.c.seq,
        "version": order.c.version,
        "from_status": change.c.from_status,
        "to_status": change.c.to_status,
        "occurred_at": func.coalesce(change.c.occurred_at, stamp),
        "recorded_at": stamp,
        "late": change.c.late,
        # Not negative: a partner's claim may run a little ahead of the database's clock.
        "previous_seconds": case(
            (change.c.seq > literal_column("1"), func.greatest(lasted, literal_column("0")))
        ),
        "recall": change.c.recall,
        "cause": change.c.cause,
        **_params(table, "actor_kind", "actor_id", "reason"),
    }
    rows = _added(table, values, order.join(change, true()))
    written: CTE = rows.returning(*fields(table, [*line, *HISTORY_FIELDS])).cte(
        f"{table.name}_rows"
    )
    return written


def _answer(order: CTE, order_history: CTE, item_history: CTE) -> Select[Any]:
    return select(
        *order.c,
        records(select(func.row(*order_history.c))).label("history"),
        records(select(func.row(*item_history.c))).label("item_history"),
    )


def _moved_order(order_change: FromClause) -> CTE:
    """The order that is still at `:read_version`, now at the next one."""
    # One row whether or not the order's own status changes, and one reading of the clock.
    clock = select(func.clock_timestamp().label("at")).subquery("clock")
    change = (
        select(clock.c.at, *order_change.c)
        .select_from(clock.outerjoin(order_change, true()))
        .cte("change")
        .prefix_with("MATERIALIZED")
    )
    later = ORDERS.c.changed_at + literal_column("interval '1 microsecond'")
    stamp = func.greatest(change.c.at, later)
    since = case((change.c.seq.is_(None), ORDERS.c.status_since), else_=_effective(change, stamp))
    return (
        update(ORDERS)
        .values(
            version=ORDERS.c.version + literal_column("1"),
            changed_at=stamp,
            status=func.coalesce(change.c.to_status, ORDERS.c.status),
            status_seq=func.coalesce(change.c.seq, ORDERS.c.status_seq),
            status_since=since,
        )
        .where(
            # By id alone: while the table is empty, an index of all the location's orders looks as good.
            ORDERS.c.id == bindparam("id", type_=ORDERS.c.id.type),
            ORDERS.c.version == bindparam("read_version", type_=Integer()),
        )
        .returning(*_made(ORDERS.c.changed_at))
        .cte("moved")
    )


def _moved_items(order: CTE, change: FromClause) -> CTE:
    return (
        update(ITEMS)
        .values(
            status=change.c.to_status,
            status_seq=change.c.seq,
            status_since=_effective(change, order.c.recorded_at),
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
    retried_until = func.greatest(
        bindparam("pickup_time", type_=INSTANT) + literal_column("interval '48 hours'"),
        func.clock_timestamp() + literal_column("interval '7 days'"),
    )
    key = postgresql.insert(DEDUPE).values(
        **_params(DEDUPE, *KEY_FIELDS, "order_id", "content"), expires_at=retried_until
    )
    return (
        key.on_conflict_do_update(
            index_elements=list(KEY_FIELDS),
            set_={name: key.excluded[name] for name in ("order_id", "content", "expires_at")},
            where=DEDUPE.c.expires_at <= func.clock_timestamp(),
        )
        .returning(DEDUPE.c.order_id, func.clock_timestamp().label("at"))
        .cte("claimed")
    )


def _added_order(key: CTE) -> CTE:
    stamp = key.c.at
    made = {
        "id": key.c.order_id,
        "created_at": func.coalesce(bindparam("created_at", type_=INSTANT), stamp),
        "recorded_at": stamp,
        "changed_at": stamp,
        "version": literal_column("1"),
        "status_since": func.coalesce(bindparam("status_since", type_=INSTANT), stamp),
    }
    given = _params(ORDERS, *(c.name for c in ORDERS.c if c.name not in made))
    added: CTE = (
        _added(ORDERS, made | given, key).returning(*_made(ORDERS.c.changed_at)).cte("added")
    )
    return added


def _made(stamp: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    own = fields(ORDERS, [*TOLD_FIELDS, "created_at"])
    return [*own, stamp.label("recorded_at")]


def _move() -> Statement:
    order_change = recordset("order_changes", CHANGE_TYPES)
    item_change = recordset("item_changes", CHANGE_TYPES)
    order = _moved_order(order_change)
    order_history = _appended(ORDER_HISTORY, order, order_change)
    item_history = _appended(ITEM_HISTORY, order, item_change)
    items = _moved_items(order, item_change)
    event = event_of(
        order, [items, order_history, item_history, *open_orders_of(order, order_change)]
    )
    return Statement(_answer(order, order_history, item_history).add_cte(event))


def _add() -> Statement:
    order = _added_order(_claimed_key())
    owner = {"location_id": order.c.location_id, "order_id": order.c.id}
    given = [c.name for c in CUSTOMERS.c if c.name not in owner]
    customer = (
        _added(CUSTOMERS, owner | _params(CUSTOMERS, *given), order)
        .returning(CUSTOMERS.c.order_id)
        .cte("customer")
    )
    item = recordset("items", ITEM_TYPES)
    since = func.coalesce(item.c.status_since, order.c.recorded_at)
    values = owner | {name: item.c[name] for name in ITEM_TYPES} | {"status_since": since}
    items = (
        _added(ITEMS, values, order.join(item, true())).returning(ITEMS.c.line).cte("items_written")
    )
    order_history = _appended(ORDER_HISTORY, order, recordset("order_changes", CHANGE_TYPES))
    item_history = _appended(ITEM_HISTORY, order, recordset("item_changes", CHANGE_TYPES))
    event = event_of(order, [customer, items, order_history, item_history, opened(order)])
    return Statement(_answer(order, order_history, item_history).add_cte(event))


MOVE: Final = _move()
"""Applies changes to the order that is still at `:read_version`; no row where it isn't."""

ADD: Final = _add()
"""Adds an order; no row where its natural key is taken."""
