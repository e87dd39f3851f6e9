"""What is asked to be otherwise of an order that was placed: through its channel, or by whoever serves the guests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from huuva_backend.demo.arrivals import ITEM_NOTES, Arrival, named
from huuva_backend.demo.cooking import Cooking, display_of, duration
from huuva_backend.demo.menu import MENUS, Dish
from huuva_backend.demo.order_types import TABLE_NUMBERS
from huuva_backend.demo.planned import Planned, PlannedAmendment, PlannedLines, PlannedMove
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import ItemStatus

COURIER_NOTES = ["Please call instead of ringing", "Back door, please", "No cutlery, please"]
SMALL = 3
"""Minutes that drinks and desserts take at most, of which one more is wanted sometimes."""


class Wish(NamedTuple):
    """Who wants something else of an order, and when: before all of it is ready."""

    order: Arrival
    cookings: Sequence[Cooking]
    actor: Actor
    at: datetime

    @property
    def rng(self) -> Random:
        return self.order.changing


def second_thoughts(order: Arrival, placed: datetime, cookings: Sequence[Cooking]) -> list[Planned]:
    """Most have none."""
    rng = order.changing
    share, kinds, actor = _whose(order)
    if rng.random() >= share:
        return []
    ready = max(cooking.end for cooking in cookings)
    at = placed + (ready - placed) * rng.uniform(0.05, 0.9)
    (kind,) = rng.choices(list(kinds), list(kinds.values()))
    return list(kind(Wish(order, cookings, actor, at)))


def _later(wish: Wish) -> Iterator[Planned]:
    later = wish.order.promised + timedelta(minutes=wish.rng.choice((10, 15, 20, 30)))
    yield PlannedAmendment(
        wish.at, wish.actor, {"pickup_time": later}, reason="customer comes home later"
    )


def _for_the_courier(wish: Wish) -> Iterator[Planned]:
    yield PlannedAmendment(wish.at, wish.actor, {"note": wish.rng.choice(COURIER_NOTES)})


def _for_the_cook(wish: Wish) -> Iterator[Planned]:
    line = wish.rng.choice(wish.cookings).line
    note = wish.rng.choice(ITEM_NOTES)
    yield PlannedAmendment(wish.at, wish.actor, {"note": note}, line, reason="guest asked")


def _another_table(wish: Wish) -> Iterator[Planned]:
    table = str(wish.rng.choice(TABLE_NUMBERS))
    yield PlannedAmendment(wish.at, wish.actor, {"table": table}, reason="guests moved")


def _fewer(wish: Wish) -> Iterator[Planned]:
    """Of one they'd have to cancel the line."""
    several = [cooking for cooking in wish.cookings if cooking.quantity > 1]
    if several:
        line, quantity, *_ = wish.rng.choice(several)
        given = {"quantity": quantity - 1}
        yield PlannedAmendment(wish.at, wish.actor, given, line, reason="one fewer after all")


def _more(wish: Wish) -> Iterator[Planned]:
    line, quantity, _, _, end = wish.rng.choice(wish.cookings)
    given = {"quantity": quantity + 1}
    yield PlannedAmendment(wish.at, wish.actor, given, line, reason="another of the same")
    # Where the line wasn't begun, it is one more in it, and there is nothing else to cook.
    yield from _cooked(wish, wish.order.products[line - 1], max(wish.at, end))


def _drink_or_dessert(wish: Wish) -> Iterator[Planned]:
    order = wish.order
    small = [
        dish
        for dish in MENUS[order.body["brandId"]]
        if dish.minutes <= SMALL and dish not in order.products
    ]
    if small:
        dish = wish.rng.choice(small)
        items = [named(dish, sold=order.channel.sells) | {"quantity": 1}]
        yield PlannedLines(wish.at, wish.actor, items, reason="ordered later")
        yield from _cooked(wish, dish, wish.at)


def _cooked(wish: Wish, dish: Dish, after: datetime) -> Iterator[PlannedMove]:
    """A cook makes it soon, between what others wait for already."""
    display = display_of(wish.order.location.id, dish.station)
    begin = after + timedelta(seconds=wish.rng.uniform(20, 120))
    end = begin + duration(wish.rng, dish)
    yield PlannedMove(begin, display, ItemStatus.PREPARING, added=dish.plu)
    yield PlannedMove(end, display, ItemStatus.READY, added=dish.plu)


def _otherwise(wish: Wish) -> Iterator[Planned]:
    """Without an extra that was ordered, or with one."""
    order, rng = wish.order, wish.rng
    line = rng.choice(wish.cookings).line
    ordered, extras = order.body["items"][line - 1]["modifiers"], order.products[line - 1].extras
    if not extras:
        return
    known = {extra.plu for extra in extras}
    without = next((extra for extra in ordered if extra["plu"] in known), None)
    if without:
        bodies, reason = [each for each in ordered if each is not without], "without it after all"
    else:
        more = named(rng.choice(extras), sold=order.channel.sells)
        bodies, reason = [*ordered, more], "forgot to say"
    yield PlannedAmendment(wish.at, wish.actor, {"modifiers": bodies}, line, reason)


Kinds = Mapping[Callable[[Wish], Iterator[Planned]], int]

DELIVERED: Final[Kinds] = {_later: 3, _for_the_courier: 2, _fewer: 4, _otherwise: 2}
AT_TABLE: Final[Kinds] = {
    _drink_or_dessert: 5,
    _more: 2,
    _fewer: 4,
    _another_table: 2,
    _for_the_cook: 1,
    _otherwise: 1,
}
AT_COUNTER: Final[Kinds] = {_drink_or_dessert: 2, _more: 1, _fewer: 2, _otherwise: 1}


def _whose(order: Arrival) -> tuple[float, Kinds, Actor]:
    """The share of such orders of which something else is wanted, how often what is, and who says so."""
    if order.channel.delivers:
        return 0.06, DELIVERED, Actor(ActorKind.PARTNER, order.channel.id)
    if server := order.body.get("server"):
        return 0.25, AT_TABLE, Actor(ActorKind.USER, f"waiter-{server.lower()}")
    return 0.1, AT_COUNTER, Actor(ActorKind.USER, f"till-{order.location.id}")
