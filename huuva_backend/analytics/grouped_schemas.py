"""Questions that are grouped, and what each row of their answers is of; durations and throughput."""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from huuva_backend.analytics.cells import MOST_CELLS
from huuva_backend.analytics.groupings import Groupings, OrderGrouping
from huuva_backend.analytics.measures import Basis, EndedBy, Exclusion, Subject
from huuva_backend.analytics.periods import Interval
from huuva_backend.analytics.schemas import (
    CLAIMS,
    ComparableQuery,
    ComparableRead,
    FigureRead,
    example_of,
)

Group = Annotated[
    datetime | str | None,
    Field(
        description="The brand, location, channel, order type or weekday, or when the hour, day, week or month begins"
    ),
]
Subgroup = Annotated[
    datetime | str | None,
    Field(description="As `group`, by `thenBy`; in CSV where this is asked for only"),
]


class GroupedQuery(ComparableQuery):
    group_by: Annotated[
        OrderGrouping | None,
        Field(description="By hour up to 31 days; weeks begin on Monday"),
    ] = None
    then_by: Annotated[
        OrderGrouping | None,
        Field(
            description="Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found "
            f"have no row; {MOST_CELLS} at most"
        ),
    ] = None

    @field_validator("then_by")
    @classmethod
    def _within_another(
        cls, then_by: OrderGrouping | None, info: ValidationInfo
    ) -> OrderGrouping | None:
        if then_by is None or info.data.get("group_by") not in (None, then_by):
            return then_by
        raise PydanticCustomError("then_by", "Should be beside another `groupBy`")

    @property
    def groupings(self) -> Groupings:
        return tuple(each for each in (self.group_by, self.then_by) if each is not None)


class StatusDurationsQuery(GroupedQuery):
    subject: Annotated[Subject, Field(description="Whose statuses")] = Subject.ORDER
    group_by: Annotated[
        OrderGrouping | None,
        Field(
            description="By the clock (by hour up to 31 days; weeks begin on Monday): when the stay ended, for "
            "basis=spent all that it was in"
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


class StatusDurationRead(FigureRead):
    """Of all stays in the status that count in the period; null where there was none."""

    group: Group
    subgroup: Subgroup
    status: str
    count: int
    average_seconds: float | None
    p50_seconds: float | None
    p90_seconds: float | None
    p95_seconds: float | None
    max_seconds: float | None


class StatusDurationsRead(ComparableRead[StatusDurationRead]):
    model_config = example_of(
        {
            "group": None,
            "subgroup": None,
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
        compared=None,
    )


class ThroughputQuery(ComparableQuery):
    interval: Annotated[
        Interval,
        Field(
            description="How long a bucket is; 15min up to 31 days. Weeks begin on Monday; period is one bucket"
        ),
    ] = Interval.HOUR
    group_by: Annotated[
        OrderGrouping | None,
        Field(
            description="Each bucket again by this, by hour up to 31 days. Where nothing was found there is no row; "
            f"{MOST_CELLS} at most"
        ),
    ] = None

    @property
    def groupings(self) -> Groupings:
        return () if self.group_by is None else (self.group_by,)


class FlowRead(FigureRead):
    IN_PAIRS: ClassVar[frozenset[str]] = frozenset({"group"})

    start: datetime
    group: Annotated[
        datetime | str | None,
        Field(description="By `groupBy`; in CSV where this is asked for only"),
    ]
    received: int
    ready: int
    picked_up: int
    cancelled: int


class ThroughputRead(ComparableRead[FlowRead]):
    model_config = example_of(
        {
            "start": "2026-01-31T17:00:00Z",
            "group": None,
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
