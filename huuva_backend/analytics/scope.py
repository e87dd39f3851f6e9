"""The parts that the statements of all measures share: the period, the filters, and the rows that they narrow."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    FromClause,
    Label,
    Table,
    Text,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

from huuva_backend.analytics.measures import Subject
from huuva_backend.orders.history_models import ItemStatusChange, OrderStatusChange
from huuva_backend.orders.lifecycle import Cause
from huuva_backend.orders.models import Order, OrderItem
from huuva_backend.platform.db.base import table_of

ORDERS: Final = table_of(Order)
ITEMS: Final = table_of(OrderItem)
HISTORIES: Final = {
    Subject.ORDER: table_of(OrderStatusChange),
    Subject.ITEM: table_of(ItemStatusChange),
}
FILTERS: Final = frozenset({"location_id", "brand_id", "channel", "brands", "locations"})
SEVERAL: Final = {"brands": "brand_id", "locations": "location_id"}
"""Of whom is limited to more than one, and asks of all of them."""

INSTANT: Final = DateTime(timezone=True)
START: Final = bindparam("start", type_=INSTANT)
END: Final = bindparam("end", type_=INSTANT)
AS_OF: Final = bindparam("as_of", type_=INSTANT)
STARTS: Final = bindparam("starts", type_=ARRAY(INSTANT))
ITEM_OF_ORDER: Final = and_(
    ITEMS.c.location_id == ORDERS.c.location_id, ITEMS.c.order_id == ORDERS.c.id
)


def within(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column >= START, column < END)


def narrowed(filters: Iterable[str], located: FromClause = ORDERS) -> list[ColumnElement[bool]]:
    columns = {**ORDERS.c, "location_id": located.c.location_id}
    return [
        (
            columns[SEVERAL[name]] == func.any(bindparam(name, type_=ARRAY(Text())))
            if name in SEVERAL
            else columns[name] == bindparam(name, type_=Text())
        )
        for name in sorted(filters)
    ]


def changes(history: Table) -> FromClause:
    """History beside its orders. PostgreSQL leaves out a left join that nothing refers to."""
    its_order = and_(
        ORDERS.c.location_id == history.c.location_id, ORDERS.c.id == history.c.order_id
    )
    return history.outerjoin(ORDERS, its_order)


def by_close(history: FromClause) -> ColumnElement[bool]:
    """Whether the close of the day wrote a row, and nobody moved the order."""
    written: ColumnElement[bool] = history.c.cause == literal_column(f"'{Cause.CLOSED_BY_DAY}'")
    return written


def bucket(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """The number of the bucket in which a moment lies, from 1."""
    return func.width_bucket(moment, STARTS)


def claims(subject: Subject, filters: frozenset[str]) -> Label[int]:
    """How many claims, counted in no measure, came with orders that were created in the period."""
    table, source = ORDERS, ORDERS
    if subject is Subject.ITEM:
        table, source = ITEMS, ORDERS.join(ITEMS, ITEM_OF_ORDER)  # type: ignore[assignment]
    entries = func.sum(func.jsonb_array_length(table.c.claims))
    counted = (
        select(func.coalesce(entries, literal_column("0")))
        .select_from(source)
        .where(table.c.claims.is_not(None), within(ORDERS.c.created_at), *narrowed(filters))
    )
    return counted.scalar_subquery().label("claims")
