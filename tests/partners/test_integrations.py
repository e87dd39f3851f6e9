"""Platforms that sign what they send are registered by an operator, and their secrets rotated."""

from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.partners.signed import (
    DELIVERECT,
    NOBODYS,
    OTHER,
    PARTNER,
    SECRET,
    Registering,
    refused,
    sent,
    signature,
)


async def test_two_secrets_are_taken_while_they_overlap(
    register: Registering, operator: AsyncClient, stranger: AsyncClient
) -> None:
    integration = await register()
    path = f"{PARTNER}/integrations/{integration['id']}/rotate"
    rotated = await operator.post(path, json={"secret": OTHER, "overlapSeconds": 60})
    assert (rotated.status_code, rotated.json()["overlapsUntil"] is None) == (200, False)
    for secret in (SECRET, OTHER):
        answer = await sent(stranger, integration, signed={DELIVERECT: signature(secret=secret)})
        assert answer.is_success
    assert (await operator.post(path, json={"secret": SECRET, "overlapSeconds": 0})).is_success
    gone = await sent(stranger, integration, signed={DELIVERECT: signature(secret=OTHER)})
    assert refused(gone) == (401, "invalid-signature")
    assert (await sent(stranger, integration, signed={DELIVERECT: signature()})).is_success


async def test_once_revoked_it_is_taken_no_more(
    register: Registering,
    operator: AsyncClient,
    stranger: AsyncClient,
    nothing_written: NothingWritten,
) -> None:
    integration = await register()
    path = f"{PARTNER}/integrations/{integration['id']}"
    for _ in range(2):
        assert (await operator.delete(path)).status_code == 204
    async with nothing_written():
        answer = await sent(stranger, integration, signed={DELIVERECT: signature()})
        over = await operator.post(f"{path}/rotate", json={"secret": OTHER})
    assert refused(answer) == (401, "invalid-signature")
    assert refused(over) == (409, "integration-is-over")


async def test_secrets_are_kept_encrypted_and_never_told(
    register: Registering, operator: AsyncClient, sql: Connection
) -> None:
    integration = await register(brandIds=["burgers"])
    assert integration == {
        "id": integration["id"],
        "partnerId": "platform",
        "dialect": "deliverect",
        "brandIds": ["burgers"],
        "locationIds": None,
        "createdAt": integration["createdAt"],
        "overlapsUntil": None,
        "revokedAt": None,
    }
    listed = await operator.get(f"{PARTNER}/integrations")
    assert listed.json() == {"items": [integration]}
    sealed = await sql.fetchval("SELECT sealed FROM partner_integrations")
    assert SECRET.encode() not in sealed


async def test_one_of_another_partner_is_as_one_there_is_none_of(
    register: Registering, operator: AsyncClient, nothing_written: NothingWritten
) -> None:
    integration = await register()
    await operator.post("/api/partners", json={"id": "other"})
    async with nothing_written():
        for made in (integration["id"], NOBODYS):
            path = f"/api/partners/other/integrations/{made}"
            assert refused(await operator.delete(path)) == (404, "integration-not-found")
            rotated = await operator.post(f"{path}/rotate", json={"secret": OTHER})
            assert refused(rotated) == (404, "integration-not-found")
        nobodys = await operator.get("/api/partners/nobody/integrations")
    assert refused(nobodys) == (404, "partner-not-found")


async def test_where_the_key_of_secrets_is_gone_nothing_is_taken(
    register: Registering, stranger: AsyncClient, sql: Connection, nothing_written: NothingWritten
) -> None:
    integration = await register()
    await sql.execute("UPDATE partner_integrations SET sealed = 'x'")
    async with nothing_written():
        answer = await sent(stranger, integration, signed={DELIVERECT: signature()})
    assert refused(answer) == (401, "invalid-signature")
