"""What a line orders, as it is taken, kept and answered."""

from typing import Any

import pytest
from httpx import AsyncClient
from pydantic_core import from_json

from tests.conftest import Connection, NothingWritten
from tests.factories import PLAIN, item, order
from tests.orders.kitchen import Kitchen

Json = dict[str, Any]


def euros(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


TREE: Json = {
    "plu": "MENU",
    "name": "Make it a menu",
    "quantity": 2,
    "unitPrice": euros(-150),
    "action": "SUBSTITUTE",
    "portion": "RIGHT",
    "note": "one\ntwo",
    "modifiers": [
        {
            "plu": "FRIES",
            "name": None,
            "quantity": 1,
            "unitPrice": None,
            **PLAIN,
            "modifiers": [
                {"plu": None, "name": "salt", "quantity": 3, "unitPrice": euros(7)}
                | PLAIN
                | {"action": "NO"}
            ],
        }
    ],
}


async def test_all_that_a_line_says_is_kept_and_answered(kitchen: Kitchen) -> None:
    told = item(
        "BURGER",
        quantity=2.5,
        unit="kg",
        unitPrice=euros(1000),
        allergens=["sesame", "milk"],
        forName="Anna",
        modifiers=[TREE],
    )
    placed = await kitchen.place(items=[told, item("COKE")], allergens=["nuts"])

    burger, coke = placed["items"]
    assert {name: burger[name] for name in told} == told
    plain = ("quantity", "unit", "allergens", "forName")
    assert [coke[name] for name in plain] == [1, "piece", [], None]
    assert placed["allergens"] == ["nuts"]
    assert await kitchen.get(placed) == placed
    moved = (await kitchen.move_item(placed, "BURGER", "READY")).json()
    assert {name: moved[name] for name in told} == told


@pytest.mark.parametrize(
    ("quantity", "unit", "written"),
    [
        (2, None, '"quantity":2,"unit":"piece"'),
        (2.0, "piece", '"quantity":2,"unit":"piece"'),
        (0.35, None, '"quantity":0.35,"unit":null'),
        (0.35, "kg", '"quantity":0.35,"unit":"kg"'),
        (3, "l", '"quantity":3,"unit":"l"'),
        (0.001, "g", '"quantity":0.001,"unit":"g"'),
        (99_998.999, "ml", '"quantity":99998.999,"unit":"ml"'),
    ],
)
async def test_quantities_are_numbers_in_every_answer(
    api: AsyncClient, kitchen: Kitchen, quantity: float, unit: str | None, written: str
) -> None:
    answer = await kitchen.post(order(items=[item("A", quantity=quantity, unit=unit)]))
    path = f"/api/orders/{answer.json()['id']}"

    for answered in (
        answer,
        await api.get(path),
        await api.get("/api/orders"),
        await api.patch(f"{path}/items/A/status", json={"status": "PREPARING"}),
        await api.patch(f"{path}/status", json={"status": "PREPARING"}),
        await api.get("/api/kitchen/tickets"),
    ):
        assert answered.is_success
        assert written in answered.text


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"quantity": 0.5, "unit": "piece"}, "/items/0/quantity"),
        ({"unit": "stone"}, "/items/0/unit"),
        ({"modifiers": [{"name": "Ham"}]}, "/items/0/modifiers/0/plu"),
        ({"modifiers": [{"action": "NO"}]}, "/items/0/modifiers/0/plu"),
        ({"modifiers": [{"plu": "A", "modifiers": [{}]}]}, "/items/0/modifiers/0/modifiers/0/plu"),
        (
            {
                "modifiers": [
                    {"plu": "A", "modifiers": [{"plu": "B", "modifiers": [TREE["modifiers"][0]]}]}
                ]
            },
            "/items/0/modifiers/0/modifiers/0/modifiers/0/modifiers",
        ),
        (
            {"unitPrice": euros(10), "modifiers": [{"plu": "A", "unitPrice": euros(-11)}]},
            "/items/0",
        ),
        ({"allergens": ["\u200e"]}, "/items/0/allergens/0"),
        ({"forName": "A\nB"}, "/items/0/forName"),
    ],
)
async def test_what_no_line_can_be_is_refused_where_it_stands(
    kitchen: Kitchen, nothing_written: NothingWritten, changes: Json, pointer: str
) -> None:
    async with nothing_written():
        answer = await kitchen.post(order(items=[item("A", **changes)]))

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_a_plain_modifier_is_kept_as_short_as_ever_and_read_as_ever(
    kitchen: Kitchen, sql: Connection
) -> None:
    ham = {"plu": "HAM", "name": "Ham", "quantity": 2, "unitPrice": euros(50)}
    placed = await kitchen.place(items=[item("A", modifiers=[ham])])

    kept = await sql.fetchval("SELECT modifiers FROM order_items")
    assert from_json(kept) == [["HAM", "Ham", 2, 50]]
    assert placed["items"][0]["modifiers"] == [ham | PLAIN]


async def test_a_line_of_the_release_before_is_pieces(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[item("A", quantity=3)])

    row = await sql.fetchrow("SELECT quantity, quantity_thousandths, unit FROM order_items")
    assert tuple(row or ()) == (3, 0, "piece")
    assert placed["items"][0]["quantity"] == 3


async def test_a_retry_of_a_part_is_the_same_order(kitchen: Kitchen) -> None:
    body = order(items=[item("A", quantity=0.35, modifiers=[TREE])])
    placed, again = await kitchen.post(body), await kitchen.post(body)

    assert (placed.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == placed.json()["id"]


async def test_a_snooze_tells_of_modifiers_of_any_level_and_not_of_what_is_left_out(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    third = {"plu": "THIRD"}
    under = {"plu": "NONE", "action": "NO", "modifiers": [{"plu": "UNDER-NONE"}]}
    second = {"plu": "SECOND", "modifiers": [third, {"plu": "LEFT-OUT", "action": "NO"}]}
    first = {"plu": "FIRST", "portion": "LEFT", "modifiers": [second]}
    await kitchen.place(items=[item("A", modifiers=[{"plu": "PLAIN"}, first, under])])
    plus = ["PLAIN", "FIRST", "SECOND", "THIRD", "LEFT-OUT", "NONE", "UNDER-NONE"]

    listed = [{"plu": plu, "name": plu, "price": euros(0)} for plu in plus]
    product = {"name": "Off the order", "price": euros(900), "modifiers": listed}
    await api.put("/api/menu/products/B", params={"brandId": "brand-1"}, json=product)

    answer = await api.post(
        "/api/menu/snoozes", json={"brandId": "brand-1", "plus": plus, "until": None}
    )

    assert answer.is_success, answer.text
    (affected,) = answer.json()["openOrders"]
    assert affected["plus"] == ["FIRST", "PLAIN", "SECOND", "THIRD"]
