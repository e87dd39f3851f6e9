"""Endpoints as their partners make, see and change them."""

from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.webhooks import service
from tests.conftest import Connection, NothingWritten
from tests.webhooks.partners import ENDPOINTS, ISSUED, NOBODYS, URL, ClientOf, add, refused


async def test_an_endpoint_is_made_and_its_secret_is_shown_once(
    wolt: AsyncClient, sql: Connection
) -> None:
    made = await add(wolt, events=["order.created"], brandIds=["mine"], locationIds=["kamppi"])
    secret = made.pop("secret")
    got = (await wolt.get(f"{ENDPOINTS}/{made['id']}")).json()

    filters = {"events": ["order.created"], "brandIds": ["mine"], "locationIds": ["kamppi"]}
    known = {"id": made["id"], "createdAt": made["createdAt"]}
    assert got == made == ISSUED | filters | known
    assert secret.startswith("whsec_")
    kept = await sql.fetchval("SELECT webhook_endpoints::text FROM webhook_endpoints")
    assert secret.removeprefix("whsec_").encode().hex() not in kept
    assert "whsec" not in kept


async def test_they_are_listed_in_pages(wolt: AsyncClient) -> None:
    ids = [(await add(wolt))["id"] for _ in range(3)]

    first = (await wolt.get(ENDPOINTS, params={"limit": 2})).json()
    second = (await wolt.get(ENDPOINTS, params={"cursor": first["nextCursor"]})).json()

    assert [each["id"] for each in first["items"]] == ids[:2]
    assert [each["id"] for each in second["items"]] == ids[2:]
    assert second["nextCursor"] is None


ON_ONE = [
    ("GET", "", None),
    ("PATCH", "", {"enabled": False}),
    ("DELETE", "", None),
    ("POST", "/rotate-secret", {}),
    ("POST", "/test", None),
    ("GET", "/deliveries", None),
    ("POST", f"/deliveries/{NOBODYS}/redeliver", None),
    ("POST", "/replay", {"from": "2026-01-01T00:00:00Z"}),
]


@pytest.mark.parametrize(("method", "path", "body"), ON_ONE)
async def test_anothers_is_as_what_does_not_exist(
    wolt: AsyncClient,
    partner: ClientOf,
    nothing_written: NothingWritten,
    method: str,
    path: str,
    body: Any,
) -> None:
    foodora = await partner("foodora")
    of_a_brand = await partner("wolt", brand_ids=["theirs"])
    made = await add(wolt, brandIds=["mine"])

    async with nothing_written():
        for client in (foodora, of_a_brand):
            answers = [
                await client.request(method, f"{ENDPOINTS}/{endpoint}{path}", json=body)
                for endpoint in (made["id"], NOBODYS)
            ]
            assert [refused(answer) for answer in answers] == [
                (404, "webhook-endpoint-not-found", [])
            ] * 2
            assert (await client.get(ENDPOINTS)).json()["items"] == []


async def test_a_limited_key_makes_endpoints_within_its_limits(
    partner: ClientOf, nothing_written: NothingWritten
) -> None:
    limited = await partner("wolt", brand_ids=["b", "a"], location_ids=["kamppi"])

    async with nothing_written():
        beyond = [
            await limited.post(ENDPOINTS, json={"url": URL, **filters})
            for filters in ({"brandIds": ["a", "c"]}, {"locationIds": ["kallio"]})
        ]
    made = await add(limited)
    widened = await limited.patch(f"{ENDPOINTS}/{made['id']}", json={"brandIds": ["c"]})
    narrowed = await limited.patch(f"{ENDPOINTS}/{made['id']}", json={"brandIds": ["a"]})
    whole = await limited.patch(f"{ENDPOINTS}/{made['id']}", json={"brandIds": None})

    assert [refused(answer)[:2] for answer in (*beyond, widened)] == [(403, "outside-limits")] * 3
    assert (made["brandIds"], made["locationIds"]) == (["a", "b"], ["kamppi"])
    assert [answer.json()["brandIds"] for answer in (narrowed, whole)] == [["a"], ["a", "b"]]


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example/hooks",
        "ftp://partner.example",
        "partner.example",
        "https://",
        "https://user@partner.example/",
        "https://user:pw@partner.example/",
        "https://partner.example/#here",
        "https://partner.example:0/",
        "https://partner.example:99999/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.1.2.3/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1%25eth0]/",
        "https://bücher.example/",
        "https://partner.example/a b",
        "https://partner.example\\@evil/",
        "https://[half/",
    ],
)
async def test_a_url_that_nothing_may_be_sent_to_is_refused_at_once(
    wolt: AsyncClient, nothing_written: NothingWritten, url: str
) -> None:
    async with nothing_written():
        answer = await wolt.post(ENDPOINTS, json={"url": url})

    assert refused(answer) == (422, "webhook-url-refused", ["/url"])


