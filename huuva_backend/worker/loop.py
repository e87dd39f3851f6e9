"""What must be done without anybody's asking, done by one process at a time.

Each loop has a lease. One that comes round often keeps it, so that a turn writes nothing; one that is rare
gives it back until its next turn, so that it is done once an interval however many processes there are
and however often they start. When a holder dies, another takes over once its lease is over.

A lease makes it rare that two are at it, not impossible: a process that was stopped for longer than its
lease may have a statement under way when it wakes up. So what a loop does must also be right beside another.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Protocol
from uuid import uuid4

from structlog import get_logger

from huuva_backend.platform import metrics
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import DomainError
from huuva_backend.worker import lease
from huuva_backend.worker.lease import Lease

FINISH_SECONDS = 2
"""How long those that are at it may go on when the process is asked to stop."""
GIVE_BACK_SECONDS = 1

RETRY_SECONDS = 30
"""The longest time until one that failed is tried again."""

log = get_logger(__name__)


class Loop(Protocol):
    name: str
    interval: float
    """Seconds from the end of a run to the next."""

    async def run_once(self) -> int:
        """Do all that there is to do now; how much it was. It is cancelled where the lease is lost."""


@asynccontextmanager
async def running(loops: Sequence[Loop], database: Executor) -> AsyncIterator[None]:
    """The loops run meanwhile. At the end runs under way may finish, then leases are given back."""
    stopping = asyncio.Event()
    holder = uuid4()
    turns = [_Turns(loop, Lease(database, loop.name, holder), stopping) for loop in loops]
    tasks = [asyncio.create_task(each.go_on()) for each in turns]
    try:
        yield
    finally:
        stopping.set()
        if tasks:
            await asyncio.wait(tasks, timeout=FINISH_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Turns:
    def __init__(self, loop: Loop, held: Lease, stopping: asyncio.Event) -> None:
        self._loop = loop
        self._lease = held
        self._stopping = stopping
        self._runs = metrics.LoopRuns(loop.name)
        self._put_off = False

    async def go_on(self) -> None:
        pause = min(self._loop.interval, lease.LEASE_SECONDS)
        try:
            while not self._stopping.is_set():
                with self._survived():
                    if await self._lease.hold():
                        await self._turn()
                    else:
                        self._put_off = False
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._stopping.wait()
        finally:
            with suppress(DomainError, TimeoutError):
                async with asyncio.timeout(GIVE_BACK_SECONDS):
                    await self._lease.give_back()

    async def _turn(self) -> None:
        succeeded = False
        with self._survived():
            async with asyncio.timeout_at(self._lease.until) as limit:
                await self._while_kept(limit)
            succeeded = True
            self._put_off = False
        self._runs.observe(succeeded=succeeded)
        if not succeeded:
            await self._lease.give_back(min(self._loop.interval, RETRY_SECONDS))
        elif self._loop.interval > lease.LEASE_SECONDS:
            await self._lease.give_back(self._loop.interval)

    @contextmanager
    def _survived(self) -> Iterator[None]:
        """No failure ends a loop. An outage is told once, not at each of its turns."""
        name = self._loop.name
        try:
            yield
        except DomainError as failure:
            (log.debug if self._put_off else log.warning)("put off", loop=name, code=failure.code)
            self._put_off = True
        except TimeoutError:
            log.warning("cut off: the lease could not be renewed", loop=name)
        except Exception as error:
            log.error("unexpected failure", loop=name, exc_info=error)

    async def _while_kept(self, limit: asyncio.Timeout) -> None:
        keeping = asyncio.create_task(self._keep(limit))
        try:
            if done := await self._loop.run_once():
                log.debug("done", loop=self._loop.name, count=done)
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _keep(self, limit: asyncio.Timeout) -> None:
        """Renew the lease in good time. A run whose lease ends is cut off by `limit`."""
        while True:
            await asyncio.sleep(lease.renewed_after())
            with suppress(DomainError):
                if not await self._lease.hold():
                    limit.reschedule(0)
                    return
                limit.reschedule(self._lease.until)
