"""Answers to orders: the kitchen takes them or not."""

from fastapi import Request, Response

from huuva_backend.orders.acceptance_schemas import DenialCreate
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.dependencies import (
    DISPLAY,
    IfMatch,
    LocationId,
    XActor,
    acceptances,
    actor,
    versions,
)
from huuva_backend.orders.errors import (
    AcceptanceDecided,
    AcceptanceNotAsked,
    OrderClosed,
    OrderNotFound,
    StaleVersion,
)
from huuva_backend.orders.routes import ETAG, WRITE_ORDER, OrderId, answer
from huuva_backend.orders.schemas import OrderRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

acceptance_router = Router("/api/orders", tags=["orders"])


@acceptance_router.post(
    "/{order_id}/accept",
    scope=Scope.KITCHEN_WRITE,
    summary="Accept an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(
            *(OrderNotFound, AcceptanceNotAsked, AcceptanceDecided, OrderClosed),
            *(Busy, StaleVersion),
        ),
    },
)
async def accept_order(
    order_id: OrderId,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """The kitchen takes an order that came with `acceptBy`. Who begins an order accepts it by that; where it is
    accepted already: 200, and nothing is written.
    """
    caller, on = asking(request)
    by = Asked(
        actor=actor(caller, x_actor, DISPLAY), expected=versions(if_match), location_id=location_id
    )
    order = await acceptances(request).accept(caller, on, order_id, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@acceptance_router.post(
    "/{order_id}/deny",
    scope=Scope.KITCHEN_WRITE,
    summary="Deny an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(
            *(OrderNotFound, AcceptanceNotAsked, AcceptanceDecided, OrderClosed),
            *(Busy, StaleVersion),
        ),
    },
)
async def deny_order(
    order_id: OrderId,
    denial: DenialCreate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """The kitchen doesn't take an order that came with `acceptBy`, as long as nobody has accepted or begun it: the order
    is cancelled, and its history says why. Where it is denied already: 200, and nothing is written.
    """
    caller, on = asking(request)
    by = Asked(
        actor=actor(caller, x_actor, DISPLAY), expected=versions(if_match), location_id=location_id
    )
    order = await acceptances(request).deny(caller, on, order_id, denial.reason, denial.text, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})