async def test_a_partner_has_so_many_and_no_more(
    wolt: AsyncClient, partner: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_ENDPOINTS", 2)
    await add(wolt)
    await add(wolt)

    answer = await wolt.post(ENDPOINTS, json={"url": URL})

    assert refused(answer) == (409, "too-many-webhook-endpoints", [])
    await add(await partner("foodora"))


async def test_it_is_changed_switched_off_and_on_and_removed(
    wolt: AsyncClient, sql: Connection
) -> None:
    made = await add(wolt, events=["order.created"])
    path = f"{ENDPOINTS}/{made['id']}"

    changed = (await wolt.patch(path, json={"url": f"{URL}/2", "events": None})).json()
    off = (await wolt.patch(path, json={"enabled": False})).json()
    tested = await wolt.post(f"{path}/test")
    replayed = await wolt.post(f"{path}/replay", json={"from": "2026-01-01T00:00:00Z"})
    on = (await wolt.patch(path, json={"enabled": True})).json()
    await wolt.post(f"{path}/test")
    removed = await wolt.delete(path)

    assert (changed["url"], changed["events"]) == (f"{URL}/2", None)
    assert (off["enabled"], off["disabledReason"]) == (False, "by-request")
    assert [refused(each)[:2] for each in (tested, replayed)] == [
        (409, "webhook-endpoint-disabled")
    ] * 2
    assert on == changed
    assert removed.status_code == 204
    assert (await wolt.get(path)).status_code == 404
    for table in ("webhook_cursors", "webhook_deliveries", "webhook_endpoints"):
        assert await sql.fetchval(f"SELECT count(*) FROM {table}") == 0


async def test_a_rotated_secret_is_another_and_says_how_long_the_old_one_signs(
    wolt: AsyncClient,
) -> None:
    made = await add(wolt)

    rotated = (await wolt.post(f"{ENDPOINTS}/{made['id']}/rotate-secret", json={})).json()

    assert rotated["secret"] != made["secret"]
    assert rotated["overlapsUntil"] > made["createdAt"]


async def test_a_test_waits_in_the_log_to_be_sent(wolt: AsyncClient) -> None:
    made = await add(wolt)
    path = f"{ENDPOINTS}/{made['id']}"

    sent = [(await wolt.post(f"{path}/test")).json() for _ in range(3)]
    page = (await wolt.get(f"{path}/deliveries", params={"limit": 2})).json()
    rest = (await wolt.get(f"{path}/deliveries", params={"cursor": page["nextCursor"]})).json()

    assert page["items"] + rest["items"] == sent[::-1]
    assert (sent[0]["type"], sent[0]["state"], sent[0]["attempts"]) == (
        "webhook.test",
        "pending",
        0,
    )


async def test_a_test_under_one_idempotency_key_is_one(wolt: AsyncClient) -> None:
    path = f"{ENDPOINTS}/{(await add(wolt))['id']}"

    first, second = [
        await wolt.post(f"{path}/test", headers={"Idempotency-Key": "once"}) for _ in range(2)
    ]

    assert first.json() == second.json()
    assert len((await wolt.get(f"{path}/deliveries")).json()["items"]) == 1
