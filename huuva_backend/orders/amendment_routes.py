"""What becomes of orders after they were placed, beside their statuses."""

from fastapi import Request, Response

from huuva_backend.orders.amendment_schemas import DelayCreate, ItemsCreate, ItemUpdate, OrderUpdate
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.dependencies import (
    DISPLAY,
    PARTNER,
    IfMatch,
    LocationId,
    XActor,
    actor,
    amendments,
    service,
    versions,
)
from huuva_backend.orders.errors import (
    AmbiguousPlu,
    DelayedTooFar,
    ItemNotFound,
    LineBegun,
    LineVoided,
    OrderClosed,
    OrderNotFound,
    StaleVersion,
    UnknownCourse,
    UnknownLines,
)
from huuva_backend.orders.firing import Wanted
from huuva_backend.orders.history import Actor
from huuva_backend.orders.line_schemas import FiringCreate
from huuva_backend.orders.routes import ETAG, WRITE_ORDER, ItemLine, ItemPlu, OrderId, answer
from huuva_backend.orders.schemas import OrderRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

amendments_router = Router("/api/orders", tags=["orders"])


@amendments_router.patch(
    "/{order_id}",
    scope=Scope.ORDERS_WRITE,
    summary="Amend an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(OrderNotFound, OrderClosed, Busy, StaleVersion),
    },
)
async def amend_order(
    order_id: OrderId,
    update: OrderUpdate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """A merge patch of what was told of the order beside its lines: when, where, for whom, what is paid. The kitchen
    is told by an event, and `amendments` says what was changed, by whom and why.

    Where all is so already: 200, and nothing is written. A closed order takes a `payment` only.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, PARTNER), update.reason, if_match, location_id)
    order = await amendments(request).amend(caller, on, order_id, update, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@amendments_router.post(
    "/{order_id}/items",
    scope=Scope.ORDERS_WRITE,
    summary="Add lines",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(OrderNotFound, OrderClosed, Busy, StaleVersion),
    },
)
async def add_items(
    order_id: OrderId,
    more: ItemsCreate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """The lines begin as those of a new order do, priced by the menu where they bring no price. An order that was
    READY is PREPARING again where something of it must be made. Each time it is asked they are added: send an
    `Idempotency-Key`.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, PARTNER), more.reason, if_match, location_id)
    order = await amendments(request).add_lines(caller, on, order_id, more, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@amendments_router.patch(
    "/{order_id}/items/{plu:path}",
    scope=Scope.ORDERS_WRITE,
    summary="Amend a line",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(
            *(OrderNotFound, ItemNotFound, AmbiguousPlu, OrderClosed, LineVoided, LineBegun),
            *(Busy, StaleVersion),
        ),
    },
)
async def amend_item(
    order_id: OrderId,
    plu: ItemPlu,
    update: ItemUpdate,
    request: Request,
    line: ItemLine = None,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """A merge patch of a line. Fewer of it: what is too many is split off as a line of its own that is CANCELLED. More:
    in the line, or once that has begun in a new one, whose `origin` names it. Totals, tickets and statuses follow.

    Where all is so already: 200, and nothing is written. To void all of a line, move it to CANCELLED.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, PARTNER), update.reason, if_match, location_id)
    order = await amendments(request).amend_item(caller, on, order_id, plu, line, update, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@amendments_router.post(
    "/{order_id}/delay",
    scope=Scope.KITCHEN_WRITE,
    summary="Delay an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(OrderNotFound, OrderClosed, DelayedTooFar, Busy, StaleVersion),
    },
)
async def delay_order(
    order_id: OrderId,
    delay: DelayCreate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """The kitchen promises the order for `minutes` later: an amendment of `pickupTime`, of which `order.amended` tells the
    partner; `promisedTime` stays the first. Counted from when it was due, or from now where that is over. What was wanted
    as soon as possible was due when the longest of its lines can be ready, and has a time from then on.

    Each time it is asked it is later: send an `Idempotency-Key`.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, DISPLAY), delay.reason, if_match, location_id)
    order = await amendments(request).delay(caller, on, order_id, delay.minutes, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@amendments_router.post(
    "/{order_id}/fire",
    scope=Scope.KITCHEN_WRITE,
    summary="Fire a course",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(
            OrderNotFound, UnknownLines, UnknownCourse, OrderClosed, Busy, StaleVersion
        ),
    },
)
async def fire_course(
    order_id: OrderId,
    what: FiringCreate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """Lets the kitchen begin lines that are held: their clock starts now. All of a course, or those that are named,
    of a bundle its parts. Where none of them is held: 200, and nothing is written.

    A line that somebody moves is fired by that; so is all of an order that is moved to READY.
    """
    caller, on = asking(request)
    by = _asked(actor(caller, x_actor, DISPLAY), None, if_match, location_id)
    wanted = Wanted(course=what.course or None, lines=what.lines)
    order = await service(request).fire(caller, on, order_id, wanted, by)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


def _asked(by: Actor, reason: str | None, if_match: str | None, location_id: str | None) -> Asked:
    return Asked(actor=by, reason=reason, expected=versions(if_match), location_id=location_id)
