"""The full product of moves through the real API: what is answered, what is written, what is taught."""

from itertools import product

import pytest
from dirty_equals import IsPartialDict

from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.drawings import ITEM_KINDS, ORDER_KINDS
from tests.orders.kitchen import WAYS, Json, Kitchen

RECALLS = (False, True)
NEWEST_CHANGE = """
    SELECT seq, version, from_status, to_status, recall, cause, actor_kind, actor_id, reason
    FROM order_status_history WHERE order_id = $1 ORDER BY seq DESC LIMIT 1
"""
NEWEST_CHANGE_OF_LINE_2 = """
    SELECT seq, version, from_status, to_status, recall, cause, actor_kind, actor_id, reason
    FROM item_status_history WHERE order_id = $1 AND line = 2 ORDER BY seq DESC LIMIT 1
"""


def options(kinds: dict[tuple[str, str], str], status: str, kind: str) -> list[str]:
    return [
        target for (current, target), drawn in kinds.items() if (current, drawn) == (status, kind)
    ]


@pytest.mark.parametrize(
    ("current", "target", "recall"), list(product(OrderStatus, OrderStatus, RECALLS))
)
async def test_an_order_moves_as_drawn(
    kitchen: Kitchen,
    sql: Connection,
    nothing_written: NothingWritten,
    current: str,
    target: str,
    recall: bool,
) -> None:
    order = await kitchen.place_at(current)
    kind = ORDER_KINDS[current, target]
    if kind in {"same", "refused"} or (kind == "recall" and not recall):
        async with nothing_written():
            answer = await kitchen.move(order, target, recall=recall, reason="why not")
        if kind == "same":
            assert (answer.status_code, answer.json()) == (200, order)
        else:
            assert answer.status_code == 409
            assert answer.json() == refusal(order, order, target, ORDER_KINDS)
        return

    answer = await kitchen.move(order, target, recall=recall, reason="why not")

    moved = answer.json()
    assert answer.status_code == 200
    assert (moved["status"], moved["version"]) == (target, order["version"] + 1)
    assert moved["allowedTransitions"] == options(ORDER_KINDS, target, "forward")
    assert moved == await kitchen.get(order)
    assert dict(await sql.fetchrow(NEWEST_CHANGE, order["id"]) or {}) == {
        "seq": len(WAYS[current]) + 2,
        "version": order["version"] + 1,
        "from_status": current,
        "to_status": target,
        "recall": kind == "recall",
        "cause": "request",
        "actor_kind": "display",
        "actor_id": None,
        "reason": "why not",
    }


def refusal(order: Json, subject: Json, target: str, kinds: dict[tuple[str, str], str]) -> object:
    newest = subject["statusHistory"][-1]
    actor = newest["actor"]
    return IsPartialDict(
        type="urn:huuva:problem:illegal-transition",
        status=409,
        code="illegal-transition",
        current=subject["status"],
        requested=target,
        allowed=options(kinds, subject["status"], "forward"),
        recallable=options(kinds, subject["status"], "recall"),
        version=order["version"],
        changedBy=f"{actor['kind']}:{actor['id']}" if actor["id"] else actor["kind"],
        changedAt=newest["recordedAt"],
    )


ASKED = [status for status in ItemStatus if status is not ItemStatus.PICKED_UP]
"""What an item can be asked for; it is picked up with its order only."""


@pytest.mark.parametrize("current", ASKED)
@pytest.mark.parametrize("asked", ["PICKED_UP", 4])
async def test_nobody_asks_for_an_item_to_be_picked_up(
    kitchen: Kitchen, nothing_written: NothingWritten, current: str, asked: object
) -> None:
    order = await order_with_sushi_at(kitchen, current)

    async with nothing_written():
        answer = await kitchen.move_item(order, "SUSHI", asked)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/status")


