"""What was kept for a while goes when its time is over: events, and the natural keys and answers that retries need."""

import asyncio

from huuva_backend.feed.service import FeedService
from huuva_backend.partners.caller import system
from huuva_backend.partners.idempotency_service import IdempotencyService
from huuva_backend.platform.db.database import Executor
from huuva_backend.webhooks.delivery_service import DeliveryService
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
        self._idempotency = IdempotencyService()
        self._deliveries = DeliveryService()

    async def run_once(self) -> int:
        await self._deliveries.note_untold(self.caller, self._database, self._feed.retention)
        events = await self._feed.let_go(self.caller, self._database)
        return events + await self._expire_keys() + await self._expire_answers()

    async def _expire_answers(self) -> int:
        gone, batch = 0, KEYS_AT_ONCE
        while batch == KEYS_AT_ONCE:
            batch = await self._idempotency.expire(self.caller, self._database, KEYS_AT_ONCE)
            gone += batch
            await asyncio.sleep(PAUSE_SECONDS)
        return gone

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
