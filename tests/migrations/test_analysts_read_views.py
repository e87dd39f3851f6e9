"""Views for analysts: each column says what it is, none tells of a person, and their readers may read nothing else."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from alembic.config import Config

from huuva_backend.customers.personal import FATES
from huuva_backend.platform.db import embedded
from tests.conftest import ROOT, Connection

VIEWS = {
    *("analytics_orders", "analytics_order_items", "analytics_amendments"),
    *("analytics_order_status_changes", "analytics_item_status_changes"),
}
COLUMNS = """
    SELECT relname::text AS view, attname::text AS name, col_description(attrelid, attnum) AS said,
        obj_description(attrelid) AS what
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' AND attnum > 0
"""
READ_COLUMNS = """
    SELECT DISTINCT table_name::text, column_name::text
    FROM information_schema.view_column_usage WHERE view_schema = 'public'
"""
WITHOUT_PROSE = {
    ("orders", "account"),  # whether there is one
    ("orders", "acceptance"),  # its state, and a reason of a list
    ("orders", "cancellation_request"),  # its state
    ("order_items", "modifiers"),  # how many
    ("order_amendments", "changes"),  # of which fields
}
"""What erasing a customer rewrites and a view reads: without that which it would take away."""


async def test_every_view_and_each_of_its_columns_says_what_it_is(sql: Connection) -> None:
    columns = await sql.fetch(COLUMNS)

    assert {row["view"] for row in columns} == VIEWS
    assert [row["name"] for row in columns if not row["said"] or not row["what"]] == []


async def test_nothing_that_tells_of_a_person_is_read(sql: Connection) -> None:
    used = {tuple(row) for row in await sql.fetch(READ_COLUMNS)}
    personal = {(table, column) for table, fates in FATES.items() for column in fates}

    assert used & personal == WITHOUT_PROSE
    assert not used & {("orders", "server"), ("orders", "channel_order_id")}


async def test_who_did_it_is_named_only_where_it_is_no_person(sql: Connection) -> None:
    await sql.execute("""
        INSERT INTO orders (location_id, id, brand_id, channel, channel_order_id, created_at, recorded_at,
            changed_at, version, status, status_since, status_seq)
        SELECT 'main', '01a200f3-8f25-70dd-9187-be12b1d3dddc', 'b', 'wolt', 'c', now(), now(), now(), 2,
            'PREPARING', now(), 2;
        INSERT INTO order_status_history (location_id, order_id, seq, version, from_status, to_status,
            occurred_at, recorded_at, late, previous_seconds, recall, cause, actor_kind, actor_id)
        SELECT location_id, id, change.seq, change.seq, before, after, now(), now(), false, seconds, false,
            'request', kind, actor
        FROM orders, (VALUES
            (1, NULL, 'RECEIVED', NULL::float, 'partner', 'wolt'),
            (2, 'RECEIVED', 'PREPARING', 3, 'user', 'cook-anna')
        ) AS change (seq, before, after, seconds, kind, actor);
        """)

    rows = await sql.fetch(
        "SELECT actor_kind, actor_id FROM analytics_order_status_changes ORDER BY seq"
    )

    assert [tuple(row) for row in rows] == [("partner", "wolt"), ("user", None)]


async def test_an_analyst_reads_the_views_and_no_table(sql: Connection) -> None:
    await sql.execute("SET LOCAL ROLE huuva_analyst")
    for view in sorted(VIEWS):
        assert await sql.fetch(f"SELECT * FROM {view}") == []

    for statement in (
        "SELECT * FROM public.orders",
        "SELECT * FROM public.order_customers",
        "DELETE FROM analytics_orders",
        "UPDATE analytics_order_items SET plu = ''",
        "CREATE TABLE public.own ()",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with sql.transaction():
                await sql.execute(statement)


def test_where_no_role_may_be_made_there_are_views_and_a_file_makes_it(room: Path) -> None:
    with embedded.running(room, durable=False) as url:
        asyncio.run(_execute(url, "CREATE ROLE plain LOGIN", "CREATE DATABASE own OWNER plain"))
        config = Config(ROOT / "alembic.ini")
        config.attributes["database_url"] = url.replace("postgres@/postgres", "plain@/own")
        command.upgrade(config, "head")

        own = url.replace("/postgres?", "/own?")
        role = "SELECT count(*) FROM pg_roles WHERE rolname = 'huuva_analyst'"
        assert asyncio.run(_value(own, role)) == 0
        assert asyncio.run(_value(own, "SELECT count(*) FROM analytics_orders")) == 0

        file = (ROOT / "deploy/analyst.sql").read_text()
        asyncio.run(_execute(own, file, file))
        asked = "SELECT count(*) FROM analytics_orders"
        asyncio.run(_execute(own, "CREATE ROLE anna LOGIN IN ROLE huuva_analyst"))
        assert asyncio.run(_value(own.replace("postgres@", "anna@"), asked)) == 0


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _value(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()
