from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

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
from tests.partners.signed import PARTNER, SECRET, Json, Registering

__all__ = ["kitchen"]


@pytest.fixture(scope="session")
def asking_for_keys(settings: Settings) -> FastAPI:
    return create_app(settings.model_copy(update={"auth": "keys"}))


@pytest.fixture
def guarded(
    asking_for_keys: FastAPI, settings: Settings, database: Database, tmp_path: Path
) -> FastAPI:
    """The application with AUTH=keys, and secrets of its own."""
    connect(asking_for_keys, settings.model_copy(update={"data_dir": tmp_path}), database)
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


@pytest.fixture
def register(operator: AsyncClient) -> Registering:
    """An integration of a partner, Deliverect's unless something else is said."""

    async def register(**changes: Any) -> Json:
        await operator.post("/api/partners", json={"id": "platform"})
        wanted = {"dialect": "deliverect", "secret": SECRET} | changes
        made = await operator.post(f"{PARTNER}/integrations", json=wanted)
        assert made.status_code == 201, made.text
        kept: Json = made.json()
        return kept

    return register


@pytest.fixture
async def stranger(guarded: FastAPI) -> AsyncIterator[AsyncClient]:
    """Who brings no key."""
    async with client_of(guarded, None) as client:
        yield client
