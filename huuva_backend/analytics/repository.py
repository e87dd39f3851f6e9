"""Where the numbers are read. What `reads` says in SQL, this says in measures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from asyncpg import Record

from huuva_backend.analytics import reads
from huuva_backend.analytics.measures import (
    ENDING,
    INTERVALS,
    Cause,
    Customer,
    Excluded,
    Flow,
    Grouping,
    StatusDuration,
    Subject,
)
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement

T = TypeVar("T")


class Reading(NamedTuple, Generic[T]):
    rows: list[T]
    excluded: list[Excluded]
    as_of: datetime


class CustomerPage(NamedTuple):
    rows: list[Customer]
    orders: int
    as_of: datetime


class AnalyticsRepository:
    """Every `scope` gives `start` and `end`, and values to some of `reads.FILTERS`."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def status_durations(
        self,
        subject: Subject,
        grouping: Grouping | None,
        starts: Sequence[datetime],
        scope: Mapping[str, Any],
    ) -> Reading[StatusDuration]:
        """`starts` are the buckets where the grouping is one of time."""
        statement = reads.status_durations(subject, grouping, reads.FILTERS.intersection(scope))
        row = await self._row(statement, {**scope, "starts": starts})
        in_time = grouping in INTERVALS
        found = [
            StatusDuration(starts[group - 1] if in_time else group, *figures)
            for group, *figures in row["items"]
        ]
        rows = [duration for duration in found if duration.status in ENDING[subject]]
        unmeasured = sum(duration.count for duration in found) - sum(
            duration.count for duration in rows
        )
        excluded = [
            Excluded(Cause.CLAIM, row["claims"]),
            Excluded(Cause.OPEN, row["open"]),
            Excluded(Cause.UNMEASURED, unmeasured),
        ]
        return Reading(rows, excluded, row["as_of"])

    async def throughput(
        self, starts: Sequence[datetime], scope: Mapping[str, Any]
    ) -> Reading[Flow]:
        row = await self._row(
            reads.throughput(reads.FILTERS.intersection(scope)), {**scope, "starts": starts}
        )
        rows = [Flow(starts[bucket - 1], *counts) for bucket, *counts, _ in row["items"]]
        again = sum(repeats for *_, repeats in row["items"])
        excluded = [Excluded(Cause.CLAIM, row["claims"]), Excluded(Cause.AGAIN, again)]
        return Reading(rows, excluded, row["as_of"])

    async def customers(
        self,
        scope: Mapping[str, Any],
        limit: int,
        after: tuple[datetime, int, str] | None = None,
    ) -> CustomerPage:
        """Most orders first. `scope` gives values to some of `reads.CUSTOMER_FILTERS`.

        `after` is as of when the listing is, and the orders and account of the last customer on it.
        """
        statement = reads.customers(
            reads.CUSTOMER_FILTERS.intersection(scope), after=after is not None
        )
        as_of, orders, account = after or (None, None, None)
        values = {"limit": limit, "as_of": as_of, "after_orders": orders, "after_account": account}
        row = await self._row(statement, {**scope, **values})
        return CustomerPage([Customer(*record) for record in row["items"]], row["n"], row["as_of"])

    async def _row(self, statement: Statement, values: Mapping[str, Any]) -> Record:
        row = await self._database.fetchrow(statement, values)
        if row is None:
            raise AssertionError("a SELECT without FROM gives one row")
        return row
