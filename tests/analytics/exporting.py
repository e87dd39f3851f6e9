"""Exports as an analyst asks for them."""

import json

from httpx import Response

from tests.analytics.analyst import Analyst
from tests.orders.kitchen import Json

EXPORTS = ("order-history", "item-history", "orders", "amendments")


async def ask(analyst: Analyst, export: str, accept: str = "*/*", **query: str) -> Response:
    path = f"/api/analytics/exports/{export}"
    return await analyst.api.get(path, params=query, headers={"Accept": accept})


async def rows(analyst: Analyst, export: str, **query: str) -> list[Json]:
    answer = await ask(analyst, export, **query)
    assert answer.status_code == 200, answer.text
    assert answer.text == "" or answer.text.endswith("\n")
    return [json.loads(line) for line in answer.text.splitlines()]


async def amend(analyst: Analyst, orders: list[Json]) -> None:
    for order in orders:
        path = f"/api/orders/{order['id']}"
        for body in ({"note": "Ring at Ann's"}, {"covers": 3}):
            assert (await analyst.api.patch(path, json=body)).status_code == 200
