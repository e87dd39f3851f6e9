"""How a line is cooked, and what is bumped of it meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import log
from random import Random
from typing import NamedTuple

from huuva_backend.demo.menu import Dish
from huuva_backend.demo.planned import PlannedMove
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import ItemStatus

ACCIDENT = "bumped by accident"
SPREAD = 0.35
"""Of preparation times: the deviation of their logarithms."""


class Cooking(NamedTuple):
    line: int
    quantity: int
    display: Actor
    begin: datetime
    end: datetime


def display_of(location_id: str, station: str) -> Actor:
    return Actor(ActorKind.DISPLAY, f"{location_id}-{station}")


def duration(rng: Random, product: Dish) -> timedelta:
    """Log-normal, with the product's own mean."""
    minutes = rng.lognormvariate(log(product.minutes) - SPREAD**2 / 2, SPREAD)
    return timedelta(minutes=minutes)


def bumps(rng: Random, changing: Random, cooking: Cooking) -> Iterator[PlannedMove]:
    """`changing` decides about parts of the line."""
    line, quantity, display, begin, end = cooking
    yield PlannedMove(begin, display, ItemStatus.PREPARING, line)
    lasts = end - begin
    if rng.random() < 0.02:
        accident = begin + lasts * 0.3
        noticed = accident + lasts * rng.uniform(0.05, 0.3)
        yield PlannedMove(accident, display, ItemStatus.READY, line)
        yield PlannedMove(noticed, display, ItemStatus.PREPARING, line, ACCIDENT, recall=True)
    elif quantity > 1 and changing.random() < 0.15:
        yield _of_several(changing, begin + lasts * changing.uniform(0.4, 0.9), cooking)
    yield PlannedMove(end, display, ItemStatus.READY, line)


def _of_several(rng: Random, at: datetime, cooking: Cooking) -> PlannedMove:
    """Some are ready before the others, or one is lost and there is nothing to make another of."""
    line, quantity, display = cooking[:3]
    if rng.random() < 0.2:
        reason = "dropped, and that was the last one"
        return PlannedMove(at, display, ItemStatus.CANCELLED, line, reason, quantity=1)
    some = rng.randrange(1, quantity)
    return PlannedMove(at, display, ItemStatus.READY, line, quantity=some)
