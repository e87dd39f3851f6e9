"""Deliverect's orders become ours: bundles and modifiers, money, who pays, statuses; sent again they amend."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.integrations.deliverect import STATUSES
from huuva_backend.integrations.deliverect_schemas import EXAMPLE
from huuva_backend.orders.lifecycle import OrderStatus
from tests.conftest import NothingWritten

Json = dict[str, Any]


async def sent(api: AsyncClient, query: Json | None = None, **changes: Any) -> Response:
    given = {"brandId": "burgers", "currency": "EUR"} | (query or {})
    message = EXAMPLE | changes
    return await api.post("/api/integrations/deliverect/orders", params=given, json=message)


async def taken(api: AsyncClient, query: Json | None = None, **changes: Any) -> Json:
    answer = await sent(api, query, **changes)
    assert answer.is_success, answer.text
    order: Json = answer.json()
    return order


async def test_a_bundle_with_its_parts_and_their_modifiers_goes_in_whole(api: AsyncClient) -> None:
    answer = await sent(api)
    assert answer.status_code == 201
    order = answer.json()
    assert {name: order[name] for name in ("externalId", "channel", "channelOrderId")} == {
        "externalId": "62aa0e5f3b7c1d0011223344",
        "channel": "deliverect-7",
        "channelOrderId": "UE-7731-4206",
    }
    assert (order["locationId"], order["orderType"]) == ("kallio", "DELIVERY")
    assert order["deliveryAddress"]["street"] == "Huuvatie 1"
    (menu,) = order["items"]
    burger, cola = menu["items"]
    assert [(line["plu"], line["note"]) for line in (menu, burger, cola)] == [
        ("MENU-1", None),
        ("BURGER", "well done"),
        ("COLA", None),
    ]
    assert [(each["plu"], each["unitPrice"]["amount"]) for each in burger["modifiers"]] == [
        ("BACON", 200)
    ]
    assert order["total"] == {"amount": 2240, "currency": "EUR"}
    assert order["payment"] == {
        "status": "PAID",
        "method": "card",
        "paid": {"amount": 2240, "currency": "EUR"},
    }
    assert order["metadata"] == {"deliverect": {"deliveryIsAsap": True}}


async def test_the_same_message_again_is_the_same_order(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    order = await taken(api)
    async with nothing_written():
        again = await sent(api)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert again.json()["id"] == order["id"]


async def test_another_content_amends_it(api: AsyncClient) -> None:
    order = await taken(api)
    cola = {"plu": "COLA-2", "name": "Cola", "price": 250, "quantity": 2, "productType": 1}
    changed = await taken(api, items=[*EXAMPLE["items"], cola], note="ring twice")
    assert changed["id"] == order["id"]
    assert [line["plu"] for line in changed["items"]] == ["MENU-1", "COLA-2"]
    assert changed["note"] == "ring twice"
    assert len(changed["amendments"]) == 1
    assert changed["total"]["amount"] == 2240 + 500


@pytest.mark.parametrize("status", [100, 110])
async def test_cancelled_there_it_is_cancelled_here(api: AsyncClient, status: int) -> None:
    order = await taken(api)
    cancelled = await taken(api, status=status)
    assert (cancelled["id"], cancelled["status"]) == (order["id"], "CANCELLED")


async def test_of_what_is_begun_the_kitchen_decides(api: AsyncClient) -> None:
    order = await taken(api)
    path = f"/api/orders/{order['id']}"
    assert (await api.patch(f"{path}/status", json={"status": "PREPARING"})).is_success
    for _ in range(2):
        asked = await taken(api, status=100)
        assert (asked["id"], asked["status"]) == (order["id"], "PREPARING")
        assert asked["cancellationRequest"]["state"] == "PENDING"
    confirmed = await api.post(f"{path}/cancellation-requests/confirm")
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "CANCELLED")
    again = await taken(api, status=100)
    assert again["cancellationRequest"]["state"] == "CONFIRMED"


@pytest.mark.parametrize("status", [None, 10])
async def test_a_cancellation_of_what_was_sent_before_is_no_replay(
    api: AsyncClient, status: int | None
) -> None:
    order = await taken(api, status=status)
    cancelled = await sent(api, status=100)
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "CANCELLED")
    assert cancelled.json()["id"] == order["id"]
    assert "Idempotent-Replayed" not in cancelled.headers
    assert cancelled.headers["ETag"] == f'"{cancelled.json()["version"]}"'


async def test_asked_again_nothing_is_written(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    order = await taken(api, status=100)
    async with nothing_written():
        again = await sent(api, status=100)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert again.json()["version"] == order["version"]


async def test_what_is_refused_may_be_asked_for_again(api: AsyncClient) -> None:
    order = await taken(api)
    path = f"/api/orders/{order['id']}"
    assert (await api.patch(f"{path}/status", json={"status": "PREPARING"})).is_success
    await taken(api, status=100)
    assert (await api.post(f"{path}/cancellation-requests/refuse", json={})).is_success
    again = await sent(api, status=100)
    assert again.json()["cancellationRequest"]["state"] == "PENDING"
    assert "Idempotent-Replayed" not in again.headers


async def test_what_can_t_be_given_up_is_not_amended_either(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    order = await taken(api, status=90)
    async with nothing_written():
        refused = await sent(api, status=100, note="ring twice")
    assert (order["status"], refused.status_code) == ("PICKED_UP", 409)
    assert refused.json()["code"] == "order-closed"


@pytest.mark.parametrize("status", [0, 1, 25, 80, 95, 124, 2**40, -5, None])
async def test_a_status_that_we_don_t_know_hinders_nothing(
    api: AsyncClient, status: int | None
) -> None:
    assert (await taken(api, status=status))["status"] == "RECEIVED"


@pytest.mark.parametrize("status", STATUSES)
async def test_each_status_that_we_know_is_one_of_ours(api: AsyncClient, status: int) -> None:
    assert (await taken(api, status=status))["status"] == STATUSES[status]


def test_every_status_of_ours_has_one_of_theirs() -> None:
    assert set(STATUSES.values()) == set(OrderStatus)


@pytest.mark.parametrize(
    ("currency", "digits", "amount"), [("EUR", 2, 1590), ("EUR", 3, 159), ("KWD", 2, 15900)]
)
async def test_amounts_are_made_the_minor_unit(
    api: AsyncClient, currency: str, digits: int, amount: int
) -> None:
    item = {"plu": "BURGER", "name": "Burger", "price": 1590, "quantity": 1}
    plain = {"items": [item], "deliveryCost": 0, "tip": 0, "decimalDigits": digits}
    order = await taken(api, {"currency": currency}, **plain)
    assert order["total"] == {"amount": amount, "currency": currency}


async def test_an_amount_that_the_currency_has_not_is_refused(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        answer = await sent(api, {"currency": "JPY"}, tip=65)
    assert (answer.status_code, answer.json()["code"]) == (422, "not-in-our-words")
    assert answer.json()["errors"] == [
        {
            "pointer": "",
            "code": "amount-of-other-unit",
            "message": "JPY has no amount of 1590 at 2 decimal places",
        }
    ]


async def test_discounts_are_named_where_they_come_to_the_total(api: AsyncClient) -> None:
    named = [{"name": "HELLO", "amount": 300}, {"name": "LOYAL", "amount": 200}]
    order = await taken(api, discountTotal=-500, discounts=named)
    assert [
        (each["kind"], each["name"], each["amount"]["amount"]) for each in order["adjustments"]
    ] == [
        ("DISCOUNT", "HELLO", -300),
        ("DISCOUNT", "LOYAL", -200),
        ("DELIVERY_FEE", None, 390),
        ("TIP", None, 60),
    ]
    other = await taken(api, channelOrderId="2", discountTotal=-100, discounts=named)
    assert [each["name"] for each in other["adjustments"]] == [None, None, None]
    assert other["adjustments"][0]["amount"]["amount"] == -100


@pytest.mark.parametrize(
    ("already", "payment", "paid"),
    [
        (True, {"amount": 2240, "type": 0}, ("PAID", "card", 2240)),
        (False, {"amount": 2240, "type": 1}, ("UNPAID", "cash", 0)),
        (False, {"amount": 2240, "due": 1000, "type": 3}, ("PARTLY", "online", 1240)),
        (None, {"amount": 2240}, ("UNPAID", None, 0)),
    ],
)
async def test_who_has_paid_is_told(
    api: AsyncClient, already: bool | None, payment: Json, paid: tuple[str, str | None, int]
) -> None:
    order = await taken(api, orderIsAlreadyPaid=already, payment=payment)
    told = order["payment"]
    assert (told["status"], told["method"], told["paid"]["amount"]) == paid


async def test_the_address_of_the_hook_says_whose_it_is_and_where(api: AsyncClient) -> None:
    order = await taken(api, {"brandId": "pizza", "locationId": "kamppi"})
    assert (order["brandId"], order["locationId"]) == ("pizza", "kamppi")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"items": []}, "/items"),
        ({"items": [{"name": "Burger", "quantity": 1}]}, "/items/0/plu"),
        ({"items": [{"plu": "A", "quantity": 0}]}, "/items/0/quantity"),
        ({"channelOrderId": ""}, "/channelOrderId"),
        ({"channelOrderId": "a\u0000b"}, "/channelOrderId"),
        ({"decimalDigits": 7}, "/decimalDigits"),
        ({"pickupTime": "2026-01-31 18:30"}, "/pickupTime"),
        ({"status": "10"}, "/status"),
        ({"tip": 10**13}, "/tip"),
    ],
)
async def test_what_is_wrong_is_told_at_its_place(
    api: AsyncClient, nothing_written: NothingWritten, changes: Json, pointer: str
) -> None:
    async with nothing_written():
        answer = await sent(api, **changes)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


async def test_what_we_have_no_field_for_is_kept_as_far_as_there_is_room(api: AsyncClient) -> None:
    unknown: Json = {"posReceiptId": "R-7", "rating": [], "blob": "x" * 5000, "bad": "a\u001fb"}
    order = await taken(api, **unknown)
    assert order["metadata"] == {"deliverect": {"deliveryIsAsap": True, "posReceiptId": "R-7"}}


async def test_what_is_nested_deeper_than_ours_is_refused(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    part: Json = {"plu": "P", "name": "Part", "price": 0, "quantity": 1, "productType": 1}
    for _ in range(3):
        part = part | {"subItems": [part]}
    async with nothing_written():
        answer = await sent(api, items=[part])
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["message"].startswith("items/0/items/0/items/0/items")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ({"city": "Helsinki", "street": ""}, (None, "Helsinki")),
        ({"street": "Huuvatie", "extraAddressInfo": "2nd floor"}, ("Huuvatie", "2nd floor")),
    ],
)
async def test_an_address_is_found_by_what_it_says(
    api: AsyncClient, address: Json, kept: tuple[str | None, str]
) -> None:
    order = await taken(api, deliveryAddress=address)
    told = order["deliveryAddress"]
    assert (told["street"], told["extraInfo"]) == kept


async def test_an_address_that_says_nothing_is_none(api: AsyncClient) -> None:
    assert (await taken(api, deliveryAddress={"street": "", "city": ""}))["deliveryAddress"] is None
