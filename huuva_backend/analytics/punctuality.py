"""Whether orders were ready when they were promised: what counts, and what is left out and why. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from huuva_backend.analytics.measures import EXCLUSIONS, Exclusion, cut_by, definition
from huuva_backend.analytics.periods import WallClock


class Promise(StrEnum):
    FIRST = "first"
    LAST = "last"


class Readiness(StrEnum):
    FIRST = "first"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How orders kept what was promised; an error is positive where they were late, None where there are no orders."""

    group: datetime | str | None
    orders: int = 0
    late: int = 0
    late_share: float | None = None
    average_error_seconds: float | None = None
    p50_error_seconds: float | None = None
    p90_error_seconds: float | None = None
    recalled: int = 0
    subgroup: datetime | str | None = None


CAUSES: Final = [
    Exclusion.NO_PROMISE,
    Exclusion.CANCELLED,
    Exclusion.BY_CLOSE,
    Exclusion.NOT_READY,
    Exclusion.READY_NOT_TOLD,
    Exclusion.RECORDED_LATE,
]
_PROMISES: Final = {
    Promise.FIRST: "the pick-up time that was promised first (promisedTime)",
    Promise.LAST: "the pick-up time as it was promised last (pickupTime)",
}
_READY: Final = {
    Readiness.FIRST: "first became READY",
    Readiness.FINAL: "became READY for the last time, where it was recalled",
}


def punctuality_definition(
    promise: Promise, ready: Readiness, clock: WallClock | None = None
) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    return definition(
        f"Seconds from {_PROMISES[promise]} until an order {_READY[ready]}: positive is late, negative early. Orders "
        "count in the period in which they were to be picked up by what was promised last; those without a promise "
        "are left out in the one in which we recorded them. late are those with an error above 0, lateShare their part of orders; "
        "recalled those that went back from READY to be worked on. A legal chain that a partner imported counts. "
        f"Percentiles are interpolated. {buckets}n is the number of orders.",
        CAUSES,
        EXCLUSIONS | {Exclusion.BY_CLOSE: "orders that the close of the day cancelled"},
    )
