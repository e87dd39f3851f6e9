"""So many of a line are set apart: exactly so many, nothing is lost, and what stays is as it was."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from huuva_backend.orders.amending import Amending
from huuva_backend.orders.commands import Command
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.errors import IllegalTransition, QuantityNotThere
from huuva_backend.orders.history import Actor
from huuva_backend.orders.item import Item, Origin, OriginKind, in_all
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.splitting import decide_part, part_of, split_off
from huuva_backend.platform.quantity import Quantity
from tests.factories import item, order
from tests.orders.kitchen import Json

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
DISPLAY = Actor("display", "grill-1")


def placed(*items: Json) -> Order:
    body = OrderCreate.model_validate(order(items=[*items]))
    return draft(body, {}, UUID(int=1), by=DISPLAY, now=NOW, policy=Policy()).order


def menus(quantity: int, burgers: int) -> Json:
    return item("MENU", quantity=quantity, items=[item("BURGER", quantity=burgers), item("FRIES")])


def boxes(quantity: int, menu: Json) -> Json:
    return item("BOX", quantity=quantity, items=[menu, item("ICE")])


def asked(status: str, **changes: Any) -> Command[ItemStatus]:
    return Command(status=ItemStatus[status], actor=DISPLAY, **changes)


def named(order: Order, plu: str) -> Item:
    return next(each for each in order.items if each.plu == plu)


def amended(order: Order) -> Amending:
    return Amending(order, asked("READY"), Policy())


def sold(order: Order) -> Counter[str]:
    counted = Counter[str]()
    for each in order.items:
        counted[each.plu] += int(in_all(order.items, each))
    return counted


def contents(order: Order) -> set[tuple[str, ...]]:
    """What bundles of each PLU consist of."""
    return {
        (bundle.plu, *sorted({each.plu for each in order.items if each.parent_line == bundle.line}))
        for bundle in order.items
        if bundle.bundle
    }


def set_apart(order: Order, quantity: int) -> None:
    """So many burgers."""
    before = sold(order), contents(order)
    amending = amended(order)

    parts = part_of(amending, named(amending.order, "BURGER"), quantity)

    after = amending.order
    assert {part.plu for part in parts} == {"BURGER"}
    assert len({part.line for part in parts}) == len(parts)
    assert all(after.items[part.line - 1] is part for part in parts)
    assert sum(in_all(after.items, part) for part in parts) == quantity
    assert (sold(after), contents(after)) == before
    assert [each.line for each in after.items] == [*range(1, len(after.items) + 1)]
    assert (sold(order), contents(order)) == before


UP_TO_3 = (1, 2, 3)


@pytest.mark.parametrize(("menu", "each"), [*product(UP_TO_3, UP_TO_3)])
def test_any_number_of_a_part_can_be_set_apart(menu: int, each: int) -> None:
    for quantity in range(1, menu * each + 1):
        set_apart(placed(menus(menu, each)), quantity)


@pytest.mark.parametrize(("box", "menu", "each"), [*product(UP_TO_3, UP_TO_3, UP_TO_3)])
def test_any_number_of_a_part_of_bundles_in_bundles_can_be_set_apart(
    box: int, menu: int, each: int
) -> None:
    for quantity in range(1, box * menu * each + 1):
        set_apart(placed(boxes(box, menus(menu, each))), quantity)


def test_what_was_split_before_is_not_taken_for_the_part_that_is_meant() -> None:
    first = amended(placed(menus(2, 3)))
    split_off(first, first.order.items[1], 1)
    second = amended(first.order)

    parts = part_of(second, second.order.items[1], 3)

    assert sum(in_all(second.order.items, part) for part in parts) == 3
    assert [part.quantity for part in parts] == [2, 1]
    assert 4 not in {part.origin.from_line for part in parts}


def test_a_part_begins_where_the_line_stands_and_since_then() -> None:
    order = placed(menus(3, 1))
    burger = order.items[1]
    burger.status, burger.status_since = ItemStatus.READY, NOW
    amending = amended(order)

    bundle = split_off(amending, amending.order.items[0], 2)

    part = amending.order.items[bundle.line]
    assert (bundle.quantity, amending.order.items[0].quantity) == (2, 1)
    assert (part.plu, part.parent_line, part.quantity) == ("BURGER", bundle.line, 1)
    assert part.origin == Origin(OriginKind.SPLIT, burger.line)
    assert (part.status, part.status_since, part.status_seq) == ("READY", NOW, 1)
    (begun,) = part.status_history
    assert (begun.from_status, begun.status, begun.timestamp) == (None, "READY", NOW)
    assert (begun.cause, begun.version) == ("request", 2)


def test_of_something_weighed_any_part_can_be_taken() -> None:
    amending = amended(placed(item("SALMON", quantity=0.5, unit="kg")))

    (part,) = part_of(amending, amending.order.items[0], Decimal("0.123"))

    assert (part.quantity, amending.order.items[0].quantity) == (Decimal("0.123"), Decimal("0.377"))


def test_what_was_taken_of_what_is_left_is_shared() -> None:
    order = placed(item("WINGS", quantity=5))
    order.items[0].stock_taken = 4
    amending = amended(order)

    part = split_off(amending, amending.order.items[0], 2)

    assert (amending.order.items[0].stock_taken, part.stock_taken) == (3, 1)


def test_all_of_a_line_is_the_line_itself() -> None:
    order = placed(menus(2, 3))

    moved = decide_part(order, order.items[1], asked("READY"), 6, Policy())

    assert moved is not None
    change, line = moved
    assert (line, change.added, change.is_amendment) == (2, [], False)
    assert [(row.line, row.to_status, row.cause) for row in change.revision.changes] == [
        (2, "READY", "request"),
        (None, "PREPARING", "rollup"),
        (1, "PREPARING", "rollup"),
    ]


def test_that_all_of_it_stands_there_already_is_no_change_whatever_is_asked() -> None:
    order = placed(item("WINGS", quantity=5))

    for quantity in (1, 5, 6, Decimal("0.5")):
        assert decide_part(order, order.items[0], asked("ORDERED"), quantity, Policy()) is None


@pytest.mark.parametrize("quantity", [6, Decimal("0.5"), Decimal("4.999")])
def test_more_than_there_are_and_broken_pieces_are_not_there(quantity: Quantity) -> None:
    order = placed(item("WINGS", quantity=5))

    with pytest.raises(QuantityNotThere):
        decide_part(order, order.items[0], asked("READY"), quantity, Policy())


def test_that_a_line_may_not_move_is_said_before_how_many_there_are() -> None:
    order = placed(item("WINGS", quantity=5))
    order.items[0].status = ItemStatus.READY

    with pytest.raises(IllegalTransition):
        decide_part(order, order.items[0], asked("PREPARING"), 6, Policy())
