"""Orders priced from the brand's menu, and those that were sold elsewhere."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import PLAIN, item, order
from tests.orders.kitchen import Json, Kitchen

EXTRAS = [("HAM", "Ham", 200, 3), ("ONION", "Onion", 100, 1)]


def euros(amount: int, currency: str = "EUR") -> Json:
    return {"amount": amount, "currency": currency}


def product(**changes: Any) -> Json:
    extras = [
        {"plu": plu, "name": name, "price": euros(amount), "maxQuantity": most}
        for plu, name, amount, most in EXTRAS
    ]
    body = {"name": "Margherita", "price": euros(900), "station": "oven", "preparationMinutes": 9}
    return body | {"modifiers": extras} | changes


async def put(api: AsyncClient, plu: str, **changes: Any) -> None:
    answer = await api.put(
        f"/api/menu/products/{plu}", params={"brandId": "brand-1"}, json=product(**changes)
    )
    assert answer.status_code in (200, 201), answer.text


@pytest.fixture(autouse=True)
async def menu(api: AsyncClient) -> None:
    await put(api, "PIZZA")
    await put(api, "SALAD", name="Salad", price=euros(650), station="cold", modifiers=[])


async def snooze(api: AsyncClient, *plus: str, **where: str) -> None:
    body = {"brandId": "brand-1", "plus": plus} | where
    answer = await api.post("/api/menu/snoozes", json=body)
    assert answer.status_code == 200, answer.text


def line(plu: str, quantity: int = 1, **extras: int) -> Json:
    """As a customer orders from the menu: no name, no price."""
    modifiers = [{"plu": extra, "quantity": count} for extra, count in extras.items()]
    return {"plu": plu, "quantity": quantity, "modifiers": modifiers}


async def test_lines_of_the_menu_are_priced_and_sent_to_their_stations(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=[line("PIZZA", 2, HAM=2, ONION=1), line("SALAD")])

    pizza, salad = placed["items"]
    assert (pizza["name"], pizza["unitPrice"], pizza["station"]) == (
        "Margherita",
        euros(900),
        "oven",
    )
    assert pizza["modifiers"] == [
        {"plu": "HAM", "name": "Ham", "quantity": 2, "unitPrice": euros(200)} | PLAIN,
        {"plu": "ONION", "name": "Onion", "quantity": 1, "unitPrice": euros(100)} | PLAIN,
    ]
    assert (salad["name"], salad["unitPrice"], salad["station"]) == ("Salad", euros(650), "cold")
    assert placed["total"] == euros(2 * (900 + 2 * 200 + 100) + 650)
    assert await kitchen.get(placed) == placed


async def test_a_line_without_extras_is_a_line(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=[{"plu": "PIZZA", "quantity": 1}])

    assert (placed["total"], placed["items"][0]["modifiers"]) == (euros(900), [])


async def test_two_extras_alike_are_merged(kitchen: Kitchen) -> None:
    twice = line("PIZZA") | {"modifiers": [{"plu": "HAM"}, {"plu": "HAM", "quantity": 2}]}

    placed = await kitchen.place(items=[twice])

    assert [(extra["plu"], extra["quantity"]) for extra in placed["items"][0]["modifiers"]] == [
        ("HAM", 3)
    ]
    assert placed["total"] == euros(900 + 3 * 200)


async def test_a_new_price_does_not_change_an_old_order(api: AsyncClient, kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=[line("PIZZA", HAM=1)])

    await put(api, "PIZZA", name="Margherita Nuova", price=euros(1100), station="second oven")
    later = await kitchen.place(items=[line("PIZZA")])
    await api.delete("/api/menu/products/PIZZA", params={"brandId": "brand-1"})

    assert await kitchen.get(placed) == placed
    assert (later["total"], later["items"][0]["name"]) == (euros(1100), "Margherita Nuova")


async def test_a_retry_is_one_order_whatever_became_of_the_menu(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    body = order(items=[line("PIZZA", HAM=1)])
    placed = (await kitchen.post(body)).json()

    await put(api, "PIZZA", price=euros(1100))
    dearer = await kitchen.post(body)
    await snooze(api, "PIZZA")
    snoozed = await kitchen.post(body)
    rehearsed = await kitchen.post(body, validateOnly="true")
    await api.delete("/api/menu/products/PIZZA", params={"brandId": "brand-1"})
    deleted = await kitchen.post(body)

    for answer in (dearer, snoozed, rehearsed, deleted):
        assert (answer.status_code, answer.json()) == (200, placed)
        assert answer.headers["Idempotent-Replayed"] == "true"
    assert await sql.fetchval("SELECT count(*) FROM orders") == 1


async def test_another_order_under_its_name_is_refused_though_it_is_sold_out(
    api: AsyncClient, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    body = order(items=[line("PIZZA")])
    placed = (await kitchen.post(body)).json()
    await snooze(api, "PIZZA")

    async with nothing_written():
        answer = await kitchen.post(body | {"items": [line("PIZZA", 2)]})

    assert (answer.status_code, answer.json()["code"]) == (409, "order-exists")
    assert answer.json()["orderId"] == placed["id"]


async def test_every_offending_line_is_named_at_once(
    api: AsyncClient, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    await put(api, "FOREIGN", price=euros(900, "SEK"), modifiers=[])
    await snooze(api, "SALAD")
    lines = [
        line("PIZZA"),
        line("CALZONE"),
        line("SALAD"),
        line("PIZZA", PINEAPPLE=1),
        line("PIZZA", HAM=4),
        line("FOREIGN"),
    ]

    async with nothing_written():
        answer = await kitchen.post(order(items=lines))

    assert (answer.status_code, answer.json()["code"]) == (422, "not-orderable")
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("/items/1/plu", "unknown-plu"),
        ("/items/2/plu", "snoozed"),
        ("/items/3/modifiers/0/plu", "unknown-modifier"),
        ("/items/4/modifiers/0/quantity", "too-many-modifiers"),
        ("/items/5/plu", "currency-mismatch"),
    ]


@pytest.mark.parametrize("quantity", [0, -1, 100_000, 10**30])
@pytest.mark.parametrize("where", ["line", "extra"])
async def test_odd_quantities_are_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, quantity: int, where: str
) -> None:
    asked = line("PIZZA", quantity) if where == "line" else line("PIZZA", HAM=quantity)

    async with nothing_written():
        answer = await kitchen.post(order(items=[asked]))

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_what_a_partner_has_sold_is_taken_and_flagged(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    await snooze(api, "PIZZA")
    sold = item("PIZZA", unitPrice=euros(1500), modifiers=[{"plu": "PINEAPPLE", "quantity": 1}])

    placed = await kitchen.place(items=[sold, item("SALAD", unitPrice=euros(1))])

    pizza, salad = placed["items"]
    assert (pizza["flags"], salad["flags"]) == (["snoozed", "unknown-modifier"], [])
    assert (pizza["station"], pizza["unitPrice"], placed["total"]) == (
        "oven",
        euros(1500),
        euros(1501),
    )
    assert await kitchen.get(placed) == placed


async def test_a_snooze_of_one_location_leaves_the_others_alone(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    await snooze(api, "HAM", locationId="kallio")

    refused = await kitchen.post(order(locationId="kallio", items=[line("PIZZA", HAM=1)]))
    taken = await kitchen.post(order(locationId="kamppi", items=[line("PIZZA", HAM=1)]))

    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/items/0/modifiers/0/plu"]
    assert (refused.status_code, taken.status_code) == (422, 201)


async def test_another_brands_menu_is_not_asked(kitchen: Kitchen) -> None:
    answer = await kitchen.post(order(brandId="brand-2", items=[line("PIZZA")]))

    assert [fault["code"] for fault in answer.json()["errors"]] == ["unknown-plu"]


async def test_a_rehearsal_is_priced_too(kitchen: Kitchen, nothing_written: NothingWritten) -> None:
    async with nothing_written():
        answer = await kitchen.post(order(items=[line("PIZZA", HAM=1)]), validateOnly="true")

    assert (answer.status_code, answer.json()["total"]) == (200, euros(1100))
