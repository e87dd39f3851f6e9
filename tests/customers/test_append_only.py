"""Where a customer is erased, of histories prose can be emptied, and nothing else."""

import asyncpg
import pytest

from tests.conftest import Connection
from tests.orders.kitchen import Kitchen

TABLES = ("order_status_history", "item_status_history", "order_amendments")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "change", ["reason = 'another'", "recorded_at = now()", "version = version + 1"]
)
async def test_all_but_emptied_prose_is_refused_even_then(
    kitchen: Kitchen, sql: Connection, table: str, change: str
) -> None:
    order = await kitchen.place_at("PREPARING")
    await kitchen.amend(order, note="No onions", reason="called")
    await sql.execute("SET LOCAL huuva_backend.erasing = 'on'")
    with pytest.raises(asyncpg.RestrictViolationError, match="only prose can be emptied"):
        await sql.execute(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", TABLES)
async def test_no_row_can_be_deleted_even_then(sql: Connection, table: str) -> None:
    await sql.execute("SET LOCAL huuva_backend.erasing = 'on'")
    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
        await sql.execute(f"DELETE FROM {table}")
