"""What each number means: its definition, what counts for it, and what is left out and why. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Generic, NamedTuple, TypeVar

from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.periods import WallClock
from huuva_backend.orders.lifecycle import ITEM_MOVES, ORDER_MOVES, Move, OrderStatus

T = TypeVar("T")


class Subject(StrEnum):
    ORDER = "order"
    ITEM = "item"


class EndedBy(StrEnum):
    """How a stay ended."""

    FORWARD = "forward"
    CANCEL = "cancel"
    RECALL = "recall"
    CLOSE = "closed-by-day"


class Basis(StrEnum):
    """What of a stay counts in a period."""

    ENDED = "ended"
    SPENT = "spent"


class Stays(NamedTuple):
    """Whose stays are measured, which of them count (without `ended_by` all) and how."""

    subject: Subject
    groupings: Groupings
    basis: Basis
    ended_by: EndedBy | None


class Exclusion(StrEnum):
    """Why something is not counted."""

    CLAIM = "claim-not-counted"
    OPEN = "still-open"
    UNMEASURED = "length-not-known"
    BEGUN_BEFORE = "begun-before-recorded"
    BY_FORWARD = "ended-by-forward"
    BY_CANCEL = "ended-by-cancel"
    BY_RECALL = "ended-by-recall"
    BY_CLOSE = "closed-by-day"
    AGAIN = "reached-again"
    NO_ACCOUNT = "no-account"
    NO_PROMISE = "no-promise"
    CANCELLED = "cancelled"
    NOT_READY = "not-ready-yet"
    READY_NOT_TOLD = "ready-not-told"
    RECORDED_LATE = "recorded-after-promise"
    NEVER_BEGUN = "never-begun"


OTHER_ENDS: Final = {
    EndedBy.FORWARD: Exclusion.BY_FORWARD,
    EndedBy.CANCEL: Exclusion.BY_CANCEL,
    EndedBy.RECALL: Exclusion.BY_RECALL,
    EndedBy.CLOSE: Exclusion.BY_CLOSE,
}
"""What excludes a stay that ended so where only those count that ended otherwise."""

EXCLUSIONS: Final = {
    Exclusion.CLAIM: (
        "entries of a partner's statusHistory that is no legal chain, by the order's createdAt"
    ),
    Exclusion.OPEN: "stays that began before to and hadn't ended by then",
    Exclusion.UNMEASURED: "stays in PICKED_UP that a recall ended in the period; nothing else ends them",
    Exclusion.BEGUN_BEFORE: (
        "stays that were running so long before the order was recorded that nobody here could act on them"
    ),
    Exclusion.BY_FORWARD: "stays that a move forward ended",
    Exclusion.BY_CANCEL: "stays that a cancellation ended",
    Exclusion.BY_RECALL: "stays that a recall ended",
    Exclusion.BY_CLOSE: "stays that the close of the day ended, whatever became of the order then",
    Exclusion.AGAIN: "arrivals at a status where the order had been before a recall",
    Exclusion.NO_ACCOUNT: "orders that nobody said whose they are",
    Exclusion.NO_PROMISE: "orders that are wanted as soon as possible",
    Exclusion.CANCELLED: "orders that were cancelled, ready or not",
    Exclusion.NOT_READY: "orders that aren't ready as of asOf",
    Exclusion.READY_NOT_TOLD: (
        "orders whose history begins at READY or later, so that nobody told when they became so"
    ),
    Exclusion.RECORDED_LATE: "orders that we were told of after what was promised, and made then",
    Exclusion.NEVER_BEGUN: "lines that became READY without ever being PREPARING",
}
NOT_ENDED: Final = {Exclusion.OPEN: "stays that haven't ended as of asOf"}
"""What differs where it doesn't matter when a stay ended."""


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
    subgroup: datetime | str | None = None


class Flow(NamedTuple):
    """How many orders reached each point in the bucket that begins at `start`; of a group, where they are grouped."""

    start: datetime
    received: int = 0
    ready: int = 0
    picked_up: int = 0
    cancelled: int = 0
    group: datetime | str | None = None


class CustomerOrders(NamedTuple):
    account: str
    orders: int
    first_order_at: datetime
    last_order_at: datetime


