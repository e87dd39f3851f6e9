"""Questions about orders and their answers on the wire: whether they were punctual, and what became of them."""

from typing import Annotated

from pydantic import Field

from huuva_backend.analytics.cancellations import Setback
from huuva_backend.analytics.grouped_schemas import Group, GroupedQuery, Subgroup
from huuva_backend.analytics.measures import Exclusion, Subject
from huuva_backend.analytics.punctuality import Promise, Readiness
from huuva_backend.analytics.schemas import ComparableRead, FigureRead, example_of


class PunctualityQuery(GroupedQuery):
    promise: Annotated[
        Promise, Field(description="The pick-up time that was promised first, or last")
    ] = Promise.FIRST
    ready: Annotated[
        Readiness,
        Field(description="When an order first became READY, or for the last time after recalls"),
    ] = Readiness.FIRST


class CancellationsQuery(GroupedQuery):
    subject: Annotated[Subject, Field(description="Orders as wholes, or each of their lines")] = (
        Subject.ORDER
    )
    limit: Annotated[int, Field(ge=1, le=1000, description="How many items at most")] = 200


class ProductsQuery(GroupedQuery):
    limit: Annotated[int, Field(ge=1, le=1000, description="How many items at most")] = 200


class PunctualityRead(FigureRead):
    """Of all orders that count in the period; null where there was none."""

    group: Group
    subgroup: Subgroup
    orders: int
    late: Annotated[int, Field(description="Ready later than promised")]
    late_share: Annotated[float | None, Field(description="Of `orders`, from 0 to 1")]
    average_error_seconds: Annotated[
        float | None, Field(description="Positive is late, negative is early")
    ]
    p50_error_seconds: float | None
    p90_error_seconds: float | None
    recalled: Annotated[int, Field(description="Those that went back from READY to be worked on")]


_PUNCTUALITY = {
    "group": None,
    "subgroup": None,
    "orders": 240,
    "late": 36,
    "lateShare": 0.15,
    "averageErrorSeconds": -95.5,
    "p50ErrorSeconds": -120.0,
    "p90ErrorSeconds": 60.0,
    "recalled": 4,
}


class MeasuredPunctualityRead(ComparableRead[PunctualityRead]):
    model_config = example_of(
        _PUNCTUALITY,
        240,
        {"cause": Exclusion.NO_PROMISE.value, "count": 31},
        {"cause": Exclusion.CANCELLED.value, "count": 5},
        {"cause": Exclusion.BY_CLOSE.value, "count": 1},
        {"cause": Exclusion.NOT_READY.value, "count": 7},
        {"cause": Exclusion.READY_NOT_TOLD.value, "count": 2},
        {"cause": Exclusion.RECORDED_LATE.value, "count": 0},
        compared=None,
    )


class PickupWaitRead(FigureRead):
    """Of all pick-ups that count in the period; null where there was none."""

    group: Group
    subgroup: Subgroup
    count: int
    average_seconds: float | None
    p50_seconds: float | None
    p90_seconds: float | None
    max_seconds: float | None


class PickupWaitsRead(ComparableRead[PickupWaitRead]):
    model_config = example_of(
        {
            "group": None,
            "subgroup": None,
            "count": 240,
            "averageSeconds": 312.5,
            "p50Seconds": 240.0,
            "p90Seconds": 720.0,
            "maxSeconds": 2400.0,
        },
        240,
        {"cause": Exclusion.CLAIM.value, "count": 2},
        {"cause": Exclusion.OPEN.value, "count": 7},
        {"cause": Exclusion.BEGUN_BEFORE.value, "count": 1},
        {"cause": Exclusion.BY_CANCEL.value, "count": 3},
        {"cause": Exclusion.BY_RECALL.value, "count": 4},
        {"cause": Exclusion.BY_CLOSE.value, "count": 0},
        compared=None,
    )


