"""Platforms that sign what they send, and what they send."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from httpx import AsyncClient, Response

from huuva_backend.integrations import deliverect_schemas

Json = dict[str, Any]
Registering = Callable[..., Awaitable[Json]]

PARTNER: Final = "/api/partners/platform"
SECRET, OTHER = "deliverects-hmac-secret", "another-hmac-secret-of-theirs"
BODY = json.dumps(deliverect_schemas.EXAMPLE, indent=1).encode()
DELIVERECT = "X-Server-Authorization-HMAC-SHA256"
UBER = "X-Uber-Signature"
NOBODYS = "00000000-0000-0000-0000-000000000007"


def signature(body: bytes = BODY, secret: str = SECRET) -> str:
    return hmac.digest(secret.encode(), body, "sha256").hex()


async def sent(
    client: AsyncClient,
    integration: Json | str | None,
    body: bytes = BODY,
    *,
    dialect: str = "deliverect",
    query: Json | None = None,
    signed: dict[str, str] | None = None,
) -> Response:
    given = {"brandId": "burgers"} | ({"currency": "EUR"} if dialect == "deliverect" else {})
    if integration is not None:
        given["integration"] = integration if isinstance(integration, str) else integration["id"]
    return await client.post(
        f"/api/integrations/{dialect}/orders",
        params=given | (query or {}),
        content=body,
        headers={"Content-Type": "application/json"} | (signed or {}),
    )


def refused(answer: Response) -> tuple[int, str]:
    assert "4206" not in answer.text  # nothing of the body
    return answer.status_code, answer.json()["code"]
