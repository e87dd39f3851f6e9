from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.application import connect, create_app
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.partner import PartnerKind
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.orders.conftest import kitchen
from tests.partners.callers import client_of, key_of

__all__ = ["kitchen"]


@pytest.fixture(scope="session")
def asking_for_keys(settings: Settings) -> FastAPI:
    return create_app(settings.model_copy(update={"auth": "keys"}))


@pytest.fixture
def guarded(asking_for_keys: FastAPI, settings: Settings, database: Database) -> FastAPI:
    """The application with AUTH=keys."""
    connect(asking_for_keys, settings, database)
    return asking_for_keys


@pytest.fixture
async def operator(guarded: FastAPI, database: Database) -> AsyncIterator[AsyncClient]:
    """Who may do all."""
    issued = await key_of(database, "anna", kind=PartnerKind.OPERATOR)
    async with client_of(guarded, issued.key) as client:
        await client.get("/api/orders")  # so that it was used: no test is about that
        yield client


@pytest.fixture
async def reader(guarded: FastAPI, database: Database) -> AsyncIterator[AsyncClient]:
    """Who may look at orders and do nothing else."""
    issued = await key_of(database, "wolt", Scope.ORDERS_READ)
    async with client_of(guarded, issued.key) as client:
        await client.get("/api/orders")  # so that it was used: no test is about that
        yield client
