"""Migrations go up, down and up again, and say all that the models say."""

import asyncio
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from tests.conftest import ROOT, create_database

VERSIONS = sorted(
    (ROOT / "huuva_backend/migrations/versions").glob("*.py"),
    key=lambda path: [int(n) if n.isdigit() else n for n in re.split(r"(\d+)", path.name)],
)
SCHEMA = """
    SELECT relkind::text || ' ' || relname AS what FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'constraint ' || conname || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'column ' || table_name || column_name || data_type || is_nullable
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
"""


@pytest.fixture
def url(postgres: str, worker_id: str) -> str:
    return asyncio.run(create_database(f"migrations_{worker_id}"))


@pytest.fixture
def alembic(url: str) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.attributes["database_url"] = url
    return config


@pytest.fixture
def sql_of_all() -> str:
    """What `upgrade head --sql` writes."""
    written = io.StringIO()
    command.upgrade(Config(ROOT / "alembic.ini", output_buffer=written), "head", sql=True)
    return written.getvalue()


@pytest.fixture
def schema(url: str) -> Callable[[], set[str]]:
    """What there is in the database, by definition."""

    async def read() -> set[str]:
        connection = await asyncpg.connect(url)
        try:
            return {row["what"] for row in await connection.fetch(SCHEMA)}
        finally:
            await connection.close()

    return lambda: asyncio.run(read())


def test_down_undoes_all_that_up_does(alembic: Config, schema: Callable[[], set[str]]) -> None:
    command.upgrade(alembic, "head")
    there = schema()
    command.downgrade(alembic, "base")
    gone = schema()
    command.upgrade(alembic, "head")

    assert any("orders" in what for what in there)
    assert all("alembic_version" in what for what in gone)
    assert schema() == there


def test_migrations_say_all_that_the_models_say(alembic: Config) -> None:
    command.upgrade(alembic, "head")

    command.check(alembic)  # raises where autogenerate would write something


ORDER_WITH_AN_EVENT = """
    INSERT INTO orders (
        location_id, id, account, brand_id, channel, channel_order_id, pickup_time, created_at,
        recorded_at, changed_at, version, status, status_since, status_seq
    ) VALUES (
        'main', '01a200f3-8f25-70dd-9187-be12b1d3dddc', 'a', 'brand-7', 'wolt', 'c', now(), now(),
        now(), now(), 1, 'RECEIVED', now(), 1
    );
    INSERT INTO open_orders SELECT location_id, id, '2099-12-31', false FROM orders;
    INSERT INTO location_feeds (location_id, last_seq) VALUES ('main', 1);
    INSERT INTO order_events (
        location_id, seq, type, order_id, order_version, order_status, at, changes
    )
    SELECT location_id, 1, 'order.created', id, 1, status, now(), '[]' FROM orders;
"""
EVENTS_OF_PRODUCTS = "3d5f8a0c72be"
BEFORE_THE_FEED, FEED = "7c51f0a3b9de", "b0e6d42f8a17"


@pytest.fixture
def sql(url: str) -> Callable[[str], list[tuple[Any, ...]]]:
    """Runs statements, or one that answers rows."""

    async def run(statement: str) -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(url)
        try:
            if statement.startswith("SELECT"):
                return [tuple(row) for row in await connection.fetch(statement)]
            await connection.execute(statement)
            return []
        finally:
            await connection.close()

    return lambda statement: asyncio.run(run(statement))


def test_events_of_before_are_given_their_orders_brand_and_channel(
    alembic: Config, sql: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    command.upgrade(alembic, FEED)
    sql(ORDER_WITH_AN_EVENT)

    command.upgrade(alembic, "head")

    assert sql("SELECT seq, brand_id, channel FROM order_events") == [(1, "brand-7", "wolt")]


def test_the_feed_is_not_taken_away_from_under_its_events(
    alembic: Config, sql: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    command.upgrade(alembic, FEED)
    sql(ORDER_WITH_AN_EVENT)

    with pytest.raises(DBAPIError, match="the feed of events has begun"):
        command.downgrade(alembic, BEFORE_THE_FEED)
    command.upgrade(alembic, "head")

    assert sql("SELECT last_seq FROM location_feeds") == [(1,)]
    assert sql("SELECT seq FROM order_events") == [(1,)]
    assert sql("SELECT released FROM open_orders") == [(False,)]


def test_on_the_way_down_events_of_products_go_and_those_of_orders_stay(
    alembic: Config, sql: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    command.upgrade(alembic, EVENTS_OF_PRODUCTS)
    sql(ORDER_WITH_AN_EVENT)
    sql("""
        INSERT INTO order_events (location_id, seq, type, at, changes, brand_id, plu)
        VALUES ('main', 2, 'product.soldOut', now(), '[]', 'brand-7', 'A')
        """)
    command.downgrade(alembic, "-1")

    assert sql("SELECT seq, type FROM order_events") == [(1, "order.created")]


def test_down_and_up_begins_another_epoch(
    alembic: Config, sql: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    command.upgrade(alembic, "head")
    sql("INSERT INTO location_feeds VALUES ('main', 1)")
    sql("INSERT INTO feed_epochs VALUES ('main', '0000aaaa', 'this database')")

    command.downgrade(alembic, FEED)
    command.upgrade(alembic, "head")

    assert sql("SELECT * FROM location_feeds") == [("main", 1)]
    assert sql("SELECT * FROM feed_epochs") == []


def test_migrating_twice_changes_nothing(alembic: Config, schema: Callable[[], set[str]]) -> None:
    command.upgrade(alembic, "head")
    before = schema()

    command.upgrade(alembic, "head")

    assert schema() == before


def test_servers_that_start_together_migrate_one_after_the_other(
    url: str, schema: Callable[[], set[str]]
) -> None:
    command_line = [sys.executable, "-m", "huuva_backend", "migrate"]
    environment = os.environ | {"HUUVA_BACKEND_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    starting = [
        subprocess.Popen(command_line, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in starting]

    assert [process.returncode for process in starting] == [0, 0, 0], said
    assert any("orders" in what for what in schema())


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.name)
def test_a_migration_is_named_by_its_date(path: Path) -> None:
    assert re.fullmatch(r"20\d\d_(0[1-9]|1[0-2])_([0-2]\d|3[01])_[a-z0-9_]+\.py", path.name)


def test_migrations_stand_in_one_line_in_the_order_of_their_dates(alembic: Config) -> None:
    script = ScriptDirectory.from_config(alembic)
    line: list[Any] = list(script.walk_revisions())[::-1]

    assert len(script.get_heads()) == 1
    assert [Path(revision.path).name for revision in line] == [path.name for path in VERSIONS]


def test_a_migration_does_not_wait_long_for_a_lock(sql_of_all: str) -> None:
    assert sql_of_all.index("SET lock_timeout = '500ms'") < sql_of_all.index("CREATE TABLE orders")


def test_the_sql_that_is_written_does_what_migrating_does(
    alembic: Config, url: str, sql_of_all: str, schema: Callable[[], set[str]]
) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            for statement in sql_of_all.split(";\n\n"):  # as psql does: one by one
                if statement.strip():
                    await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())
    by_hand = schema()
    command.downgrade(alembic, "base")
    command.upgrade(alembic, "head")

    assert schema() == by_hand
