"""What was cancelled or taken back, why, by whom and how far it had come: what counts, and what it cost. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from huuva_backend.analytics.measures import EXCLUSIONS, Exclusion, Subject, cut_by, definition
from huuva_backend.analytics.periods import WallClock


class Setback(StrEnum):
    CANCELLATION = "cancellation"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Setbacks:
    """Cancellations or recalls of one kind. `stage` is the status that they ended, None where history begins with them.

    Amounts are of what was cancelled, in the currency's minor unit; None without a known price.
    """

    group: datetime | str | None
    setback: Setback
    reason: str | None
    actor_kind: str
    stage: str | None
    currency: str | None
    count: int
    amount: int | None
    wasted_amount: int | None
    subgroup: datetime | str | None = None


SETBACK_CAUSES: Final = [Exclusion.CLAIM, Exclusion.BY_CLOSE]


def cancellations_definition(subject: Subject, clock: WallClock | None = None) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    whose = {
        Subject.ORDER: "of an order the amount is that of the lines that were cancelled with it",
        Subject.ITEM: "an order that is cancelled cancels each of its lines, and of a bundle its parts are counted "
        "while its price is in the amount",
    }
    return definition(
        f"Cancellations and recalls of {subject}s, in the period in which they happened, by reason, by who did it and "
        f"by stage, the status that they ended; most first. {whose[subject]}, without modifiers taken off and adjustments; "
        "lines without a price are in no amount. wastedAmount is that of lines that are to be made and had been begun. "
        f"A recall cancels nothing. A legal chain that a partner imported counts. {buckets}n is the number of all of "
        "them, also of those beyond limit.",
        SETBACK_CAUSES,
        EXCLUSIONS | {Exclusion.BY_CLOSE: "what the close of the day cancelled"},
    )
