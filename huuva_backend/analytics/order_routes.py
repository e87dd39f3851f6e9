"""The numbers of `/api/analytics` that are about orders as wholes."""

from typing import Annotated

from fastapi import Query, Response

from huuva_backend.analytics.amended import AmendedOrders
from huuva_backend.analytics.cancellations import Setbacks
from huuva_backend.analytics.dependencies import AsCsv, Measuring, OrderMeasures
from huuva_backend.analytics.errors import InvalidPeriod, TooManyCells
from huuva_backend.analytics.grouped_schemas import GroupedQuery
from huuva_backend.analytics.measures import Measured
from huuva_backend.analytics.order_schemas import (
    AmendedOrdersRead,
    AmendmentsRead,
    CancellationsQuery,
    CancellationsRead,
    MeasuredPunctualityRead,
    PickupWaitRead,
    PickupWaitsRead,
    PreparationTimeRead,
    PreparationTimesRead,
    ProductsQuery,
    PunctualityQuery,
    PunctualityRead,
    RetentionRead,
    RetentionsRead,
    SetbacksRead,
)
from huuva_backend.analytics.pickups import PickupWait
from huuva_backend.analytics.products import PreparationTime
from huuva_backend.analytics.punctuality import Punctuality
from huuva_backend.analytics.retention import Retention
from huuva_backend.analytics.routes import csv_content, measured_spreadsheet
from huuva_backend.partners.caller import Scope
from huuva_backend.platform.errors import Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

order_measures_router = Router("/api/analytics", tags=["analytics"])


@order_measures_router.get(
    "/punctuality",
    scope=Scope.ANALYTICS_READ,
    summary="Whether orders were ready when promised",
    response_model=MeasuredPunctualityRead,
    responses={
        **csv_content(
            "group,orders,late,lateShare,averageErrorSeconds,p50ErrorSeconds,p90ErrorSeconds,recalled\r\n"
            ",240,36,0.15,-95.5,-120.0,60.0,4\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_punctuality(
    query: Annotated[PunctualityQuery, Query()],
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[Punctuality] | Response:
    """What was promised against when orders became READY, as a signed error: positive is late.

    Orders count in the period in which they were to be picked up; each of them is counted or left out by one
    cause.
    """
    measured = await measures.punctuality(*measuring, query)
    return measured_spreadsheet(PunctualityRead, measured) if csv else measured


@order_measures_router.get(
    "/pickups",
    scope=Scope.ANALYTICS_READ,
    summary="How long ready orders wait to be picked up",
    response_model=PickupWaitsRead,
    responses={
        **csv_content(
            "group,count,averageSeconds,p50Seconds,p90Seconds,maxSeconds\r\n"
            ",240,312.5,240.0,720.0,2400.0\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_pickups(
    query: Annotated[GroupedQuery, Query()],
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[PickupWait] | Response:
    """From READY until PICKED_UP, in the period in which orders were picked up: how long couriers and guests let them
    wait.
    """
    measured = await measures.pickups(*measuring, query)
    return measured_spreadsheet(PickupWaitRead, measured) if csv else measured


@order_measures_router.get(
    "/cancellations",
    scope=Scope.ANALYTICS_READ,
    summary="What was cancelled or recalled, why and at what cost",
    response_model=CancellationsRead,
    responses={
        **csv_content(
            "group,setback,reason,actorKind,stage,currency,count,amount,wastedAmount\r\n"
            ",cancellation,OUT_OF_STOCK,user,PREPARING,EUR,3,5430,2190\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_cancellations(
    query: Annotated[CancellationsQuery, Query()],
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[Setbacks] | Response:
    """By reason, by who did it and by the status that was ended, most first, with what was cancelled in money; what
    had been begun of it is waste.
    """
    measured = await measures.cancellations(*measuring, query)
    return measured_spreadsheet(SetbacksRead, measured) if csv else measured


@order_measures_router.get(
    "/amendments",
    scope=Scope.ANALYTICS_READ,
    summary="How many orders were amended, and in what",
    response_model=AmendmentsRead,
    responses={
        **csv_content(
            "group,orders,field,amended,share,changes\r\n"
            ",240,,20,0.08333333333333333,31\r\n,240,quantity,12,0.05,17\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_amendments(
    query: Annotated[GroupedQuery, Query()],
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[AmendedOrders] | Response:
    """Of the orders that were created in the period: first how many were amended at all, then in each field, most
    first.
    """
    measured = await measures.amendments(*measuring, query)
    return measured_spreadsheet(AmendedOrdersRead, measured) if csv else measured


@order_measures_router.get(
    "/products",
    scope=Scope.ANALYTICS_READ,
    summary="How long products take to prepare",
    response_model=PreparationTimesRead,
    responses={
        **csv_content(
            "group,brandId,plu,name,station,count,averageSeconds,p50Seconds,p90Seconds,maxSeconds\r\n"
            ",burger-union,BURGER,Burger,grill,240,412.5,380.0,720.0,1400.0\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_preparation_times(
    query: Annotated[ProductsQuery, Query()],
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[PreparationTime] | Response:
    """From PREPARING until READY, of each brand's products at each station, slowest first."""
    measured = await measures.products(*measuring, query)
    return measured_spreadsheet(PreparationTimeRead, measured) if csv else measured


@order_measures_router.get(
    "/retention",
    scope=Scope.ANALYTICS_READ,
    summary="How many customers are new, and how many return",
    response_model=RetentionsRead,
    responses={
        **csv_content(
            "group,customers,new,returning,repeatRate,orders\r\n"
            "2026-01-01T00:00:00Z,200,50,150,0.75,240\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_retention(
    query: Annotated[GroupedQuery, Query()],
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[Retention] | Response:
    """Of the customers who ordered in the period, or in each month, brand or location of it: whose first order it was,
    and who had ordered before.
    """
    measured = await measures.retention(*measuring, query)
    return measured_spreadsheet(RetentionRead, measured) if csv else measured
