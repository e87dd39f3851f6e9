"""A fixed number of connections, opened whole at the start and lent out one at a time.

asyncpg has a pool of its own, whose proxies, resets and shielded releases cost a quarter of the CPU of
looking up an order; our statements leave nothing behind in a session, so there is nothing to reset.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self, TypeAlias

import asyncpg

# Quoted: generic for type checkers only.
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Pool:
    def __init__(self, connect: Callable[[], Awaitable[Connection]], size: int) -> None:
        self.size = size
        self._connect = connect
        # The one used last is used next, so that few stay warm. None is to be connected when asked for.
        self._idle: list[Connection | None] = [None] * size
        self._lent: set[Connection] = set()
        self._places = asyncio.Semaphore(size)
        self._closed = False

    async def fill(self) -> Self:
        """Connect all that aren't; raises what connecting raises."""
        self._idle = list(await asyncio.gather(*(self._connect() for _ in self._idle)))
        return self

    @property
    def idle(self) -> int:
        return len(self._idle)

    async def acquire(self, seconds: float) -> Connection:
        """Raises TimeoutError where none is free in time, what connecting raises, and
        `asyncpg.InterfaceError` where the pool is closed."""
        if self._places.locked():
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        else:
            await self._places.acquire()
        connection = self._idle.pop()
        if connection is None or connection.is_closed():
            try:
                connection = await self._open()
            except BaseException:
                await self.release(None)
                raise
        self._lent.add(connection)
        return connection

    async def _open(self) -> Connection:
        if not self._closed:
            connection = await self._connect()
            if not self._closed:
                return connection
            connection.terminate()
        raise asyncpg.InterfaceError("the pool is closed")

    async def release(self, connection: "Connection | None") -> None:
        if connection is not None:
            self._lent.discard(connection)
        self._idle.append(None if self._closed else connection)
        self._places.release()

    async def close(self) -> None:
        """Those that are lent out are cut off."""
        self._closed = True
        idle, self._idle = self._idle, [None] * len(self._idle)
        for connection in self._lent:
            connection.terminate()
        closing = (connection.close(timeout=1) for connection in idle if connection is not None)
        # One that doesn't close in time is cut off by asyncpg, which then raises.
        await asyncio.gather(*closing, return_exceptions=True)
