"""What a question about the kitchen's numbers comes to: whose orders, which period, and whose clock."""

from typing import Any

from huuva_backend.analytics.periods import (
    LONGEST,
    LONGEST_IN_DETAIL,
    Period,
    WallClock,
    period,
)
from huuva_backend.analytics.schemas import BucketsQuery, MeasureQuery
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor


def filters_of(caller: Caller, query: MeasureQuery) -> dict[str, Any]:
    names = {"location_id", "brand_id", "channel"}
    return caller.narrowed(query.model_dump(include=names, exclude_none=True, by_alias=False))


def period_of(query: MeasureQuery, *, in_detail: bool) -> Period:
    """Raises `InvalidPeriod`."""
    longest = LONGEST_IN_DETAIL if in_detail else LONGEST
    return period(query.period_from, query.period_to, utc_now(), longest)


async def clock_of(
    locations: LocationService, caller: Caller, on: Executor, query: BucketsQuery
) -> WallClock:
    """As told; else that of the one location that is asked about."""
    timezone, day_start = query.timezone, query.day_start
    if query.location_id is not None and None in (timezone, day_start):
        its_own = await locations.settings(caller, on, query.location_id)
        return WallClock(timezone or its_own.timezone, day_start or its_own.day_starts_at)
    return WallClock(timezone or "UTC", day_start or "00:00")
