"""Every operation × scope × own or another's, from the API document: an operation without an entry fails."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.application import connect, create_app
from huuva_backend.partners import authentication
from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.partner import IssuedKey
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection, NothingWritten
from tests.factories import order
from tests.menu.pizzeria import product
from tests.partners.callers import client_of
from tests.partners.matrix import (
    ALIKE,
    NOBODYS_ORDER,
    OTHERWISE,
    OWN,
    PLACES_ALONE,
    WAYS,
    WHOLE_BRANDS,
    WHOLE_LOCATIONS,
    Thing,
    elsewhere,
)
from tests.statements import counted

DOCUMENT = create_app(Settings()).openapi()
METHODS = {
    operation["operationId"]: method.upper()
    for item in DOCUMENT["paths"].values()
    for method, operation in item.items()
}
SCOPES = {
    operation["operationId"]: Scope(operation["x-scope"])
    for item in DOCUMENT["paths"].values()
    for operation in item.values()
    if "x-scope" in operation
}
LIMITED: list[Scope] = [scope for scope in Scope if scope is not Scope.ADMIN]


@dataclass
class World:
    """Mine, the same of another brand at my location, and of my brand at another location."""

    mine: Thing
    other_brands: Thing
    other_locations: Thing
    of_brand: AsyncClient
    of_location: AsyncClient


async def key(database: Database, partner: str, scopes: list[Scope], **limits: Any) -> IssuedKey:
    await PartnerService().add(TRUSTED, database, PartnerCreate(id=partner))
    wanted = KeyCreate(scopes=scopes, **limits)
    return await KeyService().issue(TRUSTED, database, partner, wanted)


async def placed(operator: AsyncClient, brand: str, location: str) -> Thing:
    """An order of a brand that sells, counts, snoozes and prepares something there."""
    query = {"brandId": brand, "locationId": location}
    await operator.put("/api/menu/products/PIZZA", params={"brandId": brand}, json=product())
    named = {**query, "plus": ["PIZZA"]}
    assert (await operator.post("/api/menu/snoozes", json=named)).is_success
    counted = {**query, "items": [{"plu": "PIZZA", "stock": 7}]}
    assert (await operator.put("/api/menu/stocks", json=counted)).is_success
    station = {"station": f"grill of {brand}"}
    path = f"/api/menu/products/PIZZA/stations/{location}"
    assert (await operator.put(path, params={"brandId": brand}, json=station)).is_success
    answer = await operator.post("/api/orders", json=order(**query))
    assert answer.status_code == 201, answer.text
    return Thing(brand, location, answer.json()["id"])


@pytest.fixture
def guarded(
    asking_for_keys: FastAPI, settings: Settings, database: Database, tmp_path: Path
) -> FastAPI:
    connect(asking_for_keys, settings.model_copy(update={"data_dir": tmp_path}), database)
    return asking_for_keys


@pytest.fixture(autouse=True)
def _known_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, no key is looked up between two requests that are compared."""
    monkeypatch.setattr(authentication, "KNOWN_SECONDS", 60)


@pytest.fixture
async def world(
    guarded: FastAPI, operator: AsyncClient, database: Database
) -> AsyncIterator[World]:
    mine = await placed(operator, "mine", "kamppi")
    others = await placed(operator, "theirs", "kamppi")
    kallio = await placed(operator, "mine", "kallio")
    of_brand = await key(database, "brand", LIMITED, brand_ids=["mine"])
    of_location = await key(database, "location", LIMITED, location_ids=["kamppi"])
    async with client_of(guarded, of_brand.key) as one, client_of(guarded, of_location.key) as two:
        for client in (one, two):
            await client.get("/api/orders")  # so that it was used
        await operator.get("/api/locations/kamppi/load")  # so that it was observed a while ago
        yield World(mine, others, kallio, one, two)


def test_every_operation_that_asks_for_a_scope_has_an_entry() -> None:
    assert set(SCOPES) == WAYS.keys() | OTHERWISE.keys()


