"""Where the numbers are read. What `reads` says in SQL, this says in measures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from asyncpg import Record

from huuva_backend.analytics import reads, scope, stays
from huuva_backend.analytics.measures import (
    ENDING,
    INTERVALS,
    CustomerOrders,
    Excluded,
    Exclusion,
    Flow,
    StatusDuration,
    Stays,
    exclusions,
)
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement

T = TypeVar("T")


class Figures(NamedTuple, Generic[T]):
    """What a measure found, in how many stays or orders (`n`)."""

    rows: list[T]
    n: int
    excluded: list[Excluded]
    as_of: datetime


class CustomerPage(NamedTuple):
    rows: list[CustomerOrders]
    orders: int
    excluded: list[Excluded]
    as_of: datetime


class AnalyticsRepository:
    """Every `within` gives `start` and `end`, and values to some of `scope.FILTERS`."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def status_durations(
        self,
        question: Stays,
        starts: Sequence[datetime],
        trusted_delay: timedelta,
        within: Mapping[str, Any],
    ) -> Figures[StatusDuration]:
        """`starts` are the buckets where the grouping is one of time."""
        statement = stays.durations(question, scope.FILTERS.intersection(within))
        values = {**within, "starts": starts, "trusted_delay": trusted_delay}
        as_of, row = await self._measure(statement, values)
        rows, n = [], 0
        left_out = Counter({Exclusion.CLAIM: row["claims"], Exclusion.OPEN: row.get("open", 0)})
        for group, status, cause, number, *figures in row["items"]:
            if status not in ENDING[question.subject]:
                left_out[Exclusion.UNMEASURED] += number
            elif cause is not None:
                left_out[Exclusion(cause)] += number
            else:
                start = starts[group - 1] if question.grouping in INTERVALS else group
                rows.append(StatusDuration(start, status, *figures))
                n += number
        return Figures(rows, n, _excluded(left_out, exclusions(question)), as_of)

    async def throughput(
        self, starts: Sequence[datetime], within: Mapping[str, Any]
    ) -> Figures[Flow]:
        statement = reads.throughput(scope.FILTERS.intersection(within))
        as_of, row = await self._measure(statement, {**within, "starts": starts})
        rows = [Flow(starts[bucket - 1], *counts) for bucket, *counts, _, _ in row["items"]]
        left_out = {
            Exclusion.CLAIM: row["claims"],
            Exclusion.AGAIN: sum(again for *_, again, _ in row["items"]),
            Exclusion.BY_CLOSE: sum(closed for *_, closed in row["items"]),
        }
        return Figures(rows, row["n"], _excluded(left_out, left_out), as_of)

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
        return CustomerPage(items, row["n"], _excluded(left_out, left_out), as_of)

    async def _measure(
        self, statement: Statement, values: Mapping[str, Any]
    ) -> tuple[datetime, Record]:
        """As of when what the statement read is, and its one row."""
        async with self._database.session() as session:
            (known,) = await session.fetch(reads.AS_OF, {})
            as_of: datetime = known["as_of"]
            (row,) = await session.fetch(statement, {**values, "as_of": as_of})
        return as_of, row


def _excluded(counts: Mapping[Exclusion, int], causes: Iterable[Exclusion]) -> list[Excluded]:
    return [Excluded(cause, counts[cause]) for cause in causes]
