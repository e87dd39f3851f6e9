"""A screen comes to a key: it asks for a code, and an operator confirms that."""

from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response

from huuva_backend.partners import keys
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.pairing import MOST_OPEN
from huuva_backend.partners.partner import PartnerKind
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection, NothingWritten
from tests.factories import order
from tests.partners.callers import client_of, key_of

PAIRINGS = "/api/pairings"
SCREEN = {"name": "grill-1", "locationIds": ["kamppi"]}
ORIGIN = {"Origin": "http://testserver"}


def cookie(answer: Response) -> Any:
    """That which the answer sets."""
    (line,) = answer.headers.get_list("set-cookie")
    ((_, morsel),) = SimpleCookie(line).items()
    return morsel


@pytest.fixture
async def screen(guarded: FastAPI) -> AsyncIterator[AsyncClient]:
    """A browser that has no key."""
    async with client_of(guarded, None) as client:
        client.headers.update(ORIGIN)
        yield client


@pytest.fixture
async def second(guarded: FastAPI) -> AsyncIterator[AsyncClient]:
    """Another one."""
    async with client_of(guarded, None) as client:
        client.headers.update(ORIGIN)
        yield client


async def code_of(screen: AsyncClient) -> str:
    answer = await screen.post(PAIRINGS)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def confirm(operator: AsyncClient, code: str, **changes: Any) -> Response:
    return await operator.post(f"{PAIRINGS}/{code}/confirm", json=SCREEN | changes)


async def test_a_screen_shows_its_location_once_its_code_is_confirmed(
    operator: AsyncClient, screen: AsyncClient
) -> None:
    for place in ("kamppi", "kallio"):
        await operator.post("/api/orders", json=order(locationId=place))
    asked = await screen.post(PAIRINGS)
    assert asked.json() == {"code": asked.json()["code"], "expiresInSeconds": 600}
    assert (await screen.get("/api/session")).status_code == 401

    confirmed = await confirm(operator, asked.json()["code"])
    assert confirmed.status_code == 201
    told = confirmed.json()
    assert (told["partnerId"], told["locationIds"], told["state"]) == (
        "grill-1",
        ["kamppi"],
        "live",
    )

    assert (await screen.get("/api/session")).json() == {
        "kind": "display",
        "name": "grill-1",
        "scopes": ["events:read", "kitchen:read", "kitchen:write", "menu:read", "orders:read"],
        "brandIds": None,
        "locationIds": ["kamppi"],
    }
    tickets = "/api/kitchen/tickets"
    assert len((await screen.get(f"{tickets}?locationId=kamppi")).json()["tickets"]) == 1
    assert (await screen.get(f"{tickets}?locationId=kallio")).json()["tickets"] == []
    assert (await screen.get("/api/partners")).status_code == 403


async def test_what_a_screen_does_is_told_of_it(operator: AsyncClient, screen: AsyncClient) -> None:
    placed = (await operator.post("/api/orders", json=order(locationId="kamppi"))).json()
    await confirm(operator, await code_of(screen))
    moved = await screen.patch(f"/api/orders/{placed['id']}/status", json={"status": "PREPARING"})
    assert moved.status_code == 200
    actors = [entry["actor"] for entry in moved.json()["statusHistory"]]
    assert actors[-1] == {"kind": "display", "id": "grill-1"}


async def test_its_key_is_in_a_cookie_alone_and_only_its_digest_is_kept(
    operator: AsyncClient, screen: AsyncClient, sql: Connection
) -> None:
    asked = await screen.post(PAIRINGS)
    morsel = cookie(asked)
    key_id = keys.prefix_of(morsel.value)
    assert key_id is not None
    assert (morsel.key, morsel["httponly"], morsel["samesite"], morsel["path"]) == (
        "huuva_key",
        True,
        "Strict",
        "/",
    )
    assert morsel.value not in asked.text
    waiting = await sql.fetchrow("SELECT * FROM pairings")
    assert waiting is not None
    assert (waiting["key_id"], waiting["digest"]) == (key_id, keys.digest(morsel.value))
    confirmed = await confirm(operator, asked.json()["code"])
    assert morsel.value not in confirmed.text
    assert confirmed.json()["id"] == key_id
    assert await sql.fetchval("SELECT digest FROM api_keys WHERE id = $1", key_id) == keys.digest(
        morsel.value
    )
    assert await sql.fetchval("SELECT count(*) FROM pairings") == 0


async def test_asked_again_it_shows_the_same_code(screen: AsyncClient, second: AsyncClient) -> None:
    code = await code_of(screen)
    assert [await code_of(screen), await code_of(screen)] == [code, code]
    assert await code_of(second) != code


async def test_by_https_its_cookie_is_for_https_alone(guarded: FastAPI) -> None:
    async with client_of(guarded, None) as client:
        for told in ({"Origin": "https://testserver"}, {"X-Forwarded-Proto": "https"}):
            morsel = cookie(await client.post(PAIRINGS, headers=told))
            assert (morsel.key, morsel["secure"]) == ("__Host-huuva_key", True)


async def test_a_code_is_confirmed_once(
    operator: AsyncClient, screen: AsyncClient, nothing_written: NothingWritten
) -> None:
    code = await code_of(screen)
    assert (await confirm(operator, code.lower().replace("-", ""))).status_code == 201
    async with nothing_written():
        again = await confirm(operator, code)
    assert (again.status_code, again.json()["code"]) == (404, "pairing-not-found")


