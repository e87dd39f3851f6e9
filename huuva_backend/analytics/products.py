"""How long products take to prepare: what counts, and what is left out and why. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huuva_backend.analytics.measures import EXCLUSIONS, Exclusion, cut_by, definition
from huuva_backend.analytics.periods import WallClock


@dataclass(frozen=True, slots=True)
class PreparationTime:
    """How long lines of a product were PREPARING at a station, until they were READY."""

    group: datetime | str | None
    brand_id: str
    plu: str
    name: str
    station: str | None
    count: int
    average_seconds: float
    p50_seconds: float
    p90_seconds: float
    max_seconds: float
    subgroup: datetime | str | None = None


PRODUCT_CAUSES: Final = [
    Exclusion.CLAIM,
    Exclusion.NEVER_BEGUN,
    Exclusion.BEGUN_BEFORE,
    Exclusion.BY_CANCEL,
    Exclusion.BY_RECALL,
    Exclusion.BY_CLOSE,
]


def products_definition(clock: WallClock | None = None) -> str:
    buckets = "" if clock is None else f"{cut_by(clock)}. "
    return definition(
        "Seconds that lines were PREPARING until they were READY, in the period in which they became so, by brand, PLU "
        "and station; slowest first, by p50. Lines that aren't to be made are no products here, of a bundle its parts "
        "are. A line that is recalled and made again counts twice. A legal chain that a partner imported counts. "
        f"Percentiles are interpolated. {buckets}n is the number of all lines, also of products beyond limit.",
        PRODUCT_CAUSES,
        EXCLUSIONS,
    )
