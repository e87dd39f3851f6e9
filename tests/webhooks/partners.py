"""What partners do with their endpoints."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from tests.conftest import Connection

ENDPOINTS = "/api/webhook-endpoints"
URL = "https://partner.example/hooks"
NOBODYS = str(UUID(int=7))
ISSUED = {
    "url": URL,
    "dialect": "native",
    "events": None,
    "brandIds": None,
    "locationIds": None,
    "enabled": True,
    "disabledAt": None,
    "disabledReason": None,
    "failingSince": None,
    "overlapsUntil": None,
    "restartedAt": None,
    "restartedReason": None,
}

ClientOf = Callable[..., Awaitable[AsyncClient]]


async def add(client: AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await client.post(ENDPOINTS, json={"url": URL} | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def refused(answer: Response) -> tuple[int, str, list[str]]:
    problem = answer.json()
    pointers = [fault["pointer"] for fault in problem.get("errors", [])]
    return answer.status_code, problem["code"], pointers


async def cursors(sql: Connection) -> dict[str, int]:
    rows = await sql.fetch("SELECT location_id, cursor FROM webhook_cursors")
    return {row["location_id"]: int(row["cursor"].partition(".")[2]) for row in rows}
