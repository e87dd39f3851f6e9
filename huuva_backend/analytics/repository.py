"""Where the numbers are read. What `reads` says in SQL, this says in measures."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from huuva_backend.analytics import mapping, reads, rollup_reads, scope, stays
from huuva_backend.analytics.answers import measured, summed
from huuva_backend.analytics.groupings import Groupings, Stretches
from huuva_backend.analytics.mapping import CustomerPage, Figures
from huuva_backend.analytics.measures import (
    Basis,
    CustomerOrders,
    Exclusion,
    Flow,
    StatusDuration,
    Stays,
)
from huuva_backend.platform.db.database import Executor


class AnalyticsRepository:
    """Every `within` gives `start` and `end`, and values to some of `scope.FILTERS`."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def status_durations(
        self,
        question: Stays,
        cut: Stretches,
        trusted_delay: timedelta,
        within: Mapping[str, Any],
    ) -> Figures[StatusDuration]:
        """`cut` is how the period is grouped. Parts of stays are in no roll-up."""
        filters = scope.FILTERS.intersection(within)
        values = {
            **within,
            "starts": cut.starts,
            "groups": cut.groups,
            "trusted_delay": trusted_delay,
        }
        if question.basis is Basis.ENDED:
            of_cells = partial(rollup_reads.durations, question, filters)
            known = {**values, "counted_as": question.ended_by}
            found = await summed(self._database, of_cells, question.groupings, known)
            if found is not None:
                return mapping.summed_durations(question, cut, *found)
        as_of, row = await measured(self._database, stays.durations(question, filters), values)
        return mapping.durations(question, cut, as_of, row)

    async def throughput(
        self, groupings: Groupings, cut: Stretches, within: Mapping[str, Any]
    ) -> Figures[Flow]:
        """In the intervals of `cut`, and by `groupings` beside."""
        filters = scope.FILTERS.intersection(within)
        values = {**within, "starts": cut.starts, "groups": cut.groups}
        of_cells = partial(rollup_reads.throughput, groupings, filters)
        found = await summed(self._database, of_cells, groupings, values)
        if found is not None:
            return mapping.summed_flows(cut, *found)
        as_of, row = await measured(self._database, reads.throughput(groupings, filters), values)
        return mapping.flows(cut, as_of, row)

    async def customers(
        self, within: Mapping[str, Any], limit: int, after: tuple[int, str] | None = None
    ) -> CustomerPage:
        """Most orders first. `within` gives values to some of `reads.CUSTOMER_FILTERS`.

        `after` has the orders and the account of the customer after whom the page begins.
        """
        filters = reads.CUSTOMER_FILTERS.intersection(within)
        orders, account = after or (None, None)
        values = {**within, "limit": limit, "after_orders": orders, "after_account": account}
        statement = reads.customers(filters, after=after is not None)
        as_of, row = await measured(self._database, statement, values)
        items = [CustomerOrders(*found) for found in row["items"]]
        left_out = {Exclusion.NO_ACCOUNT: row[Exclusion.NO_ACCOUNT]}
        return CustomerPage(items, row["n"], mapping.excluded(left_out, left_out), as_of)
