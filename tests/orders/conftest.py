from collections.abc import AsyncIterator

import asyncpg
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen


@pytest.fixture
def kitchen(api: AsyncClient) -> Kitchen:
    return Kitchen(api)


@pytest.fixture
def recall_window_of_a_minute(app: FastAPI, settings: Settings, database: Database) -> None:
    connect(app, settings.model_copy(update={"recall_window_seconds": 60}), database)


@pytest.fixture
async def watcher(own_database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(own_database)
    yield connection
    await connection.close()


@pytest.fixture
async def committing(
    own_database: str, shared_app: FastAPI, settings: Settings
) -> AsyncIterator[Kitchen]:
    """A kitchen whose changes are committed through a real pool."""
    database = await Database.open(own_database, size=8, name="tests", statement_seconds=5)
    connect(shared_app, settings, database)
    transport = ASGITransport(shared_app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Kitchen(client)
    await database.aclose()
