"""What can be asked: how long statuses last, how many orders flow through, who orders."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from huuva_backend.analytics import measures
from huuva_backend.analytics.cells import MOST_CELLS, names_of, paired
from huuva_backend.analytics.errors import CustomerNotFound, TooManyCells
from huuva_backend.analytics.grouped_schemas import StatusDurationsQuery, ThroughputQuery
from huuva_backend.analytics.groupings import BY_CLOCK, OrderGrouping, crossed, in_intervals
from huuva_backend.analytics.mapping import CustomerPage
from huuva_backend.analytics.measures import (
    Basis,
    CustomerOrders,
    EndedBy,
    Flow,
    Measured,
    StatusDuration,
    Stays,
)
from huuva_backend.analytics.periods import (
    Interval,
    check_order,
)
from huuva_backend.analytics.question import clock_of, filters_of, period_of
from huuva_backend.analytics.repository import AnalyticsRepository
from huuva_backend.analytics.schemas import (
    CustomerQuery,
    CustomersQuery,
    MeasureQuery,
)
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.text import Text64

OrderCount = Annotated[int, Field(ge=1, lt=2**62)]
CURSORS = Cursors("customers", tuple[OrderCount, Text64])
"""The orders and the account of the last customer on the page."""


class AnalyticsService:
    """Every method raises `InvalidPeriod`."""

    def __init__(self, locations: LocationService, trusted_delay: timedelta) -> None:
        """`trusted_delay` is how much of a stay counts that began before its order was recorded."""
        self._locations = locations
        self._trusted_delay = trusted_delay

    async def status_durations(
        self, caller: Caller, on: Executor, query: StatusDurationsQuery
    ) -> Measured[StatusDuration]:
        groupings = query.groupings
        cut = period_of(query, in_detail=OrderGrouping.HOUR in groupings)
        clock = await clock_of(self._locations, caller, on, query)
        groups = crossed(groupings, cut, clock)
        forward = EndedBy.FORWARD if query.basis is Basis.ENDED else None
        stays = Stays(query.subject, groupings, query.basis, query.ended_by or forward)
        within = filters_of(caller, query) | cut._asdict()
        found = await AnalyticsRepository(on).status_durations(
            stays, groups, self._trusted_delay, within
        )
        names = names_of(groupings, groups, [each.group for each in found.rows])
        by_clock = BY_CLOCK.intersection(groupings)
        return Measured(
            items=paired(measures.every_status(query.subject, names, found.rows)),
            definition=measures.duration_definition(stays, clock if by_clock else None),
            n=found.n,
            excluded=found.excluded,
            as_of=found.as_of,
            exact=found.bound is None,
            bound=found.bound,
            in_pairs=len(groupings) > 1,
        )

    async def throughput(
        self, caller: Caller, on: Executor, query: ThroughputQuery
    ) -> Measured[Flow]:
        groupings = query.groupings
        in_detail = query.interval is Interval.QUARTER_HOUR or OrderGrouping.HOUR in groupings
        cut = period_of(query, in_detail=in_detail)
        clock = await clock_of(self._locations, caller, on, query)
        intervals = in_intervals(query.interval, query.group_by, cut, clock)
        within = filters_of(caller, query) | cut._asdict()
        found = await AnalyticsRepository(on).throughput(groupings, intervals, within)
        items = found.rows if groupings else measures.every_bucket(intervals.names, found.rows)
        if groupings and len(items) > MOST_CELLS:
            raise TooManyCells(MOST_CELLS, "groupBy")
        return Measured(
            items=items,
            in_pairs=bool(groupings),
            definition=measures.throughput_definition(clock),
            n=found.n,
            excluded=found.excluded,
            as_of=found.as_of,
        )

    async def customers(
        self, caller: Caller, on: Executor, query: CustomersQuery
    ) -> Measured[CustomerOrders]:
        """Most orders first. Raises `InvalidCursor`."""
        after = None if query.cursor is None else CURSORS.decode(query.cursor)
        page = await AnalyticsRepository(on).customers(
            _lifetime(caller, query), query.limit + 1, after
        )
        items = page.rows[: query.limit]
        more = len(page.rows) > len(items)
        last = (items[-1].orders, items[-1].account) if more else None
        return _customers(items, page, last and CURSORS.encode(last))

    async def customer(
        self, caller: Caller, on: Executor, account: str, query: CustomerQuery
    ) -> Measured[CustomerOrders]:
        """Raises `CustomerNotFound`."""
        page = await AnalyticsRepository(on).customers(
            _lifetime(caller, query) | {"account": account}, limit=1
        )
        if not page.rows:
            raise CustomerNotFound
        return _customers(page.rows, page, None)


def _lifetime(caller: Caller, query: MeasureQuery) -> dict[str, Any]:
    """All time, unless the query narrows it at either end."""
    start, end = query.period_from, query.period_to
    if start and end:
        check_order(start, end)
    given = {"start": start, "end": end}
    return filters_of(caller, query) | {name: moment for name, moment in given.items() if moment}


def _customers(
    items: list[CustomerOrders], page: CustomerPage, next_cursor: str | None
) -> Measured[CustomerOrders]:
    return Measured(
        items=items,
        definition=measures.CUSTOMERS,
        n=page.orders,
        excluded=page.excluded,
        as_of=page.as_of,
        next_cursor=next_cursor,
    )
