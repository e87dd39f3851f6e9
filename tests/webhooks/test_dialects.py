"""A platform's order goes in, and all that becomes of it goes out in the platform's words, signed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.integrations import deliverect_schemas, uber_eats_schemas
from huuva_backend.platform.clock import utc_now
from tests import factories
from tests.orders.kitchen import Json, Kitchen
from tests.webhooks.receiver import OK, Receiver, status
from tests.webhooks.telling import Telling

SOON = timedelta(minutes=1)


async def sent(client: AsyncClient, dialect: str, location: str, **changes: Any) -> Json:
    """An order of the platform that somebody must accept."""
    query: dict[str, str | int] = {
        "brandId": "burgers",
        "locationId": location,
        "acceptMinutes": 10,
    }
    made = {"_created": utc_now().isoformat()}
    message: Json = deliverect_schemas.EXAMPLE | made
    if dialect == "deliverect":
        query["currency"] = "EUR"
    else:
        message = uber_eats_schemas.EXAMPLE | {"placed_at": utc_now().isoformat()}
    answer = await client.post(
        f"/api/integrations/{dialect}/orders", params=query, json=message | changes
    )
    assert answer.is_success, answer.text
    order: Json = answer.json()
    return order


def told(receiver: Receiver, secret: str) -> list[tuple[str, Any]]:
    """Where and what, each with a signature that is right."""
    assert all(each.headers["content-type"] == "application/json" for each in receiver.requests)
    return [(each.path.removeprefix("/hooks"), each.verified(secret)) for each in receiver.requests]


async def moved(kitchen: Kitchen, order: Json, where: str) -> None:
    """Back too."""
    if not (await kitchen.move(order, where)).is_success:
        assert (await kitchen.move(order, where, recall=True)).is_success


async def test_deliverect_hears_of_its_order_there_and_back(
    telling: Telling, committing: Kitchen, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, dialect="deliverect")
        order = await sent(client, "deliverect", location)
        await committing.place(locationId=location)  # of another channel
        await committing.accept(order)
        for where in ("PREPARING", "READY", "PREPARING", "READY", "PICKED_UP"):
            await moved(committing, order, where)
        assert await telling.run() == 7

    words = told(receiver, endpoint.secret)
    assert {path for path, _ in words} == {"/orderStatus/62aa0e5f3b7c1d0011223344"}
    assert [body["status"] for _, body in words] == [10, 20, 50, 70, 50, 70, 90]
    _, first = words[0]
    assert first == {
        "orderId": "62aa0e5f3b7c1d0011223344",
        "receiptId": order["id"],
        "channelOrderId": "UE-7731-4206",
        "location": location,
        "status": 10,
        "reason": "",
        "timeStamp": first["timeStamp"],
    }


async def test_deliverect_hears_that_its_order_is_denied_or_given_up(
    telling: Telling, committing: Kitchen, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, dialect="deliverect")
        denied = await sent(client, "deliverect", location, channelOrderId="1")
        await committing.deny(denied, reason="OUT_OF_STOCK", text="no salmon left")
        given_up = await sent(client, "deliverect", location, channelOrderId="2")
        await committing.move(given_up, "PREPARING")
        await sent(client, "deliverect", location, channelOrderId="2", status=100)
        path = f"/api/orders/{given_up['id']}/cancellation-requests/confirm"
        assert (await client.post(path)).is_success
        await telling.run()

    by_order: dict[str, list[tuple[int, str]]] = {"1": [], "2": []}
    for _, body in told(receiver, endpoint.secret):
        by_order[body["channelOrderId"]].append((body["status"], body["reason"]))
    assert by_order == {
        "1": [(10, ""), (120, "OUT_OF_STOCK")],
        "2": [(10, ""), (50, ""), (110, "")],
    }


async def test_uber_hears_of_its_order_there_and_back(
    telling: Telling, committing: Kitchen, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, dialect="uberEats")
        order = await sent(client, "uber-eats", location, type="DELIVERY_BY_RESTAURANT")
        await committing.accept(order)
        for where in ("PREPARING", "READY", "PICKED_UP"):
            assert (await committing.move(order, where)).is_success
        assert await telling.run() == 3

    uuid = "f2c1a0b4-8d0e-4a59-9c55-0f6f2a7d41e3"
    assert told(receiver, endpoint.secret) == [
        (
            f"/v1/delivery/order/{uuid}/accept",
            {
                "external_reference_id": order["id"],
                "ready_for_pickup_time": "2026-01-31T18:22:00.000Z",
            },
        ),
        (f"/v1/delivery/order/{uuid}/ready", {}),
        (f"/v1/eats/orders/{uuid}/restaurantdelivery/status", {"status": "started"}),
    ]


async def test_uber_hears_that_its_order_is_denied(
    telling: Telling, committing: Kitchen, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, dialect="uberEats")
        order = await sent(client, "uber-eats", location)
        await committing.deny(order, reason="CLOSED")
        assert await telling.run() == 1

    assert [body for _, body in told(receiver, endpoint.secret)] == [
        {"deny_reason": {"type": "STORE_CLOSED", "info": "CLOSED"}}
    ]


async def test_who_begins_ubers_order_accepts_it_and_only_the_kitchens_cancellation_is_told(
    telling: Telling, committing: Kitchen, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, dialect="uberEats")
        order = await sent(client, "uber-eats", location)
        for where in ("PREPARING", "RECEIVED", "PREPARING", "CANCELLED"):
            await moved(committing, order, where)
        theirs = await sent(client, "uber-eats", location, id="theirs")
        cancelled = await sent(client, "uber-eats", location, id="theirs", current_state="CANCELED")
        assert cancelled["status"] == "CANCELLED"
        await telling.run()

    words = told(receiver, endpoint.secret)
    assert [path.rpartition("/")[2] for path, _ in words] == ["accept", "cancel"]
    assert words[1][1] == {"type": "OTHER"}
    assert theirs["id"] == cancelled["id"]


async def test_what_its_sender_cancels_itself_uber_is_not_told_whosever_the_endpoint_is(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, dialect="uberEats")
        for sender, by in (("relay", "relay"), ("relay", "pos")):
            named = {"channelOrderId": by, "externalId": by, "channel": "uber-eats"}
            placed = await client.post(
                "/api/orders",
                json=factories.order(locationId=location) | named,
                headers={"X-Actor": f"partner:{sender}"},
            )
            cancelled = await client.patch(
                f"{placed.headers['Location']}/status",
                json={"status": "CANCELLED"},
                headers={"X-Actor": f"partner:{by}"},
            )
            assert cancelled.is_success, cancelled.text
        await telling.run()

    words = told(receiver, endpoint.secret)
    assert [path for path, _ in words if path.endswith("cancel")] == [
        "/v1/delivery/order/pos/cancel"
    ]


def promise(answer: Response) -> datetime:
    assert answer.is_success, answer.text
    return datetime.fromisoformat(answer.json()["pickupTime"])


async def test_another_promise_is_told_and_a_note_is_not(
    telling: Telling, committing: Kitchen, client: AsyncClient, location: str
) -> None:
    async with Receiver() as receiver, Receiver() as ubers:
        endpoint = await telling.endpoint(receiver, dialect="deliverect")
        uber = await telling.endpoint(ubers, dialect="uberEats")
        order = await sent(client, "deliverect", location, channelOrderId="3")
        delayed = await committing.delay(order, minutes=10)
        assert (await committing.amend(order, note="ring twice")).is_success
        theirs = await sent(client, "uber-eats", location, id="4")
        await committing.accept(theirs)
        late = await committing.delay(theirs, minutes=15)
        await telling.run()

    words = [body for _, body in told(receiver, endpoint.secret)]
    assert [(each["status"], each.get("pickupTime")) for each in words] == [
        (10, None),
        (10, f"{promise(delayed):%Y-%m-%dT%H:%M:%S.%fZ}"),
    ]
    assert [(path.rpartition("/")[2], body) for path, body in told(ubers, uber.secret)][1:] == [
        (
            "update-ready-time",
            {"ready_for_pickup_time": f"{promise(late):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"},
        )
    ]


async def test_what_fails_is_sent_again_to_the_same_place(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    async with Receiver(lambda _: status(500)) as receiver:
        endpoint = await telling.endpoint(receiver, dialect="deliverect")
        await sent(client, "deliverect", location)
        await telling.run()
        receiver.behave = lambda _: OK
        await telling.run(after=SOON)

    first, again = receiver.requests
    assert (first.path, first.id, first.body) == (again.path, again.id, again.body)
    (logged,) = await telling.log(endpoint)
    assert (logged.state, logged.path) == ("delivered", "/orderStatus/62aa0e5f3b7c1d0011223344")
    assert logged.type == "order.created"


async def test_for_what_there_is_no_word_nothing_is_queued(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver() as receiver:
        for dialect in ("deliverect", "uberEats"):
            endpoint = await telling.endpoint(receiver, dialect=dialect)
            placed = await committing.place(locationId=location)
            await committing.move(placed, "READY")
            assert await telling.run() == 0
            assert await telling.log(endpoint) == []
            assert telling.dispatcher._outlets == {}
    assert receiver.requests == []


async def test_a_dialect_is_told_with_the_endpoint_and_may_change(wolt: AsyncClient) -> None:
    path = "/api/webhook-endpoints"
    given = {"url": "https://partner.example/api", "dialect": "uberEats"}
    made = (await wolt.post(path, json=given)).json()
    assert made["dialect"] == "uberEats"
    changed = await wolt.patch(f"{path}/{made['id']}", json={"dialect": "deliverect"})
    assert changed.json()["dialect"] == "deliverect"
    kept = await wolt.patch(f"{path}/{made['id']}", json={"dialect": None})
    assert kept.json()["dialect"] == "deliverect"


@pytest.mark.parametrize("dialect", ["", "uber-eats", "Deliverect", 1, [], None])
async def test_another_dialect_is_refused(wolt: AsyncClient, dialect: object) -> None:
    given = {"url": "https://partner.example/api", "dialect": dialect}
    answer = await wolt.post("/api/webhook-endpoints", json=given)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/dialect"]
