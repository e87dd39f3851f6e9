"""What goes along: bundles with their parts, what isn't made with what is, and what is held with nothing."""

from itertools import product

import pytest
from hypothesis import given, strategies

from huuva_backend.orders.lifecycle import CLOSED, ItemStatus, Line, OrderStatus, Refused
from huuva_backend.orders.moves import (
    bundle_status,
    leaves,
    move_item,
    move_order,
)
from tests.orders.drawings import ITEM_KINDS, ORDER_KINDS
from tests.orders.transitions import agrees, line, standing, told

ALL = [status.value for status in ItemStatus]


def menu(*parts: str, bundle: str) -> list[Line]:
    """A bundle of some parts, and nothing else."""
    return [line(1, bundle), *(line(number, at, 1) for number, at in enumerate(parts, 2))]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["ORDERED", "ORDERED"], "ORDERED"),
        (["ORDERED", "PREPARING"], "PREPARING"),
        (["ORDERED", "READY"], "PREPARING"),
        (["PREPARING", "READY"], "PREPARING"),
        (["READY", "READY"], "READY"),
        (["READY", "CANCELLED"], "READY"),
        (["ORDERED", "CANCELLED"], "ORDERED"),
        (["CANCELLED", "CANCELLED"], "CANCELLED"),
        (["PICKED_UP", "PICKED_UP"], "PICKED_UP"),
    ],
)
def test_a_bundle_stands_where_its_parts_say(parts: list[str], expected: str) -> None:
    assert bundle_status([line(at, status) for at, status in enumerate(parts, 1)]) == expected


@pytest.mark.parametrize(
    ("parts", "target", "steps"),
    [
        (
            ["ORDERED", "ORDERED"],
            "PREPARING",
            ["2: ORDERED > PREPARING by request", "order: RECEIVED > PREPARING by rollup"],
        ),
        (
            ["ORDERED", "READY"],
            "READY",
            ["2: ORDERED > READY by request", "order: PREPARING > READY by rollup"],
        ),
        (["PREPARING", "ORDERED"], "READY", ["2: PREPARING > READY by request"]),
        (
            ["READY", "READY"],
            "PREPARING",
            ["2: READY > PREPARING by request", "order: READY > PREPARING by rollup"],
        ),
        (
            ["PREPARING", "READY"],
            "CANCELLED",
            ["2: PREPARING > CANCELLED by request", "order: PREPARING > READY by rollup"],
        ),
        (
            ["ORDERED", "CANCELLED"],
            "CANCELLED",
            ["2: ORDERED > CANCELLED by request", "order: RECEIVED > CANCELLED by rollup"],
        ),
    ],
)
def test_a_part_takes_its_bundle_and_the_order_along(
    parts: list[str], target: str, steps: list[str]
) -> None:
    bundle = bundle_status([line(1, at) for at in parts])
    order = standing([line(1, at) for at in parts])
    after = [target, *parts[1:]]
    followed = bundle_status([line(1, at) for at in after])
    rolled_up = [] if followed is bundle else [f"1: {bundle} > {followed} by rollup"]

    moved = move_item(order, menu(*parts, bundle=bundle), 2, ItemStatus[target], recall=True)

    assert told(moved) == steps + rolled_up


def test_a_bundle_takes_its_parts_along_and_those_above_follow() -> None:
    # A family box of a menu (burger, fries) and ice cream; beside it a salad.
    parents = (None, 1, 2, 2, 1, None)
    lines = [line(number, parent=parent) for number, parent in enumerate(parents, 1)]

    moved = move_item(OrderStatus.RECEIVED, lines, 2, ItemStatus.READY)

    assert told(moved) == [
        "2: ORDERED > READY by request",
        "order: RECEIVED > PREPARING by rollup",
        "1: ORDERED > PREPARING by rollup",
        "3: ORDERED > READY by cascade",
        "4: ORDERED > READY by cascade",
    ]
    assert told(move_item(OrderStatus.RECEIVED, lines, 1, ItemStatus.CANCELLED)) == [
        "1: ORDERED > CANCELLED by request",
        "2: ORDERED > CANCELLED by cascade",
        "3: ORDERED > CANCELLED by cascade",
        "4: ORDERED > CANCELLED by cascade",
        "5: ORDERED > CANCELLED by cascade",
    ]


def test_a_can_is_ready_with_the_last_line_that_is_made() -> None:
    lines = [line(1), line(2, "READY"), line(3, to_make=False)]

    assert told(move_item(OrderStatus.PREPARING, lines, 1, ItemStatus.READY)) == [
        "1: ORDERED > READY by request",
        "order: PREPARING > READY by rollup",
        "3: ORDERED > READY by cascade",
    ]


def test_a_can_goes_back_with_what_is_made() -> None:
    lines = [line(1, "READY"), line(2, "READY", to_make=False)]

    assert told(move_item(OrderStatus.READY, lines, 1, ItemStatus.PREPARING, recall=True)) == [
        "1: READY > PREPARING by request",
        "order: READY > PREPARING by rollup",
        "2: READY > ORDERED by cascade",
    ]
    assert told(move_order(OrderStatus.READY, lines, OrderStatus.PREPARING, recall=True)) == [
        "order: READY > PREPARING by request",
        "1: READY > PREPARING by cascade",
        "2: READY > ORDERED by cascade",
    ]


