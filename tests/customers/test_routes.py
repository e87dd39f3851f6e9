"""A customer is erased everywhere, and no measure changes; or is handed out what is known."""

import json
from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.customers.personal import STANDIN
from tests.conftest import Connection, NothingWritten, contents
from tests.factories import item, order
from tests.orders.kitchen import Json, Kitchen

NAME, PHONE, NOTE = "Canary Virtanen", "+358 40 7654321", "canary: the door behind the yard"
CANARIES = ("canary", "7654321", "407654321", "acc-canary")
EVER = {"from": "2026-06-01T00:00:00Z", "to": "2027-06-01T00:00:00Z"}
MEASURES = ("status-durations", "throughput", "customers")


def told(**changes: Any) -> Json:
    """An order that tells of its customer wherever it can."""
    burger = item(plu="BURGER", quantity=2, note=NOTE) | {
        "forName": "Canary jr.",
        "allergens": ["canary seed"],
        "modifiers": [
            {"plu": "X", "name": "Extra", "quantity": 1, "note": "canary", "action": "EXTRA"}
        ],
    }
    return order(
        **{
            "account": "acc-canary",
            "customer": {"name": NAME, "phoneNumber": PHONE},
            "deliveryAddress": {"street": "Canary street 1", "city": "Canary", "extraInfo": NOTE},
            "channelOrderDisplayId": "canary 7",
            "note": NOTE,
            "allergens": ["canary seed"],
            "metadata": {"told": [NAME]},
            "adjustments": [
                {
                    "kind": "DISCOUNT",
                    "name": "canary 40 years",
                    "amount": {"amount": -100, "currency": "EUR"},
                }
            ],
            "payment": {"status": "PAID", "method": "card of canary"},
            "items": [burger, item(plu="TEA")],
            **changes,
        }
    )


async def lived(kitchen: Kitchen, api: AsyncClient, **changes: Any) -> Json:
    """Posted under a key, amended, moved and picked up, with prose wherever it may stand."""
    posted = await api.post(
        "/api/orders", json=told(**changes), headers={"Idempotency-Key": "placed"}
    )
    assert posted.status_code == 201, posted.text
    placed: Json = posted.json()
    added = await api.post(
        f"/api/orders/{placed['id']}/items",
        json={"items": [item(plu="CAKE", note=NOTE)], "reason": f"{NAME} called"},
        headers={"Idempotency-Key": "added"},
    )
    assert added.status_code == 200, added.text
    for amended in (
        await kitchen.amend(placed, note="canary rings", reason=NOTE),
        await kitchen.amend(placed, allergens=["canary"], reason=NOTE),
        await kitchen.amend_item(
            placed, "BURGER", modifiers=[{"plu": "X", "name": "Extra", "quantity": 1, "note": NAME}]
        ),
        await kitchen.move_item(placed, "TEA", "PREPARING", reason=NOTE),
        await kitchen.move(placed, "READY", reason=NOTE),
        await kitchen.move(placed, "PICKED_UP", reason=NOTE),
    ):
        assert amended.status_code == 200, amended.text
    return placed


async def erase(api: AsyncClient, **who: Any) -> Response:
    return await api.post("/api/erasures", json=who)


async def dumped(sql: Connection) -> str:
    return str(await contents(sql)).lower()


async def measured(api: AsyncClient) -> list[Any]:
    answers = []
    for measure in MEASURES:
        answer = await api.get(f"/api/analytics/{measure}", params=EVER)
        assert answer.status_code == 200, answer.text
        # The last digit of an average hangs on where PostgreSQL keeps the rows: it adds up doubles as it finds them.
        figures = json.loads(answer.text, parse_float=lambda text: round(float(text), 9))
        answers.append({**figures, "asOf": None})
    return answers


async def test_nothing_in_any_table_tells_of_who_was_erased(
    kitchen: Kitchen, api: AsyncClient, sql: Connection
) -> None:
    placed = await lived(kitchen, api)
    before = await dumped(sql)
    assert all(canary in before for canary in CANARIES)

    answer = await erase(api, phone="+358 40 765 43 20")
    assert answer.json() == {"orders": 0, "copies": 0, "accountsLeft": []}
    answer = await erase(api, phone="+358-40-7654321")
    assert (answer.status_code, answer.json()) == (
        200,
        {"orders": 1, "copies": 2, "accountsLeft": []},
    )

    after = await dumped(sql)
    assert [canary for canary in CANARIES if canary in after] == []
    found = await kitchen.get(placed)
    assert found["account"].startswith(STANDIN)
    assert (found["customer"], found["deliveryAddress"], found["note"]) == (None, None, None)
    assert (found["orderType"], found["metadata"], found["allergens"]) == ("DELIVERY", None, [])
    assert found["totals"] == (await kitchen.get(placed))["totals"]
    assert [change["field"] for each in found["amendments"] for change in each["changes"]] == [
        "quantity",
        "note",
        "allergens",
        "modifiers",
    ]


