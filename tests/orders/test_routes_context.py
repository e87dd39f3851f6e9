"""What an order costs beside its lines, how it is served, and facts that nobody has."""

from typing import Any

import pytest
from dirty_equals import IsPartialDict
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.orders.kitchen import Kitchen

Json = dict[str, Any]


def eur(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


def adjusted(kind: str, amount: int, **changes: Any) -> Json:
    return {"kind": kind, "amount": eur(amount)} | changes


LINES = [item("PIZZA", unitPrice=eur(1000)), item("BEER", quantity=3, unitPrice=eur(500))]
LEAST: Json = {"brandId": "brand-1", "channelOrderId": "R-1", "items": [item("WRAP")]}


async def test_the_total_is_of_lines_and_adjustments(kitchen: Kitchen) -> None:
    beside = [
        adjusted("DISCOUNT", -500, name="WELCOME5"),
        adjusted("DELIVERY_FEE", 290),
        adjusted("TIP", 200),
        adjusted("TAX", 313, included=True),
    ]

    placed = await kitchen.place(items=LINES, adjustments=beside, payment={"status": "PAID"})

    assert placed["totals"] == {
        "ordered": eur(2500),
        "cancelled": eur(0),
        "items": eur(2500),
        "adjustments": eur(-10),
        "total": eur(2490),
        "paid": eur(2490),
        "due": eur(0),
    }
    assert placed["total"] == eur(2490)
    assert placed["payment"] == {"status": "PAID", "method": None, "paid": eur(2490)}
    assert placed["adjustments"] == [{"name": None, "included": False} | each for each in beside]
    assert await kitchen.get(placed) == placed


async def test_what_is_cancelled_is_not_paid_for(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=LINES, payment={"status": "UNPAID", "method": "cash"})
    await kitchen.move_item(placed, "BEER", "CANCELLED")

    found = await kitchen.get(placed)

    assert found["total"] == eur(1000)
    assert found["totals"] == IsPartialDict(
        ordered=eur(2500), cancelled=eur(1500), items=eur(1000), due=eur(1000)
    )
    moved = (await kitchen.move(placed, "CANCELLED")).json()
    assert (moved["total"], moved["totals"]["cancelled"]) == (eur(0), eur(2500))
    assert moved["payment"] == {"status": "UNPAID", "method": "cash", "paid": eur(0)}
    assert await violations(sql) == []


async def test_what_was_paid_in_part_is_paid_once_the_rest_is_cancelled(kitchen: Kitchen) -> None:
    paid = {"status": "PARTLY", "method": "voucher", "paid": eur(1000)}
    placed = await kitchen.place(items=LINES, payment=paid)
    assert placed["payment"] == paid
    await kitchen.move_item(placed, "BEER", "CANCELLED")

    assert (await kitchen.get(placed))["payment"] == paid | {"status": "PAID"}


@pytest.mark.parametrize("beside", [[], [adjusted("TIP", 200)]])
async def test_an_order_with_a_line_without_a_price_has_no_total(
    kitchen: Kitchen, beside: list[Json]
) -> None:
    unpriced = [item("WRAP"), item("COLA", unitPrice=eur(300))]
    placed = await kitchen.place(items=unpriced, adjustments=beside, payment={"status": "PAID"})

    assert (placed["total"], placed["totals"]) == (None, None)
    assert placed["payment"] == {"status": "PAID", "method": None, "paid": None}
    assert await kitchen.get(placed) == placed


async def test_money_without_any_price_has_a_currency_all_the_same(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=[item("WRAP")], adjustments=[adjusted("TIP", 200)])

    assert placed["adjustments"][0]["amount"] == eur(200)
    assert await kitchen.get(placed) == placed


async def test_a_discount_makes_nobody_owe_us_less_than_nothing(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=LINES, adjustments=[adjusted("DISCOUNT", -9999)])

    assert placed["totals"] == IsPartialDict(adjustments=eur(-9999), total=eur(0), due=eur(0))


SEK = {"amount": 5, "currency": "SEK"}


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        (
            {"adjustments": [adjusted("TIP", 5), {"kind": "TIP", "amount": SEK}]},
            ["/adjustments/1/amount/currency"],
        ),
        ({"payment": {"status": "PARTLY", "paid": SEK}}, ["/payment/paid/currency"]),
        ({"payment": {"status": "PAID", "paid": eur(2499)}}, ["/payment/paid"]),
        ({"payment": {"status": "PARTLY", "paid": eur(2500)}}, ["/payment/paid"]),
        ({"payment": {"status": "PARTLY"}}, ["/payment"]),
        ({"payment": {"status": "PARTLY", "paid": eur(0)}}, ["/payment"]),
        ({"payment": {"status": "UNPAID", "paid": eur(1)}}, ["/payment"]),
        ({"deliveryAddress": {}}, ["/deliveryAddress"]),
        ({"deliveryAddress": {"city": "Espoo", "street": None}}, ["/deliveryAddress"]),
        (
            {"deliveryAddress": {"coordinates": {"latitude": 90.1, "longitude": -180.5}}},
            [
                "/deliveryAddress/coordinates/latitude",
                "/deliveryAddress/coordinates/longitude",
            ],
        ),
        ({"covers": 0}, ["/covers"]),
        ({"orderType": "dine-in"}, ["/orderType"]),
    ],
)
async def test_what_contradicts_itself_is_refused_at_its_place(
    kitchen: Kitchen,
    nothing_written: NothingWritten,
    changes: Json,
    pointers: list[str],
) -> None:
    async with nothing_written():
        answer = await kitchen.post(order(items=LINES, **changes))

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == pointers


