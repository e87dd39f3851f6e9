"""Workers in processes of their own, which are killed: nothing that was committed stays untold."""

import asyncio
import os
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.vault import Vault
from huuva_backend.webhooks.endpoint import IssuedEndpoint
from huuva_backend.webhooks.schemas import EndpointCreate
from huuva_backend.webhooks.service import WebhookService
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen
from tests.webhooks.receiver import OK, Behaviour, Received, Receiver, status
from tests.worker.workers import Worker

EVENTS = int(os.environ.get("HUUVA_TEST_WEBHOOK_EVENTS", "120"))
"""About how many; 5,000 is the long form."""
SEED = int(os.environ.get("HUUVA_TEST_SEED", "1"))
PATIENCE_SECONDS = 150 + EVENTS / 5
KEY = Fernet.generate_key().decode()
TOLD = "SELECT order_id::text, order_version FROM order_events WHERE location_id = $1"


async def endpoint_at(url: str, database_url: str, location: str) -> IssuedEndpoint:
    database = await Database.open(database_url, size=1, name="tests", statement_seconds=5)
    async with aclosing(database):
        service = WebhookService(Vault([KEY], Path()), {"127.0.0.1"})
        wanted = EndpointCreate(url=url, location_ids=[location])
        return await service.add(TRUSTED, database, wanted)


@asynccontextmanager
async def killed(
    directory: Path, database_url: str, receiver: Receiver, chance: random.Random
) -> AsyncIterator[None]:
    """Meanwhile two workers are at it, and now and then the one that has been at it for longest is killed."""
    settings = {"DATABASE_URL": database_url, "WEBHOOK_KEY": KEY}
    settings["WEBHOOK_ALLOWED_HOSTS"] = "127.0.0.1"
    workers = [Worker(directory, **settings) for _ in range(2)]

    async def kill() -> None:
        until = chance.randint(EVENTS // 5, EVENTS // 2)
        while True:
            await asyncio.sleep(0.01)
            told = len({each.id for each in receiver.requests})
            if told >= until:
                workers.pop(0).__exit__()
                workers.append(Worker(directory, **settings))
                until = told + chance.randint(EVENTS // 5, EVENTS // 2)

    killing = asyncio.create_task(kill())
    try:
        yield
    finally:
        killing.cancel()
        for worker in workers:
            worker.__exit__()


async def orders(kitchen: Kitchen, location: str) -> None:
    """Placed and brought to their end, several at a time."""

    async def one() -> None:
        placed = await kitchen.place(locationId=location)
        for where in ("PREPARING", "READY", "PICKED_UP"):
            await kitchen.move(placed, where)
            await asyncio.sleep(0.05)

    for _ in range(EVENTS // 20):
        await asyncio.gather(*(one() for _ in range(5)))


@pytest.mark.timeout(PATIENCE_SECONDS + 30)
async def test_of_workers_that_are_killed_none_loses_an_event_or_its_order(
    database_url: str, committing: Kitchen, committed: Connection, location: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)

    def behave(received: Received) -> Behaviour:
        received.verified(endpoint.secret)
        return OK if chance.random() < 0.99 else status(500)

    began = time.monotonic()
    async with Receiver(behave) as receiver:
        endpoint = await endpoint_at(receiver.url, database_url, location)
        async with killed(tmp_path, database_url, receiver, chance):
            await orders(committing, location)
            wanted = {tuple(row) for row in await committed.fetch(TOLD, location)}
            while not wanted <= {(each.order, each.version) for each in receiver.requests}:
                assert time.monotonic() - began < PATIENCE_SECONDS, len(receiver.requests)
                await asyncio.sleep(0.05)

    ids = defaultdict(set)
    for each in receiver.requests:
        ids[each.order, each.version].add(each.id)
    assert {len(names) for names in ids.values()} == {1}
    print(f"{len(ids)} events, {len(receiver.requests)} requests")
    for order_id in {order for order, _ in ids}:
        versions = receiver.of_order(order_id)
        first = [version for at, version in enumerate(versions) if version not in versions[:at]]
        assert first == sorted(first), versions
