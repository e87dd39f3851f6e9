"""A kitchen at work, at times of the test's choosing, and what is asked of it."""

from datetime import datetime, timedelta
from typing import Any

from httpx import AsyncClient, Response

from tests.factories import item
from tests.orders.kitchen import Json, Kitchen
from tests.orders.test_routes_times import ago


class Work:
    def __init__(self, api: AsyncClient) -> None:
        self._api = api
        self._kitchen = Kitchen(api)

    async def prepared(self, *minutes: int, ended: int = 30, **changes: Any) -> None:
        """Orders whose lines were so long in preparation each, a minute between each two, the last `ended` minutes ago."""
        end = ended
        for each in reversed(minutes):
            order = await self.begun(end + each, **changes)
            await self._move(order, "READY", end)
            end += each + 1

    async def begun(self, begun: int, **changes: Any) -> Json:
        order = await self._kitchen.place(created=ago(minutes=begun + 5), **changes)
        await self._move(order, "PREPARING", begun)
        return order

    async def _move(self, order: Json, status: str, minutes_ago: int) -> None:
        answer = await self._kitchen.move(order, status, occurredAt=ago(minutes=minutes_ago))
        assert answer.status_code == 200, answer.text

    async def ask_load(self, location_id: str = "main") -> Response:
        return await self._api.get(f"/api/locations/{location_id}/load")

    async def load(self, location_id: str = "main") -> Json:
        answer = await self.ask_load(location_id)
        assert answer.status_code == 200, answer.text
        load: Json = answer.json()
        return load

    async def ask_quote(self, *plus: str, **asked: Any) -> Response:
        body = {"items": [{"plu": plu, "quantity": 1} for plu in plus]} | asked
        return await self._api.post("/api/quotes", json=body)

    async def quote(self, *plus: str, **asked: Any) -> Json:
        answer = await self.ask_quote(*plus, **{"brandId": "brand-1"} | asked)
        assert answer.status_code == 200, answer.text
        quote: Json = answer.json()
        return quote


def pizza(**changes: Any) -> Json:
    """What is ordered of one product."""
    return {"items": [item("PIZZA", **changes)]}


def waits(answer: Json) -> timedelta:
    return datetime.fromisoformat(answer["readyAt"]) - datetime.fromisoformat(answer["asOf"])
