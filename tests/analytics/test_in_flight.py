"""Pages of customers while orders are being placed, of which nobody knows yet whether they will be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime

import asyncpg
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.analytics.analyst import Json
from tests.factories import order

CUSTOMERS = "/api/analytics/customers"
COUNTER = "SELECT FROM location_feeds WHERE location_id = 'main' FOR UPDATE"
WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


@pytest.fixture
async def kitchen(
    own_database: str, shared_app: FastAPI, settings: Settings
) -> AsyncIterator[AsyncClient]:
    """The API on a database whose commits are real."""
    opened = await Database.open(own_database, size=4, name="test", statement_seconds=5)
    async with aclosing(opened) as database:
        connect(shared_app, settings, database)
        transport = ASGITransport(shared_app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://test") as api:
            yield api


async def place(api: AsyncClient, account: str) -> datetime:
    """When it was acknowledged."""
    answer = await api.post("/api/orders", json=order(account=account))
    assert answer.status_code == 201, answer.text
    return datetime.now(UTC)


async def page(api: AsyncClient, **query: str) -> Json:
    answer = await api.get(CUSTOMERS, params={"limit": "1"} | query)
    assert answer.status_code == 200, answer.text
    measured: Json = answer.json()
    return measured


async def test_orders_that_are_committed_between_two_pages_may_leave_an_account_on_neither(
    kitchen: AsyncClient, own_database: str
) -> None:
    for account in ("often", "often", "seldom", "new"):
        await place(kitchen, account)
    other = await asyncpg.connect(own_database)
    async with other.transaction():
        await other.execute(COUNTER)
        placing = [asyncio.create_task(place(kitchen, "new")) for _ in range(2)]
        # Both in one statement, or the second behind the first.
        while not await other.fetchval(WAITING):  # noqa: ASYNC110 - not our process
            await asyncio.sleep(0.01)
        first = await page(kitchen)
    await other.close()
    acknowledged = await asyncio.gather(*placing)

    second = await page(kitchen, cursor=first["nextCursor"])

    accounts = [found["account"] for found in first["items"] + second["items"]]
    assert accounts == ["often", "seldom"]
    assert (first["n"], second["n"]) == (4, 6)
    assert second["nextCursor"] is None
    assert "may move an account, so that both have it or neither" in first["definition"]
    # What each page leaves out was acknowledged after what it is as of.
    assert datetime.fromisoformat(first["asOf"]) < min(acknowledged)
    assert datetime.fromisoformat(second["asOf"]) > max(acknowledged)
