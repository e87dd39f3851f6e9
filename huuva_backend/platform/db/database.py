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
from functools import partial
from typing import Any, Protocol, Self, TypeVar

import asyncpg
from sqlalchemy import literal_column, select

from huuva_backend.platform.db.failures import READ_ONLY, MustRetry, failure
from huuva_backend.platform.db.hosts import Hosts
from huuva_backend.platform.db.pool import Connection, Pool
from huuva_backend.platform.db.sharing import Sharing
from huuva_backend.platform.db.statement import Shared, Statement
from huuva_backend.platform.db.turns import Turns
from huuva_backend.platform.errors import Busy

CHECKOUT_SECONDS = 2
TRIES = 3
BATCH_SIZE = 64
"""How many requests share a statement at most, where the settings don't say."""

PLANNED_BY_KEY = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_bitmapscan": "off",
}
"""Plan once, along the indexes, whatever the tables' size: what is planned on an empty table lives on."""

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
        await (work.commit() if keep else work.rollback())


class _Checkout:
    """A session for the length of a block; what the driver raises in it becomes `Busy` or `Unavailable`.

    A class, because a generator with the same lines costs three times as much, and this is in every request.
    """

    __slots__ = ("_connection", "_pool")

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def __aenter__(self) -> Session:
        try:
            self._connection = await self._pool.acquire(CHECKOUT_SECONDS)
        except BaseException as error:
            _raise(error)
            raise
        return Session(self._connection)

    async def __aexit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, TimeoutError | asyncio.CancelledError | READ_ONLY):
            # What it was doing may go on, and waiting for its end could take for ever; or it is a standby's.
            self._connection.terminate()
        await self._pool.release(self._connection)
        if error is not None:
            _raise(error)


def _raise(error: BaseException) -> None:
    """As the failure that it stands for; what stands for none goes on as it is."""
    if (kind := failure(error)) is not None:
        raise kind from error


class Database:
    """A fixed pool, opened whole at the start: a new connection costs 10–25 ms of CPU.

    A statement's success is its commit. Every method raises `Busy` or `Unavailable` where the database
    can't serve.
    """

    def __init__(self, pool: Pool, batch_size: int = BATCH_SIZE) -> None:
        self.pool = pool
        self.sharing = Sharing(self.fetch, self._few_wait, batch_size)
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
    ) -> Self:
        """`name` is what `pg_stat_activity` calls its connections.

        `by_key` is for a pool whose statements only ever fetch a few rows by their keys. Without `at_once`
        nothing is connected until somebody asks.
        """
        settings = {
            "application_name": name,
            "timezone": "UTC",
            "jit": "off",
            "lock_timeout": "2s",
            "statement_timeout": f"{statement_seconds}s",
            "idle_in_transaction_session_timeout": "10s",
        }
        connect = partial(
            Hosts(url).connect,
            timeout=CHECKOUT_SECONDS,
            command_timeout=statement_seconds + 1,  # for a server that doesn't keep to its own
            server_settings=settings | (PLANNED_BY_KEY if by_key else {}),
            max_cacheable_statement_size=0,  # however long it is: the longest are the busiest
            target_session_attrs="read-write" if by_key else "any",
        )
        pool = Pool(connect, size)
        return cls(await pool.fill() if at_once else pool, batch_size)

    async def aclose(self) -> None:
        await self.pool.close()

    def session(self) -> _Checkout:
        return _Checkout(self.pool)

    @asynccontextmanager
    async def transaction(self, *, keep: bool = True) -> AsyncIterator[Session]:
        async with self.session() as session, session.transaction(keep=keep):
            yield session

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        async with self.session() as session:
            return await session.fetch(statement, values)

    async def fetchrow(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> asyncpg.Record | None:
        async with self.session() as session:
            return await session.fetchrow(statement, values)

    @asynccontextmanager
    async def patient(self) -> AsyncIterator[Session]:
        async with self._few_wait(), self.session() as session:
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
