"""The API of locations, as whoever runs them uses it."""

from typing import Any
from urllib.parse import quote

from httpx import AsyncClient, Response

Json = dict[str, Any]


def usual(location_id: str, **changes: Any) -> Json:
    """What holds at a location of which nothing was said, but for `changes`."""
    return {
        "id": location_id,
        "name": location_id,
        "timezone": "UTC",
        "dayStartsAt": "04:00",
        "unroutedLines": "make",
        "releaseLeadMinutes": None,
        "closeAfterMinutes": None,
        "boardMinutes": 120,
        "showNames": False,
        "pass": "automatic",
        "ringAgainSeconds": None,
        "stations": [],
    } | changes


def station(name: str, warn: int = 300, late: int = 0) -> Json:
    return {"station": name, "warnSeconds": warn, "lateSeconds": late}


class Places:
    def __init__(self, api: AsyncClient) -> None:
        self._api = api

    async def put(self, location_id: str, **said: Any) -> Response:
        return await self._api.put(f"/api/locations/{quote(location_id)}", json=said)

    async def say(self, location_id: str, **said: Any) -> Json:
        answer = await self.put(location_id, **said)
        assert answer.status_code in (200, 201), answer.text
        made: Json = answer.json()
        return made

    async def ask(self, location_id: str) -> Response:
        return await self._api.get(f"/api/locations/{quote(location_id)}")

    async def get(self, location_id: str) -> Json:
        answer = await self.ask(location_id)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def page(self, **params: Any) -> Json:
        answer = await self._api.get("/api/locations", params=params)
        assert answer.status_code == 200, answer.text
        page: Json = answer.json()
        return page

    async def ids(self, **params: Any) -> list[str]:
        return [location["id"] for location in (await self.page(**params))["items"]]
