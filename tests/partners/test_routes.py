"""Partners and their keys by the API."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dirty_equals import IsDatetime, IsStr
from httpx import AsyncClient

from huuva_backend.partners import keys
from tests.conftest import Connection, NothingWritten

PARTNERS = "/api/partners"
WANTED = {"scopes": ["orders:write", "orders:read"]}


async def added(api: AsyncClient, partner: str = "wolt", **told: str) -> dict[str, Any]:
    answer = await api.post(PARTNERS, json={"id": partner, **told})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def issued(api: AsyncClient, name: str = "wolt", **changes: Any) -> dict[str, Any]:
    answer = await api.post(f"{PARTNERS}/{name}/keys", json=WANTED | changes)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def listed(api: AsyncClient, name: str = "wolt") -> list[dict[str, Any]]:
    return list((await api.get(f"{PARTNERS}/{name}/keys")).json()["items"])


async def test_a_partner_is_added_and_listed_by_id(api: AsyncClient) -> None:
    wolt = await added(api, "wolt", name="Wolt")
    assert wolt == {
        "id": "wolt",
        "name": "Wolt",
        "kind": "partner",
        "createdAt": IsDatetime(iso_string=True),
    }
    grill = await added(api, "grill", kind="display")
    assert (grill["name"], grill["kind"]) == ("grill", "display")
    assert (await api.get(PARTNERS)).json() == {"items": [grill, wolt], "nextCursor": None}


async def test_a_partner_is_there_once(api: AsyncClient, nothing_written: NothingWritten) -> None:
    await added(api)
    async with nothing_written():
        answer = await api.post(PARTNERS, json={"id": "wolt", "kind": "display"})
    assert (answer.status_code, answer.json()["code"]) == (409, "partner-exists")


async def test_partners_come_in_pages(api: AsyncClient) -> None:
    names = [(await added(api, f"p{number}"))["id"] for number in range(5)]
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await api.get(PARTNERS, params={"limit": 2, **cursor})).json()
        found += [partner["id"] for partner in page["items"]]
        if page["nextCursor"] is None:
            break
        cursor = {"cursor": page["nextCursor"]}
    assert found == names


async def test_a_key_is_shown_once_and_its_digest_alone_is_kept(
    api: AsyncClient, sql: Connection
) -> None:
    await added(api)
    made = await issued(api)
    prefix = keys.prefix_of(made["key"])
    assert made["kept"] == {
        "id": prefix,
        "partnerId": "wolt",
        "scopes": ["orders:read", "orders:write"],
        "brandIds": None,
        "locationIds": None,
        "stations": None,
        "rateLimit": None,
        "createdAt": IsDatetime(iso_string=True),
        "expiresAt": None,
        "revokedAt": None,
        "lastUsedAt": None,
        "state": "live",
    }
    assert await listed(api) == [made["kept"]]
    (row,) = await sql.fetch("SELECT api_keys::text AS whole, digest FROM api_keys")
    assert row["digest"] == keys.digest(made["key"])
    assert made["key"][19:51] not in row["whole"]


async def test_a_display_has_stations(api: AsyncClient) -> None:
    await added(api, "grill", kind="display")
    made = await issued(api, "grill", stations=["grill", "fryer"])
    assert made["kept"]["stations"] == ["grill", "fryer"]


async def test_a_key_is_rotated_with_an_overlap(api: AsyncClient) -> None:
    await added(api)
    old = await issued(api, stations=["grill"])
    path = f"{PARTNERS}/wolt/keys/{old['kept']['id']}/rotate"
    answer = await api.post(path, json={"overlapSeconds": 3600})
    assert answer.status_code == 201
    new = answer.json()

    assert new["key"] == IsStr(regex="hvk_live_[0-9A-Za-z]{48}")
    assert new["key"] != old["key"]
    assert (new["kept"]["scopes"], new["kept"]["stations"], new["kept"]["expiresAt"]) == (
        ["orders:read", "orders:write"],
        ["grill"],
        None,
    )
    newest, before = await listed(api)
    assert newest == new["kept"]
    in_an_hour = datetime.now(UTC) + timedelta(hours=1)
    assert before["expiresAt"] == IsDatetime(
        approx=in_an_hour, delta=timedelta(seconds=30), iso_string=True
    )
    assert before["state"] == "live"


async def test_a_key_that_was_to_end_sooner_is_not_prolonged_by_a_rotation(
    api: AsyncClient,
) -> None:
    await added(api)
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    old = await issued(api, expiresAt=soon)
    await api.post(f"{PARTNERS}/wolt/keys/{old['kept']['id']}/rotate", json={})
    newest, before = await listed(api)
    assert before["expiresAt"] == newest["expiresAt"] == old["kept"]["expiresAt"]


async def test_a_key_that_is_rotated_again_during_its_overlap_gives_its_own_end_not_that_of_the_overlap(
    api: AsyncClient,
) -> None:
    await added(api)
    old = await issued(api)
    path = f"{PARTNERS}/wolt/keys/{old['kept']['id']}/rotate"
    await api.post(path, json={"overlapSeconds": 3600})
    again = await api.post(path, json={"overlapSeconds": 86_400})
    assert again.json()["kept"]["expiresAt"] is None
    newest, newer, before = await listed(api)
    assert newest["expiresAt"] is newer["expiresAt"] is None
    in_an_hour = datetime.now(UTC) + timedelta(hours=1)
    assert before["expiresAt"] == IsDatetime(
        approx=in_an_hour, delta=timedelta(seconds=30), iso_string=True
    )


async def test_without_an_overlap_the_key_of_before_has_expired(api: AsyncClient) -> None:
    await added(api)
    old = await issued(api)
    await api.post(f"{PARTNERS}/wolt/keys/{old['kept']['id']}/rotate", json={"overlapSeconds": 0})
    assert [key["state"] for key in await listed(api)] == ["live", "expired"]


@pytest.mark.parametrize("way", ["revoked", "expired"])
async def test_a_key_that_is_over_is_not_rotated(
    api: AsyncClient, sql: Connection, nothing_written: NothingWritten, way: str
) -> None:
    await added(api)
    old = await issued(api)
    column = {"revoked": "revoked_at", "expired": "expires_at"}[way]
    await sql.execute(f"UPDATE api_keys SET {column} = now()")
    async with nothing_written():
        answer = await api.post(f"{PARTNERS}/wolt/keys/{old['kept']['id']}/rotate", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "key-is-over")


async def test_a_key_is_revoked_for_good_and_revoking_may_be_repeated(api: AsyncClient) -> None:
    await added(api)
    made = await issued(api)
    path = f"{PARTNERS}/wolt/keys/{made['kept']['id']}"
    assert (await api.delete(path)).status_code == 204
    (revoked,) = await listed(api)
    assert (await api.delete(path)).status_code == 204
    assert await listed(api) == [revoked]
    assert (revoked["state"], revoked["revokedAt"]) == ("revoked", IsDatetime(iso_string=True))


async def test_what_is_of_another_partner_is_as_unknown_as_what_is_nobodys(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    await added(api)
    await added(api, "foodora")
    key_id = (await issued(api))["kept"]["id"]
    async with nothing_written():
        answers = [
            await api.request(method, f"{PARTNERS}/{path}", json=body)
            for known in (key_id, "0000000000")
            for method, path, body in (
                ("DELETE", f"foodora/keys/{known}", None),
                ("POST", f"foodora/keys/{known}/rotate", {}),
            )
        ]
    problems = [answer.json() | {"requestId": None} for answer in answers]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert problems[:2] == problems[2:]


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "nobody/keys", "partner-not-found"),
        ("POST", "nobody/keys", "partner-not-found"),
        ("DELETE", "nobody/keys/0000000000", "key-not-found"),
        ("DELETE", "nobody/keys/x", "not-found"),
    ],
)
async def test_an_unknown_partner_or_key_is_not_found(
    api: AsyncClient, method: str, path: str, code: str
) -> None:
    body = WANTED if method == "POST" else None
    answer = await api.request(method, f"{PARTNERS}/{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"scopes": []}, "/scopes", "too-short"),
        ({"scopes": ["everything"]}, "/scopes/0", "enum"),
        ({"scopes": "admin"}, "/scopes", "list-type"),
        ({"brandIds": []}, "/brandIds", "too-short"),
        ({"locationIds": ["a\u0000"]}, "/locationIds/0", "forbidden-character"),
        ({"expiresAt": "2020-01-01T00:00:00Z"}, "/expiresAt", "expires-in-the-past"),
        ({"expiresAt": "tomorrow"}, "/expiresAt", "instant-format"),
        ({"surprise": 1}, "/surprise", "extra-forbidden"),
        ({"scopes": ["admin"], "brandIds": ["pizzeria"]}, "/scopes", "limited-admin"),
    ],
)
async def test_a_key_that_makes_no_sense_is_refused(
    api: AsyncClient,
    nothing_written: NothingWritten,
    changes: dict[str, Any],
    pointer: str,
    code: str,
) -> None:
    await added(api)
    async with nothing_written():
        answer = await api.post(f"{PARTNERS}/wolt/keys", json=WANTED | changes)
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        (pointer, code)
    ]


@pytest.mark.parametrize("overlap", [-1, 2_592_001, "3600", 1.5, None])
async def test_an_overlap_that_makes_no_sense_is_refused(
    api: AsyncClient, nothing_written: NothingWritten, overlap: object
) -> None:
    await added(api)
    made = await issued(api)
    async with nothing_written():
        path = f"{PARTNERS}/wolt/keys/{made['kept']['id']}/rotate"
        answer = await api.post(path, json={"overlapSeconds": overlap})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
