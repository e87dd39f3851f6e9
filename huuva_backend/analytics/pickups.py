"""How long orders that are ready wait to be picked up: what counts, and what is left out and why. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huuva_backend.analytics.measures import EXCLUSIONS, Exclusion, cut_by, definition
from huuva_backend.analytics.periods import WallClock


@dataclass(frozen=True, slots=True)
class PickupWait:
    """How long orders were READY until they were picked up; without any, the seconds are None."""

    group: datetime | str | None
    count: int = 0
    average_seconds: float | None = None
    p50_seconds: float | None = None
    p90_seconds: float | None = None
    max_seconds: float | None = None
    subgroup: datetime | str | None = None


PICKUP_CAUSES: Final = [
    Exclusion.CLAIM,
    Exclusion.OPEN,
    Exclusion.BEGUN_BEFORE,
    Exclusion.BY_CANCEL,
    Exclusion.BY_RECALL,
    Exclusion.BY_CLOSE,
]


def pickups_definition(clock: WallClock | None = None) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    return definition(
        "Seconds that orders were READY until they were picked up: how long a courier or a guest let them wait. Each "
        "counts in the period in which it was picked up; one that is picked up, taken back and picked up again counts "
        "twice, each time with its own wait. A legal chain that a partner imported counts. Percentiles are "
        f"interpolated. {buckets}n is the number of pick-ups.",
        PICKUP_CAUSES,
        EXCLUSIONS
        | {
            Exclusion.OPEN: "orders that are READY as of asOf and became so before to",
            Exclusion.BY_CLOSE: "orders that the close of the day closed, not their customers",
        },
    )
