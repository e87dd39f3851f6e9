"""The address of a hook may say that the kitchen must accept what comes by it."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.integrations import deliverect_schemas, uber_eats_schemas
from tests.conftest import NothingWritten

Json = dict[str, Any]

EXAMPLES = {
    "deliverect": deliverect_schemas.EXAMPLE,
    "uber-eats": uber_eats_schemas.EXAMPLE,
}
MADE_AT = {"deliverect": "_created", "uber-eats": "placed_at"}


async def sent(api: AsyncClient, dialect: str, made_at: object, **query: Any) -> Response:
    named = {"brandId": "burgers"} | ({"currency": "EUR"} if dialect == "deliverect" else {})
    return await api.post(
        f"/api/integrations/{dialect}/orders",
        params=named | query,
        json=EXAMPLES[dialect] | {MADE_AT[dialect]: made_at},
    )


@pytest.mark.parametrize("dialect", EXAMPLES)
async def test_it_is_waited_for_from_when_the_platform_made_the_order(
    api: AsyncClient, nothing_written: NothingWritten, dialect: str
) -> None:
    asked = {"acceptMinutes": 11, "acceptOutcome": "DENY"}
    made = await sent(api, dialect, "2026-01-31T18:00:00Z", **asked)
    assert made.status_code == 201, made.text
    acceptance = made.json()["acceptance"]
    names = ("state", "by", "outcome")
    assert [acceptance[name] for name in names] == ["PENDING", "2026-01-31T18:11:00Z", "DENY"]
    async with nothing_written():
        again = await sent(api, dialect, "2026-01-31T18:00:00Z", **asked)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")


@pytest.mark.parametrize("dialect", EXAMPLES)
async def test_nobody_waits_where_nobody_asks(api: AsyncClient, dialect: str) -> None:
    made = await sent(api, dialect, "2026-01-31T18:00:00Z")
    assert (made.status_code, made.json()["acceptance"]) == (201, None)


@pytest.mark.parametrize(
    ("dialect", "made_at"),
    [
        ("deliverect", None),
        ("deliverect", "yesterday"),
        ("deliverect", 7),
        ("deliverect", {}),
        ("deliverect", "9999-12-31T23:59:00Z"),
        ("uber-eats", None),
    ],
)
async def test_nobody_waits_where_the_message_does_not_say_since_when(
    api: AsyncClient, dialect: str, made_at: object
) -> None:
    made = await sent(api, dialect, made_at, acceptMinutes=11)
    assert (made.status_code, made.json()["acceptance"]) == (201, None)
