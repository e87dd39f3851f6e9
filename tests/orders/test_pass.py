"""The pass: where it is required, no line makes an order READY; whoever completes the order there does."""

from itertools import product

import pytest

from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.moves import move_item, move_order
from tests.factories import item
from tests.orders.drawings import ITEM_KINDS
from tests.orders.kitchen import Kitchen
from tests.orders.transitions import line, told


@pytest.mark.parametrize("order", ["RECEIVED", "PREPARING", "READY"])
@pytest.mark.parametrize(
    "made", [*product(("ORDERED", "PREPARING", "READY", "CANCELLED"), repeat=3)]
)
def test_where_the_pass_is_required_no_line_makes_an_order_ready(
    order: str, made: tuple[str, ...]
) -> None:
    """All lines and all moves of one, beside what becomes of the order where the pass is automatic."""
    lines = [line(number, at) for number, at in enumerate(made, 1)]
    for number, target in product((1, 2, 3), ItemStatus):
        if ITEM_KINDS[lines[number - 1].status, target] in ("same", "refused"):
            continue
        ask = (OrderStatus[order], lines, number, target)
        automatic, required = (
            {step.line: step for step in move_item(*ask, recall=True, pass_required=by_hand)}
            for by_hand in (False, True)
        )
        ends = [
            OrderStatus[steps[None].to_status] if None in steps else OrderStatus[order]
            for steps in (automatic, required)
        ]
        stays = order != "READY" and ends[0] is OrderStatus.READY
        assert ends[1] is (OrderStatus.PREPARING if stays else ends[0])
        assert {step for step in automatic.values() if step.line} == {
            step for step in required.values() if step.line
        }


def test_at_the_pass_a_can_waits_for_whoever_completes_the_order() -> None:
    lines = [line(1), line(2, "READY"), line(3, to_make=False)]

    done = move_item(OrderStatus.PREPARING, lines, 1, ItemStatus.READY, pass_required=True)
    assert told(done) == ["1: ORDERED > READY by request"]
    lines = [line(1, "READY"), *lines[1:]]
    assert told(move_order(OrderStatus.PREPARING, lines, OrderStatus.READY)) == [
        "order: PREPARING > READY by request",
        "3: ORDERED > READY by cascade",
    ]


def test_what_came_back_from_the_pass_goes_there_again() -> None:
    lines = [line(1, "READY")]

    back = move_item(
        OrderStatus.READY, lines, 1, ItemStatus.PREPARING, recall=True, pass_required=True
    )
    assert told(back) == [
        "1: READY > PREPARING by request",
        "order: READY > PREPARING by rollup",
    ]
    lines = [line(1, "PREPARING")]
    again = move_item(OrderStatus.PREPARING, lines, 1, ItemStatus.READY, pass_required=True)
    assert told(again) == ["1: PREPARING > READY by request"]


async def test_an_order_is_ready_by_the_act_of_the_pass_alone(kitchen: Kitchen) -> None:
    await kitchen.say_of_pass("required")
    order = await kitchen.place(items=[item("BURGER"), item("FRIES")])

    for plu in ("BURGER", "FRIES"):
        moved = await kitchen.move_item(order, plu, "READY")
        assert (moved.status_code, moved.json()["orderStatus"]) == (200, "PREPARING")
    packed = await kitchen.move(order, "READY", reason="packed")

    assert packed.json()["status"] == "READY"
    assert [(entry["status"], entry["cause"]) for entry in packed.json()["statusHistory"]] == [
        ("RECEIVED", "request"),
        ("PREPARING", "rollup"),
        ("READY", "request"),
    ]


async def test_whose_lines_were_ready_before_they_were_placed_wait_at_the_pass_too(
    kitchen: Kitchen,
) -> None:
    await kitchen.say_of_pass("required")
    order = await kitchen.place(items=[item("BURGER", status=3)])

    assert (order["status"], order["items"][0]["status"]) == ("PREPARING", "READY")


async def test_a_setting_that_changes_in_a_rush_holds_for_orders_placed_from_then_on(
    kitchen: Kitchen,
) -> None:
    before = await kitchen.place(items=[item("BURGER")])
    await kitchen.say_of_pass("required")
    between = await kitchen.place(items=[item("BURGER")])
    await kitchen.say_of_pass("automatic")
    after = await kitchen.place(items=[item("BURGER")])

    ends = [
        (await kitchen.move_item(order, "BURGER", "READY")).json()["orderStatus"]
        for order in (before, between, after)
    ]
    assert ends == ["READY", "PREPARING", "READY"]
    await kitchen.move(between, "READY")
    assert (await kitchen.get(between))["status"] == "READY"


async def test_what_is_void_at_the_pass_leaves_the_rest_there(kitchen: Kitchen) -> None:
    await kitchen.say_of_pass("required")
    order = await kitchen.place(items=[item("BURGER"), item("FRIES")])
    await kitchen.move_item(order, "BURGER", "READY")

    voided = await kitchen.move_item(order, "FRIES", "CANCELLED")

    assert voided.json()["orderStatus"] == "PREPARING"