def test_a_command_for_the_order_takes_a_can_to_all_but_preparing() -> None:
    lines = [line(1), line(2, to_make=False)]

    for target, along in {
        "PREPARING": [],
        "READY": ["2: ORDERED > READY by cascade"],
        "CANCELLED": ["2: ORDERED > CANCELLED by cascade"],
    }.items():
        steps = told(move_order(OrderStatus.RECEIVED, lines, OrderStatus[target]))
        assert steps[2:] == along


def test_a_can_that_somebody_moves_takes_nobody_along() -> None:
    lines = [line(1), line(2, to_make=False)]

    for end in ("PREPARING", "READY", "CANCELLED"):
        steps = told(move_item(OrderStatus.RECEIVED, lines, 2, ItemStatus[end]))
        assert steps == [f"2: ORDERED > {end} by request"]


def test_where_nothing_is_made_all_are_moved_like_any_other() -> None:
    lines = [line(1, to_make=False), line(2, "CANCELLED")]

    assert told(move_order(OrderStatus.RECEIVED, lines, OrderStatus.PREPARING)) == [
        "order: RECEIVED > PREPARING by request",
        "1: ORDERED > PREPARING by cascade",
    ]
    assert told(move_item(OrderStatus.RECEIVED, lines, 1, ItemStatus.READY)) == [
        "1: ORDERED > READY by request",
        "order: RECEIVED > READY by rollup",
    ]


def test_what_is_held_is_not_begun_with_its_order_but_goes_with_it_all_the_same() -> None:
    lines = [line(1), line(2, held=True)]

    assert told(move_order(OrderStatus.RECEIVED, lines, OrderStatus.PREPARING)) == [
        "order: RECEIVED > PREPARING by request",
        "1: ORDERED > PREPARING by cascade",
    ]
    assert told(move_order(OrderStatus.RECEIVED, lines, OrderStatus.READY))[2:] == [
        "2: ORDERED > READY by cascade"
    ]
    assert told(move_item(OrderStatus.RECEIVED, lines, 2, ItemStatus.PREPARING)) == [
        "2: ORDERED > PREPARING by request",
        "order: RECEIVED > PREPARING by rollup",
    ]


@pytest.mark.parametrize(
    ("bundle_made", "single_made", "first", "second", "single"),
    list(product((True, False), (True, False), ALL, ALL, ALL)),
)
def test_any_command_on_any_standing_leaves_bundles_and_order_where_their_parts_say(
    bundle_made: bool, single_made: bool, first: str, second: str, single: str
) -> None:
    """All moves and recalls, of an order of a bundle with a made and another part, and of a line beside it."""
    parts = [line(2, first, 1, to_make=bundle_made), line(3, second, 1)]
    lines = [line(1, bundle_status(parts)), *parts, line(4, single, to_make=single_made)]
    if "PICKED_UP" in (first, second, single):
        return
    for order, pass_required in (
        (standing(leaves(lines)), False),
        (standing(leaves(lines), pass_required=True), True),
    ):
        every_command_agrees(order, lines, pass_required=pass_required)


def every_command_agrees(order: OrderStatus, lines: list[Line], *, pass_required: bool) -> None:
    told_of = {"pass_required": pass_required}
    for target in ItemStatus:
        for number in (1, 2, 3, 4):
            kind = ITEM_KINDS[lines[number - 1].status, target]
            if kind in ("same", "refused") or order in CLOSED:
                continue
            steps = move_item(order, lines, number, target, recall=True, **told_of)
            agrees(order, lines, steps, **told_of)
    for end in OrderStatus:
        if ORDER_KINDS[order, end] not in ("same", "refused"):
            agrees(order, lines, move_order(order, lines, end, recall=True), **told_of)


lines_of_an_order = strategies.lists(
    strategies.tuples(strategies.integers(0, 5), strategies.booleans(), strategies.booleans()),
    min_size=1,
    max_size=6,
)
orders = strategies.tuples(
    strategies.integers(0, 6), strategies.sampled_from(ALL), strategies.sampled_from(OrderStatus)
)


@given(lines_of_an_order, strategies.lists(orders, max_size=20))
def test_any_tree_agrees_after_any_commands(
    drawn: list[tuple[int, bool, bool]], asked: list[tuple[int, str, OrderStatus]]
) -> None:
    lines = [
        Line(number, ItemStatus.ORDERED, min(parent, number - 1) or None, made, held)
        for number, (parent, made, held) in enumerate(drawn, 1)
    ]
    order = OrderStatus.RECEIVED
    for number, item_status, status in asked:
        try:
            if number == 0:
                steps = move_order(order, lines, status, recall=True)
            else:
                target = min(number, len(lines))
                steps = move_item(order, lines, target, ItemStatus[item_status], recall=True)
        except Refused:
            continue
        agrees(order, lines, steps)
        ends = {step.line: step.to_status for step in steps}
        order = OrderStatus[ends.get(None, order)]
        lines = [
            (
                each._replace(status=ItemStatus[ends[each.line]], held=False)
                if each.line in ends
                else each
            )
            for each in lines
        ]
    assert {leaf.status.value for leaf in leaves(lines) if leaf.held} <= {"ORDERED"}
