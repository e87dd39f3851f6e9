"""Endpoints are told of all that they asked for, at least once, and of each order in its order."""

import asyncio
import json
from collections import Counter
from datetime import timedelta

import pytest

from huuva_backend.partners.caller import TRUSTED
from tests.orders.kitchen import Json, Kitchen
from tests.webhooks.receiver import (
    OK,
    Behaviour,
    Receiver,
    drip,
    flood,
    hang,
    reset,
    status,
)
from tests.webhooks.telling import Telling

SOON = timedelta(minutes=1)


async def moved(kitchen: Kitchen, placed: Json) -> None:
    """To its end: four events in all."""
    for where in ("PREPARING", "READY", "PICKED_UP"):
        await kitchen.move(placed, where)


async def test_an_event_is_told_signed_and_once(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = await committing.place(locationId=location, externalId="theirs")

        assert [await telling.run(), await telling.run()] == [1, 0]

    (received,) = receiver.requests
    told = received.verified(endpoint.secret)
    assert received.path == "/hooks"
    assert received.headers["content-type"] == "application/json"
    assert told["type"] == "order.created"
    assert told["data"] == {
        "cursor": told["data"]["cursor"],
        "orderId": placed["id"],
        "externalId": "theirs",
        "channel": placed["channel"],
        "channelOrderId": placed["channelOrderId"],
        "brandId": placed["brandId"],
        "locationId": location,
        "orderVersion": 1,
        "orderStatus": "RECEIVED",
        "changes": [
            {
                "line": None,
                "plu": None,
                "station": None,
                "fromStatus": None,
                "toStatus": "RECEIVED",
            }
        ],
        "fromHistory": False,
    }
    (logged,) = await telling.log(endpoint)
    assert (str(logged.id), logged.state, logged.attempts) == (received.id, "delivered", 1)
    assert (logged.answer_status, logged.body.encode()) == (204, received.body)


async def test_what_happened_before_is_not_told(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    placed = await committing.place(locationId=location)
    async with Receiver() as receiver:
        await telling.endpoint(receiver)
        await committing.move(placed, "PREPARING")
        await telling.run()

    assert receiver.of_order(placed["id"]) == [2]


async def test_only_what_passes_the_filters_is_told(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver() as receiver:
        await telling.endpoint(
            receiver, events=["order.created"], brand_ids=["mine"], location_ids=[location]
        )
        mine = await committing.place(locationId=location, brandId="mine")
        await committing.move(mine, "PREPARING")
        await committing.place(locationId=location, brandId="theirs")
        await committing.place(locationId=f"{location}-other", brandId="mine")
        await telling.run()

    assert [(each.order, each.json["type"]) for each in receiver.requests] == [
        (mine["id"], "order.created")
    ]


async def test_both_secrets_sign_while_they_rotate(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver() as receiver:
        old = await telling.endpoint(receiver)
        new = await telling.service.rotate(TRUSTED, telling.database, old.id, timedelta(hours=1))
        await committing.place(locationId=location)
        await telling.run()
        await committing.place(locationId=location)
        await telling.run(after=timedelta(hours=2))

    first, second = receiver.requests
    assert first.verified(old.secret) == first.verified(new.secret)
    assert [len(each.headers["webhook-signature"].split()) for each in (first, second)] == [2, 1]


FAULTS: dict[str, tuple[Behaviour, int | None]] = {
    "500": (status(500, body=b"no"), 500),
    "404": (status(404), 404),
    "a redirect": (status(302, "Location: http://127.0.0.1:1/"), 302),
    "one that hangs": (hang, None),
    "one that resets": (reset, None),
    "one byte at a time": (drip, None),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_fails_is_sent_again_under_its_id_and_nothing_is_overtaken(
    telling: Telling, committing: Kitchen, location: str, fault: str
) -> None:
    behaviour, code = FAULTS[fault]
    async with Receiver() as receiver, Receiver() as healthy:
        endpoint = await telling.endpoint(receiver)
        await telling.endpoint(healthy)
        bad, good = [await committing.place(locationId=location) for _ in range(2)]
        await moved(committing, bad)
        await moved(committing, good)
        receiver.behave = lambda each: behaviour if each.order == bad["id"] else OK
        await telling.run()

        assert receiver.of_order(bad["id"]) == [1]
        assert receiver.of_order(good["id"]) == [1, 2, 3, 4]
        assert [healthy.of_order(each["id"]) for each in (bad, good)] == [[1, 2, 3, 4]] * 2
        waiting = [each for each in await telling.log(endpoint) if each.state == "pending"]
        waiting.sort(key=lambda each: each.seq)
        assert [each.attempts for each in waiting] == [1, 0, 0, 0]
        assert waiting[0].answer_status == code
        assert (waiting[0].error is None) is (code is not None)

        receiver.behave = lambda _: OK
        assert [await telling.run(), await telling.run(after=SOON)] == [0, 4]

    assert receiver.of_order(bad["id"]) == [1, 1, 2, 3, 4]
    assert set(Counter(each.id for each in receiver.requests).values()) == {1, 2}
    assert {each.state for each in await telling.log(endpoint)} == {"delivered"}
    assert (await telling.get(endpoint)).failing_since is None


async def test_of_a_long_answer_little_is_read_and_kept(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver(lambda _: flood) as receiver:
        endpoint = await telling.endpoint(receiver)
        await committing.place(locationId=location)
        await telling.run()

    (logged,) = await telling.log(endpoint)
    assert (logged.state, logged.answer_body) == ("delivered", "x" * 1024)


async def test_a_receiver_says_when_it_wants_to_be_asked_again(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver(lambda _: status(429, "Retry-After: 600")) as receiver:
        await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await telling.run()
        other = await committing.place(locationId=location)
        receiver.behave = lambda _: OK

        assert [await telling.run(), await telling.run(after=timedelta(minutes=9))] == [0, 0]
        assert await telling.run(after=timedelta(minutes=2)) == 2

    assert receiver.of_order(placed["id"]) == [1, 1]
    assert receiver.of_order(other["id"]) == [1]


async def test_one_message_and_all_since_a_cursor_are_sent_again_under_their_ids(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await moved(committing, placed)
        await telling.run()
        first = receiver.requests[0]
        (oldest,) = [each for each in await telling.log(endpoint) if str(each.id) == first.id]

        await telling.redeliver(endpoint, oldest.id)
        assert await telling.run() == 1
        cursor = json.loads(first.body)["data"]["cursor"]
        await telling.replay(endpoint, **{"from": cursor, "locationId": location})
        assert await telling.run() == 3

    assert receiver.of_order(placed["id"]) == [1, 2, 3, 4, 1, 2, 3, 4]
    ids = [each.id for each in receiver.requests]
    assert ids[:4] == ids[4:]
    assert len(await telling.log(endpoint)) == 4


async def test_a_test_message_is_sent_as_all_are(telling: Telling) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        made = await telling.service.test(TRUSTED, telling.database, endpoint.id)

        assert await telling.run() == 1

    (received,) = receiver.requests
    assert received.verified(endpoint.secret)["data"] == {"endpointId": str(endpoint.id)}
    assert received.id == str(made.id)


async def test_a_run_goes_on_between_two_events_that_follow_each_other(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver() as receiver:
        await telling.endpoint(receiver, location_ids=[location])
        placed = await committing.place(locationId=location)
        running = asyncio.create_task(telling.worker(lingers=1).run())
        async with asyncio.timeout(30):
            for version, where in enumerate(("PREPARING", "READY"), 1):
                await receiver.until_there_are(version)
                await committing.move(placed, where)
            assert await running == 3

    assert receiver.of_order(placed["id"]) == [1, 2, 3]
