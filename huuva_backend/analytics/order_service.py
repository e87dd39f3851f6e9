"""What can be asked of orders beside how long they took: whether they were punctual, and what became of them."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from huuva_backend.analytics.amended import AmendedOrders, amendments_definition
from huuva_backend.analytics.cancellations import Setbacks, cancellations_definition
from huuva_backend.analytics.cells import G, names_of, paired
from huuva_backend.analytics.grouped_schemas import GroupedQuery
from huuva_backend.analytics.groupings import (
    BY_CLOCK,
    OrderGrouping,
    Stretches,
    compared_period,
    crossed,
)
from huuva_backend.analytics.mapping import Figures
from huuva_backend.analytics.measures import Compared, Measured
from huuva_backend.analytics.order_repository import OrderMeasureRepository
from huuva_backend.analytics.order_schemas import (
    CancellationsQuery,
    ProductsQuery,
    PunctualityQuery,
)
from huuva_backend.analytics.periods import Period, WallClock
from huuva_backend.analytics.pickups import PickupWait, pickups_definition
from huuva_backend.analytics.products import PreparationTime, products_definition
from huuva_backend.analytics.punctuality import Punctuality, punctuality_definition
from huuva_backend.analytics.question import clock_of, filters_of, period_of
from huuva_backend.analytics.retention import Retention, retention_definition
from huuva_backend.analytics.schemas import ComparableQuery
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

T = TypeVar("T")


Q = TypeVar("Q", bound=ComparableQuery)


@dataclass(frozen=True)
class _Question(Generic[G]):
    """How a measure is found in a period, what its items are where nothing is found, and what it means."""

    find: Callable[[Stretches, dict[str, Any]], Awaitable[Figures[G]]]
    arrange: Callable[[Sequence[G], Sequence[Any]], list[G]]
    define: Callable[[WallClock | None], str]


class OrderMeasureService:
    """Every method raises `InvalidPeriod`."""

    def __init__(self, locations: LocationService) -> None:
        self._locations = locations

    async def punctuality(
        self, caller: Caller, on: Executor, query: PunctualityQuery
    ) -> Measured[Punctuality]:
        find = partial(
            OrderMeasureRepository(on).punctuality, query.promise, query.ready, query.groupings
        )
        define = partial(punctuality_definition, query.promise, query.ready)
        question = _Question(find, partial(_every_group, Punctuality), define)
        return await self._measured(caller, on, query, question)

    async def pickups(
        self, caller: Caller, on: Executor, query: GroupedQuery
    ) -> Measured[PickupWait]:
        find = partial(OrderMeasureRepository(on).pickups, query.groupings)
        question = _Question(find, partial(_every_group, PickupWait), pickups_definition)
        return await self._measured(caller, on, query, question)

    async def cancellations(
        self, caller: Caller, on: Executor, query: CancellationsQuery
    ) -> Measured[Setbacks]:
        find = partial(
            OrderMeasureRepository(on).cancellations, query.subject, query.groupings, query.limit
        )
        define = partial(cancellations_definition, query.subject)
        return await self._measured(caller, on, query, _Question(find, _as_found, define))

    async def amendments(
        self, caller: Caller, on: Executor, query: GroupedQuery
    ) -> Measured[AmendedOrders]:
        find = partial(OrderMeasureRepository(on).amendments, query.groupings)
        question = _Question(find, _every_group_by_field, amendments_definition)
        return await self._measured(caller, on, query, question)

    async def products(
        self, caller: Caller, on: Executor, query: ProductsQuery
    ) -> Measured[PreparationTime]:
        find = partial(OrderMeasureRepository(on).products, query.groupings, query.limit)
        question = _Question(find, _as_found, products_definition)
        return await self._measured(caller, on, query, question)

    async def retention(
        self, caller: Caller, on: Executor, query: GroupedQuery
    ) -> Measured[Retention]:
        find = partial(OrderMeasureRepository(on).retention, query.groupings)
        question = _Question(find, partial(_every_group, Retention), retention_definition)
        return await self._measured(caller, on, query, question)

    async def beside(
        self,
        caller: Caller,
        on: Executor,
        query: Q,
        measure: Callable[[Caller, Executor, Q], Awaitable[Measured[T]]],
    ) -> Measured[T]:
        """Any measure, and where the query says so, the same of another period beside it."""
        if query.compare is None:
            return await measure(caller, on, query)
        cut = period_of(query, in_detail=False)
        clock = await clock_of(self._locations, caller, on, query)
        other = compared_period(query.compare, cut, ZoneInfo(clock.timezone))
        measured, of_other = [
            await measure(caller, on, _of_period(query, period)) for period in (cut, other)
        ]
        compared = Compared(
            start=other.start,
            end=other.end,
            items=of_other.items,
            n=of_other.n,
            excluded=of_other.excluded,
        )
        bounds = [each.bound for each in (measured, of_other) if each.bound is not None]
        return replace(
            measured, compared=compared, exact=not bounds, bound=max(bounds, default=None)
        )

    async def _measured(
        self, caller: Caller, on: Executor, query: GroupedQuery, question: _Question[G]
    ) -> Measured[G]:
        return await self.beside(caller, on, query, partial(self._alone, question))

    async def _alone(
        self, question: _Question[G], caller: Caller, on: Executor, query: GroupedQuery
    ) -> Measured[G]:
        groupings = query.groupings
        cut = period_of(query, in_detail=OrderGrouping.HOUR in groupings)
        clock = await clock_of(self._locations, caller, on, query)
        groups = crossed(groupings, cut, clock)
        found = await question.find(groups, filters_of(caller, query) | cut._asdict())
        names = names_of(groupings, groups, [each.group for each in found.rows])
        return Measured(
            items=paired(question.arrange(found.rows, names)),
            definition=question.define(clock if BY_CLOCK.intersection(groupings) else None),
            n=found.n,
            excluded=found.excluded,
            as_of=found.as_of,
            exact=found.bound is None,
            bound=found.bound,
            in_pairs=len(groupings) > 1,
        )


def _of_period(query: Q, period: Period) -> Q:
    return query.model_copy(update={"period_from": period.start, "period_to": period.end})


def _every_group(kind: Callable[[Any], G], found: Sequence[G], names: Sequence[Any]) -> list[G]:
    """In the order of `names`, each also where nothing was found; without names, as groups are sorted."""
    known = {each.group: each for each in found}
    return [known.get(name) or kind(name) for name in names or sorted(known)]


def _as_found(found: Sequence[T], _: Sequence[Any]) -> list[T]:
    return list(found)


def _every_group_by_field(
    found: Sequence[AmendedOrders], names: Sequence[Any]
) -> list[AmendedOrders]:
    """As `_every_group`, each followed by its fields."""
    fields = defaultdict[Any, list[AmendedOrders]](list)
    for each in found:
        if each.field is not None:
            fields[each.group].append(each)
    whole = [each for each in found if each.field is None]
    return [
        each
        for group in _every_group(AmendedOrders, whole, names)
        for each in (group, *fields[group.group])
    ]
