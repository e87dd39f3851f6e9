"""Orders by the thousand, as copies of one that the product made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias
from uuid import UUID

import asyncpg
from sqlalchemy import Table

from benchmarks.workload import ID, LOCATIONS
from huuva_backend.platform.db.base import Base

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def clone(url: str, source: UUID, numbers: range) -> None:
    """Copy an order, whole, for each of the numbers."""
    async with connected(url) as connection, connection.transaction():
        for table in Base.metadata.sorted_tables:
            key = _key(table)
            if key is not None:
                await connection.execute(_copy(table, key), source, numbers[0], numbers[-1])


def _key(table: Table) -> str | None:
    if table.name == "orders":
        return "id"
    if table.name == "order_events":  # copies were never told of
        return None
    return "order_id" if "order_id" in table.c else None


def _copy(table: Table, key: str) -> str:
    prefix = ID.partition("%")[0]
    values = f"'{key}', '{prefix}' || number, 'location_id', 'kitchen-' || number % {LOCATIONS}"
    if "channel_order_id" in table.c:
        values += ", 'channel_order_id', 'COPY' || number"
    return f"""
        INSERT INTO {table.name} SELECT copy.*
        FROM {table.name} AS source, generate_series($2::bigint, $3::bigint) AS number,
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
