"""What comes without a key is taken where a registered secret signed it."""

import json

import pytest
from httpx import AsyncClient

from huuva_backend.integrations import uber_eats_schemas
from huuva_backend.partners.dialect import is_signed
from huuva_backend.platform.http.body import MAX_BODY_BYTES
from tests.conftest import Connection, NothingWritten
from tests.partners.callers import bearer
from tests.partners.signed import (
    BODY,
    DELIVERECT,
    NOBODYS,
    OTHER,
    PARTNER,
    SECRET,
    UBER,
    Json,
    Registering,
    refused,
    sent,
    signature,
)


async def test_what_is_signed_is_the_partners(
    register: Registering, stranger: AsyncClient, sql: Connection
) -> None:
    integration = await register()
    taken = await sent(stranger, integration, signed={DELIVERECT: signature()})
    assert taken.status_code == 201, taken.text
    (row,) = await sql.fetch("SELECT actor_kind, actor_id FROM order_status_history")
    assert (row["actor_kind"], row["actor_id"]) == ("partner", "platform")


async def test_uber_signs_in_its_own_header(register: Registering, stranger: AsyncClient) -> None:
    integration = await register(dialect="uberEats")
    body = json.dumps(uber_eats_schemas.EXAMPLE).encode()
    taken = await sent(
        stranger, integration, body, dialect="uber-eats", signed={UBER: signature(body)}
    )
    assert taken.status_code == 201, taken.text


@pytest.mark.parametrize(
    "told",
    [
        {},
        {DELIVERECT: ""},
        {DELIVERECT: "x" * 64},
        {DELIVERECT: signature(BODY + b" ")},
        {DELIVERECT: signature(secret=OTHER)},
        {DELIVERECT: signature()[:-1]},
        {DELIVERECT: signature() + "00"},
        {UBER: signature()},
    ],
)
async def test_another_signature_or_none_is_refused(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten, told: Json
) -> None:
    integration = await register()
    async with nothing_written():
        answer = await sent(stranger, integration, signed=told)
    assert refused(answer) == (401, "invalid-signature")


@pytest.mark.parametrize("named", [NOBODYS, "", "x", "'"])
async def test_an_integration_there_is_none_of_is_refused(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten, named: str
) -> None:
    await register()
    async with nothing_written():
        answer = await sent(stranger, named, signed={DELIVERECT: signature()})
    assert refused(answer) == (401, "invalid-signature")


async def test_one_of_another_dialect_is_refused(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten
) -> None:
    integration = await register(dialect="uberEats")
    async with nothing_written():
        answer = await sent(stranger, integration, signed={DELIVERECT: signature()})
    assert refused(answer) == (401, "invalid-signature")


async def test_under_an_idempotency_key_it_is_done_once(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten
) -> None:
    integration = await register()
    told = {DELIVERECT: signature(), "Idempotency-Key": "7"}
    first = await sent(stranger, integration, signed=told)
    async with nothing_written():
        again = await sent(stranger, integration, signed=told)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json()["id"] == first.json()["id"]


async def test_two_integrations_or_two_signatures_are_refused(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten
) -> None:
    one, two = await register(), await register()
    async with nothing_written():
        twice = await sent(
            stranger,
            None,
            query={"integration": [one["id"], two["id"]]},
            signed={DELIVERECT: signature()},
        )
        signed_twice = await stranger.post(
            f"/api/integrations/deliverect/orders?brandId=b&currency=EUR&integration={one['id']}",
            content=BODY,
            headers=[("Content-Type", "application/json"), *[(DELIVERECT, signature())] * 2],
        )
    assert refused(twice) == refused(signed_twice) == (401, "invalid-signature")


async def test_who_signs_wrongly_again_and_again_is_stopped(
    register: Registering, stranger: AsyncClient
) -> None:
    integration = await register()
    refusals = [await sent(stranger, integration, signed={}) for _ in range(61)]
    assert {each.status_code for each in refusals[:60]} == {401}
    assert refusals[60].status_code == 429
    taken = await sent(stranger, integration, signed={DELIVERECT: signature()})
    assert taken.status_code == 201  # whoever is right is never refused for others at its address


async def test_a_signature_alone_is_nobodys(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten
) -> None:
    await register()
    async with nothing_written():
        answer = await sent(stranger, None, signed={DELIVERECT: signature()})
    assert refused(answer) == (401, "unauthenticated")


async def test_a_key_goes_before_a_signature(
    register: Registering, operator: AsyncClient, stranger: AsyncClient
) -> None:
    integration = await register()
    assert (await sent(operator, integration)).status_code == 201
    wrong = bearer("hvk_live_" + "x" * 48)
    answer = await sent(stranger, integration, signed={DELIVERECT: signature(), **wrong})
    assert refused(answer) == (401, "invalid-key")


@pytest.mark.parametrize(
    ("limits", "query"),
    [
        ({"brandIds": ["pizza"]}, {}),
        ({"locationIds": ["kamppi"]}, {}),
        ({"locationIds": ["kallio"]}, {"locationId": "kamppi"}),
    ],
)
async def test_it_is_limited_as_a_key_is(
    register: Registering,
    stranger: AsyncClient,
    nothing_written: NothingWritten,
    limits: Json,
    query: Json,
) -> None:
    integration = await register(**limits)
    async with nothing_written():
        answer = await sent(stranger, integration, query=query, signed={DELIVERECT: signature()})
    assert refused(answer) == (403, "outside-limits")


@pytest.mark.parametrize("path", ["/api/orders", "/api/kitchen/tickets", PARTNER + "/integrations"])
async def test_it_opens_nothing_else(
    register: Registering, stranger: AsyncClient, path: str
) -> None:
    integration = await register()
    answer = await stranger.get(
        path, params={"integration": integration["id"]}, headers={DELIVERECT: signature(b"")}
    )
    assert refused(answer) == (401, "unauthenticated")


async def test_more_than_a_body_may_have_is_not_read_for_its_signature(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten
) -> None:
    integration = await register()
    much = b" " * (MAX_BODY_BYTES + 1)
    async with nothing_written():
        answer = await sent(stranger, integration, much, signed={DELIVERECT: signature(much)})
    assert refused(answer) == (413, "too-large")


async def test_what_is_signed_may_still_be_wrong(
    register: Registering, stranger: AsyncClient, nothing_written: NothingWritten
) -> None:
    integration = await register()
    async with nothing_written():
        garbled = await sent(stranger, integration, b"{", signed={DELIVERECT: signature(b"{")})
        unknown = await sent(
            stranger, integration, query={"surprise": "1"}, signed={DELIVERECT: signature()}
        )
    assert garbled.status_code == 400
    assert [each["pointer"] for each in unknown.json()["errors"]] == ["query/surprise"]


def test_any_of_the_secrets_may_have_signed_in_digits_of_either_case() -> None:
    assert is_signed(b"a", signature(b"a", OTHER).upper(), [SECRET, OTHER])
    assert not is_signed(b"a", signature(b"b"), [SECRET, OTHER])
    assert not is_signed(b"a", signature(b"a"), [])
