"""What frames the statement that changes orders: their locations' counters first, then whether they are open, and
the events.

A counter's row is locked before anything is written and is the only lock that anyone waits for: so numbers are dense and
rise in the order of commits, and nothing can deadlock.
"""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Text,
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
from huuva_backend.orders.product_outbox import count_at, events_of_stock
from huuva_backend.orders.reads import EVENTS, FEEDS, OPEN_ORDERS, ORDERS, is_closed
from huuva_backend.platform.db.statement import Statement, fields, records

TOLD_FIELDS: Final = ("location_id", "id", "version", "status", "brand_id", "channel")
"""What `events_of` takes from an order, beside `recorded_at` and the place of who asked."""

EVENT: Final = (("event_type", "type"), ("event_changes", "changes"))
"""What it takes beside these, and in which columns that is kept."""


def counters(asked: FromClause, *, skip_locked: bool) -> CTE:
    """The counters of the locations that are asked about, ours until the end; without those that others hold."""
    return (
        select(FEEDS.c.location_id, FEEDS.c.last_seq)
        .where(FEEDS.c.location_id == func.any(records(select(asked.c.location_id))))
        .order_by(FEEDS.c.location_id)
        .with_for_update(key_share=True, skip_locked=skip_locked)
        .cte("counters")
    )


def counted(rows: FromClause, counters: CTE) -> ColumnElement[bool]:
    """Whether the counter of a row's location is ours."""
    return rows.c.location_id == func.any(records(select(counters.c.location_id)))


def opened(order: CTE) -> CTE:
    values: dict[str, ColumnElement[Any]] = {
        "location_id": order.c.location_id,
        "order_id": order.c.id,
        "release_at": order.c.release_at,
        "released": order.c.released,
        "accept_by": order.c.accept_by,
    }
    rows = select(*values.values()).where(~is_closed(order.c.status))
    return insert(OPEN_ORDERS).from_select(list(values), rows).cte("opened")


def opened_anew(order: CTE) -> list[CTE]:
    """When the kitchen sees orders that are amended, and that they are open no more."""
    own = and_(
        OPEN_ORDERS.c.location_id == order.c.location_id, OPEN_ORDERS.c.order_id == order.c.id
    )
    closes = is_closed(order.c.status)
    stands = {name: order.c[name] for name in ("release_at", "released")}
    other = or_(*(OPEN_ORDERS.c[name] != value for name, value in stands.items()))
    return [
        update(OPEN_ORDERS).values(stands).where(own, ~closes, other).cte("opened_anew"),
        delete(OPEN_ORDERS).where(own, closes).cte("closed"),
    ]


def open_orders_of(change: CTE) -> list[CTE]:
    """Where an order closes, is taken back, or is begun before its release; else nothing is touched.

    `change` is of an order, with its location and id.
    """
    own = and_(
        OPEN_ORDERS.c.location_id == change.c.location_id, OPEN_ORDERS.c.order_id == change.c.id
    )
    of_order = change.c.line.is_(None)
    closed = delete(OPEN_ORDERS).where(own, of_order, is_closed(change.c.to_status))
    values: dict[str, ColumnElement[Any]] = {
        "location_id": change.c.location_id,
        "order_id": change.c.id,
        "release_at": change.c.occurred_at,
        "released": true(),
    }
    rows = select(*values.values()).where(of_order, is_closed(change.c.from_status))
    taken_back = insert(OPEN_ORDERS).from_select(list(values), rows)
    begun = (
        update(OPEN_ORDERS)
        .values(
            released=true(),
            release_at=func.least(OPEN_ORDERS.c.release_at, change.c.occurred_at),
        )
        .where(
            own,
            of_order,
            or_(~OPEN_ORDERS.c.released, OPEN_ORDERS.c.release_at > change.c.occurred_at),
            change.c.from_status == OrderStatus.RECEIVED.value,
            ~is_closed(change.c.to_status),
        )
    )
    return [closed.cte("closed"), taken_back.cte("taken_back"), begun.cte("begun")]


