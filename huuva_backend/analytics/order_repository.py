"""Where the figures of orders are read. What the statements say in records, this says in measures."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from asyncpg import Record

from huuva_backend.analytics import (
    amended_reads,
    cancellation_reads,
    mapping,
    pickup_reads,
    product_reads,
    punctuality_reads,
    retention_reads,
    scope,
)
from huuva_backend.analytics.amended import AmendedOrders
from huuva_backend.analytics.answers import measured, summed
from huuva_backend.analytics.cancellations import SETBACK_CAUSES, Setback, Setbacks
from huuva_backend.analytics.groupings import Groupings, Stretches
from huuva_backend.analytics.mapping import Figures, in_order
from huuva_backend.analytics.measures import EndedBy, Excluded, Exclusion, Subject
from huuva_backend.analytics.pickups import PICKUP_CAUSES, PickupWait
from huuva_backend.analytics.products import PRODUCT_CAUSES, PreparationTime
from huuva_backend.analytics.punctuality import CAUSES, Promise, Punctuality, Readiness
from huuva_backend.analytics.retention import RETENTION_CAUSES, Retention
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement

T = TypeVar("T")


class OrderMeasureRepository:
    """Every `within` gives `start` and `end`, and values to some of `scope.FILTERS`; `cut` is how that is grouped."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def punctuality(
        self,
        promise: Promise,
        ready: Readiness,
        groupings: Groupings,
        cut: Stretches,
        within: Mapping[str, Any],
    ) -> Figures[Punctuality]:
        filters = scope.FILTERS.intersection(within)
        statement = punctuality_reads.punctuality(promise, ready, groupings, filters)
        as_of, row = await self._measure(statement, cut, within)
        return _found(Punctuality, CAUSES, cut, as_of, row)

    async def pickups(
        self, groupings: Groupings, cut: Stretches, within: Mapping[str, Any]
    ) -> Figures[PickupWait]:
        filters = scope.FILTERS.intersection(within)
        of_cells = partial(pickup_reads.of_cells, groupings, filters)
        values = {**within, "starts": cut.starts, "groups": cut.groups}
        values["counted_as"] = EndedBy.FORWARD
        found = await summed(self._database, of_cells, groupings, values)
        if found is not None:
            return mapping.summed_pickups(cut, *found)
        as_of, row = await measured(
            self._database, pickup_reads.pickups(groupings, filters), values
        )
        return _found(_pickup_wait, PICKUP_CAUSES, cut, as_of, row)

    async def cancellations(
        self,
        subject: Subject,
        groupings: Groupings,
        limit: int,
        cut: Stretches,
        within: Mapping[str, Any],
    ) -> Figures[Setbacks]:
        filters = scope.FILTERS.intersection(within)
        statement = cancellation_reads.cancellations(subject, groupings, filters)
        as_of, row = await self._measure(statement, cut, {**within, "limit": limit})
        rows = [_setbacks(cut, *record) for record in row["items"]]
        left_out = [Excluded(cause, row[cause]) for cause in SETBACK_CAUSES]
        return Figures(rows, row["n"], left_out, as_of)

    async def amendments(
        self, groupings: Groupings, cut: Stretches, within: Mapping[str, Any]
    ) -> Figures[AmendedOrders]:
        statement = amended_reads.amendments(groupings, scope.FILTERS.intersection(within))
        as_of, row = await self._measure(statement, cut, within)
        rows = [AmendedOrders(cut.name(group), *figures) for group, *figures in row["items"]]
        placed = sum(each.orders for each in rows if each.field is None)
        return Figures(rows, placed, [], as_of)

    async def products(
        self,
        groupings: Groupings,
        limit: int,
        cut: Stretches,
        within: Mapping[str, Any],
    ) -> Figures[PreparationTime]:
        statement = product_reads.products(groupings, scope.FILTERS.intersection(within))
        as_of, row = await self._measure(statement, cut, {**within, "limit": limit})
        rows = [PreparationTime(cut.name(group), *figures) for group, *figures in row["items"]]
        counts: dict[str | None, int] = dict(row["causes"]) | {
            Exclusion.CLAIM: row[Exclusion.CLAIM]
        }
        left_out = [Excluded(cause, counts.get(cause, 0)) for cause in PRODUCT_CAUSES]
        return Figures(rows, counts.get(None, 0), left_out, as_of)

    async def retention(
        self, groupings: Groupings, cut: Stretches, within: Mapping[str, Any]
    ) -> Figures[Retention]:
        statement = retention_reads.retention(groupings, scope.FILTERS.intersection(within))
        as_of, row = await self._measure(statement, cut, within)
        rows = [
            Retention(cut.name(group), customers, new, customers - new, 1 - new / customers, orders)
            for group, customers, new, orders in in_order(row["items"])
        ]
        left_out = [Excluded(cause, row[cause]) for cause in RETENTION_CAUSES]
        return Figures(rows, sum(each.orders for each in rows), left_out, as_of)

    async def _measure(
        self, statement: Statement, cut: Stretches, within: Mapping[str, Any]
    ) -> tuple[datetime, Record]:
        values = {**within, "starts": cut.starts, "groups": cut.groups}
        return await measured(self._database, statement, values)


def _found(
    kind: Callable[..., T],
    causes: Sequence[Exclusion],
    cut: Stretches,
    as_of: datetime,
    row: Record,
) -> Figures[T]:
    """From records of group, cause, number and more figures; those with a cause only count as excluded."""
    rows, n = [], 0
    left_out = Counter({cause: row[cause] for cause in causes if cause in row})
    for group, cause, number, *figures in in_order(row["items"]):
        if cause is not None:
            left_out[Exclusion(cause)] += number
        else:
            rows.append(kind(cut.name(group), number, *figures))
            n += number
    return Figures(rows, n, [Excluded(cause, left_out[cause]) for cause in causes], as_of)


def _pickup_wait(
    group: Any, count: int, microseconds: Decimal, p50: float, p90: float, longest: float
) -> PickupWait:
    return PickupWait(group, count, mapping.average(microseconds, count), p50, p90, longest)


def _whole(amount: Decimal | None) -> int | None:
    """An exact sum, which may have any size."""
    return None if amount is None else int(amount)


def _setbacks(cut: Stretches, group: Any, setback: str, *figures: Any) -> Setbacks:
    *kind_and_number, amount, wasted = figures
    told = (*kind_and_number, _whole(amount), _whole(wasted))
    return Setbacks(cut.name(group), Setback(setback), *told)
