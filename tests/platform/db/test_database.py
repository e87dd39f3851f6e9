"""Whoever is handed a database or a session has one connection, or one transaction, of it alike."""

from collections.abc import AsyncIterator
from contextlib import aclosing

import asyncpg
import pytest
from sqlalchemy import text

from huuva_backend.platform.db.database import Database, Executor, retried
from huuva_backend.platform.db.failures import MustRetry
from huuva_backend.platform.db.statement import Statement

TABLE = Statement(text("CREATE TABLE notes (note text)"))
NOTE = {note: Statement(text(f"INSERT INTO notes VALUES ('{note}')")) for note in ("a", "b")}
NOTES = Statement(text("SELECT note FROM notes ORDER BY note"))
NOWHERE = Statement(text("SELECT FROM nowhere"))
LOST = Statement(text("DO $$ BEGIN RAISE serialization_failure; END $$"))


@pytest.fixture
async def database(own_database: str) -> AsyncIterator[Database]:
    database = await Database.open(own_database, size=2, name="tests", statement_seconds=5)
    async with aclosing(database):
        await database.fetch(TABLE, {})
        yield database


async def write(on: Executor, note: str, *, keep: bool = True) -> None:
    async with on.transaction(keep=keep) as session:
        await session.fetch(NOTE[note], {})


async def write_and_fail(on: Executor, note: str) -> None:
    async with on.transaction() as session:
        await session.fetch(NOTE[note], {})
        await session.fetch(NOWHERE, {})


async def notes(on: Executor) -> list[str]:
    return [row["note"] for row in await on.fetch(NOTES, {})]


async def test_a_transaction_on_a_database_is_committed_at_its_end(database: Database) -> None:
    async with database.transaction() as session:
        await write(session, "a")
        assert (await notes(session), await notes(database)) == (["a"], [])
    assert await notes(database) == ["a"]


async def test_a_transaction_in_a_transaction_is_undone_alone(database: Database) -> None:
    async with database.transaction() as session:
        await write(session, "a")
        await write(session, "b", keep=False)
        with pytest.raises(asyncpg.UndefinedTableError):
            await write_and_fail(session, "b")
    assert await notes(database) == ["a"]


async def test_what_is_undone_outside_is_undone_inside(database: Database) -> None:
    async with database.transaction(keep=False) as session:
        await write(session, "a")
    assert await notes(database) == []


async def test_a_session_of_a_session_is_the_same_connection(database: Database) -> None:
    async with database.session() as session, session.session() as same:
        assert same is session


async def test_only_who_opened_the_session_tries_again(database: Database) -> None:
    tries: list[str] = []

    async def lose(on: Executor) -> None:
        async with on.session() as session:
            tries.append("service")
            await session.fetch(LOST, {})

    async def transact() -> None:
        async with database.transaction() as session:
            tries.append("caller")
            await retried(lambda: lose(session))

    with pytest.raises(MustRetry):
        await retried(transact)
    assert tries == ["caller", "service"] * 3
