"""Services are told who asks, and work on what they are handed: so several of them can be one transaction."""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from importlib import import_module
from inspect import getmembers, isasyncgenfunction, isclass, iscoroutinefunction, signature
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

import huuva_backend
from huuva_backend.application import connect, create_app
from huuva_backend.menu.schemas import ProductUpdate
from huuva_backend.menu.snooze_schemas import SnoozeCreate
from huuva_backend.orders.commands import Command
from huuva_backend.orders.dependencies import DISPLAY
from huuva_backend.orders.errors import IllegalTransition
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.partners.caller import TRUSTED, Caller
from huuva_backend.platform.db.database import Database, Executor
from huuva_backend.platform.settings import Settings
from tests.menu.pizzeria import BRAND, product
from tests.orders.kitchen import Json, Kitchen

FILES_ONLY = "works on files, and everybody may look at a picture"
WITHOUT = {
    "MediaService.develop": FILES_ONLY,
    "MediaService.keep": FILES_ONLY,
    "MediaService.read": FILES_ONLY,
    "MediaService.settled": FILES_ONLY,
    "MediaService.remove": FILES_ONLY,
    "FeedService.aclose": "ends what the process does, not what somebody asked for",
}


def methods() -> Iterator[tuple[str, list[tuple[str, object]]]]:
    """Of all services, with their parameters."""
    for path in sorted(Path(huuva_backend.__file__).parent.glob("*/*service.py")):
        module = import_module(f"huuva_backend.{path.parent.name}.{path.stem}")
        for _, service in getmembers(module, isclass):
            if service.__module__ != module.__name__:
                continue
            for name, method in getmembers(service):
                if not name.startswith("_") and (
                    iscoroutinefunction(method) or isasyncgenfunction(method)
                ):
                    _, *taken = signature(method).parameters.values()
                    parameters = [(each.name, each.annotation) for each in taken]
                    yield f"{service.__name__}.{name}", parameters


def test_each_method_of_a_service_takes_the_caller_and_the_connection_first() -> None:
    found = dict(methods())
    first: list[tuple[str, object]] = [("caller", Caller), ("on", Executor)]

    assert "OrderService.move_item" in found
    assert {name for name, taken in found.items() if taken[:2] != first} == WITHOUT.keys()


@pytest.fixture
async def database(own_database: str) -> AsyncIterator[Database]:
    database = await Database.open(own_database, size=2, name="tests", statement_seconds=5)
    async with aclosing(database):
        yield database


@pytest.fixture
async def application(database: Database, settings: Settings) -> FastAPI:
    application = create_app(settings)
    connect(application, settings, database)
    menu = application.state.menu
    pizza = ProductUpdate.model_validate(product())
    await menu.put(TRUSTED, database, BRAND, "PIZZA", pizza, None)
    return application


@pytest.fixture
async def client(application: FastAPI) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(application)
    async with AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


async def snooze_and_move(
    application: FastAPI, on: Executor, order: Json, status: OrderStatus
) -> None:
    """Two writes of two services."""
    pizza = SnoozeCreate(brand_id=BRAND, plus=["PIZZA"])
    await application.state.snoozes.snooze(TRUSTED, on, pizza)
    move = Command(status=status, actor=DISPLAY)
    await application.state.orders.move(TRUSTED, on, UUID(order["id"]), move)


async def seen(client: AsyncClient, order: Json) -> Json:
    """What everybody sees of both, and of the feed."""
    snoozes = await client.get("/api/menu/snoozes", params={"brandId": BRAND})
    events = await client.get("/api/events")
    return {
        "snoozed": [snooze["plu"] for snooze in snoozes.json()["items"]],
        "order": await Kitchen(client).get(order),
        "events": [(event["seq"], event["type"]) for event in events.json()["items"]],
    }


async def test_writes_of_two_services_in_one_transaction_are_undone_together(
    application: FastAPI, database: Database, client: AsyncClient
) -> None:
    order = await Kitchen(client).place()
    before = await seen(client, order)

    async with database.transaction(keep=False) as session:
        await snooze_and_move(application, session, order, OrderStatus.PREPARING)
        moved = await application.state.orders.get(TRUSTED, session, UUID(order["id"]), None)
        assert moved.status == OrderStatus.PREPARING  # on this connection
        assert await seen(client, order) == before  # on others not

    assert await seen(client, order) == before


async def test_what_one_of_them_refuses_the_other_has_not_done_either(
    application: FastAPI, database: Database, client: AsyncClient
) -> None:
    order = await Kitchen(client).place()
    before = await seen(client, order)

    with pytest.raises(IllegalTransition):
        async with database.transaction() as session:
            await snooze_and_move(application, session, order, OrderStatus.PICKED_UP)

    assert await seen(client, order) == before


async def test_they_are_committed_together(
    application: FastAPI, database: Database, client: AsyncClient
) -> None:
    order = await Kitchen(client).place()

    async with database.transaction() as session:
        await snooze_and_move(application, session, order, OrderStatus.PREPARING)

    after = await seen(client, order)
    assert (after["snoozed"], after["order"]["status"]) == (["PIZZA"], "PREPARING")
    assert after["events"] == [(1, "order.created"), (2, "order.status_changed")]
