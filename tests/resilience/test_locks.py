"""An order whose row somebody else holds, and one that always changes before we write."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect, create_app
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection
from tests.factories import item, order
from tests.locks import until_somebody_waits

LOCK = "SELECT FROM orders WHERE id = $1 FOR NO KEY UPDATE NOWAIT"


@pytest.fixture
async def committing(database_url: str, settings: Settings) -> AsyncIterator[AsyncClient]:
    """The application in this process, with a pool that really commits."""
    database = await Database.open(database_url, size=4, name="tests", statement_seconds=5)
    app = create_app(settings)
    connect(app, settings, database)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as client:
        yield client
    await database.aclose()


@pytest.fixture
async def order_id(committing: AsyncClient) -> str:
    return str((await committing.post("/api/orders", json=order())).json()["id"])


@pytest.mark.parametrize("path", ["status", "items/BURGER/status"])
async def test_a_held_order_is_busy_and_says_when_to_come_again(
    committing: AsyncClient, committed: Connection, order_id: str, path: str
) -> None:
    target = f"/api/orders/{order_id}/{path}"
    async with committed.transaction():
        await committed.execute(LOCK, UUID(order_id))
        began = time.monotonic()
        answer = await committing.patch(target, json={"status": "PREPARING"})
        waited = time.monotonic() - began
        read = await committing.get(f"/api/orders/{order_id}")
    again = await committing.patch(target, json={"status": "PREPARING"})

    assert (answer.status_code, answer.json()["code"]) == (409, "busy")
    assert answer.headers["Retry-After"] == "1"
    assert 1.5 < waited < 3
    assert read.status_code == 200
    assert again.status_code == 200


@pytest.mark.parametrize("path", ["/api/orders/{}/items", "/api/orders?ifExists=amend"])
async def test_who_waits_for_an_order_under_a_key_holds_no_other(
    committing: AsyncClient, committed: Connection, path: str
) -> None:
    body = order()
    held = (await committing.post("/api/orders", json=body)).json()["id"]
    other = (await committing.post("/api/orders", json=order())).json()["id"]
    asked = {"items": [item("TEA")]} if "items" in path else body | {"note": "another"}
    headers = {"Idempotency-Key": f"locks-{path}"}
    async with committed.transaction():
        await committed.execute(LOCK, UUID(held))
        waiting = asyncio.create_task(
            committing.post(path.format(held), json=asked, headers=headers)
        )
        await until_somebody_waits(committed)
        moved = await committing.patch(f"/api/orders/{other}/status", json={"status": "READY"})
        assert not waiting.done()

    assert moved.status_code == 200
    assert (await waiting).status_code == 200


class Rivals:
    """Others who change the order each time somebody has read it, as long as they can lock it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changes = 0
        self.refused = 0

    async def interfere(self, order_id: UUID) -> None:
        try:
            async with self._connection.transaction():
                await self._connection.execute(LOCK, order_id)
                await self._connection.execute(
                    "UPDATE orders SET version = version + 1 WHERE id = $1", order_id
                )
            self.changes += 1
        except asyncpg.LockNotAvailableError:
            self.refused += 1


async def test_who_loses_three_races_wins_under_the_lock(
    committing: AsyncClient,
    committed: Connection,
    order_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rivals = Rivals(committed)
    get = OrderRepository.get_to_move

    async def get_too_early(orders: OrderRepository, location_id: str, order_id: UUID) -> Any:
        read = await get(orders, location_id, order_id)
        await rivals.interfere(order_id)
        return read

    monkeypatch.setattr(OrderRepository, "get_to_move", get_too_early)
    answer = await committing.patch(f"/api/orders/{order_id}/status", json={"status": "PREPARING"})

    assert answer.status_code == 200
    assert (rivals.changes, rivals.refused) == (3, 1)
    assert answer.json()["version"] == 1 + rivals.changes + 1
    assert answer.json()["statusHistory"][-1]["version"] == answer.json()["version"]
