"""Commits may hang while all else works: for a synchronous standby that is gone they wait for ever.

Then no statement's timeout counts, and whoever gives up and connects anew leaves a backend behind, until there are as
many as there may be and nobody reads any more. So writes never have all connections, one whose commit hangs is kept
until its server answers, and once it is known that commits hang, further writes are refused at once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import asyncpg
from structlog import get_logger

from huuva_backend.platform.db.connecting import Connect
from huuva_backend.platform.db.failures import cause_of
from huuva_backend.platform.db.pool import Connection
from huuva_backend.platform.errors import Unavailable

WAIT_SECONDS: Final = 2
"""How long a write waits for one of the connections that writes may have."""
SUSPICIOUS_SECONDS: Final = 1.0
"""A write that takes longer may hang. Whether commits do, a commit of our own tells."""
PROBE_SECONDS: Final = 1.0
"""How long that one may take."""
RETRY_SECONDS: Final = 0.5
"""From one that failed to the next, while writes are refused."""
GONE_SECONDS: Final = 30.0
"""After so long it is asked whether the server still knows of a probe that hangs, or another one has taken over."""
FOR_EVER: Final = 86_400.0

COMMITS_HANG: Final = "commits-hang"
BUSY: Final = "connections-busy"

# It writes to the log, so it waits for standbys as any write does, and needs no table.
_COMMIT: Final = (
    "SELECT pg_backend_pid() FROM pg_logical_emit_message(true, 'huuva_backend', 'does it commit?')"
)
_KNOWN: Final = (
    "SELECT count(*)::int FROM pg_stat_activity WHERE pid = {pid:d} AND usename = current_user"
)

log = get_logger(__name__)


def kept_for_reads(size: int) -> int:
    """Of so many connections; none of one alone."""
    return max(1, size // 4) if size > 1 else 0


class Breaker:
    """`cause` says why writes are refused, None while they aren't. It ends by itself, with a commit that succeeds."""

    def __init__(self, connect: Connect, size: int) -> None:
        self.cause: str | None = None
        self._connect = connect
        self._places = asyncio.Semaphore(size - kept_for_reads(size))
        self._under_way: dict[object, float] = {}  # the oldest first
        self._look_again: asyncio.TimerHandle | None = None
        self._probing: asyncio.Task[None] | None = None
        self._hanging: dict[Connection, asyncio.Task[None]] = {}

    @property
    def refusing(self) -> bool:
        return self.cause is not None

    @property
    def hanging(self) -> int:
        """Connections whose commit was given up by whoever asked for it, and has no answer yet."""
        return len(self._hanging)

    async def enter(self, write: object) -> None:
        """Raises `Unavailable`, at once where commits hang."""
        if self.cause is not None:
            raise Unavailable("Nothing can be changed for now.", cause=self.cause)
        if self._places.locked():
            await self._wait()
        else:
            await self._places.acquire()
        loop = asyncio.get_running_loop()
        self._under_way[write] = loop.time()
        if self._look_again is None:
            self._look_again = loop.call_later(SUSPICIOUS_SECONDS, self._look)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._places.acquire()
        except TimeoutError:
            raise Unavailable(cause=self.cause or BUSY) from None

    def leave(self, write: object) -> None:
        """It has its answer."""
        del self._under_way[write]
        self._places.release()

    def keep(
        self, write: object, connection: Connection, release: Callable[[], Awaitable[None]]
    ) -> None:
        """Nobody waits for the answer any more: the connection is of no use to anybody until it is there."""
        del self._under_way[write]
        self._hanging[connection] = asyncio.create_task(self._until_answered(connection, release))

    async def _until_answered(
        self, connection: Connection, release: Callable[[], Awaitable[None]]
    ) -> None:
        try:
            with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await connection.execute("SELECT", timeout=FOR_EVER)
                if not connection.is_in_transaction():
                    return
            connection.terminate()
        except BaseException:
            connection.terminate()
            raise
        finally:
            del self._hanging[connection]
            self._places.release()
            await release()

    def _look(self) -> None:
        self._look_again = None
        if not self._under_way:
            return
        loop = asyncio.get_running_loop()
        takes = loop.time() - next(iter(self._under_way.values()))
        if takes >= SUSPICIOUS_SECONDS and (self._probing is None or self._probing.done()):
            self._probing = asyncio.create_task(self._probe())
        self._look_again = loop.call_later(SUSPICIOUS_SECONDS / 2, self._look)

    async def _probe(self) -> None:
        """Whether a commit succeeds; if it hangs, until one does."""
        while True:
            commit = asyncio.create_task(self._commit())
            try:
                if not (await asyncio.wait({commit}, timeout=PROBE_SECONDS))[0]:
                    self._refuse(COMMITS_HANG)
                failure = await _failure(commit)
            finally:
                commit.cancel()
            if failure is None:
                self._admit()
            if self.cause is None:
                return  # what fails at once, writes tell by themselves
            self._refuse(cause_of(failure) or COMMITS_HANG)
            await asyncio.sleep(RETRY_SECONDS)

    async def _commit(self) -> None:
        connection = await self._connect(command_timeout=None)
        try:
            work = connection.transaction()
            await work.start()
            pid = await connection.fetchval(_COMMIT)
            commit = asyncio.create_task(work.commit())
            try:
                while not (await asyncio.wait({commit}, timeout=GONE_SECONDS))[0]:
                    if await self._is_gone(pid):
                        raise ConnectionError("its server is another one now")
                await commit
            finally:
                commit.cancel()
            await connection.close(timeout=1)
        finally:
            connection.terminate()

    async def _is_gone(self, pid: int) -> bool:
        with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            connection = await self._connect()
            try:
                async with connection.transaction():
                    (row,) = await connection.fetch(_KNOWN.format(pid=pid))
            finally:
                connection.terminate()
            return not row[0]
        return False  # nobody answers: it may be frozen, and then the commit goes on with it

    def _refuse(self, cause: str) -> None:
        if self.cause is None:
            log.warning("writes are refused", cause=cause, hanging=self.hanging)
        self.cause = cause

    def _admit(self) -> None:
        if self.cause is not None:
            log.warning("writes are taken again", was=self.cause)
        self.cause = None
        # What was committed before this is where this is. Who still has no answer was at another server.
        for connection in list(self._hanging):
            asyncio.get_running_loop().call_later(RETRY_SECONDS, self._cut, connection)

    def _cut(self, connection: Connection) -> None:
        if connection in self._hanging and self.cause is None:
            connection.terminate()

    async def aclose(self) -> None:
        """Whose commits hang stay behind in their server: nothing could be said about them."""
        if self._look_again is not None:
            self._look_again.cancel()
        tasks = [*self._hanging.values()]
        if self._probing is not None:
            tasks.append(self._probing)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _failure(commit: "asyncio.Task[None]") -> BaseException | None:
    try:
        await commit
    except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return error
    return None
