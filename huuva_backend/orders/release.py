"""When the kitchen gets to see an order that is wanted later. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Release(NamedTuple):
    """When the kitchen sees an order, or saw it where that is `done`."""

    at: datetime
    done: bool


def release_at(
    pickup_time: datetime, preparation_minutes: Iterable[int | None], lead: timedelta
) -> datetime:
    """Early enough for the item that takes longest, and `lead` before that."""
    longest = max((minutes or 0 for minutes in preparation_minutes), default=0)
    try:
        return pickup_time - timedelta(minutes=longest) - lead
    except OverflowError:
        return pickup_time  # in the first hours of the calendar


def release(wanted_at: datetime, begun_at: datetime | None, now: datetime) -> Release:
    """An order that has been begun, or whose time has come, is never held back."""
    if begun_at is None:
        return Release(wanted_at, wanted_at <= now)
    return Release(min(wanted_at, begun_at), done=True)
