"""What is planned while tables are empty lives on, so it must be right for full ones."""

import re

import asyncpg
import pytest

from huuva_backend.feed.reads import NEWS, PAGE
from huuva_backend.feed.writes import EXPIRE, FIND_EXPIRED
from huuva_backend.orders.outbox import RELEASE
from huuva_backend.orders.reads import GET, GET_ITEM, GET_TO_MOVE, page
from huuva_backend.orders.writes import ADD, MOVE
from huuva_backend.platform.db.database import PLANNED_BY_KEY
from huuva_backend.platform.db.statement import Statement

STATEMENTS = {
    "get": GET,
    "get to move": GET_TO_MOVE,
    "get an item": GET_ITEM,
    "add": ADD,
    "move": MOVE,
    "release": RELEASE,
    "open orders": page(frozenset({"statuses"}), only_open=True),
    "open orders of a location": page(frozenset({"statuses", "location_id"}), only_open=True),
    "orders of a brand": page(frozenset({"brand_id"})),
    "orders of a channel": page(frozenset({"channel"})),
    "news": NEWS,
    "a page of events": PAGE,
    "old events": FIND_EXPIRED,
    "let go": EXPIRE,
}
WALKS = re.compile("Seq Scan|orders_newest_idx|orders_location_id_created_at_idx|Hash|Merge")


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


@pytest.mark.parametrize("statement", [GET_TO_MOVE, GET_ITEM], ids=["order", "item"])
async def test_of_a_long_history_only_the_newest_entries_are_read(
    own_database: str, statement: Statement
) -> None:
    found = await plan(own_database, statement)

    _, _, history = found.partition("item_status_history_pkey")
    assert re.search(r"Index Cond: .*\(line = ", history.splitlines()[1]), found