@pytest.mark.parametrize("code", ["K7QX-3MTR", "x", "K7QX-3MT0", "K7QX-3MTR-K7QX"])
async def test_a_code_that_no_screen_shows_is_404(
    operator: AsyncClient, nothing_written: NothingWritten, code: str
) -> None:
    async with nothing_written():
        answer = await confirm(operator, code)
    assert (answer.status_code, answer.json()["code"]) == (404, "pairing-not-found")


async def test_after_ten_minutes_another_code_is_needed(
    operator: AsyncClient, screen: AsyncClient, sql: Connection, nothing_written: NothingWritten
) -> None:
    code = await code_of(screen)
    await sql.execute("UPDATE pairings SET expires_at = now() - interval '1 second'")
    async with nothing_written():
        assert (await confirm(operator, code)).status_code == 404
    another = await code_of(screen)
    assert another != code
    assert await sql.fetchval("SELECT array_agg(code) FROM pairings") == [another]
    assert (await confirm(operator, another)).status_code == 201
    assert (await screen.get("/api/session")).status_code == 200


async def test_who_may_not_make_keys_confirms_nothing(
    reader: AsyncClient, screen: AsyncClient, nothing_written: NothingWritten
) -> None:
    code = await code_of(screen)
    async with nothing_written():
        for client, status in ((reader, 403), (screen, 401)):
            assert (await confirm(client, code)).status_code == status


async def test_the_name_of_who_is_no_display_is_refused_and_the_code_still_good(
    operator: AsyncClient, screen: AsyncClient, nothing_written: NothingWritten
) -> None:
    code = await code_of(screen)
    async with nothing_written():
        refused = await confirm(operator, code, name="anna")
    assert (refused.status_code, refused.json()["code"]) == (409, "partner-exists")
    assert (await confirm(operator, code)).status_code == 201


async def test_a_display_may_be_paired_anew(
    operator: AsyncClient, screen: AsyncClient, second: AsyncClient
) -> None:
    for each in (screen, second):
        await confirm(operator, await code_of(each))
        assert (await each.get("/api/session")).json()["name"] == "grill-1"
    assert len((await operator.get("/api/displays")).json()["items"]) == 2


async def test_displays_are_listed_with_their_last_sign_of_life_until_they_are_unpaired(
    operator: AsyncClient, screen: AsyncClient, sql: Connection
) -> None:
    assert (await operator.get("/api/displays")).json() == {"items": []}
    kept = (await confirm(operator, await code_of(screen))).json()
    (listed,) = (await operator.get("/api/displays")).json()["items"]
    assert listed == kept
    assert listed["lastUsedAt"] is None
    await screen.get("/api/session")
    (listed,) = (await operator.get("/api/displays")).json()["items"]
    assert listed["lastUsedAt"] is not None

    gone = await operator.delete(f"/api/partners/grill-1/keys/{kept['id']}")
    assert gone.status_code == 204
    assert (await operator.get("/api/displays")).json() == {"items": []}
    code = await code_of(screen)
    assert (await confirm(operator, code)).status_code == 201


async def test_no_more_wait_than_there_are_screens_anywhere(
    screen: AsyncClient, second: AsyncClient, sql: Connection, nothing_written: NothingWritten
) -> None:
    code = await code_of(screen)
    await sql.execute(
        """INSERT INTO pairings SELECT 'code-' || n, 'key-' || n, sha256(n::text::bytea),
        now() + interval '1 minute' FROM generate_series(2, $1) AS n""",
        MOST_OPEN,
    )
    async with nothing_written():
        refused = await second.post(PAIRINGS)
    assert (refused.status_code, refused.json()["code"]) == (503, "too-many-pairings")
    assert refused.headers["retry-after"] == "60"
    assert "set-cookie" not in refused.headers
    assert await code_of(screen) == code  # who waits already goes on
    await sql.execute("UPDATE pairings SET expires_at = now() WHERE code LIKE 'code-%'")
    assert (await second.post(PAIRINGS)).status_code == 201
    assert await sql.fetchval("SELECT count(*) FROM pairings") == 2


async def test_another_site_can_take_no_screens_key_away(
    operator: AsyncClient, screen: AsyncClient, nothing_written: NothingWritten
) -> None:
    await confirm(operator, await code_of(screen))
    async with nothing_written():
        answer = await screen.post(PAIRINGS, headers={"Origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "from-another-site")
    assert "set-cookie" not in answer.headers


async def test_a_stranger_with_a_guessed_key_shares_no_ones_code(
    screen: AsyncClient, guarded: FastAPI
) -> None:
    asked = await screen.post(PAIRINGS)
    prefix = keys.prefix_of(cookie(asked).value)
    body = f"{prefix}{'a' * 32}"
    forged = keys.MARK + body + keys.checksum(body)
    async with client_of(guarded, None) as stranger:
        answer = await stranger.post(PAIRINGS, headers={"Cookie": f"huuva_key={forged}", **ORIGIN})
    assert answer.status_code == 201
    assert answer.json()["code"] != asked.json()["code"]


async def test_the_key_of_an_analyst_is_no_display(
    operator: AsyncClient, database: Database
) -> None:
    await key_of(database, "anton", Scope.ANALYTICS_READ, kind=PartnerKind.ANALYST)
    assert (await operator.get("/api/displays")).json() == {"items": []}
