"""Endpoints are told what is off sale, and what is on again: of each product in its order."""

from datetime import timedelta
from typing import Any

from httpx import AsyncClient

from tests.menu.pizzeria import product
from tests.orders.kitchen import Kitchen
from tests.webhooks.receiver import OK, Receiver, status
from tests.webhooks.telling import Telling

SOON = timedelta(minutes=1)
TOMORROW = "2099-01-01T18:00:00Z"


class Brand:
    """Of the same name as the location: nobody else's in the database that tests share."""

    def __init__(self, api: AsyncClient, name: str) -> None:
        self.api = api
        self.name = name

    async def put(self, *plus: str, **changes: Any) -> None:
        for plu in plus:
            answer = await self.api.put(
                f"/api/menu/products/{plu}",
                json=product(**changes),
                params={"brandId": self.name},
            )
            assert answer.status_code < 300, answer.text

    async def snooze(self, plu: str, **asked: Any) -> None:
        body = {"brandId": self.name, "plus": [plu]} | asked
        assert (await self.api.post("/api/menu/snoozes", json=body)).status_code == 200

    async def wake(self, plu: str, **where: str) -> None:
        named = {"brandId": self.name, "plu": plu} | where
        assert (await self.api.delete("/api/menu/snoozes", params=named)).status_code == 204

    async def count(self, plu: str, stock: int, **where: str) -> None:
        body = {"brandId": self.name, "items": [{"plu": plu, "stock": stock}]} | where
        assert (await self.api.put("/api/menu/stocks", json=body)).status_code == 200


def told(receiver: Receiver) -> list[tuple[str, str | None, str, str | None]]:
    """Type, place, PLU and until when, as they came."""
    found = []
    for received in receiver.requests:
        data = received.json["data"]
        found.append((received.json["type"], data["locationId"], data["plu"], data["until"]))
    return found


def of_product(receiver: Receiver, wanted: str) -> list[str]:
    """What it was told of it, in the order in which that came."""
    return [kind for kind, _, plu, _ in told(receiver) if plu == wanted]


async def test_a_snooze_is_told_signed_with_its_place_and_end(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    brand = Brand(client, location)
    await brand.put("A")
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, brand_ids=[location])
        await brand.snooze("A", locationId=location, until=TOMORROW)
        await brand.snooze("A", locationId=location, until=TOMORROW)

        assert [await telling.run(), await telling.run()] == [1, 0]

    (received,) = receiver.requests
    message = received.verified(endpoint.secret)
    assert message == {
        "type": "product.snoozed",
        "timestamp": message["timestamp"],
        "data": {
            "cursor": message["data"]["cursor"],
            "brandId": location,
            "locationId": location,
            "plu": "A",
            "until": TOMORROW,
        },
    }
    (logged,) = await telling.log(endpoint)
    assert (logged.type, logged.order_id, logged.plu) == ("product.snoozed", None, "A")


async def test_what_all_locations_lack_is_told_wherever_an_endpoint_is(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    brand = Brand(client, location)
    await brand.put("A", "B")
    await brand.snooze("B")
    async with Receiver() as here, Receiver() as elsewhere, Receiver() as other_brand:
        await telling.endpoint(here, brand_ids=[location], location_ids=[location])
        await telling.endpoint(elsewhere, brand_ids=[location], location_ids=["elsewhere"])
        await telling.endpoint(other_brand, brand_ids=["another"])
        await brand.snooze("A", locationId=location)
        await brand.snooze("A", until=TOMORROW)
        await brand.wake("A", locationId=location)
        await telling.run()

    everywhere = ("product.snoozed", None, "A", TOMORROW)
    assert sorted(told(here), key=str) == sorted(
        [
            ("product.snoozed", location, "A", None),
            everywhere,
            ("product.available", location, "A", None),
        ],
        key=str,
    )
    assert (told(elsewhere), told(other_brand)) == ([everywhere], [])


async def test_only_the_events_that_were_asked_for_are_told(
    telling: Telling, client: AsyncClient, committing: Kitchen, location: str
) -> None:
    brand = Brand(client, location)
    await brand.put("A")
    async with Receiver() as sold_out, Receiver() as orders:
        await telling.endpoint(sold_out, brand_ids=[location], events=["product.soldOut"])
        await telling.endpoint(orders, brand_ids=[location], events=["order.created"])
        await brand.count("A", 1, locationId=location)
        await brand.snooze("A", locationId=location)
        await brand.wake("A", locationId=location)
        lines = [{"plu": "A", "quantity": 1}]
        placed = await committing.place(brandId=location, locationId=location, items=lines)
        await telling.run()

    assert told(sold_out) == [("product.soldOut", location, "A", None)]
    assert [each.order for each in orders.requests] == [placed["id"]]


async def test_nothing_of_a_product_is_overtaken_and_others_wait_for_none_of_it(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    brand = Brand(client, location)
    await brand.put("A", "B")
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, brand_ids=[location])
        receiver.behave = lambda each: (status(500) if each.json["data"].get("plu") == "A" else OK)
        for plu in ("A", "B"):
            await brand.snooze(plu, locationId=location)
            await brand.wake(plu, locationId=location)
        await telling.run()

        assert of_product(receiver, "A") == ["product.snoozed"]
        assert of_product(receiver, "B") == ["product.snoozed", "product.available"]
        waiting = [each for each in await telling.log(endpoint) if each.state == "pending"]
        assert {(each.plu, each.attempts) for each in waiting} == {("A", 1), ("A", 0)}
        receiver.requests.clear()
        receiver.behave = lambda _: OK
        await telling.run(after=SOON)

    assert of_product(receiver, "A") == ["product.snoozed", "product.available"]
    assert of_product(receiver, "B") == []


async def test_what_all_locations_lacked_is_replayed_from_a_time(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    brand = Brand(client, location)
    await brand.put("A")
    began = telling.now.isoformat()
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, brand_ids=[location], location_ids=[location])
        await brand.snooze("A")
        await telling.run()
        await telling.replay(endpoint, **{"from": began})
        await telling.run()

    first, again = receiver.requests
    assert (first.id, first.body) == (again.id, again.body)