def events_of(orders: CTE, counters: CTE, stock: CTE | None = None) -> CTE:
    """The events of orders that were written, numbered on from the `counters` of their locations.

    Those have the columns of an event of their own: its type and changes. Behind them come those of the `stock` that they
    took or gave back.
    """
    before = orders.alias("before")
    nth = (
        select(func.count())
        .where(before.c.location_id == orders.c.location_id, before.c.place <= orders.c.place)
        .correlate(orders)
        .scalar_subquery()
    )
    more = [orders] if stock is None else [orders, stock]
    last_seq: ColumnElement[Any] = FEEDS.c.last_seq
    for rows_of in more:
        last_seq = last_seq + count_at(rows_of, FEEDS.c.location_id)
    taken = update(FEEDS).values(last_seq=last_seq)
    taken = taken.where(FEEDS.c.location_id == func.any(records(select(orders.c.location_id))))
    values: dict[str, ColumnElement[Any]] = {
        "location_id": orders.c.location_id,
        "seq": counters.c.last_seq + nth,
        "type": orders.c.event_type,
        "order_id": orders.c.id,
        "order_version": orders.c.version,
        "order_status": orders.c.status,
        "at": orders.c.recorded_at,
        "changes": orders.c.event_changes,
        "brand_id": orders.c.brand_id,
        "channel": orders.c.channel,
    }
    rows = (
        select(*values.values())
        .join_from(orders, counters, orders.c.location_id == counters.c.location_id)
        .add_cte(taken.cte("taken"))
    )
    if stock is not None:
        rows = rows.add_cte(events_of_stock(stock, orders, counters))
    return insert(EVENTS).from_select(list(values), rows).cte("events")


def _released(*, skip_locked: bool) -> Statement:
    found = OPEN_ORDERS.join(ORDERS, ORDERS.c.id == OPEN_ORDERS.c.order_id)
    locked = [ORDERS]
    if skip_locked:
        found = found.join(FEEDS, FEEDS.c.location_id == OPEN_ORDERS.c.location_id)
        locked.append(FEEDS)
    due = (
        select(*fields(ORDERS, TOLD_FIELDS))
        .select_from(found)
        .where(~OPEN_ORDERS.c.released, OPEN_ORDERS.c.release_at <= func.clock_timestamp())
        .order_by(OPEN_ORDERS.c.release_at)
        .limit(literal_column("1"))
        .with_for_update(key_share=True, of=locked, skip_locked=True)
        .cte("due")
    )
    of_due = counters(due, skip_locked=skip_locked)
    released = (
        update(OPEN_ORDERS)
        .values(released=true())
        .where(
            OPEN_ORDERS.c.location_id == due.c.location_id,
            OPEN_ORDERS.c.order_id == due.c.id,
            ~OPEN_ORDERS.c.released,
            counted(due, of_due),
        )
        .returning(
            *due.c,
            func.clock_timestamp().label("recorded_at"),
            literal_column("0").label("place"),
            *(bindparam(name, type_=EVENTS.c[column].type).label(name) for name, column in EVENT),
        )
        .cte("released")
    )
    return Statement(select(released.c.id).add_cte(events_of(released, of_due)))


RELEASE: Final = _released(skip_locked=True)
"""Shows the kitchen the one order that has waited longest for its time; no row where none is due.

One that somebody moves just now can wait, and so can those of a location that somebody holds.
"""

RELEASE_PATIENTLY: Final = _released(skip_locked=False)
"""The same where somebody holds the location: the order is locked first, and the counter is waited for."""


def _take_numbers() -> Statement:
    count = postgresql.insert(FEEDS).values(
        location_id=bindparam("location_id", type_=Text()),
        last_seq=bindparam("count", type_=FEEDS.c.last_seq.type),
    )
    return Statement(
        count.on_conflict_do_update(
            index_elements=[FEEDS.c.location_id],
            set_={"last_seq": FEEDS.c.last_seq + count.excluded.last_seq},
        ).returning(FEEDS.c.last_seq)
    )


BEGIN_COUNTING: Final = Statement(
    postgresql.insert(FEEDS)
    .values(location_id=bindparam("location_id", type_=Text()), last_seq=literal_column("0"))
    .on_conflict_do_nothing()
)
"""A location's counter, where it has none."""

TAKE_NUMBERS: Final = _take_numbers()
"""The next `:count` numbers of a location, for who writes many events at once; answers the last of them."""
