"""The numbers of `/api/analytics`."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from huuva_backend.analytics.dependencies import AsCsv, Measuring, OrderMeasures, Service
from huuva_backend.analytics.errors import CustomerNotFound, InvalidPeriod, TooManyCells
from huuva_backend.analytics.grouped_schemas import (
    FlowRead,
    StatusDurationRead,
    StatusDurationsQuery,
    StatusDurationsRead,
    ThroughputQuery,
    ThroughputRead,
)
from huuva_backend.analytics.measures import CustomerOrders, Flow, Measured, StatusDuration
from huuva_backend.analytics.schemas import (
    CustomerOrdersRead,
    CustomerQuery,
    CustomersQuery,
    CustomersRead,
    FigureRead,
)
from huuva_backend.analytics.spreadsheet import to_csv
from huuva_backend.partners.caller import Scope
from huuva_backend.platform.errors import Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.pagination import InvalidCursor
from huuva_backend.platform.text import Text64

analytics_router = Router("/api/analytics", tags=["analytics"])


def csv_content(example: str) -> dict[int | str, dict[str, Any]]:
    content = {"text/csv": {"schema": {"type": "string"}, "example": example}}
    return {200: {"description": "Measured; as CSV: the items alone", "content": content}}


CUSTOMERS_CSV = csv_content(
    "account,orders,firstOrderAt,lastOrderAt\r\n"
    "60bfc6dc4887c9851d5a0246,12,2021-07-22T20:08:02Z,2026-01-31T18:02:11Z\r\n"
)


@analytics_router.get(
    "/status-durations",
    scope=Scope.ANALYTICS_READ,
    summary="How long statuses last",
    response_model=StatusDurationsRead,
    responses={
        **csv_content(
            "group,status,count,averageSeconds,p50Seconds,p90Seconds,p95Seconds,maxSeconds\r\n"
            ",PREPARING,240,612.5,540.0,1020.0,1260.0,2400.0\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_status_durations(
    query: Annotated[StatusDurationsQuery, Query()],
    analytics: Service,
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[StatusDuration] | Response:
    """Average, percentiles and maximum of the time in each status.

    Of stays that a move forward ended in the period; `endedBy` asks for those that ended otherwise, `basis=spent`
    for the time that was spent in the period whenever a stay ended. Every stay that touches the period is counted
    or left out by one cause.
    """
    measured = await measures.beside(*measuring, query, analytics.status_durations)
    return measured_spreadsheet(StatusDurationRead, measured) if csv else measured


@analytics_router.get(
    "/throughput",
    scope=Scope.ANALYTICS_READ,
    summary="How many orders flow through",
    response_model=ThroughputRead,
    responses={
        **csv_content(
            "start,received,ready,pickedUp,cancelled\r\n2026-01-31T17:00:00Z,42,40,37,1\r\n"
        ),
        **problem_responses(Invalid, InvalidPeriod, TooManyCells),
    },
)
async def get_throughput(
    query: Annotated[ThroughputQuery, Query()],
    analytics: Service,
    measures: OrderMeasures,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[Flow] | Response:
    """Orders received, ready, picked up and cancelled in each hour, day or quarter of an hour.

    Buckets follow the clock in `timezone`: a day begins at `dayStart` there, an hour that the clock
    repeats in autumn is two buckets. Those in which nothing happened are there too.
    """
    measured = await measures.beside(*measuring, query, analytics.throughput)
    return measured_spreadsheet(FlowRead, measured) if csv else measured


@analytics_router.get(
    "/customers",
    scope=Scope.ANALYTICS_READ,
    summary="How often customers order",
    response_model=CustomersRead,
    responses={**CUSTOMERS_CSV, **problem_responses(Invalid, InvalidPeriod, InvalidCursor)},
)
async def list_customers(
    request: Request,
    query: Annotated[CustomersQuery, Query()],
    analytics: Service,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[CustomerOrders] | Response:
    """Orders per customer lifetime, most first, then by account.

    Each page is as of its own `asOf`: an order placed between two pages may move an account, so that both
    have it or neither. CSV has the way to the next page in the header `Link`.
    """
    measured = await analytics.customers(*measuring, query)
    if not csv:
        return measured
    answer = spreadsheet_of(CustomerOrdersRead, measured.items)
    if measured.next_cursor is not None:
        following = request.url.include_query_params(cursor=measured.next_cursor)
        answer.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    return answer


@analytics_router.get(
    "/customers/{account:path}",
    scope=Scope.ANALYTICS_READ,
    summary="How often one customer orders",
    response_model=CustomersRead,
    responses={**CUSTOMERS_CSV, **problem_responses(CustomerNotFound, Invalid, InvalidPeriod)},
)
async def get_customer(
    account: Annotated[
        Text64, Path(description="The customer's account", examples=["60bfc6dc4887c9851d5a0246"])
    ],
    query: Annotated[CustomerQuery, Query()],
    analytics: Service,
    measuring: Measuring,
    csv: AsCsv,
) -> Measured[CustomerOrders] | Response:
    """The one customer as an answer with one item."""
    measured = await analytics.customer(*measuring, account, query)
    return spreadsheet_of(CustomerOrdersRead, measured.items) if csv else measured


def spreadsheet_of(
    kind: type[FigureRead],
    items: Sequence[Any],
    compared: Sequence[Any] | None = None,
    *,
    in_pairs: bool = False,
) -> Response:
    text = to_csv(kind, items, compared, frozenset() if in_pairs else kind.IN_PAIRS)
    return Response(text, media_type="text/csv", headers={"Vary": "Accept"})


def measured_spreadsheet(kind: type[FigureRead], measured: Measured[Any]) -> Response:
    compared = None if measured.compared is None else measured.compared.items
    return spreadsheet_of(kind, measured.items, compared, in_pairs=measured.in_pairs)
