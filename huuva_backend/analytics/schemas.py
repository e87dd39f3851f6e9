"""Questions about the kitchen's numbers and their answers on the wire."""

from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from huuva_backend.analytics.groupings import Comparison
from huuva_backend.analytics.measures import Basis, EndedBy, Exclusion, Grouping, Subject
from huuva_backend.analytics.periods import EARLIEST, LATEST, LONGEST, Interval
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


class StatusDurationsQuery(BucketsQuery):
    subject: Annotated[Subject, Field(description="Whose statuses")] = Subject.ORDER
    group_by: Annotated[
        Grouping | None,
        Field(
            description="By hour (up to 31 days) or day: in which the stay ended, for basis=spent each that it was in"
        ),
    ] = None
    ended_by: Annotated[
        EndedBy | None,
        Field(
            description="Only stays that ended so, the others are left out by a cause of their own. Without it "
            "basis=ended is of those that a move forward ended, basis=spent of all, also of those that haven't ended"
        ),
    ] = None
    basis: Annotated[
        Basis,
        Field(
            description="ended: each stay whole, in the period in which it ended. spent: of each stay the part that "
            "lies in the period, which without endedBy nothing that happens later changes"
        ),
    ] = Basis.ENDED


class ThroughputQuery(ComparableQuery):
    interval: Annotated[
        Interval, Field(description="How long a bucket is; 15min up to 31 days")
    ] = Interval.HOUR


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


class StatusDurationRead(FigureRead):
    """Of all stays in the status that count in the period; null where there was none."""

    group: Annotated[
        datetime | str | None,
        Field(description="The brand, location or channel, or when the hour or day begins"),
    ]
    status: str
    count: int
    average_seconds: float | None
    p50_seconds: float | None
    p90_seconds: float | None
    p95_seconds: float | None
    max_seconds: float | None


class StatusDurationsRead(MeasuredRead[StatusDurationRead]):
    model_config = example_of(
        {
            "group": None,
            "status": "PREPARING",
            "count": 240,
            "averageSeconds": 612.5,
            "p50Seconds": 540.0,
            "p90Seconds": 1020.0,
            "p95Seconds": 1260.0,
            "maxSeconds": 2400.0,
        },
        240,
        CLAIMS,
        {"cause": Exclusion.OPEN.value, "count": 7},
        {"cause": Exclusion.UNMEASURED.value, "count": 1},
        {"cause": Exclusion.BEGUN_BEFORE.value, "count": 1},
        {"cause": Exclusion.BY_CANCEL.value, "count": 3},
        {"cause": Exclusion.BY_RECALL.value, "count": 4},
        {"cause": Exclusion.BY_CLOSE.value, "count": 0},
    )


class FlowRead(FigureRead):
    start: datetime
    received: int
    ready: int
    picked_up: int
    cancelled: int


class ThroughputRead(ComparableRead[FlowRead]):
    model_config = example_of(
        {
            "start": "2026-01-31T17:00:00Z",
            "received": 42,
            "ready": 40,
            "pickedUp": 37,
            "cancelled": 1,
        },
        52,
        CLAIMS,
        {"cause": Exclusion.AGAIN.value, "count": 1},
        {"cause": Exclusion.BY_CLOSE.value, "count": 2},
        compared=None,
    )


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
