"""The SQL of the loops that reads: what is left over of a location's day, which orders nobody answered."""

from typing import Final

from sqlalchemy import DateTime, Integer, Text, and_, bindparam, func, literal_column, select

from huuva_backend.orders.reads import OPEN_ORDERS, ORDERS
from huuva_backend.platform.db.statement import Statement, fields

_LOCATION: Final = bindparam("location_id", type_=Text())
_BEGAN: Final = bindparam("began", type_=DateTime(timezone=True))
_BEFORE: Final = bindparam("before", type_=DateTime(timezone=True))

_opened = (
    select(OPEN_ORDERS.c.order_id)
    .where(OPEN_ORDERS.c.location_id == _LOCATION)
    .cte("opened")
    .prefix_with("MATERIALIZED")
)
LEFT_OVER: Final = Statement(
    select(*fields(ORDERS, ("id", "version", "status")))
    .join_from(_opened, ORDERS, ORDERS.c.id == _opened.c.order_id)
    .where(
        ORDERS.c.location_id == _LOCATION,
        ORDERS.c.changed_at < _BEGAN,
        ORDERS.c.recorded_at <= _BEFORE,
        func.coalesce(ORDERS.c.pickup_time, ORDERS.c.recorded_at) <= _BEFORE,
    )
    .order_by(ORDERS.c.id)
)
"""The open orders that nobody has touched since the day `:began`, placed and wanted `:before` or then."""

UNANSWERED: Final = Statement(
    select(OPEN_ORDERS.c.location_id, OPEN_ORDERS.c.order_id)
    .join(
        ORDERS,
        and_(
            ORDERS.c.location_id == OPEN_ORDERS.c.location_id,
            ORDERS.c.id == OPEN_ORDERS.c.order_id,
        ),
    )
    .where(
        OPEN_ORDERS.c.accept_by <= func.clock_timestamp(),
        ORDERS.c.status_seq == literal_column("1"),
    )
    .order_by(OPEN_ORDERS.c.accept_by)
    .limit(bindparam("limit", type_=Integer()))
)
"""The orders that wait for an answer whose time is over; nobody has begun them, which would have been one."""
