"""A pool to PostgreSQL, and what a failure of the database means to those who use it."""

import asyncio
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Hashable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, Protocol, Self, TypeVar

import asyncpg
from sqlalchemy import literal_column, select

from huuva_backend.platform.db.breaker import Breaker
from huuva_backend.platform.db.checkout import CHECKOUT_SECONDS, Checkout, WritingCheckout
from huuva_backend.platform.db.connecting import committing, connector
from huuva_backend.platform.db.failures import MustRetry
from huuva_backend.platform.db.pool import Connection, Pool
from huuva_backend.platform.db.sharing import Sharing
from huuva_backend.platform.db.statement import Shared, Statement
from huuva_backend.platform.db.turns import Turns
from huuva_backend.platform.errors import Busy

TRIES = 3
BATCH_SIZE = 64
"""How many requests share a statement at most, where the settings don't say."""

_PING = Statement(select(literal_column("1")))

T = TypeVar("T")


class Executor(Protocol):
    """Runs statements: a `Database` each on a connection of its own, a `Session` all on one.

    Whoever is handed one needn't know which. On a `Session` a failure stays the driver's until whoever opened the
    session gets it, so `retried` does nothing on the way: only the whole transaction can be run again.
    """

    async def fetch(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> list[asyncpg.Record]: ...

    async def fetchrow(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> asyncpg.Record | None: ...

    async def share(
        self, statement: Shared, asked: Mapping[str, Any], group: str
    ) -> asyncpg.Record | None:
        """The row that answers, from a statement that others share who ask the same meanwhile.

        `group` is the location, among which connections are shared out fairly.
        """

    def turn(self, key: Hashable) -> AbstractAsyncContextManager[object]:
        """The turn on what `key` names; a `Session` that acts on it has taken it already."""

    def session(self) -> AbstractAsyncContextManager["Session"]:
        """One connection for the length of a block; of a `Session`, its own."""

    def patient(self) -> AbstractAsyncContextManager["Session"]:
        """The same for who may wait for locks: some connections are always left for those who don't."""

    def transaction(self, *, keep: bool = True) -> AbstractAsyncContextManager["Session"]:
        """The same in a transaction: committed at its end or, with `keep=False`, rolled back, as a rehearsal.

        Within one that is under way it is a savepoint of it.
        """

    def apart(self) -> AbstractAsyncContextManager["Executor"]:
        """The same for what may fail without the rest: a `Session`'s savepoint. Of a `Database` each statement is."""


class Session:
    """One connection: each statement commits by itself, but for those in a `transaction`."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        return await self._connection.fetch(statement.sql, *statement.arguments(values))

    async def fetchrow(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> asyncpg.Record | None:
        return await self._connection.fetchrow(statement.sql, *statement.arguments(values))

    async def share(
        self, statement: Shared, asked: Mapping[str, Any], group: str  # noqa: ARG002
    ) -> asyncpg.Record | None:
        return await self.fetchrow(statement.patient or statement, statement.together([asked]))

    def turn(self, _: Hashable) -> AbstractAsyncContextManager[object]:
        return nullcontext()

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add many rows by COPY."""
        await self._connection.copy_records_to_table(table, columns=columns, records=rows)

    def session(self) -> AbstractAsyncContextManager[Self]:
        return nullcontext(self)

    patient = session

    def apart(self) -> AbstractAsyncContextManager[Executor]:
        return self.transaction()

    @asynccontextmanager
    async def transaction(self, *, keep: bool = True) -> AsyncIterator[Self]:
        work = self._connection.transaction()  # a savepoint where one is under way
        await work.start()
        try:
            yield self
        except BaseException:
            await work.rollback()
            raise
        if not keep:
            await work.rollback()
            return
        with committing(self._connection):
            await work.commit()


class PooledSession(Session):
    """Of a pooler, which lends a connection for a transaction: so each statement that is in none has one of its own.

    It is read and run in two messages, and between transactions another connection could come to the second.
    """

    __slots__ = ()

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        if self._connection.is_in_transaction():
            return await super().fetch(statement, values)
        async with self.transaction():
            return await super().fetch(statement, values)

    async def fetchrow(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> asyncpg.Record | None:
        if self._connection.is_in_transaction():
            return await super().fetchrow(statement, values)
        async with self.transaction():
            return await super().fetchrow(statement, values)


class Database:
    """A fixed pool, opened whole at the start: a new connection costs 10–25 ms of CPU.

    A statement's success is its commit. Every method raises `Busy` or `Unavailable` where the database
    can't serve.
    """

    def __init__(
        self,
        pool: Pool,
        batch_size: int = BATCH_SIZE,
        breaker: Breaker | None = None,
        session: type[Session] = Session,
    ) -> None:
        self.pool = pool
        self.breaker = breaker
        self.sharing = Sharing(self.fetch, self._few_wait, batch_size)
        self._session = session
        self._turns = Turns(CHECKOUT_SECONDS)
        self._patience = asyncio.Semaphore(max(1, pool.size // 2))

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        size: int,
        name: str,
        statement_seconds: int,
        by_key: bool = False,
        at_once: bool = True,
        batch_size: int = BATCH_SIZE,
        pooled: bool = False,
    ) -> Self:
        """`name` is what `pg_stat_activity` calls its connections.

        `by_key` is for a pool whose statements only ever fetch a few rows by their keys: such a one also refuses writes
        while commits hang. Without `at_once` nothing is connected until somebody asks. `pooled` is for a pooler.
        """
        connect = connector(
            url, name=name, statement_seconds=statement_seconds, by_key=by_key, pooled=pooled
        )
        pool = Pool(connect, size)
        return cls(
            await pool.fill() if at_once else pool,
            batch_size,
            Breaker(connect, size) if by_key else None,
            PooledSession if pooled else Session,
        )

    async def aclose(self) -> None:
        if self.breaker is not None:
            await self.breaker.aclose()
        await self.pool.close()

    def session(self, *, writes: bool = False) -> Checkout[Session]:
        if writes and self.breaker is not None:
            return WritingCheckout(self.pool, self._session, self.breaker)
        return Checkout(self.pool, self._session)

    @asynccontextmanager
    async def transaction(self, *, keep: bool = True) -> AsyncIterator[Session]:
        async with self.session(writes=True) as session, session.transaction(keep=keep):
            yield session

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        async with self.session(writes=statement.writes) as session:
            return await session.fetch(statement, values)

    async def fetchrow(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> asyncpg.Record | None:
        async with self.session(writes=statement.writes) as session:
            return await session.fetchrow(statement, values)

    @asynccontextmanager
    async def patient(self) -> AsyncIterator[Session]:
        async with self._few_wait(), self.session(writes=True) as session:
            yield session

    @asynccontextmanager
    async def _few_wait(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(CHECKOUT_SECONDS):
                await self._patience.acquire()
        except TimeoutError:
            raise Busy from None
        try:
            yield
        finally:
            self._patience.release()

    def apart(self) -> AbstractAsyncContextManager[Executor]:
        return nullcontext(self)

    def turn(self, key: Hashable) -> AbstractAsyncContextManager[object]:
        return self._turns.turn(key)

    async def share(
        self, statement: Shared, asked: Mapping[str, Any], group: str
    ) -> asyncpg.Record | None:
        return await self.sharing.ask(statement, asked, group)

    @property
    def refuses_writes(self) -> str | None:
        """Why, where it does."""
        return None if self.breaker is None else self.breaker.cause

    async def ping(self) -> None:
        await self.fetchrow(_PING, {})


async def retried(unit: Callable[[], Awaitable[T]]) -> T:
    """Run a unit of work again where it lost to a concurrent one; `Unavailable` after three times."""
    for _ in range(TRIES - 1):
        try:
            return await unit()
        except MustRetry:
            continue
    return await unit()