async def call(client: AsyncClient, operation: str, thing: Thing) -> tuple[int, str]:
    """What answers, but for what the request named and what no two answers share."""
    answer = await client.request(METHODS[operation], **WAYS[operation].request(thing))
    text = re.sub('"(requestId|asOf|now|readyAt)":"[^"]*"', "", answer.text.replace(": ", ":"))
    return answer.status_code, thing.named(text)


@pytest.mark.parametrize("operation", WAYS)
async def test_its_own_each_key_may_reach(world: World, operation: str) -> None:
    own = OWN.get(operation, 200)
    for client, wider in ((world.of_brand, WHOLE_LOCATIONS), (world.of_location, WHOLE_BRANDS)):
        status, text = await call(client, operation, world.mine)
        # What was put for one of them is there for the other.
        told = {403} if operation in wider else {own, 200} if own == 201 else {own}
        assert status in told, text
        assert ('"outside-limits"' in text) is (operation in wider)


async def compare(
    sql: Connection,
    client: AsyncClient,
    operation: str,
    others_and_nobodys: tuple[Thing, Thing],
    told: int | str,
) -> None:
    """About another's answers what answers about what doesn't exist, by way of the same statements."""
    others, nobodys = others_and_nobodys
    await client.get("/api/kitchen/stations")  # so that its key is known for a while
    async with counted(sql) as theirs:
        status, text = await call(client, operation, others)
    async with counted(sql) as of_nobody:
        assert (status, text) == await call(client, operation, nobodys)
    assert theirs == of_nobody
    assert status == (200 if told == ALIKE else told), text
    assert ('"outside-limits"' in text) is (status == 403)


@pytest.mark.parametrize("operation", WAYS.keys() - PLACES_ALONE)
async def test_another_brands_is_as_what_does_not_exist(
    world: World, sql: Connection, operation: str, nothing_written: NothingWritten
) -> None:
    nobodys = elsewhere(world.mine, brand="nobodys", order_id=NOBODYS_ORDER)
    told = WAYS[operation].other
    async with nothing_written():
        await compare(sql, world.of_brand, operation, (world.other_brands, nobodys), told)


@pytest.mark.parametrize("operation", WAYS)
async def test_another_locations_is_as_what_does_not_exist(
    world: World, sql: Connection, operation: str, nothing_written: NothingWritten
) -> None:
    nowhere = elsewhere(world.mine, location="nowhere", order_id=NOBODYS_ORDER)
    way = WAYS[operation]
    told = way.other if way.by_location is None else way.by_location
    async with nothing_written():
        await compare(sql, world.of_location, operation, (world.other_locations, nowhere), told)


PATHS = {
    operation["operationId"]: re.sub(r"{[a-z_]+}", "x", path)
    for path, item in DOCUMENT["paths"].items()
    for operation in item.values()
}


@pytest.mark.parametrize("operation", SCOPES)
async def test_without_its_scope_nobody_gets_in_whatever_they_may_do_else(
    guarded: FastAPI, database: Database, operation: str
) -> None:
    scope, request = SCOPES[operation], (METHODS[operation], PATHS[operation])
    others = await key(database, "others", [each for each in Scope if each is not scope])
    async with client_of(guarded, others.key) as client:
        refused = await client.request(*request)
    async with client_of(guarded, None) as client:
        unknown = await client.request(*request)
    assert (refused.status_code, refused.json()["code"]) == (403, "missing-scope")
    assert refused.json()["detail"] == f"This needs the scope {scope}."
    assert (unknown.status_code, unknown.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("operation", SCOPES.keys() - {"streamEvents"})
async def test_its_scope_alone_lets_in(
    guarded: FastAPI, database: Database, operation: str
) -> None:
    issued = await key(database, "one", [SCOPES[operation]])
    async with client_of(guarded, issued.key) as client:
        answer = await client.request(METHODS[operation], PATHS[operation])
    assert answer.status_code in (200, 204, 404, 415, 422), answer.text
