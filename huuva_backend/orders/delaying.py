"""When an order is there that the kitchen delays. Pure."""

from datetime import datetime, timedelta

from huuva_backend.orders.errors import DelayedTooFar
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
