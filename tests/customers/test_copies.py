"""Copies of what told of an order are emptied with it: here those of webhooks, which nobody but a receiver wrote."""

import json
from datetime import timedelta

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, contents
from tests.orders.kitchen import Kitchen
from tests.webhooks.conftest import (
    client,
    committed,
    committing,
    connected,
    database_url,
    location,
    telling,
)
from tests.webhooks.receiver import Behaviour, Receiver, status
from tests.webhooks.telling import Telling

__all__ = [
    "client",
    "committed",
    "committing",
    "connected",
    "database_url",
    "location",
    "telling",
]

CANARY = "Canary Virtanen"
PROSE = {
    "customer": {"name": CANARY, "phoneNumber": "+358401234567"},
    "note": f"{CANARY} rings twice",
    "channelOrderDisplayId": f"{CANARY} 7",
}


def naming(code: int) -> Behaviour:
    """A receiver that knows from elsewhere whose order it is, and says so."""
    return status(code, body=f"thanks, {CANARY}".encode())


@pytest.mark.parametrize("code", [200, 500])
async def test_what_receivers_answered_is_emptied_and_bodies_never_told_of_anybody(
    telling: Telling,
    client: AsyncClient,
    committing: Kitchen,
    committed: Connection,
    location: str,
    code: int,
) -> None:
    account = f"account-of-{location}"
    async with Receiver(lambda _: naming(code)) as receiver:
        endpoint = await telling.endpoint(receiver, location_ids=[location])
        mine = await committing.place_at("PICKED_UP", locationId=location, account=account, **PROSE)
        other = await committing.place_at("CANCELLED", locationId=location)
        await telling.run()
        kept = await telling.log(endpoint)
        erased = await client.post("/api/erasures", json={"account": account})

    assert [each for each in receiver.requests if CANARY in each.body.decode()] == []
    answered = {str(each.order_id) for each in kept if each.answer_body == f"thanks, {CANARY}"}
    assert answered == {mine["id"], other["id"]}
    of_mine = [each for each in kept if str(each.order_id) == mine["id"]]
    assert erased.json() == {"orders": 1, "copies": len(of_mine), "accountsLeft": []}

    left = await telling.log(endpoint)
    answers = {str(each.order_id): each.answer_body for each in left if each.answer_body}
    assert answers == {other["id"]: f"thanks, {CANARY}"}  # which nobody asked to erase
    assert {each.id: each.body for each in left} == {each.id: each.body for each in kept}
    rows = [row for table in (await contents(committed)).values() for row in table]
    assert [row for row in rows if mine["id"] in row and CANARY in row] == []


async def test_what_waits_to_be_sent_again_is_sent_and_its_next_answer_is_emptied_too(
    telling: Telling, client: AsyncClient, committing: Kitchen, location: str
) -> None:
    """A worker that has it in memory writes nothing back of what was erased meanwhile."""
    account = f"account-of-{location}"
    async with Receiver(lambda _: naming(500)) as receiver:
        endpoint = await telling.endpoint(receiver, location_ids=[location])
        placed = await committing.place_at(
            "CANCELLED", locationId=location, account=account, **PROSE
        )
        await telling.run()
        await client.post("/api/erasures", json={"account": account})
        receiver.behave = lambda _: status(204)
        await telling.run(after=timedelta(minutes=1))

    first, *_ = sorted(await telling.log(endpoint), key=lambda each: each.seq)
    assert (str(first.order_id), first.state) == (placed["id"], "delivered")
    assert {each.answer_body for each in await telling.log(endpoint)} == {""}
    assert json.loads(first.body)["data"]["orderId"] == placed["id"]
