"""What can be asked of orders beside how long they took: whether they were punctual, and what became of them."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from huuva_backend.analytics.amended import AmendedOrders, amendments_definition
from huuva_backend.analytics.cancellations import Setbacks, cancellations_definition
from huuva_backend.analytics.groupings import (
    BY_CLOCK,
    OrderGrouping,
    Stretches,
    compared_period,
    stretches,
)
from huuva_backend.analytics.measures import Compared, Measured
from huuva_backend.analytics.order_repository import Found, OrderMeasureRepository
from huuva_backend.analytics.order_schemas import (
    CancellationsQuery,
    OrdersQuery,
    ProductsQuery,
    PunctualityQuery,
)
from huuva_backend.analytics.periods import Period, WallClock
from huuva_backend.analytics.pickups import PickupWait, pickups_definition
from huuva_backend.analytics.products import PreparationTime, products_definition
from huuva_backend.analytics.punctuality import Punctuality, punctuality_definition
from huuva_backend.analytics.question import clock_of, filters_of, period_of
from huuva_backend.analytics.schemas import ComparableQuery
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

T = TypeVar("T")


class _Grouped(Protocol):
    @property
    def group(self) -> Any: ...


G = TypeVar("G", bound=_Grouped)
Q = TypeVar("Q", bound=ComparableQuery)


@dataclass(frozen=True)
class _Question(Generic[T]):
    """How a measure is found in a period, what its items are where nothing is found, and what it means."""

    find: Callable[[Stretches, dict[str, Any]], Awaitable[Found[T]]]
    arrange: Callable[[Sequence[T], Sequence[Any]], list[T]]
    define: Callable[[WallClock | None], str]


class OrderMeasureService:
    """Every method raises `InvalidPeriod`."""

    def __init__(self, locations: LocationService) -> None:
        self._locations = locations

    async def punctuality(
        self, caller: Caller, on: Executor, query: PunctualityQuery
    ) -> Measured[Punctuality]:
        find = partial(
            OrderMeasureRepository(on).punctuality, query.promise, query.ready, query.group_by
        )
        define = partial(punctuality_definition, query.promise, query.ready)
        question = _Question(find, partial(_every_group, Punctuality), define)
        return await self._measured(caller, on, query, question)

    async def pickups(
        self, caller: Caller, on: Executor, query: OrdersQuery
    ) -> Measured[PickupWait]:
        find = partial(OrderMeasureRepository(on).pickups, query.group_by)
        question = _Question(find, partial(_every_group, PickupWait), pickups_definition)
        return await self._measured(caller, on, query, question)

    async def cancellations(
        self, caller: Caller, on: Executor, query: CancellationsQuery
    ) -> Measured[Setbacks]:
        find = partial(
            OrderMeasureRepository(on).cancellations, query.subject, query.group_by, query.limit
        )
        define = partial(cancellations_definition, query.subject)
        return await self._measured(caller, on, query, _Question(find, _as_found, define))

    async def amendments(
        self, caller: Caller, on: Executor, query: OrdersQuery
    ) -> Measured[AmendedOrders]:
        find = partial(OrderMeasureRepository(on).amendments, query.group_by)
        question = _Question(find, _every_group_by_field, amendments_definition)
        return await self._measured(caller, on, query, question)

    async def products(
        self, caller: Caller, on: Executor, query: ProductsQuery
    ) -> Measured[PreparationTime]:
        find = partial(OrderMeasureRepository(on).products, query.group_by, query.limit)
        question = _Question(find, _as_found, products_definition)
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
        return replace(measured, compared=compared)

    async def _measured(
        self, caller: Caller, on: Executor, query: OrdersQuery, question: _Question[T]
    ) -> Measured[T]:
        return await self.beside(caller, on, query, partial(self._alone, question))

    async def _alone(
        self, question: _Question[T], caller: Caller, on: Executor, query: OrdersQuery
    ) -> Measured[T]:
        cut = period_of(query, in_detail=query.group_by is OrderGrouping.HOUR)
        clock = await clock_of(self._locations, caller, on, query)
        groups = stretches(query.group_by, cut, clock)
        found = await question.find(groups, filters_of(caller, query) | cut._asdict())
        return Measured(
            items=question.arrange(found.rows, groups.names if query.group_by else [None]),
            definition=question.define(clock if query.group_by in BY_CLOCK else None),
            n=found.n,
            excluded=found.excluded,
            as_of=found.as_of,
        )


def _of_period(query: Q, period: Period) -> Q:
    return query.model_copy(update={"period_from": period.start, "period_to": period.end})


def _every_group(
    kind: Callable[[Any], G], found: Sequence[G], names: Sequence[datetime | str | None]
) -> list[G]:
    """In the order of `names`, each also where nothing was found; without names, as groups are sorted."""
    known = {each.group: each for each in found}
    return [known.get(name) or kind(name) for name in names or sorted(known)]


def _as_found(found: Sequence[T], _: Sequence[datetime | str | None]) -> list[T]:
    return list(found)


def _every_group_by_field(
    found: Sequence[AmendedOrders], names: Sequence[datetime | str | None]
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
