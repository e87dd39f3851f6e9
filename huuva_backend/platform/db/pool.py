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
        self._places = asyncio.Semaphore(size)

    async def fill(self) -> Self:
        """Connect all that aren't; raises what connecting raises."""
        self._idle = list(await asyncio.gather(*(self._connect() for _ in self._idle)))
        return self

    @property
    def idle(self) -> int:
        return len(self._idle)

    async def acquire(self, seconds: float) -> Connection:
        """Raises TimeoutError where none is free in time, and what connecting raises."""
        if self._places.locked():
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        else:
            await self._places.acquire()
        connection = self._idle.pop()
        if connection is not None and not connection.is_closed():
            return connection
        try:
            return await self._connect()
        except BaseException:
            await self.release(None)
            raise

    async def release(self, connection: "Connection | None") -> None:
        self._idle.append(connection)
        self._places.release()

    async def close(self) -> None:
        """Those that are lent out are cut off."""
        for connection in self._idle:
            if connection is not None:
                await connection.close(timeout=1)
        self._idle.clear()
