"""How many customers of a period are new and how many return: what counts, and what is left out and why. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huuva_backend.analytics.measures import EXCLUSIONS, Exclusion, cut_by, definition
from huuva_backend.analytics.periods import WallClock


@dataclass(frozen=True, slots=True)
class Retention:
    """The customers of a group's orders; without any the rate is None."""

    group: datetime | str | None
    customers: int = 0
    new: int = 0
    returning: int = 0
    repeat_rate: float | None = None
    orders: int = 0
    subgroup: datetime | str | None = None


RETENTION_CAUSES: Final = [Exclusion.NO_ACCOUNT]


def retention_definition(clock: WallClock | None = None) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    return definition(
        "Customer accounts with orders in the period, by the orders' createdAt, cancelled ones too. new are those whose "
        "first order of all time is among a group's orders, so in one group alone; returning are all others: they had "
        "ordered before, be it in another group. repeatRate is returning as a part of customers. What brandId, "
        "locationId and channel narrow to is all that is known: who ordered elsewhere before is new. Whoever has orders in "
        "several groups is a customer in each. An erased customer goes on counting under a random name, as one who is "
        f"another from then on. {buckets}n is the number of orders of customers.",
        RETENTION_CAUSES,
        EXCLUSIONS,
    )
