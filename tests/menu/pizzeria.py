"""The menu's API as brands and kitchens use it, so that tests read as what they do."""

from typing import Any
from urllib.parse import quote

from httpx import AsyncClient, Response

Json = dict[str, Any]

BRAND = "pizzeria"


def price(amount: int, currency: str = "EUR") -> Json:
    return {"amount": amount, "currency": currency}


def extra(plu: str, **changes: Any) -> Json:
    return {"plu": plu, "name": plu.title(), "price": price(200), "maxQuantity": 2} | changes


def product(**changes: Any) -> Json:
    """What is put; `changes` replace fields by their names on the wire."""
    whole = {
        "name": "Pizza",
        "description": "Round and hot",
        "ingredients": ["tomato", "mozzarella"],
        "price": price(1090),
        "station": "oven",
        "preparationMinutes": 12,
        "toMake": None,
        "available": True,
        "modifiers": [extra("HAM"), extra("ONION", price=price(100), maxQuantity=1)],
        "groups": [],
    }
    return whole | changes


def listed(plu: str, **changes: Any) -> Json:
    """What is answered for `product()`."""
    content = product()
    extras = [modifier | {"orderable": True} for modifier in content["modifiers"]]
    state = {"modifiers": extras, "snoozed": False, "snoozedUntil": None, "images": []}
    state |= {"stock": None, "remaining": None}
    whole = {"brandId": BRAND, "plu": plu} | content | state | changes
    return {"orderable": whole["available"] and not whole["snoozed"]} | whole


class Pizzeria:
    """A brand; where no other is named, the one that is called pizzeria."""

    def __init__(self, api: AsyncClient) -> None:
        self.api = api

    async def put(self, plu: str, body: Json | None = None, **params: str) -> Response:
        return await self.api.put(
            address(plu), json=product() if body is None else body, params=_of_brand(params)
        )

    async def get(self, plu: str, **params: str) -> Json:
        answer = await self.api.get(address(plu), params=_of_brand(params))
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def delete(self, plu: str, **params: str) -> Response:
        return await self.api.delete(address(plu), params=_of_brand(params))

    async def search(self, **params: str) -> Json:
        answer = await self.api.get("/api/menu/products", params=params)
        assert answer.status_code == 200, answer.text
        page: Json = answer.json()
        return page

    async def plus(self, **params: str) -> list[str]:
        """Those of the products that are found, in the order in which they are listed."""
        return [found["plu"] for found in (await self.search(**params))["items"]]

    async def snooze(self, *plus: str, **body: Any) -> Response:
        asked = {"brandId": BRAND, "plus": plus} | body
        return await self.api.post("/api/menu/snoozes", json=asked)

    async def wake(self, *plus: str, **params: str) -> Response:
        named = _of_brand(params) | {"plu": list(plus)}
        return await self.api.delete("/api/menu/snoozes", params=named)

    async def snoozes(self, **params: str) -> list[Json]:
        answer = await self.api.get("/api/menu/snoozes", params=_of_brand(params))
        found: list[Json] = answer.json()["items"]
        return found

    async def export(self, brand: str = BRAND) -> Json:
        document: Json = (await self.api.get(_menu(brand))).json()
        return document

    async def replace(self, document: Json, brand: str = BRAND, **params: str) -> Response:
        return await self.api.put(_menu(brand), json=document, params=params)


def address(plu: str, *more: str) -> str:
    """Of a product, and of what belongs to it."""
    return "/".join(["/api/menu/products", *(quote(part, safe="") for part in (plu, *more))])


def _menu(brand: str) -> str:
    return f"/api/menu/brands/{quote(brand, safe='')}"


def _of_brand(params: dict[str, Any]) -> dict[str, Any]:
    return {"brandId": BRAND} | params
