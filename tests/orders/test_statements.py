"""An order costs as few round trips when it is long as when it is short."""

from collections.abc import Awaitable, Callable

import pytest
from httpx import Response

from tests.conftest import Connection
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses
from tests.statements import counted

LONG = [item(f"PLU-{number}") for number in range(1, 501)]


async def test_a_long_order_is_placed_in_two_statements(kitchen: Kitchen, sql: Connection) -> None:
    await kitchen.place()
    async with counted(sql) as statements:
        answer = await kitchen.post(order(items=LONG))

    assert answer.status_code == 201
    assert len(answer.json()["items"]) == 500
    assert len(statements) == 2


async def test_the_first_order_of_a_location_begins_its_counter_in_three_more(
    kitchen: Kitchen, sql: Connection
) -> None:
    async with counted(sql) as statements:
        await kitchen.place()

    assert len(statements) == 5
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["READY", "CANCELLED"])
async def test_a_long_order_is_moved_in_two_statements(
    kitchen: Kitchen, sql: Connection, status: str
) -> None:
    placed = await kitchen.place(items=LONG)

    async with counted(sql) as statements:
        answer = await kitchen.move(placed, status)

    assert statuses(answer.json()) == [status] * 501
    assert len(statements) == 2
    assert await kitchen.get(placed) == answer.json()
    assert await violations(sql) == []


async def test_an_item_of_a_long_order_is_moved_in_two_statements(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(items=LONG)

    async with counted(sql) as statements:
        answer = await kitchen.move_item(placed, "PLU-499", "READY")

    assert (answer.status_code, answer.json()["orderStatus"]) == (200, "PREPARING")
    assert len(statements) == 2


async def test_a_retry_takes_four_statements_and_a_look_takes_one(
    kitchen: Kitchen, sql: Connection
) -> None:
    body = order(items=LONG)
    placed = (await kitchen.post(body)).json()

    async with counted(sql) as for_retry:
        await kitchen.post(body)
    async with counted(sql) as for_look:
        await kitchen.get(placed)
    async with counted(sql) as by_id_alone:
        await kitchen.get({"id": placed["id"]})

    assert (len(for_retry), len(for_look), len(by_id_alone)) == (4, 1, 2)


async def test_a_rehearsal_writes_nothing_and_waits_for_nobody(
    kitchen: Kitchen, sql: Connection
) -> None:
    async with counted(sql) as statements:
        answer = await kitchen.post(order(items=LONG), validateOnly="true")

    assert answer.status_code == 200
    assert len(answer.json()["items"]) == 500
    assert len(statements) == 2
    assert not [statement for statement in statements if "INSERT" in statement]


DOORS: dict[str, Callable[[Kitchen, Json], Awaitable[Response]]] = {
    "the order": lambda kitchen, order: kitchen.amend(order, note="Ring twice", table="12"),
    "added lines": lambda kitchen, order: kitchen.add(order, item("TIRA"), item("BEER")),
    "fewer": lambda kitchen, order: kitchen.amend_item(order, "PLU-1", quantity=1),
    "more": lambda kitchen, order: kitchen.amend_item(order, "PLU-1", quantity=3, note="warm"),
    "a part": lambda kitchen, order: kitchen.move_item(order, "PLU-1", "READY", quantity=1),
}


@pytest.mark.parametrize("door", DOORS)
async def test_a_long_order_is_amended_in_three_statements(
    kitchen: Kitchen, sql: Connection, door: str
) -> None:
    long = [item("PLU-1", quantity=2), *LONG[1:490]]
    placed = await kitchen.place(items=long)

    async with counted(sql) as statements:
        answer = await DOORS[door](kitchen, placed)

    assert answer.status_code == 200
    assert len(statements) <= 3
    assert await violations(sql) == []


async def test_a_long_order_that_is_sent_again_is_amended_in_eight_statements(
    kitchen: Kitchen, sql: Connection
) -> None:
    body = order(items=[item("PLU-1", quantity=2), *LONG[1:490]])
    await kitchen.post(body)
    again = body | {"items": [item("PLU-1"), *LONG[1:400], item("TIRA")], "table": "12"}

    async with counted(sql) as statements:
        answer = await kitchen.post(again, ifExists="amend")

    assert answer.status_code == 200
    assert len(answer.json()["amendments"][0]["changes"]) == 1 + 90 + 1 + 1
    assert len(statements) <= 8
    assert await violations(sql) == []
