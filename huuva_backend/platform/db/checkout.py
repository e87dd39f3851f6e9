"""A connection lent for the length of a block, and what failures of the driver stand for."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from huuva_backend.platform.db.breaker import BUSY, Breaker
from huuva_backend.platform.db.connecting import CONNECT_SECONDS
from huuva_backend.platform.db.failures import READ_ONLY, failure
from huuva_backend.platform.db.pool import Connection, Pool
from huuva_backend.platform.errors import Unavailable

CHECKOUT_SECONDS = CONNECT_SECONDS

S = TypeVar("S")


class Checkout(Generic[S]):
    """A session for the length of a block, made of its connection; what the driver raises in it becomes `Busy` or `Unavailable`.

    A class, because a generator with the same lines costs three times as much, and this is in every request.
    """

    __slots__ = ("_connection", "_pool", "_session")

    def __init__(self, pool: Pool, session: Callable[[Connection], S]) -> None:
        self._pool = pool
        self._session = session

    async def __aenter__(self) -> S:
        try:
            self._connection = await self._pool.acquire(CHECKOUT_SECONDS)
        except BaseException as error:
            if isinstance(error, TimeoutError) and not self._pool.idle:
                raise Unavailable(cause=BUSY) from error
            _raise(error)
            raise
        return self._session(self._connection)

    async def __aexit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, TimeoutError | asyncio.CancelledError | READ_ONLY):
            # What it was doing may go on, and waiting for its end could take for ever; or it is a standby's.
            self._connection.terminate()
        await self._pool.release(self._connection)
        if error is not None:
            _raise(error)


class WritingCheckout(Checkout[S]):
    """The same for what is committed: refused while commits hang, and never on all connections."""

    __slots__ = ("_breaker",)

    def __init__(self, pool: Pool, session: Callable[[Connection], S], breaker: Breaker) -> None:
        super().__init__(pool, session)
        self._breaker = breaker

    async def __aenter__(self) -> S:
        await self._breaker.enter(self)
        try:
            return await super().__aenter__()
        except BaseException:
            self._breaker.leave(self)
            raise

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, TimeoutError | asyncio.CancelledError):
            self._breaker.leave(self)
            await super().__aexit__(kind, error, trace)
            return
        connection = self._connection
        # Another connection instead would be one more that hangs.
        self._breaker.keep(self, connection, partial(self._pool.release, connection))
        _raise(error)


def _raise(error: BaseException) -> None:
    """As the failure that it stands for; what stands for none goes on as it is."""
    if (kind := failure(error)) is not None:
        raise kind from error
