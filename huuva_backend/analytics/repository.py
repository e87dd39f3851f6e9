"""Where the numbers are read. What `reads` says in SQL, this says in measures."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from asyncpg import Record

from huuva_backend.analytics import mapping, reads, rollup_reads, scope, stays
from huuva_backend.analytics.groupings import Groupings, OrderGrouping, Stretches
from huuva_backend.analytics.levels import Plan
from huuva_backend.analytics.mapping import CustomerPage, Figures
from huuva_backend.analytics.measures import (
    CustomerOrders,
    Exclusion,
    Flow,
    StatusDuration,
    Stays,
)
from huuva_backend.analytics.rollup_sources import OF_LOCATION
from huuva_backend.platform.db.database import Executor, Session
from huuva_backend.platform.db.statement import Statement


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
        plan: Plan | None,
    ) -> Figures[StatusDuration]:
        """`cut` is how the period is grouped. By roll-ups where there is a `plan` of them."""
        filters = scope.FILTERS.intersection(within)
        values = {
            **within,
            "starts": cut.starts,
            "groups": cut.groups,
            "trusted_delay": trusted_delay,
        }
        if plan is not None:
            estimated = await self._by_rollups(
                partial(rollup_reads.durations, question, filters),
                {**values, "counted_as": question.ended_by, **_parameters(plan)},
                everywhere=_is_of_all(filters, question.groupings),
            )
            if estimated is not None:
                return mapping.summed_durations(question, cut, *estimated)
        as_of, row = await self._measure(stays.durations(question, filters), values)
        return mapping.durations(question, cut, as_of, row)

    async def throughput(
        self,
        groupings: Groupings,
        cut: Stretches,
        within: Mapping[str, Any],
        plan: Plan | None,
    ) -> Figures[Flow]:
        """In the intervals of `cut`, and by `groupings` beside. By roll-ups where there is a `plan` of them."""
        filters = scope.FILTERS.intersection(within)
        values = {**within, "starts": cut.starts, "groups": cut.groups}
        if plan is not None:
            summed = await self._by_rollups(
                partial(rollup_reads.throughput, groupings, filters),
                {**values, **_parameters(plan)},
                everywhere=_is_of_all(filters, groupings),
            )
            if summed is not None:
                return mapping.summed_flows(cut, *summed)
        as_of, row = await self._measure(reads.throughput(groupings, filters), values)
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
        as_of, row = await self._measure(statement, values)
        items = [CustomerOrders(*found) for found in row["items"]]
        left_out = {Exclusion.NO_ACCOUNT: row[Exclusion.NO_ACCOUNT]}
        return CustomerPage(items, row["n"], mapping.excluded(left_out, left_out), as_of)

    async def _by_rollups(
        self, statement: Callable[..., Statement], values: Mapping[str, Any], *, everywhere: bool
    ) -> tuple[datetime, Record] | None:
        """As `_measure`; None where only history can tell. What a statement takes for granted it also tells: where it
        isn't so, one is asked that doesn't.
        """
        holds = {"whole": True, "everywhere": everywhere}
        async with self._database.transaction() as session:
            await session.fetch(rollup_reads.ALONG_INDEXES, {})
            while True:
                as_of, row = await _measured(session, statement(**holds), values)
                found = {name: holds[name] and row[name] for name in holds}
                if found == holds or not row["folded"]:
                    break
                holds = found
        return (as_of, row) if row["folded"] and row["sound"] else None

    async def _measure(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> tuple[datetime, Record]:
        async with self._database.session() as session:
            return await _measured(session, statement, values)


async def _measured(
    session: Session, statement: Statement, values: Mapping[str, Any]
) -> tuple[datetime, Record]:
    """As of when what the statement read is, and its one row."""
    (known,) = await session.fetch(reads.AS_OF, {})
    as_of: datetime = known["as_of"]
    (row,) = await session.fetch(statement, {**values, "as_of": as_of})
    return as_of, row


def _is_of_all(filters: Collection[str], groupings: Groupings) -> bool:
    """Whether all locations are asked about, and not told apart."""
    return OrderGrouping.LOCATION not in groupings and not OF_LOCATION.keys() & set(filters)


def _parameters(plan: Plan) -> dict[str, Any]:
    return {
        "run_levels": [run.level for run in plan.runs],
        "run_begins": [run.begin for run in plan.runs],
        "run_ends": [run.end for run in plan.runs],
        "piece_begins": [piece.begin for piece in plan.pieces],
        "piece_ends": [piece.end for piece in plan.pieces],
    }
