"""The SQL that finds a customer's orders. By a phone number it goes through all customers: an index would cost each order."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)

from huuva_backend.customers.personal import REWRITING
from huuva_backend.orders.reads import AMENDMENTS, CUSTOMERS, ITEMS, ORDERS
from huuva_backend.platform.db.statement import Statement, fields, recordset

TABLES: Final = {table.name: table for table in (ORDERS, ITEMS, AMENDMENTS)}

ASKED: Final = recordset("theirs", {"location_id": Text(), "id": Uuid()})
"""The orders that a statement is about."""


def of_asked(table: Table) -> ColumnElement[bool]:
    """Whether a row is of one of them."""
    order_id = table.c.id if table is ORDERS else table.c.order_id
    return and_(table.c.location_id == ASKED.c.location_id, order_id == ASKED.c.id)


_KEYS: Final = fields(ORDERS, ["location_id", "id"])
BY_ACCOUNT: Final = Statement(
    select(*_KEYS).where(ORDERS.c.account == bindparam("account", type_=Text()))
)
BY_IDS: Final = Statement(
    select(*_KEYS).where(ORDERS.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid()))))
)
_digits: ColumnElement[str] = literal_column(
    "regexp_replace(order_customers.phone_number, '[^0-9]', '', 'g')"
)
_is_dialled = CUSTOMERS.c.phone_number_e164 == func.any(bindparam("dialled", type_=ARRAY(Text())))
_has_digits = and_(
    CUSTOMERS.c.phone_number_e164.is_(None),
    _digits == func.any(bindparam("digits", type_=ARRAY(Text()))),
)
BY_PHONE: Final = Statement(
    select(CUSTOMERS.c.location_id, CUSTOMERS.c.order_id.label("id")).where(
        or_(_is_dialled, _has_digits)
    )
)
"""The number as it is dialled from anywhere; of those that nobody knows how to dial, one with these digits."""

LOCK: Final = Statement(
    select(*_KEYS, ORDERS.c.account, ORDERS.c.status)
    .where(of_asked(ORDERS))
    .order_by(*_KEYS)
    .with_for_update(of=ORDERS)
)

ACCOUNTS_LEFT: Final = Statement(
    select(ORDERS.c.account)
    .where(
        ORDERS.c.account == func.any(bindparam("accounts", type_=ARRAY(Text()))),
        ORDERS.c.id != func.all(bindparam("ids", type_=ARRAY(Uuid()))),
    )
    .group_by(ORDERS.c.account)
    .order_by(ORDERS.c.account)
)
"""The accounts that have other orders too."""


def keys_of(table: Table) -> list[Any]:
    return [*table.primary_key.columns]


def _told(table: Table, column: str) -> Statement:
    return Statement(
        select(*keys_of(table), table.c[column]).where(
            of_asked(table), table.c[column].is_not(None)
        )
    )


TOLD: Final = {(table, column): _told(TABLES[table], column) for table, column in REWRITING}
"""What is to be rewritten, with the keys of its rows."""
