"""Partners' endpoints are told of events."""

import asyncio

from huuva_backend.partners.caller import system
from huuva_backend.platform import metrics
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.vault import Vault
from huuva_backend.webhooks.dispatcher import Dispatcher
from huuva_backend.webhooks.sending import Sender

SIGN_OF_LIFE_SECONDS = 5
LINGER_SECONDS = 1
"""A run begins by looking at all that is kept, so it isn't worth ending one between two events."""


class WebhooksLoop:
    """A run lasts as long as there is something to tell of, and says in between that all is well."""

    name = "webhooks"
    caller = system(name)

    def __init__(self, database: Executor, vault: Vault, sender: Sender, interval: float) -> None:
        self.interval = interval
        self._dispatcher = Dispatcher(self.caller, database, vault, sender, lingers=LINGER_SECONDS)
        self._runs = metrics.LoopRuns(self.name)
        self._told_at = 0.0

    async def run_once(self) -> int:
        return await self._dispatcher.run(self._looked)

    def _looked(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._told_at >= SIGN_OF_LIFE_SECONDS:
            self._told_at = now
            self._runs.observe(succeeded=True)
