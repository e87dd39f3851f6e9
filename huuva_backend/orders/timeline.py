"""What time means: when a change counts, and how long the stay was that it ended. Pure.

Three times meet. *Reported* is what a client's clock said, None where it said nothing. *Recorded* is the database's
clock as the order was read for the decision, which counts since nobody has changed the order before it is written.
*Since* is when the status before began. The time that counts is `timestamp`; nothing else compares the three.

Of stays that still go on `analytics/stays.py` says in SQL what `observed_stay` says of those that end.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

ONE_LATER: Final = timedelta(microseconds=1)
BEFORE_CREATION: Final = timedelta(minutes=5)
AHEAD_OF_US: Final = timedelta(minutes=2)
"""How far the clocks of displays and partners may be off."""


class Stay(NamedTuple):
    """How long a status lasted, in seconds, but for the time in which its order or line was held back.

    `begun_before_recorded`: it had begun so long before we knew the order that it counts only from then on.
    """

    seconds: float
    held_seconds: float = 0.0
    begun_before_recorded: bool = False


def recorded(now: datetime, before: datetime) -> datetime:
    """The database's clock; later than the record `before`, also where that clock was set back."""
    return max(now, before + ONE_LATER)


def timestamp(
    reported: datetime | None, recorded: datetime, since: datetime | None = None
) -> datetime:
    """When a change counts: as reported, but neither ahead of our clock nor before the status that it ends."""
    told = recorded if reported is None else min(reported, recorded)
    return told if since is None else max(since, told)


def is_late(reported: datetime | None, since: datetime | None) -> bool:
    """Whether a change is said to have happened before the status that it ends had begun."""
    return reported is not None and since is not None and reported < since


def held_until(
    released_at: datetime | None, fired_at: datetime | None, *, held: bool
) -> datetime | None:
    """Until when nobody was to begin a line: until its order is released and its course fired. Without end while `held`."""
    if held:
        return datetime.max.replace(tzinfo=UTC)
    return max((at for at in (released_at, fired_at) if at is not None), default=None)


def stay(since: datetime, until: datetime, held_until: datetime | None = None) -> Stay:
    """Of a status that lasted from `since` to `until`. The clock stands still before `held_until`."""
    if held_until is None or held_until <= since:
        return Stay((until - since).total_seconds())
    held = min(held_until, until) - since
    return Stay((until - since - held).total_seconds(), held.total_seconds())


def observed_stay(
    since: datetime,
    until: datetime,
    held_until: datetime | None,
    *,
    order_recorded: datetime,
    trusted_delay: timedelta,
) -> Stay:
    """As `stay`, of a status that ends under our eyes.

    One that began longer than `trusted_delay` before we recorded the order counts from when we did: nobody here
    could act on it before.
    """
    if order_recorded - since <= trusted_delay:
        return stay(since, until, held_until)
    known = stay(min(order_recorded, until), until, held_until)
    return known._replace(begun_before_recorded=True)


def can_have_happened(reported: datetime, *, created: datetime, now: datetime) -> bool:
    """Whether a change of an order of this age may be reported for this time."""
    # Differences, because sums overflow at the edges of the calendar.
    return created - reported <= BEFORE_CREATION and not is_ahead(reported, now)


def is_ahead(told: datetime, now: datetime) -> bool:
    """Whether a time lies so far ahead that no clock is that wrong."""
    return told - now > AHEAD_OF_US


def can_be_history(times: Sequence[datetime], now: datetime) -> bool:
    """Whether changes may have happened at these times, one after the other: none before its forerunner or ahead."""
    return all(one <= next_one for one, next_one in pairwise(times)) and times[-1] <= now
