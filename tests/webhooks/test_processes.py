"""Workers in processes of their own, which are killed: nothing that was committed stays untold."""

import asyncio
import os
import random
import time
from collections import defaultdict
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db.database import Database
from huuva_backend.webhooks.schemas import EndpointCreate
from huuva_backend.webhooks.service import WebhookService
from huuva_backend.webhooks.vault import Vault
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen
from tests.webhooks.receiver import OK, Behaviour, Received, Receiver, status
from tests.worker.workers import Worker

EVENTS = int(os.environ.get("HUUVA_TEST_WEBHOOK_EVENTS", "300"))
"""About how many; 5,000 is the long form."""
SEED = int(os.environ.get("HUUVA_TEST_SEED", "1"))
PATIENCE_SECONDS = 60 + EVENTS / 20
TOLD = "SELECT order_id::text AS order, order_version AS version FROM order_events WHERE location_id = $1"


@pytest.mark.timeout(PATIENCE_SECONDS * 3)
async def test_of_workers_that_are_killed_none_loses_an_event_or_its_order(
    database_url: str,
    committing: Kitchen,
    committed: Connection,
    location: str,
    tmp_path: Path,
) -> None:
    chance = random.Random(SEED)
    key = Fernet.generate_key().decode()
    settings = {
        "DATABASE_URL": database_url,
        "WEBHOOK_KEY": key,
        "WEBHOOK_ALLOWED_HOSTS": "127.0.0.1",
    }

    def behave(_: Received) -> Behaviour:
        return OK if chance.random() < 0.99 else status(500)

    async with Receiver(behave) as receiver:
        database = await Database.open(database_url, size=1, name="t", statement_seconds=5)
        service = WebhookService(Vault([key], tmp_path), {"127.0.0.1"})
        wanted = EndpointCreate(url=receiver.url, location_ids=[location])
        endpoint = await service.add(TRUSTED, database, wanted)
        await database.aclose()
        workers = [Worker(tmp_path, **settings) for _ in range(2)]
        placing = asyncio.create_task(_orders(committing, location))
        until = chance.randint(5, EVENTS // 5)
        began = time.monotonic()
        try:
            while not placing.done() or not await _all_told(committed, location, receiver):
                assert time.monotonic() - began < PATIENCE_SECONDS, workers[-1].log
                await asyncio.sleep(0.05)
                if len(receiver.requests) >= until:
                    victim = workers.pop(0)  # which has had the lease for longest
                    victim.process.kill()
                    victim.process.wait(10)
                    workers.append(Worker(tmp_path, **settings))
                    until = len(receiver.requests) + chance.randint(5, EVENTS // 5)
            await placing
        finally:
            for worker in workers:
                worker.__exit__()

    ids = defaultdict(set)
    for each in receiver.requests:
        each.verified(endpoint.secret)
        ids[each.order, each.version].add(each.id)
    assert {len(names) for names in ids.values()} == {1}
    print(f"{len(ids)} events, {len(receiver.requests)} requests")
    for order_id in {order for order, _ in ids}:
        versions = receiver.of_order(order_id)
        first = [version for at, version in enumerate(versions) if version not in versions[:at]]
        assert first == sorted(first), versions


async def _all_told(committed: Connection, location: str, receiver: Receiver) -> bool:
    events = {(row["order"], row["version"]) for row in await committed.fetch(TOLD, location)}
    return events <= {(each.order, each.version) for each in receiver.requests}


async def _orders(kitchen: Kitchen, location: str) -> None:
    """Placed and brought to their end, several at a time."""

    async def one() -> None:
        placed = await kitchen.place(locationId=location)
        for where in ("PREPARING", "READY", "PICKED_UP"):
            await kitchen.move(placed, where)
            await asyncio.sleep(0.05)

    for _ in range(EVENTS // 20):
        await asyncio.gather(*(one() for _ in range(5)))
        await asyncio.sleep(0.2)
