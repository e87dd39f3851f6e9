"""Placing: everything that was given is kept and answered, and a retry is the same order."""

import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from dirty_equals import IsPartialDict
from httpx import AsyncClient

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection, NothingWritten
from tests.factories import PLAIN, SAMPLE, item, order
from tests.orders.kitchen import Json, Kitchen

FULL: Json = {
    "_id": "partner/7",
    "created": "2026-01-31T19:00:00+02:00",
    "account": "account-1",
    "brandId": "brand-1",
    "channel": "wolt",
    "channelOrderId": "W-1",
    "channelOrderDisplayId": "#12",
    "locationId": "kallio",
    "customer": {"name": "Ääni O'Brien", "phoneNumber": "040 1234567"},
    "deliveryAddress": {
        "street": "Huuvatie 1",
        "city": "Helsinki",
        "postalCode": "00100",
        "country": "FI",
        "extraInfo": "2nd floor",
        "coordinates": {"latitude": 60.1699, "longitude": 24},
    },
    "orderType": "CURBSIDE",
    "table": "Terrace 4",
    "covers": 3,
    "server": "Aino",
    "pickupTime": "2026-01-31T18:30:00.123456Z",
    "adjustments": [
        {
            "kind": "DISCOUNT",
            "name": "WELCOME5",
            "amount": {"amount": -500, "currency": "EUR"},
            "included": False,
        },
        {
            "kind": "TAX",
            "name": None,
            "amount": {"amount": 313, "currency": "EUR"},
            "included": True,
        },
    ],
    "payment": {"status": "PARTLY", "method": "card", "paid": {"amount": 2000, "currency": "EUR"}},
    "note": "no bell",
    "items": [
        {
            "plu": "BURGER",
            "name": "Burger",
            "quantity": 2,
            "note": "rare",
            "unitPrice": {"amount": 1190, "currency": "EUR"},
            "modifiers": [
                {
                    "plu": "CHEESE",
                    "name": "Cheese",
                    "quantity": 3,
                    "unitPrice": {"amount": 50, "currency": "EUR"},
                },
                {"plu": "NAPKIN"},
            ],
        },
        {
            "plu": "COKE",
            "name": "Coke",
            "quantity": 1,
            "unitPrice": {"amount": 0, "currency": "EUR"},
        },
    ],
    "metadata": {"z": 1.0, "a": [1e-7, -0.5, 12345678.9], "ä": {"k": None, "j": True}, "n": 2**53},
}


async def test_every_field_is_kept_and_answered(kitchen: Kitchen) -> None:
    answer = await kitchen.post(FULL)

    placed = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/orders/{placed['id']}"
    assert answer.headers["ETag"] == '"1"'
    asked = {key: FULL[key] for key in FULL if key not in ("_id", "created", "items", "customer")}
    assert placed == IsPartialDict(
        **asked,
        externalId="partner/7",
        createdAt="2026-01-31T17:00:00Z",
        customer=FULL["customer"] | {"phoneNumberE164": None},
        total={"amount": 2 * (1190 + 3 * 50) - 500, "currency": "EUR"},
        asap=False,
        status="RECEIVED",
        version=1,
        allowedTransitions=["PREPARING", "READY", "CANCELLED"],
    )
    assert UUID(placed["id"]).version == 7
    assert placed["recordedAt"] == placed["updatedAt"]
    burger, coke = placed["items"]
    napkin = {"plu": "NAPKIN", "name": None, "quantity": 1, "unitPrice": None} | PLAIN
    cheese = FULL["items"][0]["modifiers"][0] | PLAIN
    assert burger == IsPartialDict(
        **FULL["items"][0] | {"modifiers": [cheese, napkin], "line": 1},
        station=None,
        status="ORDERED",
    )
    assert coke == IsPartialDict(**FULL["items"][1], line=2, note=None, modifiers=[])
    assert await kitchen.get(placed) == placed


