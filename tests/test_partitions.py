"""With the tables of orders divided by location, whatever is asked of one location touches one partition of each."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import asyncpg
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.__main__ import upgrade
from huuva_backend.application import connect
from huuva_backend.platform.db.connecting import PLANNED_BY_KEY
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import RolledBackPool, create_database, divide
from tests.explained import Explained, Looked
from tests.factories import item
from tests.orders.kitchen import Json, Kitchen
from tests.test_statements import ACROSS, STATEMENTS

NUMBER = 8
LOCATIONS = [f"kitchen-{number}" for number in range(NUMBER)]
HERE = {"locationId": LOCATIONS[0]}
NAMES = {statement.sql: name for name, statement in STATEMENTS.items()}


@pytest.fixture(scope="module")
async def divided(postgres: str, worker_id: str) -> str:
    """The address of a database whose tables are divided."""
    url = await create_database(f"divided_{worker_id}")
    await asyncio.to_thread(upgrade, url)
    await divide(url, NUMBER)
    return url


@pytest.fixture
async def connection(divided: str) -> AsyncIterator[Explained]:
    settings = PLANNED_BY_KEY | {"timezone": "UTC", "jit": "off"}
    connection = await asyncpg.connect(
        divided, connection_class=Explained, server_settings=settings
    )
    connection.looks = []
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


@pytest.fixture
async def api(
    shared_app: FastAPI, settings: Settings, connection: Explained
) -> AsyncIterator[AsyncClient]:
    pool = RolledBackPool(connection)
    connect(shared_app, settings, Database(pool))  # type: ignore[arg-type]
    async with AsyncClient(transport=ASGITransport(shared_app), base_url="http://test") as client:
        yield client
    await pool.rest()


@pytest.fixture
async def kitchen(api: AsyncClient) -> Kitchen:
    """In which each location has orders, that in each partition there is something."""
    kitchen = Kitchen(api)
    for location in LOCATIONS:
        await kitchen.place(locationId=location)
    return kitchen


@contextmanager
def looking(connection: Explained) -> Iterator[list[Looked]]:
    """At the statements of a block, except for those that look where an order is."""
    connection.looks.clear()
    looks: list[Looked] = []
    yield looks
    looks += [each for each in connection.looks if NAMES.get(each.sql) not in ACROSS]


def spread(looks: list[Looked]) -> dict[str, Looked]:
    """Those that touch more than one."""
    return {NAMES.get(each.sql, each.sql): each for each in looks if len(each.remainders) > 1}


def tables(looks: list[Looked]) -> set[str]:
    return {touch.table for each in looks for touch in each.touched}


async def test_an_order_lives_in_one_partition(kitchen: Kitchen, connection: Explained) -> None:
    with looking(connection) as looks:
        order = await kitchen.place(**HERE)
        await kitchen.move_item(order, "BURGER", "PREPARING")
        await kitchen.amend(order, table="12")
        await kitchen.add(order, item("FRIES"))
        await kitchen.amend_item(order, "FRIES", quantity=2)
        await kitchen.move(order, "READY")
        await kitchen.move(order, "PREPARING", recall=True)
        await kitchen.move(order, "READY")
        await kitchen.move(order, "PICKED_UP")
        read = await kitchen.get(order)

    assert read["status"] == "PICKED_UP"
    assert spread(looks) == {}
    assert {"orders", "order_items", "order_customers", "open_orders"} <= tables(looks)
    assert {"order_status_history", "item_status_history", "order_amendments"} <= tables(looks)
    assert {NAMES[each.sql] for each in looks} >= {
        *("orders.writes.ADD", "orders.writes.MOVE", "orders.reads.GET_TO_MOVE"),
        *("orders.reads.GET_ITEM", "orders.reads.GET", "orders.amendment_writes.AMEND"),
    }


READS = {
    "tickets": "/api/kitchen/tickets",
    "a station's": "/api/kitchen/tickets?station=grill",
    "the board": "/api/kitchen/board",
    "a page of the feed": "/api/events?after=0",
    "orders": "/api/orders",
    "open orders": "/api/orders?status=RECEIVED&status=PREPARING&status=READY",
    "by number": "/api/orders?channelOrderId=17",
    "the load": f"/api/locations/{LOCATIONS[0]}/load",
}


@pytest.mark.parametrize("path", READS.values(), ids=READS)
async def test_a_look_at_a_location_touches_one_partition(
    kitchen: Kitchen, api: AsyncClient, connection: Explained, path: str
) -> None:
    with looking(connection) as looks:
        answer = await api.get(path, params=None if LOCATIONS[0] in path else HERE)

    assert answer.status_code == 200, answer.text
    assert spread(looks) == {}
    assert tables(looks)


async def test_who_knows_an_order_by_its_id_alone_looks_in_each_and_then_in_one(
    kitchen: Kitchen, api: AsyncClient, connection: Explained
) -> None:
    order: Json = await kitchen.place(**HERE)
    connection.looks.clear()
    await api.get(f"/api/orders/{order['id']}")

    found = {NAMES[each.sql]: len(each.remainders) for each in connection.looks}
    assert found == {"orders.reads.FIND": NUMBER, "orders.reads.GET": 1}
