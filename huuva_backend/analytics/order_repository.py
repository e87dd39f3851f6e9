"""Where the figures of orders are read. What the statements say in records, this says in measures."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from asyncpg import Record

from huuva_backend.analytics import pickup_reads, punctuality_reads, reads, scope
from huuva_backend.analytics.groupings import OrderGrouping, Stretches
from huuva_backend.analytics.measures import Excluded, Exclusion
from huuva_backend.analytics.pickups import PICKUP_CAUSES, PickupWait
from huuva_backend.analytics.punctuality import CAUSES, Promise, Punctuality, Readiness
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """What a measure found, in how many of what it counts (`n`)."""

    rows: list[T]
    n: int
    excluded: list[Excluded]
    as_of: datetime


class OrderMeasureRepository:
    """Every `within` gives `start` and `end`, and values to some of `scope.FILTERS`; `cut` is how that is grouped."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def punctuality(
        self,
        promise: Promise,
        ready: Readiness,
        grouping: OrderGrouping | None,
        cut: Stretches,
        within: Mapping[str, Any],
    ) -> Found[Punctuality]:
        filters = scope.FILTERS.intersection(within)
        statement = punctuality_reads.punctuality(promise, ready, grouping, filters)
        as_of, row = await self._measure(statement, cut, within)
        return _found(Punctuality, CAUSES, cut, as_of, row)

    async def pickups(
        self, grouping: OrderGrouping | None, cut: Stretches, within: Mapping[str, Any]
    ) -> Found[PickupWait]:
        statement = pickup_reads.pickups(grouping, scope.FILTERS.intersection(within))
        as_of, row = await self._measure(statement, cut, within)
        return _found(PickupWait, PICKUP_CAUSES, cut, as_of, row)

    async def _measure(
        self, statement: Statement, cut: Stretches, within: Mapping[str, Any]
    ) -> tuple[datetime, Record]:
        """As of when what the statement read is, and its one row."""
        async with self._database.session() as session:
            (known,) = await session.fetch(reads.AS_OF, {})
            as_of: datetime = known["as_of"]
            values = {**within, "starts": cut.starts, "groups": cut.groups, "as_of": as_of}
            (row,) = await session.fetch(statement, values)
        return as_of, row


def _found(
    kind: Callable[..., T],
    causes: Sequence[Exclusion],
    cut: Stretches,
    as_of: datetime,
    row: Record,
) -> Found[T]:
    """From records of group, cause, number and more figures; those with a cause only count as excluded."""
    rows, n = [], 0
    left_out = Counter({cause: row[cause] for cause in causes if cause in row})
    for group, cause, number, *figures in row["items"]:
        if cause is not None:
            left_out[Exclusion(cause)] += number
        else:
            rows.append(kind(cut.names[group - 1] if cut.names else group, number, *figures))
            n += number
    return Found(rows, n, [Excluded(cause, left_out[cause]) for cause in causes], as_of)
