"""What whole orders come to, however their lines are nested, split and voided, against exact fractions."""

from collections.abc import Iterable
from datetime import UTC, datetime
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

from hypothesis import assume, given, settings, strategies

from huuva_backend.menu.modifier import Modifier
from huuva_backend.menu.pricing import AmountOutOfRange
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.commands import Command
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.errors import IllegalTransition, LineVoided, OrderClosed, QuantityNotThere
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.item import Item, in_all
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.line_amending import decide_line
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.splitting import decide_part
from huuva_backend.platform.quantity import of_thousandths
from tests import factories

NOW = datetime(2026, 1, 31, 18, tzinfo=UTC)
SOMEBODY = Actor(ActorKind.USER, "anna")
Json = dict[str, Any]


def money(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


AMOUNTS = strategies.integers(-300, 5000)
MODIFIERS: strategies.SearchStrategy[list[Json]] = strategies.recursive(
    strategies.builds(list[Json]),
    lambda inner: strategies.lists(
        strategies.fixed_dictionaries(
            {
                "plu": strategies.sampled_from(["X", "Y"]),
                "name": strategies.sampled_from(["Ham", "Basil"]),
                "action": strategies.sampled_from(["ADD", "EXTRA", "LIGHT", "NO", "SIDE"]),
                "portion": strategies.sampled_from(["WHOLE", "LEFT"]),
                "quantity": strategies.integers(1, 3),
                "unitPrice": strategies.none() | AMOUNTS.map(money),
                "modifiers": inner,
            }
        ),
        max_size=2,
    ),
    max_leaves=4,
)


def lines(parts: strategies.SearchStrategy[list[Json]]) -> strategies.SearchStrategy[Json]:
    pieces = strategies.fixed_dictionaries(
        {"quantity": strategies.integers(1, 9), "unit": strategies.just("piece"), "items": parts}
    )
    weighed = strategies.fixed_dictionaries(
        {
            "quantity": strategies.integers(1, 9000).map(lambda grams: grams / 1000),
            "unit": strategies.just("kg"),
        }
    )
    common = strategies.fixed_dictionaries(
        {
            "plu": strategies.sampled_from(["A", "B"]),
            "name": strategies.just("A"),
            "unitPrice": strategies.integers(0, 9999).map(money),
            "modifiers": MODIFIERS,
        }
    )
    return strategies.tuples(common, pieces | weighed).map(lambda both: both[0] | both[1])


LEAVES = lines(strategies.just([]))
BUNDLES = lines(strategies.lists(LEAVES, max_size=2))
ADJUSTMENTS = strategies.lists(
    strategies.fixed_dictionaries(
        {
            "kind": strategies.sampled_from(["DISCOUNT", "TIP", "TAX"]),
            "amount": strategies.integers(-9999, 9999).map(money),
            "included": strategies.booleans(),
        }
    ),
    max_size=3,
)
ACTS = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(["void", "split", "fewer", "more"]),
        strategies.integers(0, 20),
        strategies.integers(1, 999),
    ),
    max_size=5,
)


def extras(modifiers: Iterable[Modifier]) -> Fraction:
    return sum(
        (
            each.quantity
            * (Fraction(each.unit_price.amount if each.unit_price else 0) + extras(each.modifiers))
            for each in modifiers
        ),
        Fraction(),
    )


def comes_to(order: Order, item: Item) -> int:
    """Of one line, rounded once, halves up."""
    exact = Fraction(item.quantity) * (
        Fraction(item.unit_price.amount if item.unit_price else 0) + extras(item.modifiers)
    )
    parent = item.parent_line
    while parent is not None:
        bundle = order.items[parent - 1]
        exact, parent = exact * Fraction(bundle.quantity), bundle.parent_line
    return floor(exact + Fraction(1, 2))


def acted(order: Order, act: str, at: int, share: int) -> Order:
    """The order after somebody did something to one of its lines, if that may be."""
    item = order.items[at % len(order.items)]
    part = of_thousandths(max(1, int(in_all(order.items, item) * share)))
    if item.unit != "kg":
        part = max(1, int(in_all(order.items, item) * share / 1000))
    command = {"void": ItemStatus.CANCELLED, "split": ItemStatus.READY}
    try:
        if act in command:
            asked = Command(status=command[act], actor=SOMEBODY)
            decided = decide_part(order, item, asked, part, Policy())
            return order if decided is None else decided[0].order
        quantity = part if act == "fewer" else item.quantity + 1
        given = {"quantity": quantity}
        amended = decide_line(order, item, given, {}, Asked(actor=SOMEBODY), Policy())
    except (QuantityNotThere, IllegalTransition, LineVoided, OrderClosed):
        return order
    return order if amended is None else amended.order


@settings(max_examples=300, deadline=None)
@given(strategies.lists(BUNDLES, min_size=1, max_size=3), ADJUSTMENTS, ACTS)
def test_an_order_comes_to_what_its_lines_do(
    items: list[Json], adjustments: list[Json], acts: list[tuple[str, int, int]]
) -> None:
    posted = OrderCreate.model_validate(factories.order(items=items, adjustments=adjustments))
    try:
        order = draft(posted, {}, UUID(int=7), by=SOMEBODY, now=NOW, policy=Policy()).order
    except AmountOutOfRange:
        assume(False)  # a modifier made a line come to less than nothing: that is refused
    for act in acts:
        order = acted(order, *act)

    amounts = {item.line: comes_to(order, item) for item in order.items}
    gone = sum(amounts[item.line] for item in order.items if item.status == "CANCELLED")
    beside = sum(each["amount"]["amount"] for each in adjustments if not each["included"])
    found = order.totals
    assert found is not None
    assert found.ordered.amount == sum(amounts.values())
    assert (found.cancelled.amount, found.items.amount) == (gone, sum(amounts.values()) - gone)
    assert found.total.amount == max(found.items.amount + beside, 0)
    for total in (found.ordered, found.cancelled, found.items, found.total, found.due):
        assert type(total.amount) is int
        assert total.amount >= 0
