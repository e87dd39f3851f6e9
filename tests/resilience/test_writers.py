import os
from bisect import bisect_right
from collections import Counter, defaultdict
from pathlib import Path

import asyncpg
import pytest

from tests.conftest import Connection
from tests.orders.invariants import violations
from tests.resilience.writers import Change, Sight, work_together
from tests.server import Server

SECONDS = float(os.environ.get("HUUVA_TEST_WRITERS_SECONDS", "6"))
EXPLAINED = {
    (200, None),
    (201, None),
    (409, "illegal-transition"),
    (409, "busy"),
    (409, "line-voided"),
    (409, "order-closed"),
    (412, "stale-version"),
    (422, "quantity-not-there"),
}
CHANGES = """
    SELECT order_id::text, version, reason FROM order_status_history
    WHERE cause = 'request' AND version > 1
    UNION
    SELECT order_id::text, version, reason FROM item_status_history
    WHERE cause = 'request' AND version > 1
    UNION
    SELECT order_id::text, version, reason FROM order_amendments
"""
HISTORY = """
    SELECT order_id::text, line, version, to_status
    FROM (
        SELECT order_id, 0 AS line, seq, version, to_status FROM order_status_history
        UNION ALL
        SELECT order_id, line, seq, version, to_status FROM item_status_history
    ) AS history
    ORDER BY order_id, line, seq
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


async def disproved(connection: Connection, sights: set[Sight]) -> list[Sight]:
    """Sights of a status that the subject didn't have at that version."""
    versions, statuses = defaultdict[tuple[str, int], list[int]](list), dict[object, str]()
    for order_id, line, version, status in await connection.fetch(HISTORY):
        versions[order_id, line].append(version)
        statuses[order_id, line, version] = status

    def status_at(sight: Sight) -> str:
        made = versions[sight.order_id, sight.line]
        return statuses[sight.order_id, sight.line, made[bisect_right(made, sight.version) - 1]]

    return [sight for sight in sights if status_at(sight) != sight.status]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("batch_size", ["1", "64"])
async def test_64_writers_on_20_orders_lose_nothing_and_never_deadlock(
    own_database: str, tmp_path: Path, batch_size: str
) -> None:
    """Of two servers; `HUUVA_TEST_WRITERS_SECONDS` says for how long."""
    settings = {"DATABASE_URL": own_database, "BATCH_SIZE": batch_size}
    async with Server(tmp_path, **settings) as one, Server(tmp_path, **settings) as other:
        kitchen = await work_together((one, other), writers=64, orders=20, seconds=SECONDS)
    committed = await asyncpg.connect(own_database)  # theirs hand in their statistics when closed
    try:
        deadlocks = await committed.fetchval(DEADLOCKS)
        written = Counter(Change(*row) for row in await committed.fetch(CHANGES))
        print(dict(kitchen.answers), f"{written.total()} changes, {deadlocks} deadlocks")

        assert set(kitchen.answers) <= EXPLAINED
        assert deadlocks == 0
        assert [server.log for server in (one, other) if "error" in server.log] == []
        assert written.total() > 30 * SECONDS
        assert written == kitchen.changes
        assert await disproved(committed, kitchen.sights) == []
        assert await violations(committed) == []
    finally:
        await committed.close()
