"""The SQL that empties what tells of a customer, derived from `personal.FATES`."""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from huuva_backend.customers.personal import FATES, REWRITING, UNTOLD, Fate
from huuva_backend.customers.reads import TABLES, keys_of, of_asked
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.reads import (
    AMENDMENTS,
    CUSTOMERS,
    DEDUPE,
    ITEM_HISTORY,
    ITEMS,
    ORDER_HISTORY,
    ORDERS,
)
from huuva_backend.platform.db.statement import Statement, recordset

PERMIT: Final = Statement(
    select(func.set_config(literal_column("'huuva_backend.erasing'"), literal_column("'on'"), True))
)
"""Until the transaction ends the histories let their prose be emptied, and nothing else."""


def _emptied(table: Table) -> dict[str, ColumnElement[Any]]:
    fates = FATES[table.name]
    return {name: null() for name, fate in fates.items() if fate is Fate.EMPTIED}


def _empty(table: Table, **values: Any) -> Statement:
    """Rows that tell of nobody already are left alone."""
    emptied = _emptied(table)
    to_do = [
        *(table.c[name].is_not(None) for name in emptied),
        *(table.c[name].is_distinct_from(value) for name, value in values.items()),
    ]
    return Statement(update(table).values(emptied | values).where(of_asked(table), or_(*to_do)))


_has_address = or_(
    *(CUSTOMERS.c[name].is_not(None) for name in _emptied(CUSTOMERS) if name.startswith("delivery"))
)
_delivered = select(_has_address).where(
    CUSTOMERS.c.location_id == ORDERS.c.location_id, CUSTOMERS.c.order_id == ORDERS.c.id
)
_order_type = func.coalesce(
    ORDERS.c.order_type,
    case(
        (_delivered.scalar_subquery(), literal_column(f"'{OrderType.DELIVERY}'")),
        else_=literal_column(f"'{OrderType.PICKUP}'"),
    ),
)
"""Rows of before were delivered where they have an address, which is about to go."""

EMPTY: Final = (
    _empty(ORDERS, order_type=_order_type),
    *(_empty(table) for table in (CUSTOMERS, ITEMS, ORDER_HISTORY, ITEM_HISTORY, AMENDMENTS)),
    _empty(DEDUPE, content=literal_column(f"'{UNTOLD}'")),
)
"""In this order: the type of an order is told by its address."""

_account = bindparam("account", type_=Text())
RENAME_ACCOUNT: Final = Statement(
    update(ORDERS)
    .values(account=bindparam("stand_in", type_=Text()))
    .where(ORDERS.c.account == _account, of_asked(ORDERS))
)


def _rewrite(table: Table, column: str) -> Statement:
    keys = {key.name: key.type for key in keys_of(table)}
    rows = recordset("rewritten", {**keys, column: JSONB()})
    return Statement(
        update(table)
        .values({column: rows.c[column]})
        .where(and_(*(table.c[name] == rows.c[name] for name in keys)))
    )


REWRITE: Final = {(table, column): _rewrite(TABLES[table], column) for table, column in REWRITING}