async def test_metadata_is_kept_as_given_in_order_and_kind_of_number(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    placed = await kitchen.post(FULL)
    found = await api.get(f"/api/orders/{placed.json()['id']}")

    given = json.dumps(FULL["metadata"])
    assert json.dumps(placed.json()["metadata"]) == given
    assert json.dumps(found.json()["metadata"]) == given


async def test_what_is_left_out_is_null_or_the_default(kitchen: Kitchen) -> None:
    placed = await kitchen.place()

    assert placed == IsPartialDict(
        externalId=None,
        channel="direct",
        channelOrderDisplayId=None,
        locationId="main",
        deliveryAddress=None,
        note=None,
        metadata=None,
        total=None,
        createdAt=placed["recordedAt"],
    )
    assert placed["customer"]["phoneNumberE164"] == "+358401234567"
    assert placed["items"][0]["unitPrice"] is None


@pytest.mark.parametrize("name", ["id", "_id", "externalId", "external_id"])
async def test_a_partner_may_name_its_own_id_in_several_ways(kitchen: Kitchen, name: str) -> None:
    placed = await kitchen.place(**{name: "60f87ea2"})

    assert placed["externalId"] == "60f87ea2"
    assert placed["id"] != "60f87ea2"


async def test_snake_case_is_taken_too(kitchen: Kitchen) -> None:
    body = {
        "account": "a",
        "brand_id": "b",
        "channel_order_id": "c",
        "channel_order_display_id": "d",
        "location_id": "e",
        "customer": {"name": "J", "phone_number": "1"},
        "delivery_address": {"street": "s", "city": "t", "postal_code": "u", "extra_info": "v"},
        "pickup_time": "2026-01-31T18:30:00Z",
        "items": [
            {"plu": "P", "name": "n", "quantity": 1, "unit_price": {"amount": 1, "currency": "EUR"}}
        ],
        "status_history": [{"status": 1, "timestamp": "2026-01-31T18:00:00Z"}],
    }

    placed = (await kitchen.post(body)).json()

    assert placed == IsPartialDict(
        brandId="b",
        channelOrderId="c",
        channelOrderDisplayId="d",
        locationId="e",
        deliveryAddress=IsPartialDict(postalCode="u", extraInfo="v"),
        total={"amount": 1, "currency": "EUR"},
        createdAt="2026-01-31T18:00:00Z",
    )


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("account", "", "/account"),
        ("id", "x" * 65, "/id"),
        ("customer", {"name": "J", "age": 3}, "/customer/age"),
        ("items", [], "/items"),
        ("items", [item("A", quantity=0)], "/items/0/quantity"),
        ("items", [item("A", quantity=100_000)], "/items/0/quantity"),
        ("items", [item("A", quantity="1")], "/items/0/quantity"),
        ("items", [item("A"), item("a/../b")], "/items/1/plu"),
        ("items", [item("..")], "/items/0/plu"),
        (
            "items",
            [item("A", modifiers=[{"plu": "M", "quantity": 100}])],
            "/items/0/modifiers/0/quantity",
        ),
        (
            "items",
            [item("A", unitPrice={"amount": 1.5, "currency": "EUR"})],
            "/items/0/unitPrice/amount",
        ),
        ("items", [item("A", status="PICKED_UP")], "/items/0/status"),
        (
            "statusHistory",
            [{"status": 7, "timestamp": "2026-01-31T18:30:00Z"}],
            "/statusHistory/0/status",
        ),
        ("pickupTime", "2026-01-31T18:30:00", "/pickupTime"),
        ("metadata", {"a": "x" * 4096}, "/metadata"),
        ("tip", 5, "/tip"),
    ],
)
async def test_what_can_not_be_is_refused_where_it_stands(
    kitchen: Kitchen, nothing_written: NothingWritten, field: str, value: object, pointer: str
) -> None:
    async with nothing_written():
        answer = await kitchen.post(order(**{field: value}))

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(("ahead", "status"), [(60, 201), (180, 422)])
async def test_an_order_may_come_from_the_near_future_only(
    kitchen: Kitchen, ahead: int, status: int
) -> None:
    created = utc_now() + timedelta(seconds=ahead)

    answer = await kitchen.post(order(created=created.isoformat()))

    assert answer.status_code == status
    if status == 422:
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/created"]
    else:
        assert datetime.fromisoformat(answer.json()["createdAt"]) == created


async def test_the_dearest_line_is_totalled_to_the_cent(kitchen: Kitchen) -> None:
    dear = {"amount": 1_000_000_000, "currency": "EUR"}
    extras = [{"plu": f"X-{number}", "quantity": 99, "unitPrice": dear} for number in range(50)]
    lines = [
        item(f"A-{number}", quantity=999, unitPrice=dear, modifiers=extras) for number in range(9)
    ]

    placed = await kitchen.place(items=lines)

    assert placed["total"] == {"amount": 9 * 999 * (1 + 50 * 99) * 10**9, "currency": "EUR"}
    assert await kitchen.get(placed) == placed


async def test_prices_are_kept_where_one_is_missing_and_nothing_is_totalled(
    kitchen: Kitchen,
) -> None:
    price = {"amount": 1190, "currency": "EUR"}
    extra = {"plu": "CHEESE", "name": "Cheese", "quantity": 1, "unitPrice": price}
    lines = [item("A"), item("B", unitPrice=price), item("C", modifiers=[extra])]

    placed = await kitchen.place(items=lines)

    assert placed["total"] is None
    assert [line["unitPrice"] for line in placed["items"]] == [None, price, None]
    assert placed["items"][2]["modifiers"] == [extra | PLAIN]
    assert await kitchen.get(placed) == placed


async def test_no_currency_is_mixed_with_another(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    euros, crowns = {"amount": 1, "currency": "EUR"}, {"amount": 1, "currency": "SEK"}
    extras = [{"plu": "X", "unitPrice": euros}, {"plu": "Y", "unitPrice": crowns}]
    items = [item("A", unitPrice=euros, modifiers=extras), item("B", unitPrice=crowns)]

    async with nothing_written():
        answer = await kitchen.post(order(items=items))

    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("/items/0/modifiers/1/unitPrice/currency", "currency-mismatch"),
        ("/items/1/unitPrice/currency", "currency-mismatch"),
    ]


async def test_the_sample_of_partners_is_placed_whole(kitchen: Kitchen, sql: Connection) -> None:
    placed = (await kitchen.post(SAMPLE)).json()

    assert placed["status"] == "RECEIVED"
    assert [
        (entry["status"], entry["counted"], entry["timestamp"]) for entry in placed["statusHistory"]
    ] == [
        ("PICKED_UP", False, "2021-07-22T20:08:02Z"),
        ("RECEIVED", False, "2021-07-22T20:10:00Z"),
        ("RECEIVED", True, "2021-07-22T20:08:02Z"),
    ]
    assert await sql.fetchval("SELECT count(*) FROM order_status_history") == 1
    assert [line["status"] for line in placed["items"]] == ["ORDERED", "ORDERED"]
