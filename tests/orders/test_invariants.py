"""The checker itself: silent about what the API made, and loud about each way to spoil it."""

import pytest
from httpx import AsyncClient

from tests.conftest import Connection
from tests.factories import SAMPLE, order
from tests.orders.invariants import RULES, violations

SPOILED = {
    "amendments aren't those that events tell of": (
        "UPDATE order_events SET type = 'order.amended' WHERE type = 'order.status_changed'"
    ),
    "amendments aren't numbered one by one": "UPDATE orders SET amendment_seq = 3",
    "history is neither dense nor chained": "UPDATE order_status_history SET seq = 3 WHERE seq = 2",
    "the newest history row isn't the status": "UPDATE orders SET status_seq = 9",
    "the order's status doesn't agree with its items": "UPDATE order_items SET status = 'READY'",
    "a bundle's status doesn't agree with its parts": (
        "UPDATE order_items SET parent_line = 1 WHERE line = 2 AND status = 'PREPARING';"
        "UPDATE order_items SET status = 'ORDERED' WHERE line = 1 AND status = 'PREPARING'"
    ),
    "bundles are counted, or parts are not": "UPDATE item_status_history SET bundle = true",
    "what has begun is held": "UPDATE order_items SET held = status = 'ORDERED', fired_at = now()",
    "recorded times don't rise from version to version": (
        "UPDATE order_status_history SET recorded_at = 'epoch' WHERE seq = 2"
    ),
    "times fall, lie ahead, or aren't those that the stays add up to": (
        "UPDATE order_status_history SET previous_seconds = previous_seconds + 1 WHERE seq = 2"
    ),
    "versions aren't those that history tells of": "UPDATE orders SET version = version + 1",
    "events aren't numbered one by one": "UPDATE order_events SET seq = 9 WHERE seq = 3",
    "a version hasn't one event of its time": "UPDATE order_events SET order_version = 1",
    "the newest event isn't how the order stands": "UPDATE order_events SET order_status = 'READY'",
    "the open orders aren't those that are listed as open": (
        "DELETE FROM open_orders WHERE order_id = (SELECT order_id FROM open_orders LIMIT 1)"
    ),
}


async def prepared(api: AsyncClient) -> None:
    await api.post("/api/orders", json=SAMPLE)
    placed = (await api.post("/api/orders", json=order())).json()
    await api.patch(f"/api/orders/{placed['id']}/status", json={"status": "PREPARING"})


async def test_what_the_api_makes_breaks_no_rule(api: AsyncClient, sql: Connection) -> None:
    await prepared(api)

    assert await violations(sql) == []


@pytest.mark.parametrize("rule", RULES)
async def test_what_breaks_a_rule_is_found(api: AsyncClient, sql: Connection, rule: str) -> None:
    await prepared(api)
    for table in ("order_status_history", "item_status_history"):
        await sql.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    await sql.execute(SPOILED[rule])

    assert any(line.startswith(rule) for line in await violations(sql))
