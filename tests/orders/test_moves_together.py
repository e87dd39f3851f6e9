"""What goes along where several lines move together, or where a line is new."""

from itertools import product

import pytest

from huuva_backend.orders.lifecycle import ItemStatus, Line, OrderStatus
from huuva_backend.orders.moves import begins_ready, bundle_status, leaves, move_lines
from tests.orders.transitions import agrees, line, standing, told

ALL = [status.value for status in ItemStatus]


def test_several_lines_that_move_together_take_the_order_along_once() -> None:
    # Of two menus, each with a burger and fries, both burgers; and a burger beside them.
    parents = (None, 1, 1, None, 4, 4, None)
    lines = [line(number, parent=parent) for number, parent in enumerate(parents, 1)]

    moved = move_lines(OrderStatus.RECEIVED, lines, dict.fromkeys((2, 5, 7), ItemStatus.READY))

    assert told(moved) == [
        "2: ORDERED > READY by request",
        "5: ORDERED > READY by request",
        "7: ORDERED > READY by request",
        "order: RECEIVED > PREPARING by rollup",
        "1: ORDERED > PREPARING by rollup",
        "4: ORDERED > PREPARING by rollup",
    ]


def test_several_bundles_that_move_together_take_their_parts_along() -> None:
    lines = [line(1), line(2, parent=1), line(3), line(4, parent=3), line(5, to_make=False)]

    moved = move_lines(OrderStatus.RECEIVED, lines, dict.fromkeys((1, 3), ItemStatus.READY))

    assert told(moved) == [
        "1: ORDERED > READY by request",
        "3: ORDERED > READY by request",
        "order: RECEIVED > READY by rollup",
        "2: ORDERED > READY by cascade",
        "4: ORDERED > READY by cascade",
        "5: ORDERED > READY by cascade",
    ]


def test_a_line_that_is_new_takes_a_ready_order_back() -> None:
    lines = [line(1, "READY"), line(2, "READY", to_make=False), line(3)]

    assert told(move_lines(OrderStatus.READY, lines, {})) == [
        "order: READY > PREPARING by rollup",
        "2: READY > ORDERED by cascade",
    ]
    assert move_lines(OrderStatus.PREPARING, lines, {}) == []


@pytest.mark.parametrize("stands", [*product(ALL[:3], repeat=4)])
def test_any_lines_that_move_together_leave_bundles_and_order_where_their_parts_say(
    stands: tuple[str, ...],
) -> None:
    """Each number of parts of two bundles of two, from anywhere to anywhere."""
    at = list(stands)
    pairs = [[line(2, at[0], 1), line(3, at[1], 1)], [line(5, at[2], 4), line(6, at[3], 4)]]
    lines = [
        *(line(1, bundle_status(pairs[0])), *pairs[0]),
        *(line(4, bundle_status(pairs[1])), *pairs[1]),
    ]
    order = standing(leaves(lines))
    for chosen in product((False, True), repeat=4):
        for target in (ItemStatus[each] for each in ALL if each != "PICKED_UP"):
            parts = [leaf for leaf, some in zip(leaves(lines), chosen, strict=True) if some]
            moving = {leaf.line: target for leaf in parts if leaf.status is not target}
            steps = move_lines(order, lines, moving)
            agrees(order, lines, steps)
            assert {step.line for step in steps if step.cause == "request"} == moving.keys()


@pytest.mark.parametrize(
    ("order", "others", "made", "ready"),
    [
        ("READY", [line(1, "READY")], False, True),
        ("READY", [line(1, "READY")], True, False),
        ("READY", [line(1, "READY", to_make=False)], False, False),
        ("READY", [line(1, "CANCELLED"), line(2, "READY", to_make=False)], False, False),
        ("READY", [line(1, "READY"), line(2, "READY", 1, to_make=False)], False, False),
        ("PREPARING", [line(1, "READY"), line(2)], False, False),
        ("RECEIVED", [line(1)], False, False),
    ],
)
def test_what_is_added_is_ready_with_an_order_that_is_where_it_is_not_made_and_others_are(
    order: str, others: list[Line], made: bool, ready: bool
) -> None:
    assert begins_ready(OrderStatus[order], others, made=made) is ready
