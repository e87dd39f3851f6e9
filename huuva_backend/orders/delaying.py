"""When an order is there that the kitchen delays, and what takes a delay back. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from huuva_backend.orders.amending import FIELDS
from huuva_backend.orders.errors import DelayedTooFar
from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import LIVE
from huuva_backend.orders.order import Order


def delayed(order: Order, minutes: int) -> datetime:
    """So much later than it was due, and what was due already than now: who says "ten minutes" means ten from now then.

    What nobody named a time for was due when the longest of its live lines can be ready, as its ticket says.
    Raises `DelayedTooFar`.
    """
    longest = max(
        (item.preparation_minutes or 0 for item in order.items if item.status in LIVE), default=0
    )
    due_at = order.pickup_time or order.recorded_at + timedelta(minutes=longest)
    try:
        return max(due_at, order.as_of) + timedelta(minutes=minutes)
    except OverflowError:
        raise DelayedTooFar from None


def without_repeat(order: Order, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a message gives, without a pick-up time that only repeats what was told before the kitchen moved it.

    Its sender has other news, and hasn't heard of the delay yet.
    """
    moves = [
        (amendment.actor.kind, change.before)
        for amendment in order.amendments
        for change in amendment.changes
        if change.field == FIELDS["pickup_time"]
    ]
    kitchens = [*takewhile(lambda move: move[0] != ActorKind.PARTNER, reversed(moves))]
    if "pickup_time" not in given or not kitchens:
        return given
    _, told = kitchens[-1]
    if given["pickup_time"] != (told and datetime.fromisoformat(told)):
        return given
    return {name: value for name, value in given.items() if name != "pickup_time"}
