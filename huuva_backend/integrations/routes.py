"""Orders as delivery platforms send them. Only this and the dialects know their words."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.integrations import deliverect, uber_eats
from huuva_backend.integrations.deliverect_schemas import DeliverectOrder
from huuva_backend.integrations.dependencies import messages
from huuva_backend.integrations.errors import NotInOurWords
from huuva_backend.integrations.foreign import acceptance
from huuva_backend.integrations.uber_eats_schemas import UberEatsOrder
from huuva_backend.orders.acceptance import AcceptOutcome
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.dependencies import actor
from huuva_backend.orders.errors import OrderClosed
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.routes import ETAG, answer_placed
from huuva_backend.orders.schemas import OrderCreate, OrderRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.partners.dialect import SIGNED_BY, Dialect
from huuva_backend.partners.errors import SignatureRefused
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router, SignedBy
from huuva_backend.platform.money import Currency
from huuva_backend.platform.text import Text64

integrations_router = Router("/api/integrations", tags=["integrations"])

BrandId = Annotated[
    Text64, Query(alias="brandId", description="Whose orders they are", examples=["burger-house"])
]
LocationInstead = Annotated[
    Text64 | None,
    Query(alias="locationId", description="Where they are made, whatever the message says"),
]
BY_DELIVERECT, BY_UBER = (SignedBy(dialect, SIGNED_BY[dialect]) for dialect in Dialect)
AcceptMinutes = Annotated[
    int | None,
    Query(
        alias="acceptMinutes",
        ge=1,
        le=60,
        description="The kitchen must accept within so many minutes of when the message says that the order was made; left "
        "out, or where it doesn't say, it is accepted as it comes",
    ),
]
AcceptUnanswered = Annotated[
    AcceptOutcome,
    Query(alias="acceptOutcome", description="What becomes of it where nobody answers in time"),
]
ANSWERS = {
    200: {"model": OrderRead, "description": "Had been sent before: changed where it differs"},
    201: {"headers": ETAG},
    **problem_responses(OrderClosed, NotInOurWords, SignatureRefused, Busy),
}


@integrations_router.post(
    "/deliverect/orders",
    scope=Scope.ORDERS_WRITE,
    signed_by=BY_DELIVERECT,
    status_code=201,
    summary="Take an order from Deliverect",
    response_model=OrderRead,
    response_description="Placed",
    responses=ANSWERS,
)
async def take_deliverect_order(
    message: DeliverectOrder,
    request: Request,
    brand_id: BrandId,
    currency: Annotated[Currency, Query(description="Of all amounts: the message names none")],
    location_id: LocationInstead = None,
    accept_minutes: AcceptMinutes = None,
    accept_outcome: AcceptUnanswered = AcceptOutcome.ACCEPT,
) -> Response:
    """The order notification of a POS or KDS; without a key where a registered integration signs it. Sub-items that are products or bundles are parts, all others modifiers.

    Sent again with other content it amends the order. With status 110 it cancels it; with 100 it asks for that, and of what
    is begun the kitchen decides (`cancellationRequest`). Other statuses count only the first time, and those that we don't
    know never do. What we have no field for is kept under `metadata.deliverect`.
    """
    wanted = acceptance(deliverect.created(message), accept_minutes, accept_outcome)
    order = deliverect.order_of(message, brand_id, currency, location_id, wanted)
    return await _taken(request, order, to_cancel=message.status == deliverect.CANCEL)


@integrations_router.post(
    "/uber-eats/orders",
    scope=Scope.ORDERS_WRITE,
    signed_by=BY_UBER,
    status_code=201,
    summary="Take an order from Uber Eats",
    response_model=OrderRead,
    response_description="Placed",
    responses=ANSWERS,
)
async def take_uber_eats_order(
    message: UberEatsOrder,
    request: Request,
    brand_id: BrandId,
    location_id: LocationInstead = None,
    accept_minutes: AcceptMinutes = None,
    accept_outcome: AcceptUnanswered = AcceptOutcome.ACCEPT,
) -> Response:
    """An order as Uber's Order API answers it; without a key where a registered integration signs it. The PLU of an item is its `external_data`.

    Sent again with other content it amends the order, CANCELED or DENIED it cancels it. What we have no field for is kept
    under `metadata.uber-eats`.
    """
    wanted = acceptance(message.placed_at, accept_minutes, accept_outcome)
    return await _taken(request, uber_eats.order_of(message, brand_id, location_id, wanted))


async def _taken(request: Request, order: OrderCreate, *, to_cancel: bool = False) -> Response:
    caller, on = asking(request)
    by = Asked(
        actor=actor(caller, None, Actor(ActorKind.PARTNER, order.channel)),
        location_id=order.location_id,
    )
    placed, result = await messages(request).take(caller, on, order, by, to_cancel=to_cancel)
    return answer_placed(placed, result, rehearsed=False)
