"""Endpoints that are really told of what is really committed, by a clock that can be turned."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from huuva_backend.partners.caller import TRUSTED, system
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.vault import Vault
from huuva_backend.webhooks.dispatcher import Dispatcher
from huuva_backend.webhooks.endpoint import Delivery, Endpoint, IssuedEndpoint
from huuva_backend.webhooks.schemas import DeliveryQuery, EndpointCreate, EndpointUpdate, Replay
from huuva_backend.webhooks.sending import Sender
from huuva_backend.webhooks.service import WebhookService
from tests.webhooks.receiver import Receiver

SECONDS = 0.4
"""How long a receiver may take here."""


class Telling:
    def __init__(self, database: Database, directory: Path) -> None:
        self.turned = timedelta(0)
        self.database = database
        self._vault = Vault([], directory)
        self.service = WebhookService(self._vault, {"127.0.0.1"})
        self.sender = Sender({"127.0.0.1"}, total_seconds=SECONDS)
        self.dispatcher = self.worker()

    def worker(self, lingers: float = 0) -> Dispatcher:
        return Dispatcher(
            system("webhooks"), self.database, self._vault, self.sender, lambda: self.now, lingers
        )

    @property
    def now(self) -> datetime:
        return utc_now() + self.turned

    async def endpoint(self, receiver: Receiver, **filters: Any) -> IssuedEndpoint:
        wanted = EndpointCreate(url=receiver.url, **filters)
        return await self.service.add(TRUSTED, self.database, wanted)

    async def run(self, *, after: timedelta = timedelta(0)) -> int:
        """Turn the clock, and tell of all that there is to tell of then."""
        self.turned += after
        return await self.dispatcher.run()

    async def get(self, endpoint: Endpoint) -> Endpoint:
        return await self.service.get(TRUSTED, self.database, endpoint.id)

    async def enable(self, endpoint: Endpoint) -> None:
        told = EndpointUpdate(enabled=True)
        await self.service.change(TRUSTED, self.database, endpoint.id, told)

    async def replay(self, endpoint: Endpoint, **told: Any) -> None:
        replay = Replay.model_validate(told)
        await self.service.replay(TRUSTED, self.database, endpoint.id, replay)

    async def log(self, endpoint: Endpoint) -> Sequence[Delivery]:
        """The newest first."""
        query = DeliveryQuery(limit=200)
        page = await self.service.deliveries(TRUSTED, self.database, endpoint.id, query)
        return page.items

    async def redeliver(self, endpoint: Endpoint, delivery_id: UUID) -> None:
        await self.service.redeliver(TRUSTED, self.database, endpoint.id, delivery_id)
