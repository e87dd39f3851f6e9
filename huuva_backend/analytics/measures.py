"""What each number means: its definition, what counts for it, and what is left out and why. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Generic, NamedTuple, TypeVar

from huuva_backend.analytics.periods import Interval
from huuva_backend.orders.lifecycle import ITEM_MOVES, ORDER_MOVES, Move, OrderStatus

T = TypeVar("T")


class Subject(StrEnum):
    ORDER = "order"
    ITEM = "item"


class Grouping(StrEnum):
    BRAND = "brand"
    LOCATION = "location"
    CHANNEL = "channel"
    HOUR = "hour"
    DAY = "day"


INTERVALS: Final = {Grouping.HOUR: Interval.HOUR, Grouping.DAY: Interval.DAY}
"""The groupings that are buckets of time; the others are columns of the order."""


class Cause(StrEnum):
    """Why something is not counted."""

    CLAIM = "claim-not-counted"
    OPEN = "still-open"
    UNMEASURED = "length-not-known"
    AGAIN = "reached-again"


CAUSES: Final = {
    Cause.CLAIM: "entries of a partner's statusHistory that is no legal chain, by the order's createdAt",
    Cause.OPEN: "statuses that began in the period and haven't ended yet",
    Cause.UNMEASURED: (
        "stays of orders in PICKED_UP, which only a recall ends, and of items in READY whose beginning "
        "before the pick-up was never told"
    ),
    Cause.AGAIN: "arrivals at a status where the order had been before a recall",
}


@dataclass(frozen=True, slots=True)
class StatusDuration:
    """How long stays in a status lasted; without any, the seconds are None."""

    group: datetime | str | None
    status: str
    count: int = 0
    average_seconds: float | None = None
    p50_seconds: float | None = None
    p90_seconds: float | None = None
    p95_seconds: float | None = None
    max_seconds: float | None = None


class Flow(NamedTuple):
    """How many orders reached each point in the bucket that begins at `start`."""

    start: datetime
    received: int = 0
    ready: int = 0
    picked_up: int = 0
    cancelled: int = 0


class Customer(NamedTuple):
    account: str
    orders: int
    first_order_at: datetime
    last_order_at: datetime


@dataclass(frozen=True, slots=True)
class Excluded:
    cause: Cause
    count: int


@dataclass(frozen=True, kw_only=True)
class Measured(Generic[T]):
    """An answer that says what it counts, how many (`n`), what it leaves out, and as of when.

    `exact` is False where it comes from figures that were summed up before.
    """

    items: Sequence[T]
    definition: str
    n: int
    excluded: Sequence[Excluded]
    as_of: datetime
    exact: bool = True
    next_cursor: str | None = None


FIRST_ARRIVALS: Final = {
    "ready": OrderStatus.READY,
    "picked_up": OrderStatus.PICKED_UP,
    "cancelled": OrderStatus.CANCELLED,
}
"""The counts of a `Flow` beside `received`, and the status whose first row counts for each."""

ENDING: Final = {
    subject: [
        str(status)
        for status, targets in moves.items()
        if status is not OrderStatus.PICKED_UP
        and not {Move.FORWARD, Move.RECALL}.isdisjoint(targets.values())
    ]
    for subject, moves in ((Subject.ORDER, ORDER_MOVES), (Subject.ITEM, ITEM_MOVES))
}
"""The statuses whose stays have a length: PICKED_UP ends by accident only, when it is recalled."""


def _definition(counted: str, *causes: Cause) -> str:
    left_out = "; ".join(f"{cause} ({CAUSES[cause]})" for cause in causes)
    return f"{counted} Left out: {left_out}."


DURATIONS: Final = {
    subject: _definition(
        f"Seconds that {subject}s stayed in a status. Each stay counts once, in the period in which it "
        "ended (timestamp of the history entry that ended it), whether by a move forward, a cancellation "
        "or a recall; that of an item in READY also when its order is picked up for good. A legal chain that a partner imported counts. A change reported late counts at the "
        "time reported, and the stay that it ended lasts until the change was recorded. Percentiles are "
        "interpolated. n is the number of stays.",
        Cause.CLAIM,
        Cause.OPEN,
        Cause.UNMEASURED,
    )
    for subject in Subject
}
THROUGHPUT: Final = _definition(
    "Orders by the time at which they got somewhere: received when their history begins, whatever status "
    "it begins with; ready, pickedUp and cancelled when they first reach READY, PICKED_UP and CANCELLED. "
    "Buckets follow the clock in timezone; the first and the last hold only what lies between from and to. "
    "n is the sum of all four counts.",
    Cause.CLAIM,
    Cause.AGAIN,
)
CUSTOMERS: Final = (
    "Orders of each customer account, by createdAt, over all time unless from or to narrow it. Every order "
    "counts, cancelled ones too. n is the number of orders of all pages. A page after the first counts "
    "what had been recorded when the first was read."
)


def every_status(
    subject: Subject, groups: Iterable[datetime | str | None], found: Iterable[StatusDuration]
) -> list[StatusDuration]:
    """Each group with each status of `ENDING`, also where nothing was found."""
    known = {(duration.group, duration.status): duration for duration in found}
    return [
        known.get((group, status)) or StatusDuration(group, status)
        for group in groups
        for status in ENDING[subject]
    ]


def every_bucket(starts: Iterable[datetime], found: Iterable[Flow]) -> list[Flow]:
    known = {flow.start: flow for flow in found}
    return [known.get(start) or Flow(start) for start in starts]
