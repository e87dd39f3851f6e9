"""What the kitchen answers its channels: whether it takes an order, and whether it gives up one that is begun."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from huuva_backend.demo.arrivals import Arrival
from huuva_backend.demo.cooking import display_of
from huuva_backend.demo.planned import Planned, PlannedAnswer, PlannedMove
from huuva_backend.orders.acceptance import DenialReason
from huuva_backend.orders.acceptance_service import UNANSWERED
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import ItemStatus

WANTED_GONE = 0.03
"""The share of orders of delivery services that are asked to be cancelled once they are begun."""
REASONS = ["ordered twice", "wrong address", "customer changed their mind"]
REFUSALS = ["in the oven already", "ready in a minute", None]


def answers(order: Arrival, placed: datetime, planned: Sequence[Planned]) -> Iterator[Planned]:
    """Beside all else that is `planned` of it."""
    rng, display = order.answering, display_of(order.location.id, "pass")
    if "acceptBy" in order.body:
        yield from _accepted(rng, display, placed)
        by = order.body["acceptBy"] + timedelta(seconds=rng.uniform(0, 1))
        yield PlannedAnswer(by, UNANSWERED, "unanswered")
    begun = [
        each.at
        for each in planned
        if isinstance(each, PlannedMove) and each.status is ItemStatus.PREPARING
    ]
    if order.channel.sells and begun and rng.random() < WANTED_GONE:
        at = min(begun) + timedelta(seconds=rng.uniform(30, 240))
        partner = Actor(ActorKind.PARTNER, order.channel.id)
        yield PlannedAnswer(at, partner, "request", rng.choice(REASONS))
        decided = at + timedelta(seconds=rng.uniform(20, 180))
        if rng.random() < 0.5:
            yield PlannedAnswer(decided, display, "confirm")
        else:
            yield PlannedAnswer(decided, display, "refuse", rng.choice(REFUSALS))


def _accepted(rng: Random, display: Actor, placed: datetime) -> Iterator[PlannedAnswer]:
    """Soon, in most cases. Who forgets it has perhaps begun the order all the same."""
    at = placed + timedelta(seconds=rng.uniform(10, 200))
    fate = rng.random()
    if fate < 0.03:
        reason = rng.choice([DenialReason.OUT_OF_STOCK, DenialReason.TOO_BUSY])
        yield PlannedAnswer(at, display, "deny", denial=reason)
    elif fate < 0.8:
        yield PlannedAnswer(at, display, "accept")
