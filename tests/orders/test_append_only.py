"""History is never changed: the database itself refuses."""

from itertools import product

import asyncpg
import pytest

from tests.conftest import Connection
from tests.orders.kitchen import Kitchen

TABLES = ("order_status_history", "item_status_history")
CHANGES = {
    "UPDATE": "UPDATE {} SET reason = 'another'",
    "DELETE": "DELETE FROM {}",
    "TRUNCATE": "TRUNCATE {}",
}


@pytest.mark.parametrize(("table", "change"), list(product(TABLES, CHANGES)))
async def test_a_change_of_history_is_refused(
    kitchen: Kitchen, sql: Connection, table: str, change: str
) -> None:
    order = await kitchen.place_at("READY")

    with pytest.raises(
        asyncpg.RestrictViolationError, match=f"history is append-only: {change} on {table} refused"
    ):
        async with sql.transaction():
            await sql.execute(CHANGES[change].format(table))

    assert await kitchen.get(order) == order


@pytest.mark.parametrize("table", TABLES)
async def test_a_change_of_no_row_is_refused_too(sql: Connection, table: str) -> None:
    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
        await sql.execute(f"DELETE FROM {table} WHERE false")


@pytest.mark.parametrize("table", ["orders", "order_items"])
async def test_what_has_a_history_can_not_be_deleted(
    kitchen: Kitchen, sql: Connection, table: str
) -> None:
    await kitchen.place()

    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await sql.execute(f"DELETE FROM {table}")
