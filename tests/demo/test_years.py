"""Years of history that the database copies from a day: as the product would have written them."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from itertools import chain

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient

from huuva_backend import demo
from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.application import connect, create_app
from huuva_backend.demo.years import CALLER, WRITERS, WantedYears, YearsOfOrders
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection, create_database
from tests.orders.invariants import RULES, violations
from tests.test_demo import contents, contents_of

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)
MONTH = timedelta(days=30)
ALL = timedelta(days=5000)
FEW = 400
ORPHANS = """
    SELECT location_id, order_id FROM {table} AS own WHERE NOT EXISTS (
        SELECT FROM orders WHERE orders.location_id = own.location_id AND orders.id = own.order_id
    )
"""
NEED_ALL_EVENTS = {
    "amendments aren't those that events tell of",
    "versions aren't those that history tells of",
    "a version hasn't one event of its time",
    "the newest event isn't how the order stands",
}
"""Rules that hold no more of what is older than events are kept, whoever wrote it."""
OF_ORDERS = (
    *("order_customers", "order_items", "order_dedupe", "order_status_history"),
    *("item_status_history", "order_amendments", "order_events"),
)


async def add(url: str, wanted: WantedYears) -> tuple[YearsOfOrders, int | None]:
    past = YearsOfOrders(wanted)
    database = await Database.open(url, size=len(WRITERS), name="demo", statement_seconds=60)
    async with aclosing(database):
        return past, await past.add(database, lambda _: None)


@pytest.fixture
async def sql_of(own_database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(own_database, server_settings={"timezone": "UTC"})
    yield connection
    await connection.close()


async def test_with_all_their_events_they_break_no_rule(
    own_database: str, sql_of: Connection
) -> None:
    past, added = await add(own_database, WantedYears(1, 3000, 2, NOW, ALL))

    assert await violations(sql_of) == []
    assert added == await sql_of.fetchval("SELECT count(*) FROM orders")
    assert added is not None
    assert 2950 < added <= 3000
    assert await sql_of.fetchval("SELECT count(*) FROM open_orders") == 0
    for table in OF_ORDERS:
        assert await sql_of.fetch(ORPHANS.format(table=table)) == [], table
        assert await sql_of.fetchval(f"SELECT count(*) FROM {table}") > 0, table
    assert await sql_of.fetchval("SELECT max(changed_at) FROM orders") <= NOW - timedelta(days=1)
    seen = await sql_of.fetchrow("""
        SELECT count(DISTINCT cause) AS causes, bool_or(recall) AS recalls, bool_or(late) AS late
        FROM (
            SELECT cause, recall, late FROM order_status_history
            UNION ALL SELECT cause, recall, late FROM item_status_history
        ) AS history
        """)
    assert seen is not None
    assert (seen["causes"] >= 4, seen["recalls"]) == (True, True)
    assert past.schedule.a_day == 7


async def test_of_events_and_natural_keys_there_are_those_that_are_still_kept(
    own_database: str, sql_of: Connection
) -> None:
    await add(own_database, WantedYears(1, 3000, 2, NOW, MONTH, FEW))

    broken = {name for name, rule in RULES.items() if await sql_of.fetch(rule)}
    assert broken == NEED_ALL_EVENTS
    events = await sql_of.fetchrow("SELECT min(at) AS oldest, count(*) AS events FROM order_events")
    assert events is not None
    assert NOW - MONTH < events["oldest"] < NOW - MONTH + timedelta(days=2)
    untold = await sql_of.fetch(
        """
        SELECT order_id, version FROM (
            SELECT order_id, version FROM order_status_history WHERE recorded_at > $1
            UNION SELECT order_id, version FROM item_status_history WHERE recorded_at > $1
            UNION SELECT order_id, version FROM order_amendments WHERE recorded_at > $1
        ) AS made
        WHERE NOT EXISTS (
            SELECT FROM order_events AS event
            WHERE event.order_id = made.order_id AND event.order_version = made.version
        )
        """,
        NOW - MONTH,
    )
    assert untold == []
    assert await sql_of.fetchval("SELECT min(expires_at) FROM order_dedupe") > NOW
    expired = await sql_of.fetchval("SELECT count(*) FROM orders") - await sql_of.fetchval(
        "SELECT count(*) FROM order_dedupe"
    )
    assert expired > 2800


async def test_each_is_answered_and_its_times_are_all_of_its_day(
    own_database: str, sql_of: Connection
) -> None:
    await add(own_database, WantedYears(1, 1500, 1, NOW, MONTH, FEW))
    settings = Settings(_env_file=None, environment="test", log_level="error")
    app = create_app(settings)
    database = await Database.open(own_database, size=2, name="demo", statement_seconds=60)
    async with aclosing(database):
        connect(app, settings, database)
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://testserver") as api:
            told = await sql_of.fetch("""
                SELECT id FROM orders
                WHERE acceptance IS NOT NULL OR cancellation_request IS NOT NULL
                    OR claims IS NOT NULL OR amendment_seq > 0
                ORDER BY id LIMIT 60
                """)
            for (order_id,) in told:
                answer = await api.get(f"/api/orders/{order_id}")
                body = answer.json()
                days = set(re.findall(r'"(20\d\d-\d\d-\d\d)T', answer.text))

                assert answer.status_code == 200
                placed = datetime.fromisoformat(body["recordedAt"])
                assert all(
                    abs(datetime.fromisoformat(f"{day}T12:00Z") - placed) < timedelta(days=2)
                    for day in days
                ), answer.text
    assert len(told) == 60


async def test_an_account_is_one_person_with_one_number(
    own_database: str, sql_of: Connection
) -> None:
    await add(own_database, WantedYears(1, 3000, 2, NOW, MONTH, FEW))

    accounts = await sql_of.fetch("""
        SELECT account, count(*) AS orders, count(DISTINCT (name, phone_number)) AS people
        FROM orders JOIN order_customers ON order_id = id
        WHERE account IS NOT NULL GROUP BY account
        """)
    assert {row["people"] for row in accounts} == {1}
    assert max(row["orders"] for row in accounts) > 3
    assert len(accounts) > 500


async def test_what_is_measured_is_what_was_written(own_database: str, sql_of: Connection) -> None:
    past, _ = await add(own_database, WantedYears(1, 600, 1, NOW, MONTH, FEW))
    scheduled = list(chain.from_iterable(past.schedule.chunks(100)))
    stays = {
        ticket.order.id: [
            (entry.from_status, entry.previous_seconds)
            for entry in ticket.order.status_history
            if entry.counted and entry.previous_seconds is not None
        ]
        for ticket in past.tickets
    }
    expected = sum(len(stays[each.template]) for each in scheduled)
    seconds = sum(seconds for each in scheduled for _, seconds in stays[each.template])

    row = await sql_of.fetchrow("""
        SELECT count(previous_seconds) AS stays, sum(previous_seconds) AS seconds
        FROM order_status_history
        """)

    assert row is not None
    assert row["stays"] == expected
    assert row["seconds"] == pytest.approx(seconds, rel=1e-9)


def test_the_same_seed_makes_the_same_and_nothing_twice(
    migrated: str, worker_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (
        asyncio.run(create_database(f"{name}_{worker_id}", template=migrated))
        for name in ("years", "years_again")
    )
    for url in (one, other):
        asyncio.run(add(url, WantedYears(1, 1200, 1, NOW, MONTH, FEW)))
    made = asyncio.run(contents_of(one))
    assert made == asyncio.run(contents_of(other))
    assert len(made["orders"]) > 1150

    demo.run(one, seed=1, orders=1200, years=1, until=NOW)
    told = capsys.readouterr().err
    assert "years of seed 1 are there already" in told
    assert re.search(r"✓ [3-9] orders with", told), "of the last day"
    assert set(made["orders"]) < set(asyncio.run(contents_of(one))["orders"])
    assert len(asyncio.run(contents_of(one))["orders"]) < len(made["orders"]) + 10


async def test_beside_real_orders_it_goes_on_with_their_numbers(
    own_database: str, sql_of: Connection
) -> None:
    await add(own_database, WantedYears(1, 800, 1, NOW, ALL, FEW))
    before = await contents(sql_of)

    await add(own_database, WantedYears(2, 800, 1, NOW, ALL, FEW))

    assert await violations(sql_of) == []
    assert set(before["orders"]) < set((await contents(sql_of))["orders"])


async def test_whoever_stops_it_leaves_nothing_behind(
    own_database: str, sql_of: Connection
) -> None:
    class Stopped(Exception):
        pass

    def stop(_: int) -> None:
        raise Stopped

    before = await contents(sql_of)
    past = YearsOfOrders(WantedYears(1, 800, 1, NOW, MONTH, FEW))
    database = await Database.open(own_database, size=2, name="demo", statement_seconds=60)
    async with aclosing(database):
        with pytest.raises(Stopped):
            await past.add(database, stop)

    assert await contents(sql_of) == before


async def test_history_that_it_wrote_can_no_more_be_changed_than_any(
    own_database: str, sql_of: Connection
) -> None:
    await add(own_database, WantedYears(1, 300, 1, NOW, MONTH, FEW))

    with pytest.raises(asyncpg.RestrictViolationError):
        await sql_of.execute("UPDATE order_status_history SET recall = true")


async def test_roll_ups_that_had_all_orders_add_those_of_the_past_as_well(
    own_database: str, sql_of: Connection
) -> None:
    wanted = WantedYears(1, FEW, 1, NOW, ALL, FEW)
    await add(own_database, wanted)
    database = await Database.open(own_database, size=1, name="worker", statement_seconds=60)
    async with aclosing(database):
        await RollupService().fold(CALLER, database)
        await add(own_database, wanted._replace(seed=2))
        await RollupService().fold(CALLER, database)
        assert await RollupService().differences(CALLER, database, NOW, 400) == []
    added = await sql_of.fetchval(
        "SELECT sum(count) FROM rollups WHERE level = 1 AND kind = (SELECT min(kind) FROM rollups)"
    )
    assert added > 0
