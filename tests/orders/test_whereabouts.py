"""Whose an order is, which never changes, is looked up once for those whose it is, and each time for the others."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from huuva_backend.orders.errors import OrderNotFound
from huuva_backend.orders.whereabouts import whereabouts
from huuva_backend.partners.caller import TRUSTED, Caller
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.orders.kitchen import Json, Kitchen
from tests.statements import counted


@pytest.fixture
async def placed(kitchen: Kitchen) -> Json:
    return await kitchen.place(brandId="pizzeria", locationId="kamppi")


OF_BRAND = replace(TRUSTED, brands=frozenset({"pizzeria"}))
OF_BRAND_HERE = replace(OF_BRAND, locations=frozenset({"kamppi"}))
OF_ANOTHER = replace(TRUSTED, brands=frozenset({"sushi-bar"}))
OF_BRAND_ELSEWHERE = replace(OF_BRAND, locations=frozenset({"kallio"}))


@pytest.mark.parametrize("caller", [TRUSTED, OF_BRAND, OF_BRAND_HERE])
async def test_an_order_of_the_callers_is_looked_up_once(
    database: Database, sql: Connection, placed: Json, caller: Caller
) -> None:
    order_id = UUID(placed["id"])
    async with counted(sql) as first:
        assert await whereabouts(caller, database, order_id, None) == "kamppi"
    async with counted(sql) as again:
        assert await whereabouts(caller, database, order_id, None) == "kamppi"
        assert await whereabouts(caller, database, order_id, "kamppi") == "kamppi"

    assert (len(first), len(again)) == (1, 0)


@pytest.mark.parametrize("caller", [OF_ANOTHER, OF_BRAND_ELSEWHERE])
async def test_anothers_takes_as_many_statements_as_none_however_often_it_is_asked_for(
    database: Database, sql: Connection, placed: Json, caller: Caller
) -> None:
    await whereabouts(TRUSTED, database, UUID(placed["id"]), None)  # so that it is remembered
    for order_id in (UUID(placed["id"]), UUID(placed["id"]), uuid4()):
        async with counted(sql) as statements:
            with pytest.raises(OrderNotFound):
                await whereabouts(caller, database, order_id, None)
        assert len(statements) == 1


@pytest.mark.parametrize("location_id", ["kallio", "nowhere"])
async def test_elsewhere_it_is_not_found(
    database: Database, placed: Json, location_id: str
) -> None:
    with pytest.raises(OrderNotFound):
        await whereabouts(OF_BRAND, database, UUID(placed["id"]), location_id)


async def test_only_so_many_are_remembered(
    database: Database, sql: Connection, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huuva_backend.orders.whereabouts.REMEMBERED", 2)
    monkeypatch.setattr("huuva_backend.orders.whereabouts._found", {})
    ids = [UUID((await kitchen.place(channelOrderId=str(n)))["id"]) for n in range(3)]
    for order_id in ids:
        await whereabouts(TRUSTED, database, order_id, None)

    async with counted(sql) as statements:
        for order_id in (ids[1], ids[2], ids[0]):
            await whereabouts(TRUSTED, database, order_id, None)

    assert len(statements) == 1
