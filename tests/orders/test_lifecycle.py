"""The pure rules, against tables drawn here once more."""

from itertools import product

import pytest
from hypothesis import given, strategies

from huuva_backend.orders.lifecycle import (
    Cause,
    ItemStatus,
    Line,
    Move,
    OrderStatus,
    Refused,
    Status,
    Transition,
    is_chain,
    item_options,
    order_options,
    roll_up,
)
from huuva_backend.orders.moves import move_item, move_order
from tests.orders.drawings import ITEM_KINDS, ORDER_KINDS

Command = tuple[int | None, Status, bool]

RECALLS = (False, True)
CLOSED = ("PICKED_UP", "CANCELLED")
MATCHING = {
    "RECEIVED": "ORDERED",
    "PREPARING": "PREPARING",
    "READY": "READY",
    "PICKED_UP": "READY",
    "CANCELLED": "CANCELLED",
}


def lines(*names: str) -> list[Line]:
    return [Line(number, ItemStatus[name]) for number, name in enumerate(names, 1)]


def told(transitions: list[Transition]) -> list[str]:
    return [
        f"{step.line or 'order'}: {step.from_status} > {step.to_status} by {step.cause}"
        for step in transitions
    ]


@pytest.mark.parametrize(
    ("current", "target", "recall"), list(product(OrderStatus, OrderStatus, RECALLS))
)
def test_an_order_moves_as_drawn(current: OrderStatus, target: OrderStatus, recall: bool) -> None:
    kind = ORDER_KINDS[current, target]
    items = lines(MATCHING[current])
    if kind == "refused" or (kind == "recall" and not recall):
        with pytest.raises(Refused) as refused:
            move_order(current, items, target, recall=recall)
        assert (refused.value.current, refused.value.requested) == (current, target)
        return

    moved = move_order(current, items, target, recall=recall)

    if kind == "same":
        assert moved == []
    else:
        assert moved[0] == Transition(None, current, target, Cause.REQUEST)
        assert moved[0].recall == (kind == "recall")


@pytest.mark.parametrize(
    ("order", "current", "target", "recall"),
    list(product(OrderStatus, ItemStatus, ItemStatus, RECALLS)),
)
def test_an_item_moves_as_drawn_unless_its_order_is_closed(
    order: OrderStatus, current: ItemStatus, target: ItemStatus, recall: bool
) -> None:
    kind = ITEM_KINDS[current, target]
    items = lines("ORDERED", current)
    closed = order in CLOSED and kind != "same"
    if closed or kind == "refused" or (kind == "recall" and not recall):
        with pytest.raises(Refused) as refused:
            move_item(order, items, 2, target, recall=recall)
        assert (refused.value.current, refused.value.requested) == (current, target)
        return

    moved = move_item(order, items, 2, target, recall=recall)

    if kind == "same":
        assert moved == []
    else:
        assert moved[0] == Transition(2, current, target, Cause.REQUEST)
        assert moved[0].recall == (kind == "recall")


@pytest.mark.parametrize("status", OrderStatus)
def test_the_options_of_an_order_are_what_is_drawn(status: OrderStatus) -> None:
    for move, kind in {Move.FORWARD: "forward", Move.RECALL: "recall"}.items():
        drawn = [name for name in OrderStatus if ORDER_KINDS[status, name] == kind]
        assert order_options(status, move) == drawn


@pytest.mark.parametrize(("status", "order"), list(product(ItemStatus, OrderStatus)))
def test_the_options_of_an_item_are_what_is_drawn(status: ItemStatus, order: OrderStatus) -> None:
    for move, kind in {Move.FORWARD: "forward", Move.RECALL: "recall"}.items():
        drawn = [name for name in ItemStatus if ITEM_KINDS[status, name] == kind]
        assert item_options(status, order, move) == ([] if order in CLOSED else drawn)


def test_a_picked_up_order_is_not_taken_back_once_the_time_for_it_is_over() -> None:
    with pytest.raises(Refused, match="over"):
        move_order(OrderStatus.PICKED_UP, [], OrderStatus.READY, recall=True, recall_open=False)
    assert order_options(OrderStatus.PICKED_UP, Move.RECALL, recall_open=False) == []


def test_the_time_for_taking_back_matters_to_picked_up_orders_only() -> None:
    assert order_options(OrderStatus.READY, Move.RECALL, recall_open=False) == [
        "RECEIVED",
        "PREPARING",
    ]


@pytest.mark.parametrize(
    ("order", "items", "expected"),
    [
        ("RECEIVED", ["ORDERED", "ORDERED"], "RECEIVED"),
        ("RECEIVED", ["ORDERED", "CANCELLED"], "RECEIVED"),
        ("RECEIVED", ["ORDERED", "PREPARING"], "PREPARING"),
        ("RECEIVED", ["ORDERED", "READY"], "PREPARING"),
        ("RECEIVED", ["READY", "READY"], "READY"),
        ("RECEIVED", ["READY", "CANCELLED"], "READY"),
        ("PREPARING", ["ORDERED", "ORDERED"], "PREPARING"),
        ("PREPARING", ["PREPARING", "READY"], "PREPARING"),
        ("PREPARING", ["READY", "READY"], "READY"),
        ("PREPARING", ["CANCELLED", "CANCELLED"], "CANCELLED"),
        ("READY", ["READY", "CANCELLED"], "READY"),
        ("READY", ["READY", "PREPARING"], "PREPARING"),
        ("READY", ["READY", "ORDERED"], "PREPARING"),
        ("READY", ["ORDERED"], "PREPARING"),
        ("READY", ["CANCELLED"], "CANCELLED"),
        ("PICKED_UP", ["READY", "READY"], "PICKED_UP"),
        ("CANCELLED", ["CANCELLED"], "CANCELLED"),
    ],
)
def test_an_order_stands_where_its_items_say(order: str, items: list[str], expected: str) -> None:
    assert roll_up(OrderStatus[order], [ItemStatus[at] for at in items]) is OrderStatus[expected]


