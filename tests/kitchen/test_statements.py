"""A look at the kitchen costs one round trip, and no more where many orders lie behind it."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from httpx import AsyncClient

from huuva_backend.kitchen import reads
from huuva_backend.platform.db.connecting import PLANNED_BY_KEY
from tests.conftest import Connection, whole_tables
from tests.factories import item
from tests.kitchen.screens import Screens
from tests.orders.kitchen import Kitchen
from tests.statements import counted

HISTORY = """
    INSERT INTO orders (
        location_id, id, account, brand_id, channel, channel_order_id, pickup_time, created_at,
        recorded_at, changed_at, version, status, status_since, status_seq
    )
    SELECT 'main', lpad(i::text, 32, '0')::uuid, 'a', 'b', 'c', i, now(), now() - i * interval '1 s',
        now(), now(), 1, CASE WHEN i > 4980 THEN 'RECEIVED' ELSE 'PICKED_UP' END, now(), 1
    FROM generate_series(1, 5000) AS i;
    INSERT INTO order_items (
        location_id, order_id, line, plu, name, quantity, modifiers, station, status, status_since,
        status_seq
    )
    SELECT location_id, id, line, 'P', 'Pizza', 1, '[]', 'oven', 'ORDERED', now(), 1
    FROM orders, generate_series(1, 2) AS line;
    INSERT INTO open_orders SELECT location_id, id, created_at, true FROM orders
    WHERE status = 'RECEIVED';
    INSERT INTO location_feeds VALUES ('main', 5000);
    INSERT INTO feed_epochs VALUES ('main', '0000aaaa', 'this database');
"""
"""Of 5,000 orders, the 20 oldest are open."""

OPEN = {"location_feeds": 1, "feed_epochs": 1, "open_orders": 20, "orders": 20}
CHOSEN_ORDERS = "ARRAY[lpad('4990', 32, '0'), lpad('1', 32, '0')]::uuid[]"
LOOKS = {
    "snapshot": (reads.SNAPSHOT, "'main', NULL", OPEN | {"order_items": 40}),
    "share": (reads.SNAPSHOT, "'main', 'oven'", OPEN | {"order_items": 80}),
    "chosen": (
        reads.CHOSEN,
        f"'main', NULL, {CHOSEN_ORDERS}",
        OPEN | {"orders": 1, "order_items": 2},
    ),
    "board": (reads.BOARD, "'main'", OPEN),
    "stations": (
        reads.STATIONS_OF,
        "'{main}'",
        {"open_orders": 20, "orders": 100, "order_items": 240},
    ),
}
"""Each statement, the values of its parameters, and how many rows it is to read."""


@pytest.mark.parametrize("path", ["tickets", "tickets?station=oven", "board", "stations"])
async def test_a_look_takes_one_statement_however_much_there_is(
    api: AsyncClient, kitchen: Kitchen, screens: Screens, sql: Connection, path: str
) -> None:
    await screens.menu("PIZZA", "oven")
    for _ in range(20):
        await kitchen.place(items=[item("PIZZA") for _ in range(20)])

    await screens.board()  # the location's first: with it an epoch begins

    async with counted(sql) as statements:
        answer = await api.get(f"/api/kitchen/{path}")

    assert answer.status_code == 200
    assert len(statements) == 1


async def test_a_look_at_what_events_named_takes_one_statement(
    kitchen: Kitchen, screens: Screens, sql: Connection
) -> None:
    placed = [(await kitchen.place())["id"] for _ in range(20)]
    await screens.board()

    async with counted(sql) as statements:
        tickets = await screens.tickets(orderId=placed)

    assert len(tickets) == 20
    assert len(statements) == 1


def rows_read(node: dict[str, Any]) -> Counter[str]:
    """How many rows of each table a plan has looked at."""
    read = Counter[str]()
    if "Relation Name" in node:
        rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        read[node["Relation Name"]] = rows * node["Actual Loops"]
    return sum((rows_read(child) for child in node.get("Plans", ())), read)


@pytest.fixture
async def planned(own_database: str) -> AsyncIterator[Connection]:
    """A connection as it was opened on the first day, when all tables were empty."""
    connection = await asyncpg.connect(own_database, server_settings=PLANNED_BY_KEY)
    for name, (statement, given, _) in LOOKS.items():
        await connection.execute(f"PREPARE {name} AS {statement.sql}")
        await connection.execute(f"EXECUTE {name} ({given})")
    yield connection
    await connection.close()


@whole_tables
@pytest.mark.parametrize("analyzed", [False, True])
async def test_only_what_is_open_is_read(planned: Connection, analyzed: bool) -> None:
    await planned.execute(HISTORY)
    if analyzed:
        await planned.execute("ANALYZE")

    read = {}
    for name, (_, given, _) in LOOKS.items():
        explained = await planned.fetchval(
            f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE {name} ({given})"
        )
        read[name] = dict(rows_read(json.loads(explained)[0]["Plan"]))

    assert read == {name: expected for name, (*_, expected) in LOOKS.items()}
