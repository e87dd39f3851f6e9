"""The parts that the statements of measures of orders share: what they are grouped by, and how a cause is told."""

from collections.abc import Sequence
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

from huuva_backend.analytics.groupings import BY_CLOCK, Groupings, OrderGrouping
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
    groupings: Groupings,
    moment: ColumnElement[Any],
    located: FromClause = ORDERS,
    sold: FromClause = ORDERS,
) -> ColumnElement[Any]:
    """What an order is grouped by; by the clock, the number of the group in which `moment` lies.

    Of two a record, but for two by the clock, whose pairs have numbers too. `sold` has brand and channel.
    """
    return together(groupings, number_of(bucket(moment)), columns_of(groupings, located, sold))


def in_interval(
    groupings: Groupings,
    moment: ColumnElement[Any],
    located: FromClause = ORDERS,
    sold: FromClause = ORDERS,
) -> ColumnElement[Any]:
    """The number of the interval in which `moment` lies, and what it is grouped by beside."""
    number = number_of(bucket(moment))
    columns = columns_of(groupings, located, sold)
    return func.row(number, *columns) if columns else number


def number_of(stretch: ColumnElement[Any]) -> ColumnElement[Any]:
    """Of the group to which a stretch belongs."""
    number: ColumnElement[Any] = Grouping(GROUPS)[stretch]
    return number


def columns_of(
    groupings: Groupings, located: FromClause = ORDERS, sold: FromClause = ORDERS
) -> list[ColumnElement[Any]]:
    """Of the groupings that are not by the clock."""
    columns: dict[OrderGrouping, ColumnElement[Any]] = {
        OrderGrouping.BRAND: sold.c.brand_id,
        OrderGrouping.LOCATION: located.c.location_id,
        OrderGrouping.CHANNEL: sold.c.channel,
        OrderGrouping.ORDER_TYPE: ORDER_TYPE,
    }
    return [columns[each] for each in groupings if each not in BY_CLOCK]


def together(
    groupings: Groupings, number: ColumnElement[Any], columns: Sequence[ColumnElement[Any]]
) -> ColumnElement[Any]:
    if not groupings:
        return null()
    if not columns:
        return number
    others = iter(columns)
    parts = [number if each in BY_CLOCK else next(others) for each in groupings]
    return parts[0] if len(parts) == 1 else func.row(*parts)


def cause_name(cause: Exclusion | None) -> ColumnElement[Any]:
    return null() if cause is None else named(cause)


def seconds(until: ColumnElement[Any], since: ColumnElement[Any]) -> ColumnElement[float]:
    return extract("epoch", until - since).cast(Double())


def percentile(share: str, of: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.percentile_cont(literal_column(share)).within_group(of)
