"""What must be done without anybody's asking: orders for later are released, old events let go.

Each server process does it, and none needs to know of the others: what one has done the next doesn't find.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from structlog import get_logger

from huuva_backend.feed.service import FeedService
from huuva_backend.orders.service import OrderService
from huuva_backend.platform.errors import DomainError

RELEASE_SECONDS = 0.5
LET_GO_SECONDS = 3600

log = get_logger(__name__)


@asynccontextmanager
async def housekeeping(orders: OrderService, feed: FeedService) -> AsyncIterator[None]:
    """Done meanwhile."""
    async with asyncio.TaskGroup() as tasks:
        chores = [
            tasks.create_task(_every(RELEASE_SECONDS, orders.release_due)),
            tasks.create_task(_every(LET_GO_SECONDS, feed.let_go)),
        ]
        yield
        for chore in chores:
            chore.cancel()


async def _every(seconds: float, chore: Callable[[], Awaitable[int]]) -> None:
    while True:
        try:
            await chore()
        except DomainError:
            log.debug("put off", chore=chore.__name__)  # the database is away or busy: next time
        except Exception as error:
            log.error("unexpected failure", exc_info=error)
        await asyncio.sleep(seconds)
