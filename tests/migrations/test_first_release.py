"""A database of the release before, with rows in it: all of them are kept, and fit the rules of today."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from alembic import command
from alembic.config import Config

from tests.conftest import ROOT, Connection, create_database
from tests.orders.invariants import violations

FIRST_RELEASE = "b0e6d42f8a17"
BEFORE_STAYS = "4f7d0c92e6b3"
ROWS = Path(__file__).with_name("first_release.sql").read_text()

COUNTS = """
    SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM order_items) AS items,
        (SELECT count(*) FROM order_status_history) AS history,
        (SELECT count(*) FROM item_status_history WHERE to_status <> 'PICKED_UP') AS item_history,
        (SELECT count(*) FROM order_events) AS events, (SELECT count(*) FROM open_orders) AS open
"""
HISTORY = """
    SELECT h.* FROM order_status_history AS h
    JOIN orders AS o ON o.location_id = h.location_id AND o.id = h.order_id
    WHERE o.channel_order_id = $1 ORDER BY h.seq
"""
ITEM_HISTORY = """
    SELECT h.*, i.status, i.status_seq FROM item_status_history AS h
    JOIN order_items AS i USING (location_id, order_id, line)
    JOIN orders AS o ON o.location_id = h.location_id AND o.id = h.order_id
    WHERE o.channel_order_id = $1 AND i.line = 1 ORDER BY h.seq
"""
WHOLE = """
    SELECT order_id, NULL::integer AS line, seq, o::text AS row FROM order_status_history AS o
    UNION ALL
    SELECT order_id, line, seq, i::text FROM item_status_history AS i
    ORDER BY order_id, line, seq
"""


class Migrated(NamedTuple):
    """A database as the first release left it, and as this one has migrated it; what it held before."""

    url: str
    held: dict[str, int]


@pytest.fixture(scope="module", params=["superuser", "owner"])
def migrated_rows(postgres: str, worker_id: str, request: pytest.FixtureRequest) -> Migrated:
    url = asyncio.run(create_database(f"first_release_{worker_id}"))
    if request.param == "owner":
        url = asyncio.run(owned(url, f"owner_{worker_id}"))
    migrate(url, FIRST_RELEASE)
    asyncio.run(run(url, ROWS))
    held = asyncio.run(counted(url))
    migrate(url, "head")
    return Migrated(url, held)


async def owned(url: str, role: str) -> str:
    """The database belongs to a role that may do nothing else; as that role."""
    await run(
        url,
        f"""
        DROP ROLE IF EXISTS {role};
        CREATE ROLE {role} LOGIN;
        GRANT ALL ON SCHEMA public TO {role};
        """,
    )
    return urlunsplit(urlsplit(url)._replace(netloc=f"{role}@"))


def migrate(url: str, revision: str) -> None:
    config = Config(ROOT / "alembic.ini")
    config.attributes["database_url"] = url
    step = command.downgrade if revision == BEFORE_STAYS else command.upgrade
    step(config, revision)


async def run(url: str, statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statements)
    finally:
        await connection.close()


async def counted(url: str) -> dict[str, int]:
    connection = await asyncpg.connect(url)
    try:
        row = await connection.fetchrow(COUNTS)
        return dict(row or {})
    finally:
        await connection.close()


@pytest.fixture
async def rows(migrated_rows: Migrated) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(migrated_rows.url, server_settings={"timezone": "UTC"})
    yield connection
    await connection.close()


async def test_every_row_is_kept_and_all_fit_the_rules_of_today(
    migrated_rows: Migrated, rows: Connection
) -> None:
    assert await counted(migrated_rows.url) == migrated_rows.held
    assert migrated_rows.held["orders"] == 39
    assert await violations(rows) == []


async def test_what_was_reported_late_counts_from_when_it_was_recorded_as_it_was_measured(
    rows: Connection,
) -> None:
    *_, late = await rows.fetch(HISTORY, "late")
    ahead = (await rows.fetch(HISTORY, "ahead"))[1]

    assert (late["late"], late["occurred_at"]) == (True, late["recorded_at"])
    assert timedelta(minutes=172) < late["recorded_at"] - late["reported_at"] < timedelta(hours=3)
    assert ahead["occurred_at"] == ahead["recorded_at"] < ahead["reported_at"]


async def test_what_began_years_before_it_was_recorded_is_in_no_measure(rows: Connection) -> None:
    for history in (HISTORY, ITEM_HISTORY):
        first, begun, *others = await rows.fetch(history, "sample")

        assert (first["begun_before_recorded"], begun["begun_before_recorded"]) == (False, True)
        assert 0 <= begun["previous_seconds"] < 60
        assert not any(row["begun_before_recorded"] for row in others)


async def test_an_order_for_later_was_held_until_the_feed_told_of_its_release(
    rows: Connection,
) -> None:
    for history in (HISTORY, ITEM_HISTORY):
        begun = (await rows.fetch(history, "for-later"))[1]

        assert begun["held_seconds"] == pytest.approx(1203, abs=3)
        assert 0 < begun["previous_seconds"] < 10


async def test_items_were_picked_up_with_their_order(rows: Connection) -> None:
    orders = await rows.fetch(HISTORY, "recalled")
    items = await rows.fetch(ITEM_HISTORY, "recalled")
    gone, picked_up = items[-1], orders[-1]

    assert [row["to_status"] for row in items] == [
        *("ORDERED", "READY", "PREPARING", "READY", "PICKED_UP"),
    ]
    assert (gone["status"], gone["status_seq"], gone["seq"]) == ("PICKED_UP", 5, 5)
    same = ("version", "recorded_at", "occurred_at", "actor_kind", "actor_id", "reason")
    assert [gone[name] for name in same] == [picked_up[name] for name in same]
    assert (
        gone["previous_seconds"] == (gone["occurred_at"] - items[-2]["occurred_at"]).total_seconds()
    )


async def test_how_long_an_item_stood_ready_whose_beginning_was_never_told_is_in_no_measure(
    rows: Connection,
) -> None:
    *_, untold = await rows.fetch(ITEM_HISTORY, "imported")
    *_, told = await rows.fetch(ITEM_HISTORY, "imported-with-items")

    assert (untold["to_status"], untold["begun_before_recorded"]) == ("PICKED_UP", True)
    assert (told["to_status"], told["begun_before_recorded"]) == ("PICKED_UP", False)
    assert told["previous_seconds"] == pytest.approx(900, abs=1)


async def test_history_is_append_only_again(rows: Connection) -> None:
    for table in ("order_status_history", "item_status_history"):
        with pytest.raises(asyncpg.RestrictViolationError):
            await rows.execute(f"DELETE FROM {table}")


async def test_the_way_back_and_up_again_changes_nothing(
    migrated_rows: Migrated, rows: Connection
) -> None:
    before = await rows.fetch(WHOLE)

    await asyncio.to_thread(migrate, migrated_rows.url, BEFORE_STAYS)
    between = await rows.fetch("SELECT DISTINCT status FROM order_items")
    await asyncio.to_thread(migrate, migrated_rows.url, "head")

    assert "PICKED_UP" not in {row["status"] for row in between}
    assert await rows.fetch(WHOLE) == before
    assert await violations(rows) == []