async def test_brand_id_and_lines_are_enough(kitchen: Kitchen, sql: Connection) -> None:
    answer = await kitchen.post(LEAST)

    placed = answer.json()
    assert answer.status_code == 201
    nothing = dict.fromkeys(
        ("account", "customer", "deliveryAddress", "pickupTime", "payment", "table", "covers")
    )
    assert placed == IsPartialDict(
        **nothing, channel="direct", locationId="main", orderType="PICKUP", asap=True
    )
    assert await kitchen.get(placed) == placed
    moved = (await kitchen.move(placed, "PICKED_UP", params={})).status_code
    assert moved == 409
    for status in ("READY", "PICKED_UP"):
        assert (await kitchen.move(placed, status)).status_code == 200
    assert await violations(sql) == []


async def test_a_retry_of_the_least_is_a_retry(kitchen: Kitchen) -> None:
    placed = (await kitchen.post(LEAST)).json()

    again = await kitchen.post(LEAST)
    other = await kitchen.post(LEAST | {"table": "12", "payment": {"status": "PAID"}})

    assert (again.status_code, again.json()) == (200, placed)
    assert other.status_code == 409
    assert other.json()["differing"] == ["table", "payment"]


async def test_as_soon_as_possible_is_never_held_back(kitchen: Kitchen, sql: Connection) -> None:
    first = await kitchen.post(LEAST | {"created": "2026-01-31T18:00:00Z"})
    moved = await kitchen.move(first.json(), "PREPARING")

    assert await sql.fetchval("SELECT released FROM open_orders") is True
    assert [entry["heldSeconds"] for entry in moved.json()["statusHistory"]] == [0.0, 0.0]
    expires = await sql.fetchval("SELECT expires_at - recorded_at FROM order_dedupe, orders")
    assert expires.days == 7


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"phoneNumber": "+358401234567"}, {"name": None, "phoneNumber": "+358401234567"}),
        ({"name": "Mira"}, {"name": "Mira", "phoneNumber": None}),
        ({"phoneNumber": " "}, None),
        ({}, None),
        (None, None),
    ],
)
async def test_a_customer_is_what_somebody_said(
    kitchen: Kitchen, sent: Json | None, kept: Json | None
) -> None:
    placed = await kitchen.place(customer=sent)

    assert placed["customer"] == (kept and IsPartialDict(kept))
    assert (await kitchen.get(placed))["customer"] == placed["customer"]


@pytest.mark.parametrize(
    "address",
    [
        {"street": "Huuvatie 1"},
        {"extraInfo": "the red boat in the harbour"},
        {"coordinates": {"latitude": -90, "longitude": 180.0}},
        {"coordinates": {"latitude": 0, "longitude": 0}, "city": "Null Island"},
    ],
)
async def test_an_address_is_what_can_be_found(kitchen: Kitchen, address: Json) -> None:
    placed = await kitchen.place(deliveryAddress=address)

    assert placed["deliveryAddress"] == IsPartialDict(address)
    assert placed["deliveryAddress"].keys() > {"street", "city", "postalCode", "country"}
    assert await kitchen.get(placed) == placed


async def test_a_listing_has_orders_without_anything(kitchen: Kitchen, api: AsyncClient) -> None:
    placed = (await kitchen.post(LEAST)).json()

    assert (await api.get("/api/orders")).json()["items"] == [placed]
