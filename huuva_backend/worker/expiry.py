"""What was kept for a while goes when its time is over: events, and the natural keys that retries need."""

import asyncio

from huuva_backend.feed.service import FeedService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor
from huuva_backend.worker.writes import EXPIRE_KEYS, FIND_EXPIRED_KEYS

KEYS_AT_ONCE = 500
PAUSE_SECONDS = 0.05
"""Between two batches, so that orders come first."""


class ExpiryLoop:
    name = "expiry"
    caller = system(name)

    def __init__(self, feed: FeedService, database: Executor, interval: float) -> None:
        self.interval = interval
        self._feed = feed
        self._database = database

    async def run_once(self) -> int:
        return await self._feed.let_go(self.caller, self._database) + await self._expire_keys()

    async def _expire_keys(self) -> int:
        gone = 0
        for row in await self._database.fetch(FIND_EXPIRED_KEYS, {}):
            batch = KEYS_AT_ONCE
            while batch == KEYS_AT_ONCE:
                asked = {"location_id": row["location_id"], "limit": KEYS_AT_ONCE}
                (counted,) = await self._database.fetch(EXPIRE_KEYS, asked)
                batch = counted["gone"]
                gone += batch
                await asyncio.sleep(PAUSE_SECONDS)
        return gone
