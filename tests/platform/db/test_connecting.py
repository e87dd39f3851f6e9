"""What is asked to be cancelled, and what isn't because it may be a commit."""

import inspect
from collections.abc import AsyncIterator

import asyncpg
import pytest

from huuva_backend.platform.db.connecting import CommittingConnection, committing
from tests.conftest import Connection

WRITE = "INSERT INTO notes SELECT 'a' FROM pg_sleep(0.3)"
COUNT = "SELECT count(*) FROM notes"
SOON = 0.05


@pytest.fixture
async def connection(own_database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(own_database, connection_class=CommittingConnection)
    await connection.execute("CREATE TABLE notes (note text)")
    yield connection
    await connection.close()


async def give_up(connection: Connection) -> None:
    with pytest.raises(TimeoutError):
        await connection.execute(WRITE, timeout=SOON)


async def test_a_statement_that_commits_by_itself_is_given_up_and_not_cancelled(
    connection: Connection,
) -> None:
    await give_up(connection)
    assert await connection.fetchval(COUNT) == 1


async def test_neither_is_what_is_said_to_commit(connection: Connection) -> None:
    async with connection.transaction():
        with committing(connection):
            await give_up(connection)
        assert await connection.fetchval(COUNT) == 1


async def test_another_one_of_a_transaction_is_cancelled(connection: Connection) -> None:
    work = connection.transaction()
    await work.start()
    await give_up(connection)
    with pytest.raises(asyncpg.InFailedSQLTransactionError):
        await connection.fetchval(COUNT)
    await work.rollback()
    assert await connection.fetchval(COUNT) == 0


def test_asyncpg_still_asks_by_the_method_that_is_overridden() -> None:
    asked = inspect.signature(asyncpg.Connection._cancel_current_command)  # type: ignore[attr-defined]
    assert list(asked.parameters) == ["self", "waiter", "cancel_waiter"]
