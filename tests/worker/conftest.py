from collections.abc import AsyncIterator

import pytest

from huuva_backend.platform.db.database import Database
from tests.feed.conftest import client, committing, connected, location
from tests.server import committed, database_url

__all__ = ["client", "committed", "committing", "connected", "database_url", "location"]


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Database]:
    """What the loops work on: it really commits."""
    database = await Database.open(
        database_url, size=4, name="tests", statement_seconds=5, by_key=True
    )
    yield database
    await database.aclose()
