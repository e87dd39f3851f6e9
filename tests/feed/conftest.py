from collections.abc import AsyncIterator
from itertools import count

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect, create_app
from huuva_backend.feed.service import FeedService
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.orders.kitchen import Kitchen
from tests.server import committed, database_url, server, servers

__all__ = ["committed", "database_url", "server", "servers"]

_numbers = count(1)


@pytest.fixture
async def connected(database_url: str, settings: Settings) -> AsyncIterator[FastAPI]:
    """The application in this process, with a pool that really commits."""
    database = await Database.open(database_url, size=4, name="tests", statement_seconds=5)
    app = create_app(settings)
    connect(app, settings, database)
    yield app
    await app.state.feed.aclose()
    await database.aclose()


@pytest.fixture
def feed(connected: FastAPI) -> FeedService:
    made: FeedService = connected.state.feed
    return made


@pytest.fixture
def on(connected: FastAPI) -> Database:
    made: Database = connected.state.database
    return made


@pytest.fixture
async def client(connected: FastAPI) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(connected)
    async with AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


@pytest.fixture
def committing(client: AsyncClient) -> Kitchen:
    return Kitchen(client)


@pytest.fixture
def location() -> str:
    """Nobody else's in the database that tests share."""
    return f"kitchen-{next(_numbers)}"
