"""What isn't committed is never acknowledged."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection
from tests.factories import order
from tests.orders.conftest import contents
from tests.orders.kitchen import Kitchen

FAILING_COMMIT = """
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'no commit for you' USING ERRCODE = '{sqlstate}';
    END
    $$;
    CREATE CONSTRAINT TRIGGER failing_commit AFTER INSERT OR UPDATE ON orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail();
"""


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
    database = await Database.open(own_database, size=2, name="tests", statement_seconds=5)
    connect(shared_app, settings, database)
    transport = ASGITransport(shared_app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Kitchen(client)
    await database.close()


@pytest.mark.parametrize(
    ("sqlstate", "status"), [("P0001", 500), ("53100", 503), ("40001", 503), ("40P01", 503)]
)
async def test_a_commit_that_fails_is_never_a_success(
    committing: Kitchen, watcher: Connection, sqlstate: str, status: int
) -> None:
    placed = await committing.place()
    await watcher.execute(FAILING_COMMIT.format(sqlstate=sqlstate))
    before = await contents(watcher)

    answers = [
        await committing.post(order()),
        await committing.move(placed, "READY"),
        await committing.move_item(placed, "SUSHI", "READY"),
    ]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert await contents(watcher) == before
    assert await committing.get(placed) == placed


async def test_after_a_failed_commit_the_next_one_works(
    committing: Kitchen, watcher: Connection
) -> None:
    placed = await committing.place()
    await watcher.execute(FAILING_COMMIT.format(sqlstate="P0001"))
    failed = await committing.move(placed, "READY")
    await watcher.execute("DROP TRIGGER failing_commit ON orders")

    moved = await committing.move(placed, "READY")

    assert (failed.status_code, moved.status_code) == (500, 200)
    assert moved.json()["version"] == 2
