"""Uber Eats' orders become ours: their items are known by external data, what is removed is a NO."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.integrations.uber_eats import ORDER_TYPES, STATUSES
from huuva_backend.integrations.uber_eats_schemas import EXAMPLE
from tests.conftest import NothingWritten

Json = dict[str, Any]


async def sent(api: AsyncClient, **changes: Any) -> Response:
    return await api.post(
        "/api/integrations/uber-eats/orders", params={"brandId": "burgers"}, json=EXAMPLE | changes
    )


async def taken(api: AsyncClient, **changes: Any) -> Json:
    answer = await sent(api, **changes)
    assert answer.is_success, answer.text
    order: Json = answer.json()
    return order


def cash(amount: int) -> Json:
    return {"amount": amount, "currency_code": "EUR"}


async def test_an_order_goes_in_whole(api: AsyncClient) -> None:
    order = await taken(api, packaging={"disposable_items": {"should_include": False}})
    names = ("channel", "channelOrderId", "channelOrderDisplayId", "locationId", "createdAt")
    assert [order[name] for name in names] == [
        "uber-eats",
        "f2c1a0b4-8d0e-4a59-9c55-0f6f2a7d41e3",
        "D41E3",
        "kallio",
        "2026-01-31T18:02:11Z",
    ]
    assert order["pickupTime"] == "2026-01-31T18:22:00Z"
    assert order["customer"]["name"] == "Aino V."
    (burger,) = order["items"]
    assert (burger["plu"], burger["quantity"], burger["note"]) == ("BURGER", 2, "well done")
    assert [(each["plu"], each["action"]) for each in burger["modifiers"]] == [
        ("BACON", "ADD"),
        ("onion-1", "NO"),
    ]
    assert order["total"]["amount"] == 2 * (1190 + 200) + 30 - 300
    assert (order["payment"]["status"], order["payment"]["method"]) == ("PAID", "uber")
    assert order["metadata"] == {
        "uber-eats": {"packaging": {"disposable_items": {"should_include": False}}}
    }


async def test_what_is_due_in_cash_is_unpaid(api: AsyncClient) -> None:
    order = await taken(api, payment={"charges": {"cash_amount_due": cash(2780)}})
    assert order["payment"]["status"] == "UNPAID"
    assert order["totals"]["due"]["amount"] == 2780


@pytest.mark.parametrize("state", STATUSES)
async def test_each_state_is_a_status(api: AsyncClient, state: str) -> None:
    assert (await taken(api, current_state=state))["status"] == STATUSES[state]


@pytest.mark.parametrize("state", ["HANDED_OFF", "", None])
async def test_a_state_that_we_don_t_know_hinders_nothing(
    api: AsyncClient, state: str | None
) -> None:
    assert (await taken(api, current_state=state))["status"] == "RECEIVED"


@pytest.mark.parametrize("kind", ORDER_TYPES)
async def test_each_type_is_one_of_ours(api: AsyncClient, kind: str) -> None:
    assert (await taken(api, type=kind))["orderType"] == ORDER_TYPES[kind]


async def test_who_delivers_is_kept_where_that_is_not_uber(api: AsyncClient) -> None:
    order = await taken(api, type="DELIVERY_BY_RESTAURANT")
    assert order["metadata"] == {"uber-eats": {"type": "DELIVERY_BY_RESTAURANT"}}


async def test_cancelled_there_it_is_cancelled_here(api: AsyncClient) -> None:
    order = await taken(api)
    cancelled = await taken(api, current_state="CANCELED")
    assert (cancelled["id"], cancelled["status"]) == (order["id"], "CANCELLED")


async def test_two_currencies_are_refused(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    fee = {"amount": 30, "currency_code": "USD"}
    async with nothing_written():
        answer = await sent(api, payment={"charges": {"bag_fee": fee}})
    assert (answer.status_code, answer.json()["code"]) == (422, "currency-mismatch")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"cart": {"items": []}}, "/cart/items"),
        ({"cart": {"items": [{"title": "Burger"}]}}, "/cart/items/0/id"),
        ({"store": {}}, "/store/id"),
        ({"id": ""}, "/id"),
        ({"placed_at": "yesterday"}, "/placed_at"),
        ({"payment": {"charges": {"tip": {"amount": 1}}}}, "/payment/charges/tip/currency_code"),
    ],
)
async def test_what_is_wrong_is_told_at_its_place(
    api: AsyncClient, nothing_written: NothingWritten, changes: Json, pointer: str
) -> None:
    async with nothing_written():
        answer = await sent(api, **changes)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
