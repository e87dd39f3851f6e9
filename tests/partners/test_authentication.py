"""Who calls is told by a key, and whoever has none, or one that isn't taken, may do nothing."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.partners import authentication, keys
from huuva_backend.partners.authentication import KNOWN_SECONDS, Keyring
from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.errors import KeyRefused
from huuva_backend.partners.service import KeyService
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection, NothingWritten
from tests.factories import order
from tests.partners.callers import bearer, client_of, key_of
from tests.statements import counted

ORDERS = "/api/orders"
REALM = 'Bearer realm="huuva_backend"'


async def test_a_key_lets_in_whoever_comes_with_it(reader: AsyncClient) -> None:
    assert (await reader.get(ORDERS)).status_code == 200


async def test_the_scheme_may_be_written_in_any_case(guarded: FastAPI, database: Database) -> None:
    issued = await key_of(database, "wolt")
    async with client_of(guarded, None) as client:
        for scheme in ("bearer", "BEARER", "Bearer "):
            headers = {"Authorization": f"{scheme} {issued.key}"}
            assert (await client.get(ORDERS, headers=headers)).status_code == 200


async def test_without_a_key_nobody_gets_in_and_is_told_how(guarded: FastAPI) -> None:
    async with client_of(guarded, None) as client:
        answer = await client.get(ORDERS)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == REALM
    assert answer.headers["Content-Type"] == "application/problem+json"


FORGED = keys.MARK + "0" * 42 + keys.checksum("0" * 42)


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {FORGED}",
        f"Bearer {FORGED[:-1]}",
        f"Bearer {FORGED}x",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic a2l0Y2hlbjpzZWNyZXQ=",
        FORGED,
        f"Token {FORGED}",
        f"Bearer {FORGED} {FORGED}",
        "Bearer \u00e4",
    ],
)
async def test_what_is_no_key_of_ours_is_refused(guarded: FastAPI, authorization: str) -> None:
    async with client_of(guarded, None) as client:
        headers = [(b"Authorization", authorization.encode("latin-1"))]
        answer = await client.get(ORDERS, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-key")
    assert answer.headers["WWW-Authenticate"] == f'{REALM}, error="invalid_token"'
    assert FORGED not in answer.text


async def test_two_keys_are_none(guarded: FastAPI, database: Database) -> None:
    issued = await key_of(database, "wolt")
    async with client_of(guarded, None) as client:
        headers = [("Authorization", f"Bearer {issued.key}")] * 2
        assert (await client.get(ORDERS, headers=headers)).status_code == 401


async def test_the_secret_of_another_key_behind_ones_prefix_is_refused(
    guarded: FastAPI, database: Database
) -> None:
    issued = await key_of(database, "wolt")
    body = issued.key[9:19] + "a" * 32
    async with client_of(guarded, keys.MARK + body + keys.checksum(body)) as client:
        assert (await client.get(ORDERS)).status_code == 401
    async with client_of(guarded, issued.key) as client:
        assert (await client.get(ORDERS)).status_code == 200


async def test_a_key_with_a_wrong_checksum_is_refused_without_a_look_at_the_database(
    guarded: FastAPI, sql: Connection
) -> None:
    async with client_of(guarded, FORGED[:-1] + "x") as client, counted(sql) as statements:
        assert (await client.get(ORDERS)).status_code == 401
    assert statements == []


async def test_who_is_refused_has_written_nothing_and_was_not_read(
    guarded: FastAPI, nothing_written: NothingWritten
) -> None:
    async def receive() -> Any:
        raise AssertionError("the body is read")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": ORDERS, "raw_path": b"", "headers": []}
    async with nothing_written():
        await guarded(scope | {"query_string": b"surprise=1"}, receive, send)
    assert sent[0]["status"] == 401


async def test_a_missing_scope_is_403_and_names_it(
    reader: AsyncClient, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        answer = await reader.post(ORDERS, json=order())
    assert (answer.status_code, answer.json()["code"]) == (403, "missing-scope")
    assert answer.json()["detail"] == "This needs the scope orders:write."
    assert "WWW-Authenticate" not in answer.headers


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/", "/kitchen", "/api/docs"])
async def test_what_is_everybodys_needs_no_key(guarded: FastAPI, path: str) -> None:
    async with client_of(guarded, None) as client:
        assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("revoked_at = now()", "It was revoked."),
        ("expires_at = now() - interval '1 second'", "It has expired."),
    ],
)
async def test_a_key_that_is_over_is_refused_and_says_why(
    guarded: FastAPI, database: Database, sql: Connection, change: str, why: str
) -> None:
    issued = await key_of(database, "wolt")
    await sql.execute(f"UPDATE api_keys SET {change} WHERE id = $1", issued.kept.id)
    async with client_of(guarded, issued.key) as client:
        answer = await client.get(ORDERS)
    assert (answer.status_code, answer.json()["detail"]) == (401, why)


async def test_a_key_is_looked_up_once_for_a_while(
    guarded: FastAPI, database: Database, sql: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "KNOWN_SECONDS", 60)  # however slow the machine is
    issued = await key_of(database, "wolt")
    async with client_of(guarded, issued.key) as client:
        await client.get(ORDERS)
        async with counted(sql) as statements:
            assert (await client.get(ORDERS)).status_code == 200
    assert not any("api_keys" in statement for statement in statements)


async def test_a_revoked_key_is_taken_no_more_within_a_second(
    guarded: FastAPI, operator: AsyncClient, database: Database
) -> None:
    issued = await key_of(database, "wolt", Scope.KITCHEN_READ)
    path = "/api/kitchen/tickets"
    async with client_of(guarded, issued.key) as client:
        assert (await client.get(path)).status_code == 200
        revoked = await operator.delete(f"/api/partners/wolt/keys/{issued.kept.id}")
        began = asyncio.get_running_loop().time()
        while (await client.get(path)).status_code == 200:
            assert asyncio.get_running_loop().time() - began < 1
    assert revoked.status_code == 204


async def test_when_a_key_was_used_last_is_noted_once_in_a_while(
    guarded: FastAPI, database: Database, sql: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "KNOWN_SECONDS", -1)  # each request looks it up
    issued = await key_of(database, "wolt")
    last_used = "SELECT last_used_at FROM api_keys WHERE id = $1"
    assert await sql.fetchval(last_used, issued.kept.id) is None
    async with client_of(guarded, issued.key) as client:
        await client.get(ORDERS)
        first = await sql.fetchval(last_used, issued.kept.id)
        assert first is not None
        for _ in range(3):
            await client.get(ORDERS)
    assert await sql.fetchval(last_used, issued.kept.id) == first


async def test_a_key_that_is_refused_was_not_used(
    guarded: FastAPI, database: Database, sql: Connection
) -> None:
    issued = await key_of(database, "wolt")
    body = issued.key[9:19] + "a" * 32
    async with client_of(guarded, keys.MARK + body + keys.checksum(body)) as client:
        await client.get(ORDERS)
    query = "SELECT last_used_at FROM api_keys WHERE id = $1"
    assert await sql.fetchval(query, issued.kept.id) is None


async def test_the_actor_of_history_is_the_keys(operator: AsyncClient) -> None:
    placed = (await operator.post(ORDERS, json=order())).json()
    moved = await operator.patch(
        f"{ORDERS}/{placed['id']}/status",
        json={"status": "PREPARING"},
        headers={"X-Actor": "user:till-3"},
    )
    actors = [entry["actor"] for entry in moved.json()["statusHistory"] if entry["counted"]]
    assert actors == [
        {"kind": "user", "id": "anna"},
        {"kind": "user", "id": "anna/till-3"},
    ]


async def test_nobody_acts_as_another(
    operator: AsyncClient, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        answer = await operator.post(ORDERS, json=order(), headers={"X-Actor": "partner:wolt"})
    assert (answer.status_code, answer.json()["code"]) == (422, "other-actor")
    assert answer.json()["errors"][0]["pointer"] == "header/x-actor"


async def test_a_watch_ends_when_its_key_is_revoked_and_no_other(database: Database) -> None:
    service = KeyService()
    keyring = Keyring(service, database)
    mine, other = await key_of(database, "wolt"), await key_of(database, "foodora")
    woken, undisturbed = asyncio.Event(), asyncio.Event()
    with (
        keyring.watching(mine.kept.caller, woken) as watch,
        keyring.watching(other.kept.caller, undisturbed) as others,
        keyring.watching(TRUSTED, undisturbed) as trusted,
    ):
        await service.revoke(TRUSTED, database, "wolt", mine.kept.id)
        async with asyncio.timeout(1):
            await woken.wait()
        await asyncio.sleep(KNOWN_SECONDS)
        assert (watch.ended, others.ended, trusted.ended) == (True, False, False)
        assert not undisturbed.is_set()
    await keyring.aclose()


async def test_many_who_come_with_one_key_are_all_taken(database: Database) -> None:
    issued = await key_of(database, "wolt")
    keyring = Keyring(KeyService(), database)
    header = [bearer(issued.key)["Authorization"].encode()]
    callers = await asyncio.gather(*(keyring.identify(header) for _ in range(50)))
    assert {caller.id for caller in callers} == {"wolt"}
    with pytest.raises(KeyRefused):
        await keyring.identify([*header, *header])
