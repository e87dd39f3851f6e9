"""Whoever is at a screen signs in with a key, and is known by a cookie from then on."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.partner import IssuedKey, PartnerKind
from huuva_backend.platform.db.database import Database
from tests.conftest import NothingWritten
from tests.factories import order
from tests.partners.callers import bearer, client_of, key_of

SESSION = "/api/session"
ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture
async def anton(database: Database) -> IssuedKey:
    scopes = (Scope.ORDERS_READ, Scope.ORDERS_WRITE)
    return await key_of(database, "anton", *scopes, kind=PartnerKind.ANALYST)


@pytest.fixture
async def browser(guarded: FastAPI) -> AsyncIterator[AsyncClient]:
    async with client_of(guarded, None) as client:
        yield client


async def signed_in(browser: AsyncClient, issued: IssuedKey) -> None:
    answer = await browser.post(SESSION, json={"key": issued.key}, headers=ORIGIN)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["set-cookie"] == (
        f"huuva_key={issued.key}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict"
    )
    assert answer.headers["cache-control"] == "no-store"


async def test_who_signs_in_is_known_by_a_cookie(browser: AsyncClient, anton: IssuedKey) -> None:
    assert (await browser.get(SESSION)).status_code == 401
    await signed_in(browser, anton)
    told = {"kind": "analyst", "name": "anton", "scopes": ["orders:read", "orders:write"]}
    assert (await browser.get(SESSION)).json() == told | {"brandIds": None, "locationIds": None}
    assert (await browser.get("/api/orders")).status_code == 200
    placed = await browser.post("/api/orders", json=order(), headers=ORIGIN)
    assert placed.status_code == 201
    assert placed.json()["statusHistory"][0]["actor"] == {"kind": "user", "id": "anton"}
    assert (await browser.get("/api/partners")).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
    ids=str,
)
async def test_another_sites_page_can_do_nothing_with_the_cookie(
    browser: AsyncClient,
    anton: IssuedKey,
    nothing_written: NothingWritten,
    method: str,
    headers: dict[str, str],
) -> None:
    await signed_in(browser, anton)
    paths = {
        "POST": "/api/orders",
        "PUT": "/api/menu/products/PIZZA?brandId=b",
        "PATCH": "/api/orders/00000000-0000-0000-0000-000000000007",
        "DELETE": "/api/menu/products/PIZZA?brandId=b",
    }
    async with nothing_written():
        answer = await browser.request(method, paths[method], json=order(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "from-another-site")


@pytest.mark.parametrize("path", ["/api/orders", "/api/events/stream", SESSION])
async def test_nor_read_with_it(browser: AsyncClient, anton: IssuedKey, path: str) -> None:
    await signed_in(browser, anton)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await browser.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "from-another-site")


async def test_a_header_goes_before_the_cookie_and_may_come_from_anywhere(
    browser: AsyncClient, anton: IssuedKey, database: Database
) -> None:
    await signed_in(browser, anton)
    other = await key_of(database, "wolt", Scope.ORDERS_READ)
    headers = bearer(other.key) | {"Origin": "https://elsewhere.example"}
    assert (await browser.get(SESSION, headers=headers)).json()["name"] == "wolt"
    assert (await browser.get(SESSION, headers=bearer("none"))).status_code == 401


@pytest.mark.parametrize("key", ["x", "hvk_live_" + "x" * 48, "\u00e4"])
async def test_what_is_no_key_of_ours_signs_nobody_in(
    browser: AsyncClient, nothing_written: NothingWritten, key: str
) -> None:
    async with nothing_written():
        answer = await browser.post(SESSION, json={"key": key}, headers=ORIGIN)
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-key")
    assert "set-cookie" not in answer.headers
    assert key not in answer.text


async def test_nobody_is_signed_in_by_another_sites_page(
    browser: AsyncClient, anton: IssuedKey
) -> None:
    for method, body in (("POST", {"key": anton.key}), ("DELETE", None)):
        answer = await browser.request(
            method, SESSION, json=body, headers={"Origin": "https://evil.example"}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "from-another-site")
        assert "set-cookie" not in answer.headers


async def test_a_cookie_is_renewed_as_long_as_its_key_is_taken(
    browser: AsyncClient, anton: IssuedKey, operator: AsyncClient
) -> None:
    assert (await browser.put(SESSION, headers=ORIGIN)).status_code == 401
    await signed_in(browser, anton)
    renewed = await browser.put(SESSION, headers=ORIGIN)
    assert renewed.status_code == 204
    assert renewed.headers["set-cookie"].startswith(f"huuva_key={anton.key}; Max-Age=34560000;")
    by_header = await operator.put(SESSION)
    assert (by_header.status_code, "set-cookie" in by_header.headers) == (204, False)


async def test_who_signs_out_is_known_no_more(browser: AsyncClient, anton: IssuedKey) -> None:
    await signed_in(browser, anton)
    answer = await browser.delete(SESSION, headers=ORIGIN)
    assert answer.status_code == 204
    assert [line.partition(";")[0] for line in answer.headers.get_list("set-cookie")] == [
        "__Host-huuva_key=",
        "huuva_key=",
    ]
    assert (await browser.get(SESSION)).status_code == 401


async def test_where_nobody_is_asked_everybody_is_trusted(api: AsyncClient) -> None:
    told = (await api.get(SESSION)).json()
    assert (told["kind"], told["name"], "admin" in told["scopes"]) == ("trusted", None, True)
    renewed = await api.put(SESSION)
    assert (renewed.status_code, "set-cookie" in renewed.headers) == (204, False)