class SetbacksRead(FigureRead):
    """Cancellations or recalls that are alike in all that stands before `count`."""

    group: Group
    subgroup: Subgroup
    setback: Setback
    reason: Annotated[str | None, Field(description="What was said; null where nobody said one")]
    actor_kind: Annotated[str, Field(description="display, partner, user or system")]
    stage: Annotated[
        str | None, Field(description="The status that they ended; null where it isn't known")
    ]
    currency: str | None
    count: int
    amount: Annotated[
        int | None,
        Field(
            description="Of what was cancelled, in the currency's minor unit; null without a price"
        ),
    ]
    wasted_amount: Annotated[
        int | None, Field(description="The part of `amount` that had been begun")
    ]


class CancellationsRead(ComparableRead[SetbacksRead]):
    model_config = example_of(
        {
            "group": None,
            "subgroup": None,
            "setback": "cancellation",
            "reason": "OUT_OF_STOCK",
            "actorKind": "user",
            "stage": "PREPARING",
            "currency": "EUR",
            "count": 3,
            "amount": 5430,
            "wastedAmount": 2190,
        },
        3,
        {"cause": Exclusion.CLAIM.value, "count": 2},
        {"cause": Exclusion.BY_CLOSE.value, "count": 1},
        compared=None,
    )


class AmendedOrdersRead(FigureRead):
    """Of the orders of a group, how many were amended in a field, or in anything."""

    group: Group
    subgroup: Subgroup
    orders: Annotated[int, Field(description="Amended or not")]
    field: Annotated[
        str | None, Field(description="As in `amendments[].changes`; null: in any of them")
    ]
    amended: int
    share: Annotated[float | None, Field(description="`amended` of `orders`, from 0 to 1")]
    changes: Annotated[int, Field(description="An order may be changed more than once")]


class AmendmentsRead(ComparableRead[AmendedOrdersRead]):
    model_config = example_of(
        {
            "group": None,
            "subgroup": None,
            "orders": 240,
            "field": "quantity",
            "amended": 12,
            "share": 0.05,
            "changes": 17,
        },
        240,
        compared=None,
    )


class PreparationTimeRead(FigureRead):
    group: Group
    subgroup: Subgroup
    brand_id: str
    plu: str
    name: Annotated[str, Field(description="One of them, where lines call it differently")]
    station: Annotated[str | None, Field(description="Null: no station's")]
    count: int
    average_seconds: float
    p50_seconds: float
    p90_seconds: float
    max_seconds: float


class PreparationTimesRead(ComparableRead[PreparationTimeRead]):
    model_config = example_of(
        {
            "group": None,
            "subgroup": None,
            "brandId": "burger-union",
            "plu": "BURGER",
            "name": "Burger",
            "station": "grill",
            "count": 240,
            "averageSeconds": 412.5,
            "p50Seconds": 380.0,
            "p90Seconds": 720.0,
            "maxSeconds": 1400.0,
        },
        240,
        {"cause": Exclusion.CLAIM.value, "count": 2},
        {"cause": Exclusion.NEVER_BEGUN.value, "count": 31},
        {"cause": Exclusion.BEGUN_BEFORE.value, "count": 1},
        {"cause": Exclusion.BY_CANCEL.value, "count": 3},
        {"cause": Exclusion.BY_RECALL.value, "count": 4},
        {"cause": Exclusion.BY_CLOSE.value, "count": 0},
        compared=None,
    )


class RetentionRead(FigureRead):
    group: Group
    subgroup: Subgroup
    customers: Annotated[int, Field(description="Accounts that have orders here")]
    new: Annotated[int, Field(description="Their first order of all time is one of these")]
    returning: Annotated[int, Field(description="They had ordered before")]
    repeat_rate: Annotated[
        float | None, Field(description="`returning` of `customers`, from 0 to 1; null without any")
    ]
    orders: int


class RetentionsRead(ComparableRead[RetentionRead]):
    model_config = example_of(
        {
            "group": None,
            "subgroup": None,
            "customers": 200,
            "new": 50,
            "returning": 150,
            "repeatRate": 0.75,
            "orders": 240,
        },
        240,
        {"cause": Exclusion.NO_ACCOUNT.value, "count": 12},
        compared=None,
    )
