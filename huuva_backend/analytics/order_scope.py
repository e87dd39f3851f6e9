"""The parts that the statements of measures of orders share: what they are grouped by, and how a cause is told."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Double,
    FromClause,
    Integer,
    Text,
    bindparam,
    case,
    exists,
    extract,
    func,
    literal_column,
    null,
    or_,
)
from sqlalchemy.sql.elements import Grouping

from huuva_backend.analytics.groupings import BY_CLOCK, OrderGrouping
from huuva_backend.analytics.measures import Exclusion
from huuva_backend.analytics.scope import ORDERS, bucket
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.models import OrderCustomer
from huuva_backend.platform.db.base import table_of

CUSTOMERS: Final = table_of(OrderCustomer)
GROUPS: Final = bindparam("groups", type_=ARRAY(Integer()))


def named(name: str) -> ColumnElement[Any]:
    return literal_column(f"'{name}'", Text())


_delivered = exists().where(
    CUSTOMERS.c.location_id == ORDERS.c.location_id,
    CUSTOMERS.c.order_id == ORDERS.c.id,
    or_(*(column.is_not(None) for column in CUSTOMERS.c if column.name.startswith("delivery"))),
)
ORDER_TYPE: Final = func.coalesce(
    ORDERS.c.order_type,
    case((_delivered, named(OrderType.DELIVERY)), else_=named(OrderType.PICKUP)),
)
"""As `orders.context.order_type` has it of rows of before."""


def grouped(
    grouping: OrderGrouping | None, moment: ColumnElement[Any], located: FromClause = ORDERS
) -> ColumnElement[Any]:
    """What an order is grouped by; by the clock, the number of the group in which `moment` lies."""
    if grouping is None:
        return null()
    if grouping in BY_CLOCK:
        number: ColumnElement[Any] = Grouping(GROUPS)[bucket(moment)]
        return number
    columns: dict[OrderGrouping, ColumnElement[Any]] = {
        OrderGrouping.BRAND: ORDERS.c.brand_id,
        OrderGrouping.LOCATION: located.c.location_id,
        OrderGrouping.CHANNEL: ORDERS.c.channel,
        OrderGrouping.ORDER_TYPE: ORDER_TYPE,
    }
    return columns[grouping]


def cause_name(cause: Exclusion | None) -> ColumnElement[Any]:
    return null() if cause is None else named(cause)


def seconds(until: ColumnElement[Any], since: ColumnElement[Any]) -> ColumnElement[float]:
    return extract("epoch", until - since).cast(Double())


def percentile(share: str, of: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.percentile_cont(literal_column(share)).within_group(of)
