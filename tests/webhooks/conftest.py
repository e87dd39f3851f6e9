from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, suppress
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlalchemy import delete

from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.errors import PartnerExists
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.db.statement import Statement
from huuva_backend.webhooks import reads
from tests.conftest import Connection
from tests.feed.conftest import client, committing, connected, location
from tests.partners.callers import client_of
from tests.partners.conftest import asking_for_keys, guarded, operator
from tests.server import committed, database_url
from tests.webhooks.away import Away
from tests.webhooks.partners import ENDPOINTS, ClientOf
from tests.webhooks.telling import Telling

__all__ = [
    "asking_for_keys",
    "client",
    "committed",
    "committing",
    "connected",
    "database_url",
    "guarded",
    "location",
    "operator",
]

REMOVE_ALL = Statement(delete(reads.ENDPOINTS))


@pytest.fixture
async def partner(guarded: FastAPI, database: Database) -> AsyncIterator[ClientOf]:
    """A client with a key of this partner."""
    async with AsyncExitStack() as stack:

        async def made(name: str, **limits: Any) -> AsyncClient:
            async with database.transaction() as session:
                with suppress(PartnerExists):
                    await PartnerService().add(TRUSTED, session, PartnerCreate(id=name))
            wanted = KeyCreate(scopes=[Scope.WEBHOOKS_WRITE], **limits)
            issued = await KeyService().issue(TRUSTED, database, name, wanted)
            client = await stack.enter_async_context(client_of(guarded, issued.key))
            await client.get(ENDPOINTS)  # so that its key was used: no test is about that
            return client

        yield made


@pytest.fixture
async def wolt(partner: ClientOf) -> AsyncClient:
    return await partner("wolt")


@pytest.fixture
async def telling(database_url: str, tmp_path: Path) -> AsyncIterator[Telling]:
    """Nobody else's endpoints are there."""
    database = await Database.open(
        database_url, size=4, name="webhooks", statement_seconds=5, by_key=True
    )
    telling = Telling(database, tmp_path)
    async with aclosing(database), aclosing(telling.sender):
        await database.fetch(REMOVE_ALL, {})
        yield telling


@pytest.fixture
def away(telling: Telling, committed: Connection, location: str) -> Away:
    return Away(telling, committed, location)
