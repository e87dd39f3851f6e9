import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from httpx import AsyncClient
from pydantic_core import to_json

from huuva_backend import demo
from huuva_backend.demo import simulated, storage
from huuva_backend.demo.arrivals import arrival
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import Cause, OrderStatus
from huuva_backend.orders.service import OrderService
from huuva_backend.orders.totals import AdjustmentKind
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection, create_database
from tests.factories import order
from tests.orders.invariants import violations

DINNER = datetime(2026, 1, 30, 17, tzinfo=UTC)
ORDERS = 150
TABLES = (
    *("orders", "order_customers", "order_items", "order_dedupe"),
    *("order_status_history", "item_status_history", "order_amendments"),
    *("open_orders", "location_feeds", "order_events"),
)


async def contents(connection: Connection) -> dict[str, list[str]]:
    return {
        table: [
            row[0] for row in await connection.fetch(f"SELECT t::text FROM {table} t ORDER BY 1")
        ]
        for table in TABLES
    }


async def contents_of(url: str) -> dict[str, list[str]]:
    connection = await asyncpg.connect(url)
    try:
        return await contents(connection)
    finally:
        await connection.close()


def test_the_same_seed_makes_the_same_day_and_no_order_twice(
    migrated: str, worker_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (
        asyncio.run(create_database(f"{name}_{worker_id}", template=migrated))
        for name in ("demo", "demo_again")
    )
    for url in (one, other):
        demo.run(url, seed=1, orders=ORDERS, until=DINNER)
        assert f"{ORDERS} orders with" in capsys.readouterr().err
    made = asyncio.run(contents_of(one))
    assert all(made.values())
    assert made == asyncio.run(contents_of(other))

    demo.run(one, seed=1, orders=ORDERS, until=DINNER + timedelta(hours=1))
    assert f"{ORDERS} were there already" in capsys.readouterr().err
    assert asyncio.run(contents_of(one)) == made

    demo.run(one, seed=2, orders=1, until=DINNER, port=9000)
    assert (
        "curl 'http://127.0.0.1:9000/api/menu/products?ingredient=bacon'" in capsys.readouterr().err
    )
    assert len(asyncio.run(contents_of(one))["orders"]) == ORDERS + 1


async def test_it_shows_everything_that_happens_and_breaks_no_rule(
    database: Database, sql: Connection
) -> None:
    await storage.add(database, list(simulated(1, ORDERS, DINNER)))

    assert await violations(sql) == []
    seen = await sql.fetchrow("""
        SELECT array_agg(DISTINCT cause) AS causes, array_agg(DISTINCT actor_kind) AS actors,
            bool_or(recall) AS recalls, max(recorded_at) AS newest, min(occurred_at) AS oldest
        FROM (
            SELECT cause, actor_kind, recall, recorded_at, occurred_at FROM order_status_history
            UNION ALL
            SELECT cause, actor_kind, recall, recorded_at, occurred_at FROM item_status_history
        ) AS history
        """)
    assert seen is not None
    assert set(seen["causes"]) == set(Cause)
    assert set(seen["actors"]) >= {ActorKind.DISPLAY, ActorKind.PARTNER}
    assert seen["recalls"]
    assert DINNER - timedelta(minutes=5) < seen["newest"] <= DINNER
    assert DINNER - timedelta(days=1, minutes=1) < seen["oldest"]
    statuses = await sql.fetch("SELECT DISTINCT status FROM orders")
    assert {status for (status,) in statuses} == set(OrderStatus)


async def test_beside_real_orders_it_breaks_no_rule_either(
    database: Database, sql: Connection, api: AsyncClient
) -> None:
    tickets = list(simulated(1, ORDERS, DINNER))
    location = tickets[0].order.location_id
    placed = (await api.post("/api/orders", json=order(locationId=location))).json()
    await storage.add(database, tickets[: ORDERS // 2])
    await api.patch(f"/api/orders/{placed['id']}/status", json={"status": "READY"})
    await storage.add(database, tickets)

    assert await violations(sql) == []


async def test_what_is_stored_is_what_the_rules_made(database: Database) -> None:
    tickets = list(simulated(3, 40, DINNER))
    await storage.add(database, tickets)

    service = OrderService(MenuService())
    for ticket in tickets:
        stored = await service.get(TRUSTED, database, ticket.order.id, None)
        assert replace(stored, as_of=ticket.order.as_of) == ticket.order


async def test_a_partner_that_posts_an_order_of_the_demo_again_gets_it_back(
    database: Database, api: AsyncClient
) -> None:
    until = utc_now()
    (ticket,) = simulated(1, 1, until)
    await storage.add(database, [ticket])

    json = {"Content-Type": "application/json"}
    answer = await api.post("/api/orders", content=to_json(arrival(1, 0, until).body), headers=json)

    assert answer.status_code == 200
    assert answer.json()["id"] == str(ticket.order.id)


@pytest.mark.parametrize("until", [DINNER, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)])
def test_at_any_time_some_orders_are_open(until: datetime) -> None:
    open_now = {OrderStatus.RECEIVED, OrderStatus.PREPARING, OrderStatus.READY}
    assert open_now <= {ticket.order.status for ticket in simulated(1, 600, until)}


def test_orders_are_delivered_at_tables_over_the_counter_and_fetched() -> None:
    orders = [ticket.order for ticket in simulated(1, ORDERS, DINNER)]
    counter = [order for order in orders if order.channel == "counter"]
    tables = [order for order in counter if order.order_type is OrderType.DINE_IN]
    unnamed = [order for order in counter if order.customer is None and order.table is None]
    fetched = [order for order in counter if order.customer is not None]

    assert [bool(each) for each in (tables, unnamed, fetched)] == [True, True, True]
    assert {order.order_type for order in orders if order.channel != "counter"} == {
        OrderType.DELIVERY
    }
    assert all(order.table and order.covers and order.server for order in tables)
    assert all(order.asap for order in (*tables, *unnamed))
    assert {item.course for order in tables for item in order.items} == {None, 1, 2}
    assert {fee.kind for order in orders for fee in order.adjustments} == {
        AdjustmentKind.DELIVERY_FEE,
        AdjustmentKind.DISCOUNT,
        AdjustmentKind.TIP,
    }
