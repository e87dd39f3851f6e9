"""A pool to PostgreSQL, and what a failure of the database means to those who use it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from typing import Any, Protocol, Self, TypeVar

import asyncpg
from sqlalchemy import literal_column, select

from huuva_backend.platform.db.pool import Connection, Pool
from huuva_backend.platform.db.statement import Statement
from huuva_backend.platform.errors import Busy, DomainError, Unavailable

CHECKOUT_SECONDS = 2
TRIES = 3

PLANNED_BY_KEY = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_bitmapscan": "off",
}
"""Plan once, along the indexes, whatever the tables' size: what is planned on an empty table lives on."""

READ_ONLY = asyncpg.ReadOnlySQLTransactionError
_PING = Statement(select(literal_column("1")))

T = TypeVar("T")


class MustRetry(Unavailable):
    """The unit of work lost to a concurrent one; run whole again it may succeed."""


SQLSTATES: Mapping[str, type[DomainError]] = {
    "55P03": Busy,  # lock_not_available
    "40001": MustRetry,  # serialization_failure
    "40P01": MustRetry,  # deadlock_detected
    "57014": Unavailable,  # query_canceled: statement_timeout
    "57P": Unavailable,  # shutting down, crashed, starting up
    "08": Unavailable,  # connection exceptions
    "53": Unavailable,  # out of connections, memory, disk
    "25006": Unavailable,  # read-only: a standby answered while another is promoted
    "25P03": Unavailable,  # idle_in_transaction_session_timeout
}
"""What an SQLSTATE, or the class that it begins with, is to a caller. All others are our own faults."""


def failure(error: BaseException) -> DomainError | None:
    """The kind of failure that an exception of the driver stands for, None where it is a bug of ours."""
    if isinstance(error, asyncpg.PostgresError):
        state = error.sqlstate or ""
        kind = next(
            (SQLSTATES[key] for key in (state, state[:3], state[:2]) if key in SQLSTATES), None
        )
        return None if kind is None else kind()
    # InternalClientError: a statement met a connection that was just being told that its server dies.
    if isinstance(error, OSError | asyncpg.InterfaceError | asyncpg.InternalClientError):
        return Unavailable()
    return None


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

    def session(self) -> AbstractAsyncContextManager["Session"]:
        """One connection for the length of a block; of a `Session`, its own."""

    def transaction(self, *, keep: bool = True) -> AbstractAsyncContextManager["Session"]:
        """The same in a transaction: committed at its end or, with `keep=False`, rolled back, as a rehearsal.

        Within one that is under way it is a savepoint of it.
        """


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

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add many rows by COPY."""
        await self._connection.copy_records_to_table(table, columns=columns, records=rows)

    def session(self) -> AbstractAsyncContextManager[Self]:
        return nullcontext(self)

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

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

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
            asyncpg.connect,
            url,
            timeout=CHECKOUT_SECONDS,
            command_timeout=statement_seconds + 1,  # for a server that doesn't keep to its own
            server_settings=settings | (PLANNED_BY_KEY if by_key else {}),
            target_session_attrs="read-write" if by_key else "any",
        )
        pool = Pool(connect, size)
        return cls(await pool.fill() if at_once else pool)

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