async def test_what_was_ordered_when_and_for_how_much_stays(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    before = await kitchen.get(await lived(kitchen, api))
    await erase(api, account="acc-canary")
    after = await kitchen.get(before)
    for name in (
        "totals",
        "status",
        "version",
        "createdAt",
        "updatedAt",
        "orderType",
        "promisedTime",
    ):
        assert after[name] == before[name], name
    assert [each | {"reason": None} for each in before["statusHistory"]] == after["statusHistory"]
    for was, line in zip(before["items"], after["items"], strict=True):
        for name in ("plu", "name", "quantity", "unitPrice", "status", "station"):
            assert line[name] == was[name], name
    assert before["adjustments"][0] | {"name": None} == after["adjustments"][0]


async def test_every_measure_is_as_before_but_for_the_accounts_name(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    await lived(kitchen, api)
    for account in ("acc-canary", "acc-canary", "another", None):
        await kitchen.place_at("PICKED_UP", account=account)
    before = await measured(api)
    assert (await erase(api, account="acc-canary")).json()["orders"] == 3
    after = await measured(api)

    (renamed,) = [
        each["account"] for each in after[2]["items"] if each["account"].startswith(STANDIN)
    ]
    for each in after[2]["items"]:
        each["account"] = each["account"].replace(renamed, "acc-canary")
    assert after == before
    one = await api.get(f"/api/analytics/customers/{renamed}")
    assert one.json()["items"][0]["orders"] == 3


async def test_an_account_with_other_orders_keeps_its_name_and_is_told(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    mine = await kitchen.place_at("CANCELLED", account="guests", note="mine")
    other = await kitchen.place_at("CANCELLED", account="guests", note="another's")
    answer = await erase(api, orderIds=[mine["id"]])
    assert answer.json() == {"orders": 1, "copies": 0, "accountsLeft": ["guests"]}
    assert (await kitchen.get(mine))["account"] == "guests"
    assert (await kitchen.get(other))["note"] == "another's"


async def test_an_open_order_is_refused_and_all_with_it(
    kitchen: Kitchen, api: AsyncClient, nothing_written: NothingWritten
) -> None:
    await kitchen.place_at("PICKED_UP", account="acc")
    waiting = await kitchen.place_at("READY", account="acc")
    async with nothing_written():
        answer = await erase(api, account="acc")
    assert (answer.status_code, answer.json()["code"]) == (409, "orders-open")
    assert answer.json()["openOrders"] == [waiting["id"]]


async def test_it_is_safe_to_repeat(
    kitchen: Kitchen, api: AsyncClient, nothing_written: NothingWritten
) -> None:
    placed = await lived(kitchen, api)
    await erase(api, orderIds=[placed["id"]])
    account = (await kitchen.get(placed))["account"]
    await erase(api, orderIds=[placed["id"]])
    assert (await kitchen.get(placed))["account"] == account


async def test_a_retry_of_what_was_erased_does_nothing_a_second_time(
    kitchen: Kitchen, api: AsyncClient, nothing_written: NothingWritten
) -> None:
    body, once = told(), {"Idempotency-Key": "placed"}
    placed = (await api.post("/api/orders", json=body, headers=once)).json()
    await kitchen.move(placed, "CANCELLED")
    await erase(api, orderIds=[placed["id"]])
    async with nothing_written():
        assert (await api.post("/api/orders", json=body, headers=once)).status_code == 422
        assert (await api.post("/api/orders", json=body)).status_code == 409
        amending = await api.post("/api/orders", json=body, params={"ifExists": "amend"})
        assert (amending.status_code, amending.json()["code"]) == (409, "order-closed")


async def test_nobody_else_is_touched(kitchen: Kitchen, api: AsyncClient, sql: Connection) -> None:
    other = await lived(
        kitchen,
        api,
        account="other",
        customer={"name": "Other", "phoneNumber": "+358 40 1234567"},
    )
    before = await contents(sql)
    mine = await kitchen.place_at("PICKED_UP", account="mine", customer={"name": "Maija"})
    await erase(api, account="mine")
    after = await contents(sql)
    for name in ("order_customers", "order_items", "idempotency_keys", "order_amendments"):
        kept = [row for row in after[name] if mine["id"] not in row]
        assert sorted(kept) == sorted(before[name]), name
    assert (await kitchen.get(other))["customer"]["name"] == "Other"


async def test_an_export_is_all_that_is_known(kitchen: Kitchen, api: AsyncClient) -> None:
    placed = await kitchen.get(await lived(kitchen, api))
    await kitchen.place(account="other")
    answer = await api.post("/api/exports", json={"phone": "358407654321"})
    assert answer.status_code == 200
    assert answer.json() == {"orders": [placed]}
    nobody = await api.post("/api/exports", json={"account": "nobody"})
    assert nobody.json() == {"orders": []}


@pytest.mark.parametrize(
    ("ordered_with", "named"),
    [
        ("+358 (0)40 7654321", "00358 40 765 43 21"),
        ("+358 40 7654321", "358407654321"),
        ("00358 40 7654321", "+358-40-7654321"),
        ("358407654321", "+358 40 7654321"),
        ("040 765 43 21", "(040) 7654321"),
        ("+49 30 1", "004930 1 "),
    ],
)
async def test_a_number_is_found_however_it_was_written(
    kitchen: Kitchen, api: AsyncClient, ordered_with: str, named: str
) -> None:
    mine = await kitchen.place(customer={"name": "Maija", "phoneNumber": ordered_with})
    await kitchen.place(customer={"name": "Other", "phoneNumber": "+358 40 7654322"})

    found = (await api.post("/api/exports", json={"phone": f"{named} "})).json()["orders"]

    assert [order["id"] for order in found] == [mine["id"]]


@pytest.mark.parametrize("path", ["/api/erasures", "/api/exports"])
@pytest.mark.parametrize(
    "who",
    [
        {},
        {"phone": None},
        {"phone": "12345"},
        {"account": ""},
        {"orderIds": []},
        {"orderIds": ["7"]},
        {"account": "a", "surprise": 1},
    ],
)
async def test_who_is_nobody_is_422(
    api: AsyncClient, nothing_written: NothingWritten, path: str, who: Json
) -> None:
    async with nothing_written():
        answer = await api.post(path, json=who)
    assert answer.status_code == 422
