"""What is planned while tables are empty lives on, so it must be right for full ones."""

import re

import asyncpg
import pytest

from huuva_backend.feed.reads import NEWS, PAGE
from huuva_backend.feed.writes import EXPIRE, FIND_EXPIRED
from huuva_backend.orders.listing_reads import page
from huuva_backend.orders.order import OrderSort
from huuva_backend.orders.outbox import RELEASE, RELEASE_PATIENTLY
from huuva_backend.orders.reads import GET, GET_ITEM, GET_TO_MOVE
from huuva_backend.orders.writes import ADD, MOVE
from huuva_backend.platform.db.connecting import PLANNED_BY_KEY
from huuva_backend.platform.db.statement import Statement
from huuva_backend.quotes.reads import OPEN_LINES, PREPARATIONS
from tests.conftest import create_database, whole_tables

pytestmark = whole_tables
STATEMENTS = {
    "get": GET,
    "get to move": GET_TO_MOVE,
    "get an item": GET_ITEM,
    "add": ADD,
    "move": MOVE,
    "release": RELEASE,
    "release patiently": RELEASE_PATIENTLY,
    "open orders": page(frozenset({"statuses"}), only_open=True),
    "open orders of a location": page(frozenset({"statuses", "location_id"}), only_open=True),
    "orders of a brand": page(frozenset({"brand_id"})),
    "orders of a channel": page(frozenset({"channel"})),
    "news": NEWS,
    "a page of events": PAGE,
    "old events": FIND_EXPIRED,
    "let go": EXPIRE,
    "lines to make": OPEN_LINES,
    "preparations": PREPARATIONS,
}
WALKS = re.compile(
    "Seq Scan|orders_newest_idx|orders_location_id_created_at_idx|orders_pickup_idx|orders_display_id_idx"
    "|Hash|Merge"
)


PICKUP_TIME = OrderSort.PICKUP_TIME
AT_LOCATION = r"location_id = .* AND \(created_at >= "
SOUGHT = {
    "by display id": (page(frozenset({"display_id"})), "orders_display_id_idx", "lower"),
    "by display id at a location": (
        page(frozenset({"display_id", "location_id"})),
        "orders_display_id_idx",
        "lower.* AND .*location_id = ",
    ),
    "a customer": (
        page(frozenset({"location_id", "created_from", "customer"})),
        "orders_location_id_created_at_idx",
        AT_LOCATION,
    ),
    "a phone": (
        page(frozenset({"location_id", "created_from", "phone"})),
        "orders_location_id_created_at_idx",
        AT_LOCATION,
    ),
    "a phone, by pick-up": (
        page(frozenset({"location_id", "created_from", "phone"}), sort=PICKUP_TIME),
        "orders_location_id_created_at_idx",
        AT_LOCATION,
    ),
    "by pick-up": (
        page(frozenset({"pickup_from", "pickup_to"}), sort=PICKUP_TIME),
        "orders_pickup_idx",
        "COALESCE.* AND .*COALESCE",
    ),
    "a location's by pick-up": (
        page(frozenset({"location_id", "pickup_from", "pickup_to"}), sort=PICKUP_TIME),
        "orders_pickup_idx",
        "COALESCE.* AND .*location_id = ",
    ),
    "the next by pick-up": (
        page(frozenset({"location_id", "pickup_to", "after"}), sort=PICKUP_TIME),
        "orders_pickup_idx",
        "COALESCE.* AND .*location_id = ",
    ),
    "wanted in a while": (
        page(frozenset({"location_id", "pickup_from", "pickup_to"})),
        "orders_pickup_idx",
        "COALESCE.* AND .*location_id = ",
    ),
}
MANY_ORDERS = """
    INSERT INTO orders (
        location_id, id, brand_id, channel, channel_order_id, pickup_time, created_at, recorded_at, changed_at,
        version, status, status_since, status_seq
    )
    SELECT 'location-' || n % 100, gen_random_uuid(), 'brand', 'direct', 'order-' || n,
        CASE WHEN n % 3 > 0 THEN at + interval '30 minutes' END, at, at, at, 1, 'RECEIVED', at, 1
    FROM generate_series(1, 20000) AS n, LATERAL (SELECT now() - n * interval '5 minutes' AS at) AS times;
    INSERT INTO order_customers (location_id, order_id, name, phone_number)
    SELECT location_id, id, 'Guest ' || id, '040 ' || version FROM orders;
    ANALYZE orders; ANALYZE order_customers;
"""


async def plan(url: str, statement: Statement) -> str:
    numbers = {int(number) for number in re.findall(r"\$(\d+)", statement.sql)}
    nulls = f"({', '.join(['NULL'] * max(numbers))})" if numbers else ""
    connection = await asyncpg.connect(url, server_settings=PLANNED_BY_KEY)
    try:
        await connection.execute(f"PREPARE tried AS {statement.sql}")
        rows = await connection.fetch(f"EXPLAIN EXECUTE tried {nulls}")
    finally:
        await connection.close()
    return "\n".join(row[0] for row in rows)


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
async def test_on_empty_tables_each_row_is_looked_up_by_its_key(
    own_database: str, statement: Statement
) -> None:
    found = await plan(own_database, statement)

    assert WALKS.search(found) is None, found


@pytest.fixture(scope="module")
async def many_orders(migrated: str, worker_id: str) -> str:
    url = await create_database(f"many_orders_{worker_id}", template=migrated)
    connection = await asyncpg.connect(url)
    await connection.execute(MANY_ORDERS)
    await connection.close()
    return url


@pytest.mark.parametrize(("statement", "index", "condition"), SOUGHT.values(), ids=SOUGHT)
async def test_who_looks_for_an_order_is_served_by_an_index(
    many_orders: str, statement: Statement, index: str, condition: str
) -> None:
    found = await plan(many_orders, statement)

    _, _, scan = found.partition(index)
    assert scan, found
    assert re.search(f"Index Cond: .*{condition}", scan.splitlines()[1]), found
    assert re.search("Seq Scan|orders_newest_idx|Hash|Merge", found) is None, found


@pytest.mark.parametrize("statement", [GET_TO_MOVE, GET_ITEM], ids=["order", "item"])
async def test_of_a_long_history_only_the_newest_entries_are_read(
    own_database: str, statement: Statement
) -> None:
    found = await plan(own_database, statement)

    _, _, history = found.partition("item_status_history_pkey")
    assert re.search(r"Index Cond: .*\(line = ", history.splitlines()[1]), found
