"""The kitchen's API as its screens use it, and a menu that says where things are made."""

from typing import Any

from httpx import AsyncClient, Response

from huuva_backend.orders.cursor import Cursor

Json = dict[str, Any]


def number(looked: Json) -> int:
    """Of the last event that an answer has in it."""
    return Cursor(looked["asOf"]).seq


class Screens:
    def __init__(self, api: AsyncClient) -> None:
        self._api = api

    async def menu(self, plu: str, station: str | None, minutes: int | None = None) -> None:
        """A product of the brand that `tests.factories.order` names."""
        price = {"amount": 900, "currency": "EUR"}
        product = {
            "name": plu.title(),
            "price": price,
            "station": station,
            "preparationMinutes": minutes,
            "modifiers": [{"plu": "HAM", "name": "Ham", "price": price, "maxQuantity": 9}],
        }
        answer = await self._api.put(
            f"/api/menu/products/{plu}", params={"brandId": "brand-1"}, json=product
        )
        assert answer.status_code in (200, 201), answer.text

    async def ask(self, **params: Any) -> Response:
        return await self._api.get("/api/kitchen/tickets", params=params)

    async def look(self, **params: Any) -> Json:
        answer = await self.ask(**params)
        assert answer.status_code == 200, answer.text
        snapshot: Json = answer.json()
        return snapshot

    async def tickets(self, **params: Any) -> list[Json]:
        tickets: list[Json] = (await self.look(**params))["tickets"]
        return tickets

    async def shown(self, **params: Any) -> list[tuple[str, str, list[str]]]:
        """Of each ticket: what it is called, where it stands, its lines' PLUs."""
        return [
            (ticket["displayId"], ticket["status"], [item["plu"] for item in ticket["items"]])
            for ticket in await self.tickets(**params)
        ]

    async def board(self, **params: str) -> Json:
        answer = await self._api.get("/api/kitchen/board", params=params)
        assert answer.status_code == 200, answer.text
        board: Json = answer.json()
        return board

    async def stations(self, **params: str) -> list[Json]:
        answer = await self._api.get("/api/kitchen/stations", params=params)
        assert answer.status_code == 200, answer.text
        items: list[Json] = answer.json()["items"]
        return items

    async def set_station(self, name: str, warn: object, late: object, **params: str) -> Response:
        return await self._api.put(
            f"/api/kitchen/stations/{name}",
            json={"warnSeconds": warn, "lateSeconds": late},
            params=params,
        )

    async def remove_station(self, name: str, **params: str) -> Response:
        return await self._api.delete(f"/api/kitchen/stations/{name}", params=params)
