"""Looking an order up, and asking only whether it has changed."""

import pytest
from httpx import AsyncClient

from tests.orders.kitchen import Kitchen


async def test_an_order_is_answered_with_its_version_as_its_tag(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    order = await kitchen.place_at("PREPARING")

    answer = await api.get(f"/api/orders/{order['id']}")

    assert (answer.status_code, answer.json()) == (200, order)
    assert answer.headers["ETag"] == '"2"'


@pytest.mark.parametrize("tag", ['"2"', 'W/"2"', '"1", "2"', "*", ' "2" '])
async def test_an_order_that_has_not_changed_is_not_sent_again(
    kitchen: Kitchen, api: AsyncClient, tag: str
) -> None:
    order = await kitchen.place_at("PREPARING")

    answer = await api.get(f"/api/orders/{order['id']}", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == '"2"'


@pytest.mark.parametrize("tag", ['"1"', '"22"', '"abc"', "2", "garbage", '""', '"99999999999"'])
async def test_an_order_is_sent_to_whoever_has_another_version_or_none(
    kitchen: Kitchen, api: AsyncClient, tag: str
) -> None:
    order = await kitchen.place_at("PREPARING")

    answer = await api.get(f"/api/orders/{order['id']}", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.json()) == (200, order)


async def test_a_version_may_stand_on_any_line(kitchen: Kitchen, api: AsyncClient) -> None:
    order = await kitchen.place_at("PREPARING")

    seen = {"If-None-Match": '"1"', "if-none-match": '"2"'}
    answer = await api.get(f"/api/orders/{order['id']}", headers=seen)

    assert answer.status_code == 304


async def test_an_order_is_found_at_its_location_only(kitchen: Kitchen, api: AsyncClient) -> None:
    order = await kitchen.place(locationId="kallio")

    here = await api.get(f"/api/orders/{order['id']}", params={"locationId": "kallio"})
    elsewhere = await api.get(f"/api/orders/{order['id']}", params={"locationId": "main"})

    assert here.status_code == 200
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "order-not-found")


@pytest.mark.parametrize(
    "order_id", ["01890a5d-ac96-774b-bcce-b302099a8057", "1", "60f87ea2a52dad8a3fa4860", "é", "%00"]
)
async def test_what_is_not_there_is_not_found(api: AsyncClient, order_id: str) -> None:
    assert (await api.get(f"/api/orders/{order_id}")).status_code == 404


async def test_an_order_that_is_known_by_its_id_alone_is_found_and_moved(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    order = await kitchen.place(locationId="kallio")
    address = f"/api/orders/{order['id']}"

    moved = await api.patch(f"{address}/status", json={"status": "READY"})
    item = await api.patch(f"{address}/items/SUSHI/status", json={"status": "CANCELLED"})
    found = await api.get(address)

    assert (moved.status_code, item.status_code) == (200, 200)
    assert (found.json()["version"], found.json()["locationId"]) == (3, "kallio")


async def test_what_is_answered_to_a_move_has_the_newest_entries_however_many_there_are(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place()
    for _ in range(15):
        await kitchen.move(order, "PREPARING")
        await kitchen.move(order, "RECEIVED", recall=True)

    moved = (await kitchen.move(order, "READY")).json()
    item = (await kitchen.move_item(order, "SUSHI", "CANCELLED")).json()

    whole = await kitchen.get(order)
    sushi = whole["items"][1]
    assert (len(whole["statusHistory"]), whole["statusHistoryTotal"]) == (32, 32)
    assert (len(sushi["statusHistory"]), sushi["statusHistoryTotal"]) == (33, 33)
    for newest, entries in (
        (moved["statusHistory"], whole["statusHistory"]),
        (moved["items"][1]["statusHistory"], sushi["statusHistory"][:-1]),
        (item["statusHistory"], sushi["statusHistory"]),
    ):
        assert newest == entries[-21:]
    assert (moved["statusHistoryTotal"], moved["items"][1]["statusHistoryTotal"]) == (32, 32)
    assert item["statusHistoryTotal"] == 33
