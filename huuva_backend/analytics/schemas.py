"""Questions about the kitchen's numbers and their answers on the wire."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from huuva_backend.analytics.groupings import Comparison
from huuva_backend.analytics.measures import Exclusion
from huuva_backend.analytics.periods import EARLIEST, LATEST, LONGEST
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.schemas import Instant, Schema
from huuva_backend.platform.text import Text64
from huuva_backend.platform.timezone import CLOCK_TIME, Timezone

T = TypeVar("T")


def _measurable(moment: datetime) -> datetime:
    if EARLIEST <= moment < LATEST:
        return moment
    raise PydanticCustomError("instant_range", "Input should lie in the years 1970 to 9998 in UTC")


Moment = Annotated[Instant, AfterValidator(_measurable)]


class MeasureQuery(Schema):
    """Which changes count; all filters that are given must hold."""

    period_from: Annotated[
        Moment | None,
        Field(alias="from", description="Inclusive; left out: 24 hours before `to`"),
    ] = None
    period_to: Annotated[
        Moment | None,
        Field(
            alias="to", description=f"Exclusive, at most {LONGEST.days} days later; left out: now"
        ),
    ] = None
    timezone: Annotated[
        Timezone | None,
        Field(
            description="The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC",
            examples=["Europe/Helsinki"],
        ),
    ] = None
    brand_id: Annotated[Text64 | None, Field(description="Only this brand's")] = None
    location_id: Annotated[Text64 | None, Field(description="Only this location's")] = None
    channel: Annotated[Text64 | None, Field(description="Only what was sold there")] = None


class BucketsQuery(MeasureQuery):
    day_start: Annotated[
        str | None,
        Field(
            pattern=CLOCK_TIME,
            description="When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; "
            "left out: when those of `locationId` do, else 00:00",
            examples=["04:00"],
        ),
    ] = None


class ComparableQuery(BucketsQuery):
    compare: Annotated[
        Comparison | None,
        Field(
            description="Also the same of another period. previous: the one that ends where this begins, as long as "
            "it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone`"
        ),
    ] = None


class CustomerQuery(MeasureQuery):
    period_from: Annotated[
        Moment | None, Field(alias="from", description="Inclusive; left out: since ever")
    ] = None
    period_to: Annotated[
        Moment | None, Field(alias="to", description="Exclusive; left out: until now")
    ] = None


class CustomersQuery(CustomerQuery):
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("customers")] = None


class FigureRead(Schema):
    """Made from what the measures hold, attribute by attribute."""

    model_config = ConfigDict(from_attributes=True, validate_by_alias=False, extra="ignore")

    IN_PAIRS: ClassVar[frozenset[str]] = frozenset({"subgroup"})
    """Fields that are columns of CSV only where rows are grouped by two."""


class ExcludedRead(FigureRead):
    cause: Exclusion
    count: int


class MeasuredRead(FigureRead, Generic[T]):
    items: list[T]
    definition: Annotated[str, Field(description="What is counted, and what is left out")]
    n: Annotated[int, Field(description="How many were counted")]
    excluded: Annotated[
        list[ExcludedRead], Field(description="How many were left out, by the cause")
    ]
    as_of: Annotated[
        datetime,
        Field(
            description="All that was acknowledged before is considered, also where a replica answers; by the "
            "clock of the database that is written to"
        ),
    ]
    exact: Annotated[
        bool,
        Field(
            description="False where percentiles are estimates. Counts, averages and maxima are exact always, "
            "percentiles of one `locationId` and up to 48 hours too"
        ),
    ]
    bound: Annotated[
        float | None,
        Field(
            description="What an estimate is off at most, as a part of it; null where nothing is one"
        ),
    ] = None


class ComparedRead(FigureRead, Generic[T]):
    start: Annotated[datetime, Field(description="Inclusive")]
    end: Annotated[datetime, Field(description="Exclusive")]
    items: list[T]
    n: int
    excluded: list[ExcludedRead]


class ComparableRead(MeasuredRead[T], Generic[T]):
    compared: Annotated[
        ComparedRead[T] | None, Field(description="The same of the period that `compare` names")
    ]


def example_of(item: dict[str, Any], n: int, *excluded: dict[str, Any], **more: Any) -> ConfigDict:
    answer: dict[str, Any] = {
        "items": [item],
        "definition": "What is counted. Left out: what is not.",
        "n": n,
        "excluded": list(excluded),
        "asOf": "2026-01-31T18:30:00.123456Z",
        "exact": True,
        "bound": None,
    }
    return ConfigDict(json_schema_extra={"examples": [answer | more]})


CLAIMS = {"cause": Exclusion.CLAIM.value, "count": 2}


class CustomerOrdersRead(FigureRead):
    account: str
    orders: int
    first_order_at: datetime
    last_order_at: datetime


_CUSTOMER = {
    "account": "60bfc6dc4887c9851d5a0246",
    "orders": 12,
    "firstOrderAt": "2021-07-22T20:08:02Z",
    "lastOrderAt": "2026-01-31T18:02:11Z",
}


class CustomersRead(MeasuredRead[CustomerOrdersRead]):
    model_config = example_of(_CUSTOMER, 3400, nextCursor=None)

    next_cursor: Annotated[str | None, Field(description="Null on the last page")]