@pytest.mark.parametrize(
    ("order", "items", "target", "moved"),
    [
        ("RECEIVED", ["ORDERED", "READY"], "PREPARING", ["1: ORDERED > PREPARING by cascade"]),
        ("RECEIVED", ["ORDERED", "CANCELLED"], "READY", ["1: ORDERED > READY by cascade"]),
        ("READY", ["READY", "CANCELLED"], "PICKED_UP", ["1: READY > PICKED_UP by cascade"]),
        (
            "PREPARING",
            ["ORDERED", "READY", "CANCELLED"],
            "CANCELLED",
            ["1: ORDERED > CANCELLED by cascade", "2: READY > CANCELLED by cascade"],
        ),
        ("PREPARING", ["ORDERED", "READY"], "RECEIVED", ["2: READY > ORDERED by cascade"]),
        ("READY", ["READY", "CANCELLED"], "PREPARING", ["1: READY > PREPARING by cascade"]),
        ("PICKED_UP", ["PICKED_UP", "CANCELLED"], "READY", ["1: PICKED_UP > READY by cascade"]),
    ],
)
def test_an_order_brings_live_items_along_but_never_those_ahead(
    order: str, items: list[str], target: str, moved: list[str]
) -> None:
    transitions = move_order(OrderStatus[order], lines(*items), OrderStatus[target], recall=True)

    assert told(transitions) == [f"order: {order} > {target} by request", *moved]


@pytest.mark.parametrize(
    ("order", "items", "target", "followed"),
    [
        ("RECEIVED", ["ORDERED", "ORDERED"], "PREPARING", "PREPARING"),
        ("RECEIVED", ["ORDERED"], "READY", "READY"),
        ("PREPARING", ["ORDERED", "READY"], "READY", "READY"),
        ("PREPARING", ["PREPARING", "READY"], "CANCELLED", "READY"),
        ("PREPARING", ["PREPARING", "CANCELLED"], "CANCELLED", "CANCELLED"),
        ("READY", ["READY", "READY"], "PREPARING", "PREPARING"),
        ("READY", ["READY", "READY"], "ORDERED", "PREPARING"),
        ("PREPARING", ["PREPARING", "ORDERED"], "ORDERED", None),
        ("READY", ["READY", "READY"], "CANCELLED", None),
    ],
)
def test_an_item_takes_its_order_along(
    order: str, items: list[str], target: str, followed: str | None
) -> None:
    steps = move_item(OrderStatus[order], lines(*items), 1, ItemStatus[target], recall=True)

    rolled_up = [f"order: {order} > {followed} by rollup"] if followed else []
    assert told(steps) == [f"1: {items[0]} > {target} by request", *rolled_up]


commands = strategies.one_of(
    strategies.tuples(
        strategies.integers(1, 4), strategies.sampled_from(ItemStatus), strategies.booleans()
    ),
    strategies.tuples(
        strategies.none(), strategies.sampled_from(OrderStatus), strategies.booleans()
    ),
)


@given(strategies.integers(1, 4), strategies.lists(commands, max_size=30))
def test_after_any_commands_the_order_agrees_with_its_items(
    size: int, asked: list[Command]
) -> None:
    standing: dict[int | None, Status] = dict.fromkeys(range(1, size + 1), ItemStatus.ORDERED)
    standing[None] = OrderStatus.RECEIVED
    for command in asked:
        for step in answered(standing, command):
            assert standing[step.line] is step.from_status
            standing[step.line] = step.to_status
        assert agrees(standing), standing


def answered(standing: dict[int | None, Status], command: Command) -> list[Transition]:
    line, target, recall = command
    items = [Line(number, ItemStatus[at]) for number, at in standing.items() if number]
    order = OrderStatus[standing[None]]
    try:
        if line is None:
            return move_order(order, items, OrderStatus[target], recall=recall)
        return move_item(order, items, min(line, len(items)), ItemStatus[target], recall=recall)
    except Refused:
        return []


def agrees(standing: dict[int | None, Status]) -> bool:
    live = [at for line, at in standing.items() if line and at != "CANCELLED"]
    all_ready = all(at == "READY" for at in live)
    return {
        "RECEIVED": bool(live) and all(at == "ORDERED" for at in live),
        "PREPARING": not all_ready,
        "READY": bool(live) and all_ready,
        "PICKED_UP": bool(live) and all(at == "PICKED_UP" for at in live),
        "CANCELLED": not live,
    }[standing[None].value]


@pytest.mark.parametrize(
    ("chain", "legal"),
    [
        (["RECEIVED"], True),
        (["RECEIVED", "READY", "PICKED_UP"], True),
        (["READY", "PREPARING", "READY"], True),
        (["PICKED_UP", "READY"], True),
        (["PICKED_UP", "RECEIVED"], False),
        (["RECEIVED", "RECEIVED"], False),
        (["RECEIVED", "PICKED_UP"], False),
        (["CANCELLED", "RECEIVED"], False),
    ],
)
def test_a_chain_is_a_walk_of_moves_and_recalls(chain: list[str], legal: bool) -> None:
    assert is_chain([OrderStatus[name] for name in chain]) is legal
