"""The SQL that reads from histories what events told that are gone."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

from huuva_backend.orders.reads import AMENDMENTS, ITEM_HISTORY, ITEMS, ORDER_HISTORY, ORDERS
from huuva_backend.orders.retelling import PastChange, PastLine
from huuva_backend.platform.db.statement import Statement, fields, records
from huuva_backend.webhooks.reads import LIMIT

ORDER_FIELDS: Final = ("id", "brand_id", "channel", "external_id", "channel_order_id", "acceptance")
_SINCE: Final = bindparam("since", type_=DateTime(timezone=True))
_UNTIL: Final = bindparam("until", type_=DateTime(timezone=True))


_LOCATION: Final = bindparam("location_id", type_=Text())

_next = (
    select(*fields(ORDERS, ("id", "recorded_at", "changed_at")))
    .where(ORDERS.c.location_id == _LOCATION, ORDERS.c.id > bindparam("after", type_=Uuid()))
    .order_by(ORDERS.c.id)
    .limit(bindparam("look_at", type_=Integer()))
    .cte("next")
)
_found = (
    select(_next.c.id)
    .where(_next.c.recorded_at < _UNTIL, _next.c.changed_at >= _SINCE)
    .order_by(_next.c.id)
    .limit(LIMIT)
)
LOOK: Final = Statement(
    select(
        select(func.count()).select_from(_next).scalar_subquery().label("looked_at"),
        func.array(
            select(_next.c.id)
            .order_by(_next.c.id.desc())
            .limit(literal_column("1"))
            .scalar_subquery()
        ).label("last"),
        func.array(_found.scalar_subquery()).label("ids"),
    )
)
"""Of the next orders after one by id those that may have changed from `:since` on and before `:until`. No index knows when
orders changed, so only so many are looked at, however few of them did.
"""

_changed = (
    select(ORDERS.c.location_id, *fields(ORDERS, ORDER_FIELDS))
    .where(
        ORDERS.c.location_id == _LOCATION,
        ORDERS.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid()))),
    )
    .cte("changed")
)


def _of_order(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.location_id == _changed.c.location_id, table.c.order_id == _changed.c.id)


def _in_time(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.recorded_at >= _SINCE, table.c.recorded_at < _UNTIL)


def _changes(table: Table) -> Select[Any]:
    named = [
        table.c[name] if name in table.c else literal_column("NULL::int")
        for name in PastChange._fields
    ]
    rows = select(func.row(*named)).where(_of_order(table))
    return rows.order_by(table.c.version, table.c.seq)


_items = _changes(ITEM_HISTORY).where(_in_time(ITEM_HISTORY))
_lines = select(func.row(*fields(ITEMS, PastLine._fields))).where(_of_order(ITEMS))
_amended = select(func.row(AMENDMENTS.c.version, AMENDMENTS.c.recorded_at)).where(
    _of_order(AMENDMENTS), _in_time(AMENDMENTS)
)
PAST: Final = Statement(
    select(
        *fields(_changed, ORDER_FIELDS),
        records(_changes(ORDER_HISTORY)).label("order"),
        records(_items).label("items"),
        records(_lines).label("lines"),
        records(_amended).label("amended"),
    ).order_by(_changed.c.id)
)
"""The orders `:ids`, with what happened to them from `:since` on and before `:until`; all that the order itself was."""
