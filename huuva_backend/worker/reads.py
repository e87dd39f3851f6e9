"""The SQL of the loops that reads: what is left over of a location's day."""

from typing import Final

from sqlalchemy import DateTime, Text, bindparam, func, select

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
