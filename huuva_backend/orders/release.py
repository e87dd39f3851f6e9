"""When the kitchen gets to see an order that is wanted later. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from huuva_backend.orders.lifecycle import OrderStatus


class Release(NamedTuple):
    at: datetime
    done: bool


def release(
    status: OrderStatus,
    pickup_time: datetime,
    preparation_minutes: Iterable[int | None],
    *,
    lead: timedelta,
    now: datetime,
) -> Release:
    """Early enough for the item that takes longest, and `lead` before that.

    An order that has been begun, or whose time has come, is never held back.
    """
    longest = max((minutes or 0 for minutes in preparation_minutes), default=0)
    try:
        at = pickup_time - timedelta(minutes=longest) - lead
    except OverflowError:
        at = pickup_time  # in the first hours of the calendar
    return Release(at, status is not OrderStatus.RECEIVED or at <= now)
