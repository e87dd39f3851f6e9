"""Orders by the thousand, as copies of one that the product made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias
from uuid import UUID

import asyncpg

from benchmarks.workload import ID, LOCATIONS

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def execute(url: str, *statements: str) -> None:
    async with connected(url) as connection:
        for statement in statements:
            await connection.execute(statement)


# The tables are asked of the database, because it may be another revision's.
COPIED = """
    SELECT table_name, array_agg(column_name::text) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        AND table_name <> 'order_events' -- copies were never told of
    GROUP BY 1 HAVING table_name = 'orders' OR bool_or(column_name = 'order_id')
"""


async def clone(url: str, source: UUID, numbers: range) -> None:
    """Copy an order, whole, for each of the numbers."""
    async with connected(url) as connection, connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = replica")  # in any order
        for table, columns in await connection.fetch(COPIED):
            await connection.execute(_copy(table, columns), source, numbers[0], numbers[-1])


def _copy(table: str, columns: list[str]) -> str:
    key = "id" if table == "orders" else "order_id"
    prefix = ID.partition("%")[0]
    values = f"'{key}', '{prefix}' || number, 'location_id', 'kitchen-' || number % {LOCATIONS}"
    if "channel_order_id" in columns:
        values += ", 'channel_order_id', 'COPY' || number"
    return f"""
        INSERT INTO {table} SELECT copy.*
        FROM {table} AS source, generate_series($2::bigint, $3::bigint) AS number,
            jsonb_populate_record(source, jsonb_build_object({values})) AS copy
        WHERE source.{key} = $1
    """


CHECK = """
    WITH history AS (
        SELECT order_id, version, 0 AS line, from_status, to_status FROM order_status_history
        UNION ALL
        SELECT order_id, version, line, from_status, to_status FROM item_status_history
    ), expected AS (
        SELECT acknowledged.id, version, line, coalesce(from_status, '') AS before, to_status,
            count(*) AS times
        FROM acknowledged JOIN history USING (version)
        WHERE history.order_id = acknowledged.specimen
        GROUP BY 1, 2, 3, 4, 5
    ), found AS (
        SELECT order_id AS id, version, line, coalesce(from_status, '') AS before, to_status,
            count(*) AS times
        FROM history
        WHERE order_id IN (SELECT id FROM acknowledged)
        GROUP BY 1, 2, 3, 4, 5
    )
    SELECT (SELECT count(*) FROM acknowledged) AS changes,
        count(expected) AS rows,
        count(*) FILTER (WHERE found.times IS NULL) AS missing,
        count(*) FILTER (WHERE found.times > 1 OR expected.times > 1) AS doubled,
        count(*) FILTER (WHERE expected.times IS NULL AND version > 1) AS unasked
    FROM expected FULL JOIN found USING (id, version, line, before, to_status)
"""
"""Against the specimen's history, which holds the rows that each version of an order is to have."""


async def check(url: str, acknowledged: list[tuple[UUID, UUID, int]]) -> dict[str, int]:
    """How many acknowledged changes, as (specimen, order, version), history lacks or has twice."""
    async with connected(url) as connection:
        await connection.execute(
            "CREATE TEMPORARY TABLE acknowledged (specimen uuid, id uuid, version integer)"
        )
        await connection.copy_records_to_table("acknowledged", records=acknowledged)
        await connection.execute("ANALYZE acknowledged")
        found = await connection.fetchrow(CHECK)
    assert found is not None
    return dict(found)
