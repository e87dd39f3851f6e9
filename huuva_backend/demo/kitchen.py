"""What people in the kitchens do to an order, and when. Whether they may is decided elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import heapreplace
from math import ceil

from huuva_backend.demo.arrivals import Arrival
from huuva_backend.demo.close_of_day import left_over
from huuva_backend.demo.cooking import ACCIDENT, Cooking, bumps, display_of, duration
from huuva_backend.demo.menu import MENUS, Dish, Location
from huuva_backend.demo.planned import Planned, PlannedAmendment, PlannedMove
from huuva_backend.demo.second_thoughts import second_thoughts
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus

CUSTOMER_REASONS = ["customer changed their mind", "ordered twice", "wrong address"]
KITCHEN_REASONS = ["kitchen overloaded", "out of an ingredient", "oven broken"]
LINES_OF_AN_ORDER = 2


class Kitchens:
    """The cooks at every station. Orders come in turn and wait until one has time for them."""

    def __init__(self, orders: int) -> None:
        self._orders = orders
        self._free_from: dict[tuple[str, str], list[datetime]] = {}

    def handle(self, order: Arrival, placed: datetime) -> list[Planned]:
        """All that is asked of the order, by time."""
        rng, partner = order.rng, Actor(ActorKind.PARTNER, order.channel.id)
        fate = rng.random()
        if fate < 0.03:
            at = placed + timedelta(seconds=rng.uniform(15, 90))
            reason = rng.choice(CUSTOMER_REASONS)
            return [PlannedMove(at, partner, OrderStatus.CANCELLED, reason=reason)]
        missing, cookings = self._prepared(order, placed)
        asked: list[Planned] = [*missing]
        if cookings:
            thoughts = second_thoughts(order, placed, cookings)
            begin = min(cooking.begin for cooking in cookings)
            ready = max([cooking.end for cooking in cookings] + [each.at for each in thoughts])
            if fate < 0.045:
                at = begin + (ready - begin) * rng.random()
                lead = Actor(ActorKind.USER, f"lead-{order.location.id}")
                reason = rng.choice(KITCHEN_REASONS)
                asked.append(PlannedMove(at, lead, OrderStatus.CANCELLED, reason=reason))
            pass_display = display_of(order.location.id, "pass")
            if rng.random() < 0.3:
                asked += _whole(pass_display, begin, ready)
            else:
                for cooking in cookings:
                    asked += bumps(rng, order.changing, cooking)
            order = order._replace(promised=_promised(order, thoughts))
            asked += [*thoughts, *_handed_over(order, ready, pass_display, partner)]
        return sorted(asked, key=lambda each: each.at)

    def _prepared(
        self, order: Arrival, placed: datetime
    ) -> tuple[list[PlannedMove], list[Cooking]]:
        """The items that turn out not to be there, and the cooking of all others."""
        rng, missing, cookings = order.rng, [], []
        for line, product in enumerate(order.products, 1):
            display = display_of(order.location.id, product.station)
            seen = placed + timedelta(seconds=rng.uniform(30, 180))
            if rng.random() < 0.015:
                missing.append(
                    PlannedMove(seen, display, ItemStatus.CANCELLED, line, reason="out of stock")
                )
                continue
            quantity = order.body["items"][line - 1]["quantity"]
            lasts = duration(rng, product) * (0.75 + 0.25 * quantity)
            begin = self._begin(order, product, seen, lasts)
            cookings.append(Cooking(line, quantity, display, begin, begin + lasts))
        return missing, cookings

    def _begin(self, order: Arrival, product: Dish, seen: datetime, lasts: timedelta) -> datetime:
        station = (order.location.id, product.station)
        if station not in self._free_from:
            self._free_from[station] = [seen] * self._cooks(order.location, product.station)
        free_from = self._free_from[station]
        begin = max(seen, free_from[0])
        heapreplace(free_from, begin + lasts)
        return begin

    def _cooks(self, location: Location, station: str) -> int:
        """As many as just can't keep up with the busiest hour, in which a fifth of all orders come."""
        products = [product for brand in location.brands for product in MENUS[brand]]
        minutes = sum(product.minutes for product in products if product.station == station)
        items_an_hour = 0.2 * self._orders * location.share * LINES_OF_AN_ORDER
        return ceil(items_an_hour * minutes / len(products) / 60)


def _promised(order: Arrival, thoughts: Iterable[Planned]) -> datetime:
    later: Iterator[datetime] = (
        thought.given["pickup_time"]
        for thought in thoughts
        if isinstance(thought, PlannedAmendment) and "pickup_time" in thought.given
    )
    return next(later, order.promised)


def _whole(display: Actor, begin: datetime, ready: datetime) -> Iterator[PlannedMove]:
    """Some cooks bump only the ticket, at the pass."""
    yield PlannedMove(begin, display, OrderStatus.PREPARING)
    yield PlannedMove(ready, display, OrderStatus.READY)


def _handed_over(
    order: Arrival, ready: datetime, pass_display: Actor, partner: Actor
) -> Iterator[PlannedMove]:
    rng = order.rng
    if rng.random() < 0.01:
        dropped = ready + timedelta(seconds=rng.uniform(10, 90))
        ready = dropped + timedelta(minutes=rng.uniform(3, 8))
        reason = "dropped at the pass"
        yield PlannedMove(dropped, pass_display, OrderStatus.PREPARING, reason=reason, recall=True)
        yield PlannedMove(ready, pass_display, OrderStatus.READY)
    collected = rng.random()
    if collected < 0.005:
        given_up = ready + timedelta(minutes=90)
        system = Actor(ActorKind.SYSTEM, "uncollected")
        yield PlannedMove(given_up, system, OrderStatus.CANCELLED, reason="never collected")
        return
    if collected < 0.04:  # and nobody bumps it
        yield left_over(max(ready, order.promised))
        return
    if rng.random() < 0.015:
        accident = ready + timedelta(seconds=rng.uniform(5, 15))
        noticed = accident + timedelta(seconds=rng.uniform(5, 15))
        yield PlannedMove(accident, pass_display, OrderStatus.PICKED_UP)
        yield PlannedMove(noticed, pass_display, OrderStatus.READY, reason=ACCIDENT, recall=True)
    comes = order.promised + timedelta(minutes=rng.gauss(-3, 5))
    left = max(comes, ready + timedelta(seconds=rng.uniform(40, 180)))
    yield PlannedMove(
        left, partner if order.channel.delivers else pass_display, OrderStatus.PICKED_UP
    )
