"""How many orders were amended, and in what: what counts. Pure."""

from dataclasses import dataclass
from datetime import datetime

from huuva_backend.analytics.measures import cut_by
from huuva_backend.analytics.periods import WallClock


@dataclass(frozen=True, slots=True)
class AmendedOrders:
    """Of the orders of a group, how many were amended in a field, or in any where that is None, by how many changes."""

    group: datetime | str | None
    orders: int = 0
    field: str | None = None
    amended: int = 0
    share: float | None = None
    changes: int = 0
    subgroup: datetime | str | None = None


def amendments_definition(clock: WallClock | None = None) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    return (
        "Orders by createdAt, and how many of them were amended by asOf, whenever that was: in anything (field null), "
        "and in each field of the order or of a line, most first. An order that was amended in several fields is in "
        "each of them; changes counts amendments[].changes. A line that was added or taken away is a change of its "
        f"quantity. {buckets}n is the number of orders, amended or not. Nothing is left out."
    )
