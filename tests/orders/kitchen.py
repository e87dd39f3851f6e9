"""The API as displays and partners use it, so that tests read as what they do."""

from typing import Any
from urllib.parse import quote

from httpx import AsyncClient, Response

from tests.factories import order

Json = dict[str, Any]

WAYS = {
    "RECEIVED": [],
    "PREPARING": ["PREPARING"],
    "READY": ["READY"],
    "PICKED_UP": ["READY", "PICKED_UP"],
    "CANCELLED": ["CANCELLED"],
}
"""How an order comes to each status."""


class Kitchen:
    def __init__(self, api: AsyncClient) -> None:
        self._api = api

    async def say_of_pass(self, packing: str) -> Response:
        return await self.say_of_location(**{"pass": packing})

    async def say_of_location(self, **said: Any) -> Response:
        return await self._api.put("/api/locations/main", json=said)

    async def post(self, body: Json, **params: str) -> Response:
        return await self._api.post("/api/orders", json=body, params=params)

    async def place(self, **changes: Any) -> Json:
        answer = await self.post(order(**changes))
        assert answer.status_code == 201, answer.text
        placed: Json = answer.json()
        return placed

    async def place_at(self, status: str, **changes: Any) -> Json:
        """An order that was brought to `status` by moves."""
        placed = await self.place(**changes)
        for step in WAYS[status]:
            placed = (await self.move(placed, step)).json()
        return placed

    async def get(self, order: Json) -> Json:
        answer = await self._api.get(f"/api/orders/{order['id']}", params=_location(order))
        found: Json = answer.json()
        return found

    async def amend(
        self, order: Json, *, headers: dict[str, str] | None = None, **body: Any
    ) -> Response:
        return await self._api.patch(
            f"/api/orders/{order['id']}", json=body, headers=headers, params=_location(order)
        )

    async def add(
        self, order: Json, *items: Json, headers: dict[str, str] | None = None, **body: Any
    ) -> Response:
        return await self._api.post(
            f"/api/orders/{order['id']}/items",
            json={"items": items, **body},
            headers=headers,
            params=_location(order),
        )

    async def amend_item(
        self,
        order: Json,
        plu: str,
        *,
        headers: dict[str, str] | None = None,
        params: dict[str, str] | None = None,
        **body: Any,
    ) -> Response:
        return await self._api.patch(
            f"/api/orders/{order['id']}/items/{quote(plu, safe='')}",
            json=body,
            headers=headers,
            params={**_location(order), **(params or {})},
        )

    async def move(
        self,
        order: Json,
        status: object,
        *,
        headers: dict[str, str] | None = None,
        params: dict[str, str] | None = None,
        **body: Any,
    ) -> Response:
        return await self._api.patch(
            f"/api/orders/{order['id']}/status",
            json={"status": status, **body},
            headers=headers,
            params={**_location(order), **(params or {})},
        )

    async def move_item(
        self,
        order: Json,
        plu: str,
        status: object,
        *,
        headers: dict[str, str] | None = None,
        params: dict[str, str] | None = None,
        **body: Any,
    ) -> Response:
        return await self._api.patch(
            f"/api/orders/{order['id']}/items/{quote(plu, safe='')}/status",
            json={"status": status, **body},
            headers=headers,
            params={**_location(order), **(params or {})},
        )

    async def fire(
        self, order: Json, *, headers: dict[str, str] | None = None, **what: Any
    ) -> Response:
        return await self._api.post(
            f"/api/orders/{order['id']}/fire", json=what, headers=headers, params=_location(order)
        )

    async def accept(self, order: Json, *, headers: dict[str, str] | None = None) -> Response:
        return await self._ask(order, "accept", headers)

    async def deny(
        self,
        order: Json,
        *,
        headers: dict[str, str] | None = None,
        reason: str = "TOO_BUSY",
        **body: Any,
    ) -> Response:
        return await self._ask(order, "deny", headers, {"reason": reason, **body})

    async def request_cancellation(
        self, order: Json, *, headers: dict[str, str] | None = None, **body: Any
    ) -> Response:
        return await self._ask(order, "cancellation-requests", headers, body)

    async def confirm_cancellation(
        self, order: Json, *, headers: dict[str, str] | None = None
    ) -> Response:
        return await self._ask(order, "cancellation-requests/confirm", headers)

    async def refuse_cancellation(
        self, order: Json, *, headers: dict[str, str] | None = None, **body: Any
    ) -> Response:
        return await self._ask(order, "cancellation-requests/refuse", headers, body)

    async def delay(
        self, order: Json, *, headers: dict[str, str] | None = None, **body: Any
    ) -> Response:
        return await self._ask(order, "delay", headers, body)

    async def _ask(
        self, order: Json, what: str, headers: dict[str, str] | None, body: Json | None = None
    ) -> Response:
        path = f"/api/orders/{order['id']}/{what}"
        return await self._api.post(path, json=body, headers=headers, params=_location(order))


def _location(order: Json) -> dict[str, str]:
    """Displays know where an order stands, and say it."""
    return {"locationId": order["locationId"]} if "locationId" in order else {}


def statuses(order: Json) -> list[str]:
    """Of the order and then of its items."""
    return [order["status"], *(item["status"] for item in order["items"])]