@dataclass(frozen=True, slots=True)
class Excluded:
    cause: Exclusion
    count: int


@dataclass(frozen=True, kw_only=True)
class Measured(Generic[T]):
    """An answer that says what it counts, how many (`n`), what it leaves out, and as of when.

    `exact` is False where percentiles are estimated, each off by no more than `bound`, as a part of it.
    """

    items: Sequence[T]
    definition: str
    n: int
    excluded: Sequence[Excluded]
    as_of: datetime
    exact: bool = True
    bound: float | None = None
    next_cursor: str | None = None
    compared: "Compared[T] | None" = None
    in_pairs: bool = False
    """Whether items are grouped by two."""


@dataclass(frozen=True, kw_only=True)
class Compared(Generic[T]):
    """The same measure of another period, from `start` until `end`."""

    start: datetime
    end: datetime
    items: Sequence[T]
    n: int
    excluded: Sequence[Excluded]


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


def exclusions(stays: Stays) -> list[Exclusion]:
    """All that can keep a stay from being counted, in the order in which they are told."""
    others = [OTHER_ENDS[end] for end in EndedBy if stays.ended_by not in (None, end)]
    unfinished = [] if stays.ended_by is None else [Exclusion.OPEN]
    return [
        Exclusion.CLAIM,
        *unfinished,
        Exclusion.UNMEASURED,
        Exclusion.BEGUN_BEFORE,
        *others,
    ]


def definition(
    counted: str, causes: Iterable[Exclusion], texts: Mapping[Exclusion, str] = EXCLUSIONS
) -> str:
    left_out = "; ".join(f"{cause} ({texts[cause]})" for cause in causes)
    return f"{counted} Left out: {left_out}."


ENDS: Final = {
    EndedBy.FORWARD: "that a move forward ended",
    EndedBy.CANCEL: "that a cancellation ended",
    EndedBy.RECALL: "that a recall ended",
    EndedBy.CLOSE: "that the close of the day ended",
    None: "however they ended, also those that haven't ended as of asOf",
}
COUNTED: Final = {
    Basis.ENDED: (
        "Each stay counts once and whole, in the period in which it ended (timestamp of the history entry "
        "that ended it)."
    ),
    Basis.SPENT: (
        "Of each stay counts the part that lies in the period, whenever it began or ended; by the "
        "clock the part in each hour, day, week or month. count is the number of stays with a part there, and averages, percentiles "
        "and maximum are those of the parts."
    ),
}


def duration_definition(stays: Stays, clock: WallClock | None = None) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    return definition(
        f"Seconds that {stays.subject}s stayed in a status, of stays {ENDS[stays.ended_by]}. "
        f"{COUNTED[stays.basis]} Time in which an order was held back for later is in no stay. A legal chain "
        f"that a partner imported counts. Percentiles are interpolated. {buckets}n is the number of stays.",
        exclusions(stays),
        EXCLUSIONS if stays.basis is Basis.ENDED else {**EXCLUSIONS, **NOT_ENDED},
    )


def throughput_definition(clock: WallClock) -> str:
    return definition(
        "Orders by the time at which they got somewhere: received when their history begins, whatever status "
        "it begins with; ready, pickedUp and cancelled when they first reach READY, PICKED_UP and CANCELLED. "
        f"{cut_by(clock)}; the first and the last hold only what lies between from and to. n is the number of "
        "orders that are in any of the counts, each of them once.",
        [Exclusion.CLAIM, Exclusion.AGAIN, Exclusion.BY_CLOSE],
        {
            **EXCLUSIONS,
            Exclusion.BY_CLOSE: "orders that the close of the day closed, not their customers",
        },
    )


def cut_by(clock: WallClock) -> str:
    return f"Buckets follow the clock in {clock.timezone}, days begin at {clock.day_start}"


CUSTOMERS: Final = definition(
    "Orders of each customer account, by createdAt, over all time unless from or to narrow it. Every order "
    "counts, cancelled ones too. n is the number of orders of all pages. Each page is as of its own asOf: an "
    "order placed between two pages may move an account, so that both have it or neither.",
    [Exclusion.NO_ACCOUNT],
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