@pytest.mark.parametrize(("current", "target", "recall"), list(product(ASKED, ASKED, RECALLS)))
async def test_an_item_moves_as_drawn(
    kitchen: Kitchen,
    sql: Connection,
    nothing_written: NothingWritten,
    current: str,
    target: str,
    recall: bool,
) -> None:
    order = await order_with_sushi_at(kitchen, current)
    sushi = order["items"][1]
    kind = ITEM_KINDS[current, target]
    if kind in {"same", "refused"} or (kind == "recall" and not recall):
        async with nothing_written():
            answer = await kitchen.move_item(order, "SUSHI", target, recall=recall)
        if kind == "same":
            assert (answer.status_code, answer.json()) == (200, of_order(sushi, order))
        else:
            assert answer.status_code == 409
            assert answer.json() == refusal(order, sushi, target, ITEM_KINDS)
        return

    answer = await kitchen.move_item(order, "SUSHI", target, recall=recall)

    after = await kitchen.get(order)
    assert answer.status_code == 200
    assert answer.json() == of_order(after["items"][1], after)
    assert after["items"][1]["status"] == target
    assert dict(await sql.fetchrow(NEWEST_CHANGE_OF_LINE_2, order["id"]) or {}) == {
        "seq": len(sushi["statusHistory"]) + 1,
        "version": order["version"] + 1,
        "from_status": current,
        "to_status": target,
        "recall": kind == "recall",
        "cause": "request",
        "actor_kind": "display",
        "actor_id": None,
        "reason": None,
    }


async def order_with_sushi_at(kitchen: Kitchen, status: str) -> Json:
    order = await kitchen.place()
    await kitchen.move_item(order, "SUSHI", status)
    return await kitchen.get(order)


def of_order(item: Json, order: Json) -> Json:
    return item | {
        "orderId": order["id"],
        "orderStatus": order["status"],
        "orderVersion": order["version"],
    }


@pytest.mark.parametrize(
    ("closed", "at", "target"),
    [
        (closed, at, target)
        for closed, at in {"PICKED_UP": "PICKED_UP", "CANCELLED": "CANCELLED"}.items()
        for target in ASKED
        if target != at
    ],
)
async def test_items_of_a_closed_order_do_not_move(
    kitchen: Kitchen, nothing_written: NothingWritten, closed: str, at: str, target: str
) -> None:
    order = await kitchen.place_at(closed)

    async with nothing_written():
        answer = await kitchen.move_item(order, "SUSHI", target, recall=True)

    assert answer.status_code == 409
    assert answer.json() == IsPartialDict(
        code="illegal-transition", current=at, requested=target, allowed=[], recallable=[]
    )


@pytest.mark.parametrize("status", OrderStatus)
async def test_a_code_means_its_status(kitchen: Kitchen, status: OrderStatus) -> None:
    order = await kitchen.place_at("READY" if status == "PICKED_UP" else "RECEIVED")

    answer = await kitchen.move(order, status.code)

    assert (answer.status_code, answer.json()["status"]) == (200, status)


@pytest.mark.parametrize("status", ASKED)
async def test_a_code_means_its_status_for_items_too(kitchen: Kitchen, status: ItemStatus) -> None:
    order = await kitchen.place(items=[item("BURGER")])

    answer = await kitchen.move_item(order, "BURGER", status.code)

    assert (answer.status_code, answer.json()["status"]) == (200, status)


@pytest.mark.parametrize(
    "status", ["2", 2.0, True, "ready", " READY", "", None, 0, 6, -1, [2], {"code": 2}, "ORDERED"]
)
async def test_what_merely_resembles_a_status_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, status: object
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        answer = await kitchen.move(order, status)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {
            "pointer": "/status",
            "code": "unknown-status",
            "message": "Input should be one of RECEIVED (1), PREPARING (2), READY (3), "
            "PICKED_UP (4), CANCELLED (5)",
        }
    ]


@pytest.mark.parametrize("status", ["3", 3.0, True, "Ready", 4, "PICKED_UP", "RECEIVED"])
async def test_what_is_no_status_of_an_item_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, status: object
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        answer = await kitchen.move_item(order, "BURGER", status)

    assert answer.status_code == 422
    assert [fault["code"] for fault in answer.json()["errors"]] == ["unknown-status"]
