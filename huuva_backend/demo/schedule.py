"""When the orders of years come, and which order of a simulated day each of them is like.

Weekends are busier and eat later, December orders more than June, each year more than the one before, and two of the
kitchens opened on the way.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from math import cos, pi
from operator import attrgetter
from random import Random
from typing import Final, NamedTuple, Self
from uuid import UUID

from huuva_backend.demo.arrivals import KITCHENS_TIME
from huuva_backend.demo.simulated_order import uuid7
from huuva_backend.orders.order import Order

DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)
MICROSECOND: Final = timedelta(microseconds=1)
YEAR: Final = 365
WEEKDAYS: Final = (0.8, 0.82, 0.9, 1.0, 1.3, 1.35, 1.05)
SATURDAY: Final = 5
GROWTH: Final = 3.0
"""How many times as much is ordered at the end."""
OPENED: Final[Mapping[str, float]] = {"tapiola": 0.2, "tampere": 0.45}
"""The part of the time after which a kitchen opened; the others were there before."""
AFTERNOON: Final = 15
LATER_AT_WEEKENDS: Final = 0.4
"""The share of lunches that become another meal at weekends."""
JITTER: Final = 20
"""Minutes."""
CROWD_DAYS: Final = 45
"""After each so many another crowd of customers knows the kitchens."""


class Template(NamedTuple):
    """An order of the simulated day, from when it was placed until nothing happened to it any more."""

    id: UUID
    location_id: str
    placed: datetime
    ended: datetime
    is_lunch: bool
    ends_on_its_day: bool

    @classmethod
    def of(cls, order: Order) -> Self:
        placed, ended = (
            at.astimezone(KITCHENS_TIME) for at in (order.recorded_at, order.updated_at)
        )
        same_day = placed.date() == ended.date()
        return cls(
            order.id,
            order.location_id,
            order.recorded_at,
            order.updated_at,
            placed.hour < AFTERNOON,
            same_day,
        )


class Scheduled(NamedTuple):
    """An order that is like its template, but for its keys, its customer and all of its times: so many microseconds."""

    template: UUID
    id: UUID
    micros: int
    number: int
    crowd: int


class Schedule:
    """The same for the same arguments, but for what isn't over `until` then."""

    def __init__(
        self, seed: int, orders: int, years: int, templates: Sequence[Template], until: datetime
    ) -> None:
        self._seed = seed
        self._templates = templates
        self._until = until
        last = _day_of(until)
        self._first = last - DAY * YEAR * years
        self._days = (last - self._first).days + 1
        upto = list(accumulate(map(self._weight, range(self._days))))
        self._upto = [0, *(round(orders * each / upto[-1]) for each in upto)]

    @property
    def a_day(self) -> int:
        """As many as come on a day by now."""
        week = min(7, self._days)
        return round((self._upto[-1] - self._upto[-1 - week]) / week)

    def chunks(self, size: int) -> Iterator[list[Scheduled]]:
        """By days, at least so many in each but the last."""
        chunk: list[Scheduled] = []
        for nth in range(self._days):
            chunk += sorted(self._day(nth), key=attrgetter("id.int"))
            if len(chunk) >= size:
                yield chunk
                chunk = []
        yield chunk

    def _weight(self, nth: int) -> float:
        day = self._first + DAY * nth
        growth = 1 + (GROWTH - 1) * nth / self._days
        season = 1 + 0.12 * cos(2 * pi * (day.month - 12) / 12)
        luck = Random(f"{self._seed}/{day}/luck").lognormvariate(0, 0.08)  # noqa: S311 - no secret
        return growth * WEEKDAYS[day.weekday()] * season * luck

    def _day(self, nth: int) -> Iterator[Scheduled]:
        day = self._first + DAY * nth
        rng = Random(f"{self._seed}/{day}")  # noqa: S311 - simulated days, not a secret
        candidates = self._candidates(day, nth / self._days)
        shift = _midnight(day) - _midnight(_day_of(self._templates[0].placed))
        for number in range(self._upto[nth], self._upto[nth + 1]):
            template = rng.choice(candidates)
            if template.is_lunch and day.weekday() >= SATURDAY and rng.random() < LATER_AT_WEEKENDS:
                template = rng.choice(candidates)
            moved = shift + MINUTE * (int(rng.random() * 2 * JITTER) - JITTER)
            order_id = uuid7(template.placed + moved, rng)
            crowd = int((1 + nth / CROWD_DAYS) * rng.random() ** 1.5)
            if template.ended + moved <= self._until:
                yield Scheduled(template.id, order_id, moved // MICROSECOND, number, crowd)

    def _candidates(self, day: date, part: float) -> list[Template]:
        """Where the clocks change at night, none for which that night would be an hour longer."""
        odd = _midnight(day + DAY * 2) - _midnight(day) != DAY * 2
        return [
            template
            for template in self._templates
            if OPENED.get(template.location_id, 0) <= part and (template.ends_on_its_day or not odd)
        ]


def _day_of(moment: datetime) -> date:
    return moment.astimezone(KITCHENS_TIME).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, KITCHENS_TIME).astimezone(UTC)
