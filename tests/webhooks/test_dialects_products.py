"""What is off sale goes out in the platforms' words: snoozes and suspensions."""

from typing import Any

from httpx import AsyncClient

from tests.webhooks.receiver import Receiver
from tests.webhooks.telling import Telling
from tests.webhooks.test_products import TOMORROW, Brand


async def lacked(client: AsyncClient, location: str) -> None:
    """A product is snoozed, woken, sold out and there again, and snoozed at all locations."""
    brand = Brand(client, location)
    await brand.snooze("A", locationId=location, until=TOMORROW)
    await brand.wake("A", locationId=location)
    await brand.count("A", 0, locationId=location)
    await brand.count("A", 7, locationId=location)
    await brand.snooze("A")


async def said(receiver: Receiver, secret: str) -> list[tuple[str, Any]]:
    return [(each.path.removeprefix("/hooks"), each.verified(secret)) for each in receiver.requests]


async def test_deliverect_is_told_of_snoozes(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    await Brand(client, location).put("A")
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, brand_ids=[location], dialect="deliverect")
        await lacked(client, location)
        assert await telling.run() == 5

    words = await said(receiver, endpoint.secret)
    assert {path for path, _ in words} == {"/channel/snooze"}
    at_location = [body for _, body in words if body["locationId"] == location]
    (everywhere,) = [body for _, body in words if body["locationId"] is None]
    (operation,) = everywhere["operations"]
    assert operation["action"] == "snooze"
    told = []
    for body in at_location:
        (operation,) = body["operations"]
        (item,) = operation["data"]["items"]
        assert item["plu"] == "A"
        assert ("snoozeStart" in item) is (operation["action"] == "snooze")
        told.append((operation["action"], item.get("snoozeEnd")))
    assert told == [
        ("snooze", "2099-01-01T18:00:00.000000Z"),
        ("unsnooze", None),
        ("snooze", "2099-12-31T00:00:00.000000Z"),
        ("unsnooze", None),
    ]


async def test_uber_is_told_of_suspensions_at_a_store(
    telling: Telling, client: AsyncClient, location: str
) -> None:
    await Brand(client, location).put("A")
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, brand_ids=[location], dialect="uberEats")
        await lacked(client, location)
        assert await telling.run() == 4

    words = await said(receiver, endpoint.secret)
    assert {path for path, _ in words} == {f"/v2/eats/stores/{location}/menus/items/A"}
    suspensions = [body["suspension_info"]["suspension"] for _, body in words]
    assert [each["suspend_until"] for each in suspensions] == [4_070_973_600, 0, 8_640_000_000, 0]
