"""The database as it was migrated can be distributed by location: keys are what can't be changed later."""

import re
from enum import StrEnum

import asyncpg
import pytest

from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus
from huuva_backend.tables import metadata
from tests.conftest import Connection

HISTORIES = ("order_status_history", "item_status_history")

GLOBAL_TABLES = {"alembic_version", "api_keys", "idempotency_keys", "menu_products", "partners"} | {
    "everywhere_rollups",
    "menu_versions",
    "pairings",
    "partner_integrations",
    "webhook_deliveries",
    "webhook_endpoints",
    "worker_leases",
}
"""Those that belong to no location: small, and the same everywhere. A loop looks after all locations, a partner calls for
many, a screen that waits to be paired is nowhere yet, and who asks for something once may ask anywhere."""

KEYS = """
    SELECT
        key.conname AS name,
        key.contype::text AS kind,
        key.conrelid::regclass::text AS of_table,
        nullif(key.confrelid, 0)::regclass::text AS to_table,
        ARRAY(
            SELECT attname::text FROM unnest(key.conkey) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute ON attrelid = key.conrelid AND attnum = number ORDER BY place
        ) AS columns,
        ARRAY(
            SELECT attname::text FROM unnest(key.confkey) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute ON attrelid = key.confrelid AND attnum = number ORDER BY place
        ) AS to_columns
    FROM pg_constraint AS key
    WHERE key.connamespace = 'public'::regnamespace AND key.contype IN ('p', 'u', 'f', 'x')
"""
UNIQUE_INDEXES = """
    SELECT
        indexrelid::regclass::text AS name,
        indrelid::regclass::text AS of_table,
        ARRAY(
            SELECT attname::text FROM pg_attribute
            WHERE attrelid = indrelid AND attnum = ANY (indkey::smallint[])
        ) AS columns
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE indisunique AND relnamespace = 'public'::regnamespace
"""
COLUMNS = """
    SELECT table_name::text, column_name::text, data_type::text, is_nullable::text
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
"""
RELATIONS = "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = $1::\"char\""


async def keys(sql: Connection, *kinds: str) -> list[asyncpg.Record]:
    return [
        key
        for key in await sql.fetch(KEYS)
        if key["kind"] in kinds and key["of_table"] not in GLOBAL_TABLES
    ]


async def test_every_table_is_known_and_belongs_to_a_location(sql: Connection) -> None:
    tables = {row["relname"] for row in await sql.fetch(RELATIONS, b"r")}
    located = {
        row["table_name"]: (row["data_type"], row["is_nullable"])
        for row in await sql.fetch(COLUMNS)
        if row["column_name"] == "location_id"
    }

    assert tables == set(metadata.tables) | GLOBAL_TABLES
    assert located == dict.fromkeys(tables - GLOBAL_TABLES, ("text", "NO"))


async def test_every_table_has_a_primary_key(sql: Connection) -> None:
    assert {key["of_table"] for key in await keys(sql, "p")} == set(metadata.tables) - GLOBAL_TABLES


async def test_every_key_begins_with_the_location(sql: Connection) -> None:
    found = await keys(sql, "p", "u", "x")

    assert found
    assert [key["name"] for key in found if key["columns"][0] != "location_id"] == []


async def test_every_unique_index_contains_the_location(sql: Connection) -> None:
    indexes = [
        index for index in await sql.fetch(UNIQUE_INDEXES) if index["of_table"] not in GLOBAL_TABLES
    ]

    assert indexes
    assert [index["name"] for index in indexes if "location_id" not in index["columns"]] == []


async def test_every_reference_stays_within_its_location(sql: Connection) -> None:
    references = await keys(sql, "f")
    pairs = {
        key["name"]: set(zip(key["columns"], key["to_columns"], strict=True)) for key in references
    }

    assert references
    assert [
        name for name, pair in pairs.items() if ("location_id", "location_id") not in pair
    ] == []


async def test_nothing_is_numbered_by_a_sequence(sql: Connection) -> None:
    assert await sql.fetch(RELATIONS, b"S") == []


async def test_no_enum_and_no_domain_is_a_type_of_the_database(sql: Connection) -> None:
    query = (
        "SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace "
        "AND typtype IN ('e', 'd')"
    )

    assert await sql.fetch(query) == []


async def test_every_moment_knows_its_offset(sql: Connection) -> None:
    naive = [
        (row["table_name"], row["column_name"])
        for row in await sql.fetch(COLUMNS)
        if row["data_type"] in ("timestamp without time zone", "date", "time without time zone")
    ]

    assert naive == []


async def test_no_extension_is_used(sql: Connection) -> None:
    extensions = await sql.fetch("SELECT extname FROM pg_extension")

    assert [row["extname"] for row in extensions] == ["plpgsql"]


@pytest.mark.parametrize("table", ["order_status_history", "item_status_history"])
async def test_no_reference_deletes_or_changes_history_by_cascade(
    sql: Connection, table: str
) -> None:
    actions = await sql.fetch(
        "SELECT confdeltype::text || confupdtype::text AS does FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid = $1::text::regclass",
        table,
    )

    assert [row["does"] for row in actions] == ["aa"]


@pytest.mark.parametrize(
    ("table", "column", "names"),
    [
        ("orders", "status", OrderStatus),
        ("order_items", "status", ItemStatus),
        ("order_status_history", "from_status", OrderStatus),
        ("order_status_history", "to_status", OrderStatus),
        ("item_status_history", "from_status", ItemStatus),
        ("item_status_history", "to_status", ItemStatus),
        *((history, "cause", Cause) for history in HISTORIES),
        *((history, "actor_kind", ActorKind) for history in HISTORIES),
    ],
)
async def test_a_column_takes_the_names_that_the_code_knows(
    sql: Connection, table: str, column: str, names: type[StrEnum]
) -> None:
    """Alembic doesn't compare CHECKs, so a name added to the code only would be found in production."""
    definition = await sql.fetchval(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1",
        f"{table}_{column}_check",
    )

    assert re.findall(r"'([\w.-]+)'::text", definition) == [name.value for name in names]
