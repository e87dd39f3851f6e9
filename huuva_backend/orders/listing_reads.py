"""The SQL that finds orders: which of them a page of a listing has. As `reads`, only the repository runs it.

Each filter has an index that serves it; those of what is kept of customers look at one location's orders of a time.
"""

from collections.abc import Mapping
from functools import cache
from operator import gt, lt
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    Text,
    Uuid,
    and_,
    asc,
    bindparam,
    desc,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)

from huuva_backend.orders.indexed import DISPLAY_ID, PICKUP
from huuva_backend.orders.order import OrderSort
from huuva_backend.orders.reads import CUSTOMERS, ITEMS, OPEN_ORDERS, ORDERS, of_order
from huuva_backend.platform.db.statement import Statement, fields

PICKUP_AT: Final = literal_column(PICKUP, DateTime(timezone=True))
OF_CUSTOMERS: Final = frozenset({"customer", "phone"})
"""The filters of what is kept of customers."""


def _with_phone() -> ColumnElement[bool]:
    """The digits of the one number end with those of the other: one may lack what is dialled before."""
    asked = bindparam("phone", type_=Text())
    number = func.coalesce(CUSTOMERS.c.phone_number_e164, CUSTOMERS.c.phone_number)
    every: list[ColumnElement[Any]] = [
        literal_column("'[^0-9]'"),
        literal_column("''"),
        literal_column("'g'"),
    ]
    digits = func.ltrim(func.regexp_replace(number, *every), literal_column("'0'"))
    whole = func.length(digits) >= literal_column("7")
    return or_(
        func.right(digits, func.length(asked)) == asked,
        and_(whole, func.right(asked, func.length(digits)) == digits),
    )


FILTERS: Final = {
    "statuses": ORDERS.c.status == func.any(bindparam("statuses", type_=ARRAY(Text()))),
    "created_from": ORDERS.c.created_at >= bindparam("created_from", type_=DateTime(timezone=True)),
    "created_to": ORDERS.c.created_at < bindparam("created_to", type_=DateTime(timezone=True)),
    "display_id": literal_column(DISPLAY_ID) == func.lower(bindparam("display_id", type_=Text())),
    "pickup_from": bindparam("pickup_from", type_=DateTime(timezone=True)) <= PICKUP_AT,
    "pickup_to": bindparam("pickup_to", type_=DateTime(timezone=True)) > PICKUP_AT,
    "brands": ORDERS.c.brand_id == func.any(bindparam("brands", type_=ARRAY(Text()))),
    "locations": ORDERS.c.location_id == func.any(bindparam("locations", type_=ARRAY(Text()))),
    "customer": func.strpos(
        func.lower(CUSTOMERS.c.name), func.lower(bindparam("customer", type_=Text()))
    )
    > literal_column("0"),
    "phone": _with_phone(),
    **{
        name: ORDERS.c[name] == bindparam(name, type_=Text())
        for name in (
            "location_id",
            "brand_id",
            "channel",
            "channel_order_id",
            "external_id",
            "account",
        )
    },
}


def _customer(wanted: frozenset[str]) -> FromClause:
    """Looked up for each order. The offset keeps PostgreSQL from going through all customers of the location."""
    found = select(CUSTOMERS.c.order_id).where(
        of_order(CUSTOMERS), *(FILTERS[name] for name in sorted(wanted))
    )
    return found.correlate(ORDERS).offset(literal_column("0")).lateral("its_customer")


AFTER: Final = tuple_(
    bindparam("after_at", type_=DateTime(timezone=True)), bindparam("after_id", type_=Uuid())
)
SORTS: Final[Mapping[OrderSort, tuple[ColumnElement[Any], Any, Any]]] = {
    OrderSort.CREATED_AT: (ORDERS.c.created_at, desc, lt),
    OrderSort.PICKUP_TIME: (PICKUP_AT, asc, gt),
}
"""By what a page is sorted, in which direction, and how what comes after something compares with it."""


@cache
def page(
    filters: frozenset[str], *, only_open: bool = False, sort: OrderSort = OrderSort.CREATED_AT
) -> Statement:
    """Which orders a page has, as sorted, by what, and how many lines each: giant ones are looked up by and by.

    Narrowed by those of `FILTERS`: absent ones leave no trace for the planner to trip on.
    """
    lines = select(func.count()).where(of_order(ITEMS)).correlate(ORDERS).scalar_subquery()
    at, direction, beyond = SORTS[sort]
    orders = select(*fields(ORDERS, ["location_id", "id"]), at.label("at"), lines.label("lines"))
    sorted_by = [direction(at), direction(ORDERS.c.id)]
    by_customer = OF_CUSTOMERS & filters
    if only_open or by_customer:
        # By the pair, which no index sorts: so the few that are open, or that customer's, are found first.
        sorted_by = [direction(tuple_(at, ORDERS.c.id))]
    if only_open:
        orders = orders.join_from(ORDERS, OPEN_ORDERS, of_order(OPEN_ORDERS))
    if by_customer:
        orders = orders.join_from(ORDERS, _customer(by_customer), true())
    if "after" in filters:
        orders = orders.where(beyond(tuple_(at, ORDERS.c.id), AFTER))
    return Statement(
        orders.where(*(FILTERS[name] for name in sorted(filters - OF_CUSTOMERS - {"after"})))
        .order_by(*sorted_by)
        .limit(bindparam("limit", type_=Integer()))
    )
