"""What the kitchen answers about orders, and partners ask for: whether it takes them, whether it gives them up."""

from typing import Final

from fastapi import Request, Response

from huuva_backend.orders.acceptance_schemas import DenialCreate
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.cancellation_schemas import (
    CancellationRefusalCreate,
    CancellationRequestCreate,
)
from huuva_backend.orders.dependencies import (
    DISPLAY,
    PARTNER,
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
    CancellationDecided,
    CancellationNotRequested,
    OrderClosed,
    OrderNotFound,
    StaleVersion,
)
from huuva_backend.orders.history import Actor
from huuva_backend.orders.routes import ETAG, WRITE_ORDER, OrderId, answer
from huuva_backend.orders.schemas import OrderRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

acceptance_router = Router("/api/orders", tags=["orders"])

REFUSED: Final = (OrderNotFound, OrderClosed, Busy, StaleVersion)
"""The problems that each of them may answer."""


@acceptance_router.post(
    "/{order_id}/accept",
    scope=Scope.KITCHEN_WRITE,
    summary="Accept an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(*REFUSED, AcceptanceNotAsked, AcceptanceDecided),
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
    by = _asked(actor(caller, x_actor, DISPLAY), None, if_match, location_id)
    order = await acceptances(request).accept(caller, on, order_id, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@acceptance_router.post(
    "/{order_id}/deny",
    scope=Scope.KITCHEN_WRITE,
    summary="Deny an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(*REFUSED, AcceptanceNotAsked, AcceptanceDecided),
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
    by = _asked(actor(caller, x_actor, DISPLAY), None, if_match, location_id)
    order = await acceptances(request).deny(caller, on, order_id, denial.reason, denial.text, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@acceptance_router.post(
    "/{order_id}/cancellation-requests/confirm",
    scope=Scope.KITCHEN_WRITE,
    summary="Confirm a cancellation request",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(*REFUSED, CancellationNotRequested, CancellationDecided),
    },
)
async def confirm_cancellation(
    order_id: OrderId,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """The kitchen gives the order up: it is cancelled, and its history has the reason for which that was asked for. Where
    it is confirmed already: 200, and nothing is written.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, DISPLAY), None, if_match, location_id)
    order = await acceptances(request).confirm_cancellation(caller, on, order_id, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@acceptance_router.post(
    "/{order_id}/cancellation-requests/refuse",
    scope=Scope.KITCHEN_WRITE,
    summary="Refuse a cancellation request",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(*REFUSED, CancellationNotRequested, CancellationDecided),
    },
)
async def refuse_cancellation(
    order_id: OrderId,
    refusal: CancellationRefusalCreate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """The kitchen goes on with the order. The partner may ask again. Where it is refused already: 200, and nothing is
    written.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, DISPLAY), refusal.reason, if_match, location_id)
    order = await acceptances(request).refuse_cancellation(caller, on, order_id, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@acceptance_router.post(
    "/{order_id}/cancellation-requests",
    scope=Scope.ORDERS_WRITE,
    summary="Ask for an order to be cancelled",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(*REFUSED),
    },
)
async def request_cancellation(
    order_id: OrderId,
    wanted: CancellationRequestCreate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """What nobody has begun is cancelled at once. Else the kitchen confirms or refuses: its tickets show that it is asked for,
    and the order's `cancellationRequest` how that stands. While one waits, another is the same: 200, and nothing is
    written.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, PARTNER), wanted.reason, if_match, location_id)
    order = await acceptances(request).request_cancellation(caller, on, order_id, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


def _asked(by: Actor, reason: str | None, if_match: str | None, location_id: str | None) -> Asked:
    return Asked(actor=by, reason=reason, expected=versions(if_match), location_id=location_id)
