"""A location with a menu and its orders, as partners and its own displays bring them about over HTTP."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from httpx import AsyncClient

from tests.factories import order

Json = dict[str, Any]

MENU = {
    "BURGER": ("Hawaii Burger", "grill", 10),
    "SMASH": ("Double Smash Burger", "grill", 12),
    "FRIES": ("French Fries", "fry", 5),
    "SHAKE": ("Vanilla Milkshake", "bar", 0),
}
EXTRAS = {"BACON": "Bacon", "CHEESE": "Extra cheese"}


def _price(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


def line(plu: str, quantity: int = 1, *extras: str, **changes: Any) -> Json:
    return {
        "plu": plu,
        "quantity": quantity,
        "modifiers": [{"plu": extra} for extra in extras],
    } | changes


class Place:
    """`id` is the location and, so that snoozes are its own, the brand."""

    def __init__(self, client: AsyncClient, place_id: str) -> None:
        self._client = client
        self.id = place_id

    async def write_menu(self) -> None:
        modifiers = [
            {"plu": plu, "name": name, "price": _price(200), "maxQuantity": 3}
            for plu, name in EXTRAS.items()
        ]
        for plu, (name, station, minutes) in MENU.items():
            product = {
                "name": name,
                "price": _price(1190),
                "station": station,
                "preparationMinutes": minutes,
                "modifiers": modifiers,
            }
            await self._ask("PUT", f"/api/menu/products/{plu}?brandId={self.id}", product)

    async def order(self, name: str, *lines: Json, minutes: float = 25, **changes: Any) -> Json:
        """An order called `name`, to be picked up in so many minutes."""
        body = order(
            channelOrderDisplayId=name,
            locationId=self.id,
            brandId=self.id,
            channel="wolt",
            pickupTime=(datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(),
            items=list(lines or [line("BURGER"), line("FRIES")]),
        )
        return await self._ask("POST", "/api/orders", body | changes)

    async def move(self, order: Json, status: str, **body: Any) -> Json:
        return await self._ask(
            "PATCH", f"/api/orders/{order['id']}/status", {"status": status} | body
        )

    async def moves_if_it_may(self, order: Json, status: str) -> None:
        """By somebody who doesn't look where it stands."""
        path = f"/api/orders/{order['id']}/status"
        answer = await self._client.patch(path, json={"status": status})
        assert answer.is_success or answer.status_code == 409, answer.text

    async def move_line(self, order: Json, plu: str, status: str, **body: Any) -> Json:
        path = f"/api/orders/{order['id']}/items/{quote(plu, safe='')}/status"
        return await self._ask("PATCH", path, {"status": status} | body)

    async def amend_line(self, order: Json, plu: str, **patch: Any) -> Json:
        path = f"/api/orders/{order['id']}/items/{quote(plu, safe='')}"
        return await self._ask("PATCH", path, patch)

    async def amend(self, order: Json, **patch: Any) -> Json:
        return await self._ask("PATCH", f"/api/orders/{order['id']}", patch)

    async def add(self, order: Json, *lines: Json) -> Json:
        return await self._ask("POST", f"/api/orders/{order['id']}/items", {"items": list(lines)})

    async def request_cancellation(self, order: Json, **body: Any) -> Json:
        return await self._ask("POST", f"/api/orders/{order['id']}/cancellation-requests", body)

    async def get(self, order: Json) -> Json:
        return await self._ask("GET", f"/api/orders/{order['id']}")

    async def statuses(self, order: Json) -> list[str]:
        """Of the order and then of its lines."""
        found = await self.get(order)
        return [found["status"], *(item["status"] for item in found["items"])]

    async def comes_to(self, order: Json, statuses: list[str], *, version: int = 1) -> None:
        """The order's and its lines' statuses, at that version at least."""
        async with asyncio.timeout(10):
            while (await self.get(order))["version"] < version:  # noqa: ASYNC110 - not our process
                await asyncio.sleep(0.02)
            while await self.statuses(order) != statuses:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def tickets(self, station: str | None = None) -> Json:
        narrowed = f"&station={station}" if station else ""
        return await self._ask("GET", f"/api/kitchen/tickets?locationId={self.id}{narrowed}")

    async def snooze(self, *plus: str) -> None:
        await self._ask(
            "POST", "/api/menu/snoozes", {"brandId": self.id, "plus": plus, "until": None}
        )

    async def snoozed(self) -> int:
        """How much isn't sold here for now, of all brands."""
        (now,) = (await self._ask("GET", f"/api/kitchen/now?locationId={self.id}"))["items"]
        return int(now["snoozed"])

    async def set_thresholds(self, station: str, *, warn_seconds: int, late_seconds: int) -> None:
        thresholds = {"warnSeconds": warn_seconds, "lateSeconds": late_seconds}
        path = f"/api/kitchen/stations/{station}?locationId={self.id}"
        await self._ask("PUT", path, thresholds)

    async def intake(self) -> list[Json]:
        found: list[Json] = (await self._ask("GET", f"/api/locations/{self.id}/intake"))["items"]
        return found

    async def switch(self, **said: Any) -> None:
        await self._ask("PUT", f"/api/locations/{self.id}/intake", said)

    async def _ask(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = await self._client.request(method, path, json=body)
        assert answer.is_success, answer.text
        found: Json = answer.json()
        return found
