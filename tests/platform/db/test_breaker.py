"""What is kept from writes, and what a write is. Commits that hang: tests/resilience/test_hanging_commits.py."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import literal_column, select, text

from huuva_backend.orders import reads, writes
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.breaker import kept_for_reads
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.db.failures import cause_of
from huuva_backend.platform.db.statement import Statement
from huuva_backend.platform.errors import Unavailable

NOTHING = Statement(select(literal_column("1")))
TABLE = Statement(text("CREATE TABLE notes (note text)"))
NOTE = Statement(text("INSERT INTO notes VALUES ('a')"))


def test_a_quarter_is_kept_for_reads_but_of_one_alone_none() -> None:
    assert [kept_for_reads(size) for size in (1, 2, 4, 8, 20)] == [0, 1, 1, 2, 5]


def test_a_statement_knows_whether_it_writes() -> None:
    def all_of(module: object) -> list[Statement]:
        return [each for each in vars(module).values() if isinstance(each, Statement)]

    assert {each.writes for each in all_of(writes)} == {True}
    locks = [each.sql for each in all_of(reads) if each.writes]
    assert [sql.endswith("FOR NO KEY UPDATE") for sql in locks] == [True]
    assert [NOTE.writes, NOTHING.writes] == [True, False]


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (asyncpg.DiskFullError("x"), "disk-full"),
        (asyncpg.TooManyConnectionsError("x"), "too-many-connections"),
        (asyncpg.ReadOnlySQLTransactionError("x"), "read-only"),
        (asyncpg.AdminShutdownError("x"), "database-stopping"),
        (asyncpg.QueryCanceledError("x"), "statement-too-long"),
        (ConnectionRefusedError(), "no-database"),
        (ConnectionResetError(), "connection-lost"),
        (TimeoutError(), "no-answer"),
        (ValueError(), None),
    ],
)
def test_a_failure_has_a_cause(error: Exception, cause: str | None) -> None:
    assert cause_of(error) == cause


@pytest.fixture
async def database(own_database: str) -> AsyncIterator[Database]:
    opened = Database.open(own_database, size=4, name="tests", statement_seconds=5, by_key=True)
    async with aclosing(await opened) as database:
        await database.fetch(TABLE, {})
        yield database


async def test_however_many_write_one_may_read(database: Database) -> None:
    over = asyncio.Event()

    async def write() -> None:
        async with database.transaction() as session:
            await session.fetch(NOTE, {})
            await over.wait()

    writing = [asyncio.create_task(write()) for _ in range(8)]
    async with asyncio.timeout(1):
        await database.fetch(NOTHING, {})
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await database.fetch(NOTE, {})
        await database.fetch(NOTHING, {})
    over.set()
    await asyncio.gather(*writing)
    assert database.pool.idle == 4


@pytest.fixture
def running(room: Path) -> Iterator[str]:
    with embedded.running(room / "data", durable=False) as url:
        yield url


async def _write_for_ever(database: Database) -> None:
    while True:
        await database.fetch(NOTE, {})


async def test_a_database_that_becomes_read_only_refuses_with_that_cause(running: str) -> None:
    opened = Database.open(running, size=2, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        await database.fetch(TABLE, {})
        behind = await asyncpg.connect(running)
        await behind.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        await behind.execute("SELECT pg_reload_conf()")
        await behind.close()
        with pytest.raises(Unavailable) as refused:
            await _write_for_ever(database)
        rows = await database.fetch(NOTHING, {})

    assert refused.value.cause == "read-only"
    assert len(rows) == 1
