"""What follows in the statement that changes an order: whether it is open, the location's next number, the event.

The counter's row is the last that is locked. So numbers are dense and rise in the order of commits, nobody
waits for one who still has much to write, and nothing can deadlock.
"""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.selectable import CTE

from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.reads import EVENTS, FEEDS, OPEN_ORDERS, ORDERS, is_closed
from huuva_backend.platform.db.statement import Statement, fields

TOLD_FIELDS: Final = ("location_id", "id", "version", "status", "brand_id", "channel")
"""What `event_of` takes from an order, beside `recorded_at`."""


def opened(order: CTE) -> CTE:
    values: dict[str, ColumnElement[Any]] = {
        "location_id": order.c.location_id,
        "order_id": order.c.id,
        "release_at": bindparam("release_at", type_=OPEN_ORDERS.c.release_at.type),
        "released": bindparam("released", type_=OPEN_ORDERS.c.released.type),
    }
    rows = select(*values.values()).where(~is_closed(order.c.status))
    added = insert(OPEN_ORDERS).from_select(list(values), rows)
    return added.returning(OPEN_ORDERS.c.order_id).cte("opened")


def open_orders_of(order: CTE, change: FromClause) -> list[CTE]:
    """Where the order closes, is taken back, or is begun before its release; else nothing is touched."""
    own = and_(
        OPEN_ORDERS.c.location_id == order.c.location_id, OPEN_ORDERS.c.order_id == order.c.id
    )
    closed = delete(OPEN_ORDERS).where(own, is_closed(change.c.to_status))
    values: dict[str, ColumnElement[Any]] = {
        "location_id": order.c.location_id,
        "order_id": order.c.id,
        "release_at": change.c.occurred_at,
        "released": true(),
    }
    rows = select(*values.values()).where(is_closed(change.c.from_status))
    taken_back = insert(OPEN_ORDERS).from_select(list(values), rows)
    begun = (
        update(OPEN_ORDERS)
        .values(
            released=true(),
            release_at=func.least(OPEN_ORDERS.c.release_at, change.c.occurred_at),
        )
        .where(
            own,
            or_(~OPEN_ORDERS.c.released, OPEN_ORDERS.c.release_at > change.c.occurred_at),
            change.c.from_status == OrderStatus.RECEIVED.value,
            ~is_closed(change.c.to_status),
        )
    )
    return [
        closed.returning(OPEN_ORDERS.c.order_id).cte("closed"),
        taken_back.returning(OPEN_ORDERS.c.order_id).cte("taken_back"),
        begun.returning(OPEN_ORDERS.c.order_id).cte("begun"),
    ]


def event_of(order: CTE, parts: Sequence[CTE]) -> CTE:
    """The event of what `parts` wrote about `order`; none where they wrote nothing."""
    number = _counted(order, parts)
    values: dict[str, ColumnElement[Any]] = {
        "location_id": order.c.location_id,
        "seq": number.c.last_seq,
        "type": bindparam("event_type", type_=EVENTS.c.type.type),
        "order_id": order.c.id,
        "order_version": order.c.version,
        "order_status": order.c.status,
        "at": order.c.recorded_at,
        "changes": bindparam("event_changes", type_=EVENTS.c.changes.type),
        "brand_id": order.c.brand_id,
        "channel": order.c.channel,
    }
    rows = select(*values.values()).select_from(order.join(number, true()))
    return insert(EVENTS).from_select(list(values), rows).cte("event")


def _counted(order: CTE, parts: Sequence[CTE]) -> CTE:
    # PostgreSQL finishes all of them before it takes the number, because their rows are counted first.
    rows = [select(func.count()).select_from(part).scalar_subquery() for part in parts]
    written = reduce(add, rows) > literal_column("0")
    one = select(order.c.location_id, literal_column("1")).where(written)
    counted: CTE = _taken(
        postgresql.insert(FEEDS).from_select(["location_id", "last_seq"], one)
    ).cte("counted")
    return counted


def _taken(count: postgresql.Insert) -> Any:
    """As many numbers as it would insert; the last of them."""
    return count.on_conflict_do_update(
        index_elements=[FEEDS.c.location_id],
        set_={"last_seq": FEEDS.c.last_seq + count.excluded.last_seq},
    ).returning(FEEDS.c.last_seq)


def _released() -> Statement:
    due = (
        select(*fields(ORDERS, TOLD_FIELDS))
        .join_from(OPEN_ORDERS, ORDERS, ORDERS.c.id == OPEN_ORDERS.c.order_id)
        .where(~OPEN_ORDERS.c.released, OPEN_ORDERS.c.release_at <= func.clock_timestamp())
        .order_by(OPEN_ORDERS.c.release_at)
        .limit(literal_column("1"))
        .with_for_update(key_share=True, of=ORDERS, skip_locked=True)
        .cte("due")
    )
    released = (
        update(OPEN_ORDERS)
        .values(released=true())
        .where(
            OPEN_ORDERS.c.location_id == due.c.location_id,
            OPEN_ORDERS.c.order_id == due.c.id,
            ~OPEN_ORDERS.c.released,
        )
        .returning(*due.c, func.clock_timestamp().label("recorded_at"))
        .cte("released")
    )
    return Statement(select(released.c.id).add_cte(event_of(released, [released])))


RELEASE: Final = _released()
"""Shows the kitchen the one order that has waited longest for its time; no row where none is due.

The order is locked first, as for a move. One that somebody moves just now can wait.
"""

TAKE_NUMBERS: Final = Statement(
    _taken(
        postgresql.insert(FEEDS).values(
            location_id=bindparam("location_id", type_=FEEDS.c.location_id.type),
            last_seq=bindparam("count", type_=FEEDS.c.last_seq.type),
        )
    )
)
"""The next `:count` numbers of a location, for who writes many events at once; answers the last of them."""
