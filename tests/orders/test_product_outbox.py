"""Who counts, snoozes, orders and cancels at once waits for each other in one order, and each change is told once."""

import asyncio
from collections import Counter
from itertools import pairwise
from random import Random

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from tests.conftest import Connection
from tests.factories import order
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.test_stocktaking_at_once import LOCATIONS, PLUS, lines, put

BRAND = "brand-1"
TOLD = """
    SELECT location_id, plu, array_agg(type ORDER BY seq) AS types FROM order_events
    WHERE type IN ('product.soldOut', 'product.available') AND plu <> 'CAKE' GROUP BY location_id, plu
"""
OUT = "SELECT location_id, plu, remaining = 0 AS out FROM menu_stock WHERE plu <> 'CAKE'"


async def act(kitchen: Kitchen, api: AsyncClient, rng: Random) -> int:
    """The status of an answer."""
    location = rng.choice((*LOCATIONS, None))
    plus = rng.sample(PLUS, 2)
    stock: list[Json] = [{"plu": plu, "stock": rng.choice((0, 1, 2))} for plu in plus]
    match rng.randrange(5):
        case 0:
            body: Json = {"brandId": BRAND, "locationId": location, "items": stock}
            return (await api.put("/api/menu/stocks", json=body)).status_code
        case 1:
            body = {"brandId": BRAND, "locationId": location, "plus": ["CAKE"]}
            return (await api.post("/api/menu/snoozes", json=body)).status_code
        case 2:
            named = {"brandId": BRAND, "plu": ["CAKE"]} | (
                {"locationId": location} if location else {}
            )
            return (await api.delete("/api/menu/snoozes", params=named)).status_code
        case _:
            body = order(items=lines(*plus), locationId=location or "main")
            placed = await kitchen.post(body)
            if placed.status_code == 201 and rng.random() < 0.5:
                return (await kitchen.move(placed.json(), "CANCELLED")).status_code
            return placed.status_code


async def test_nobody_waits_for_each_other_and_the_feed_has_no_hole(
    committing: Kitchen, shared_app: FastAPI, watcher: Connection
) -> None:
    await put(watcher, SOUP=2, BREAD=2, TART=2, CAKE=2)
    rng = Random(20261128)
    actors = [Random(rng.random()) for _ in range(16)]

    transport = ASGITransport(shared_app)
    async with AsyncClient(transport=transport, base_url="http://testserver") as api:

        async def go(actor: Random) -> list[int]:
            return [await act(committing, api, actor) for _ in range(12)]

        told_of = await asyncio.gather(*map(go, actors))

    answers = Counter(status for each in told_of for status in each)

    assert set(answers) <= {200, 201, 204, 422}
    assert await violations(watcher) == []
    told = {(row["location_id"], row["plu"]): row["types"] for row in await watcher.fetch(TOLD)}
    assert told
    for row in await watcher.fetch(OUT):
        types = told.get((row["location_id"], row["plu"]), ["product.available"])
        assert (types[-1] == "product.soldOut") is row["out"]
        assert all(before != after for before, after in pairwise(types))
