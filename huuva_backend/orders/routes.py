"""The orders of `/api/orders`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Header, Path, Query, Request, Response
from pydantic_core import to_json

from huuva_backend.locations.errors import LocationPaused
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.commands import Command
from huuva_backend.orders.dependencies import (
    DISPLAY,
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
    IllegalTransition,
    ItemNotFound,
    OrderClosed,
    OrderExists,
    OrderNotFound,
    StaleVersion,
)
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import Status
from huuva_backend.orders.line_schemas import ItemMovedRead
from huuva_backend.orders.order import MovedItem, Order
from huuva_backend.orders.query_schemas import OrderQuery
from huuva_backend.orders.schemas import (
    ItemStatusUpdate,
    OrderCreate,
    OrderPage,
    OrderRead,
    OrderStatusUpdate,
    StatusUpdate,
)
from huuva_backend.orders.service import PlacingResult
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.text import Plu

S = TypeVar("S", bound=Status)


class IfExists(StrEnum):
    REFUSE = "refuse"
    AMEND = "amend"


orders_router = Router("/api/orders", tags=["orders"])

WRITE_ORDER = writer(OrderRead, Order)
WRITE_ITEM = writer(ItemMovedRead, MovedItem)

ETAG = {"ETag": {"description": "The order's version", "schema": {"type": "string"}}}
OrderId = Annotated[
    UUID, Path(description="Our id of the order", examples=["01a200f3-8f25-70dd-9187-be12b1d3dddc"])
]
ItemPlu = Annotated[
    Plu, Path(description="The item's PLU, percent-encoded", examples=["CAT1-0001"])
]
ItemLine = Annotated[
    int | None, Query(ge=1, le=500, description="Which, if several lines carry the PLU")
]


@orders_router.patch(
    "/{order_id}/items/{plu:path}/status",
    scope=Scope.KITCHEN_WRITE,
    summary="Move one item",
    response_model=ItemMovedRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(
            OrderNotFound, ItemNotFound, IllegalTransition, AmbiguousPlu, Busy, StaleVersion
        ),
    },
)
async def move_item(
    order_id: OrderId,
    plu: ItemPlu,
    update: ItemStatusUpdate,
    request: Request,
    line: ItemLine = None,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """Moves the item, and the order with it where the items say so: the first one started makes the
    order PREPARING, the last one ready makes it READY, the last one cancelled cancels it.

    With a `quantity` so many of the line move: they become a line of their own, which is answered, and the others
    stay where they stood. Each time it is asked so many move: send `If-Match`.

    At the status already: 200, and nothing is written.
    """
    caller, on = asking(request)
    by = actor(caller, x_actor, DISPLAY)
    command = _command(update.status, update, by, if_match, location_id)
    named = (caller, on, order_id, plu, line, command)
    if update.quantity is None:
        item = await service(request).move_item(*named)
    else:
        item = await amendments(request).move_part(*named, update.quantity)
    return answer(WRITE_ITEM(item), {"ETag": f'"{item.order_version}"'})


@orders_router.patch(
    "/{order_id}/status",
    scope=Scope.KITCHEN_WRITE,
    summary="Move an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        **problem_responses(OrderNotFound, IllegalTransition, Busy, StaleVersion),
    },
)
async def move_order(
    order_id: OrderId,
    update: OrderStatusUpdate,
    request: Request,
    location_id: LocationId = None,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """A command for the whole ticket: items that are behind move along, a cancellation cancels them all.

    Going back needs `"recall": true`. At the status already: 200, and nothing is written. A refusal
    says what is allowed instead.
    """
    caller, on = asking(request)
    by = actor(caller, x_actor, DISPLAY)
    command = _command(update.status, update, by, if_match, location_id)
    order = await service(request).move(caller, on, order_id, command)
    return answer(WRITE_ORDER(order), {"ETag": f'"{order.version}"'})


@orders_router.get(
    "/{order_id}",
    scope=Scope.ORDERS_READ,
    summary="Look up an order",
    response_model=OrderRead,
    responses={
        200: {"headers": ETAG},
        304: {"description": "Not changed since the version in If-None-Match"},
        **problem_responses(OrderNotFound),
    },
)
async def get_order(
    order_id: OrderId,
    request: Request,
    location_id: LocationId = None,
    if_none_match: Annotated[
        str | None, Header(description="The ETag that you have", examples=['"3"'])
    ] = None,
) -> Response:
    """The whole order with the history of its status and of each item's."""
    order = await service(request).get(*asking(request), order_id, location_id)
    etag = {"ETag": f'"{order.version}"', "Cache-Control": "private, no-cache"}
    seen = versions(if_none_match)
    if if_none_match is not None and (seen is None or order.version in seen):
        return Response(status_code=304, headers=etag)
    return answer(WRITE_ORDER(order), etag)


@orders_router.post(
    "",
    scope=Scope.ORDERS_WRITE,
    status_code=201,
    summary="Place an order",
    response_model=OrderRead,
    response_description="Placed",
    responses={
        200: {"model": OrderRead, "description": "Had been placed before, or a rehearsal"},
        201: {"headers": ETAG},
        **problem_responses(
            OrderExists, IllegalTransition, OrderClosed, LocationPaused, Busy, StaleVersion
        ),
    },
)
async def place_order(
    order: OrderCreate,
    request: Request,
    validate_only: Annotated[
        bool, Query(alias="validateOnly", description="Answer as if, but keep nothing")
    ] = False,
    if_exists: Annotated[
        IfExists,
        Query(
            alias="ifExists", description="What to do where the order is there with other content"
        ),
    ] = IfExists.REFUSE,
    if_match: IfMatch = None,
    x_actor: XActor = None,
) -> Response:
    """Safe to retry: `locationId`, `brandId`, `channel` and `channelOrderId` name one order until 48
    hours after its pickup time, and for 7 days at least. The same order again is answered 200 with
    `Idempotent-Replayed: true`; another order under that name is refused.

    With `ifExists=amend` it is the order as it is now: lines are matched by PLU, modifiers and note, what differs is
    amended, fields that are left out stay, and `status: CANCELLED` cancels. Each content is taken once: a late repeat
    of an earlier one is answered as a retry and changes nothing, unless `If-Match` has the version of now.

    A `statusHistory` that is a legal chain ending at `status` becomes the order's history. Any other is
    kept and shown with `"counted": false`.
    """
    orders = service(request)
    caller, on = asking(request)
    by = actor(caller, x_actor, Actor(ActorKind.PARTNER, order.channel))
    if if_exists is IfExists.AMEND:
        asked = Asked(actor=by, expected=versions(if_match))
        amend = amendments(request).place_or_amend
        placed, result = await amend(caller, on, order, asked, rehearse=validate_only)
    else:
        place = orders.rehearse if validate_only else orders.place
        placed, result = await place(caller, on, order, by)
    return answer_placed(placed, result, rehearsed=validate_only)


def answer_placed(placed: Order, result: PlacingResult, *, rehearsed: bool) -> Response:
    headers = {}
    if result is PlacingResult.REPLAYED:
        headers["Idempotent-Replayed"] = "true"
    if not rehearsed:
        headers |= {"Location": f"/api/orders/{placed.id}", "ETag": f'"{placed.version}"'}
    is_new = result is PlacingResult.PLACED and not rehearsed
    return answer(WRITE_ORDER(placed), headers, 201 if is_new else 200)


@orders_router.get("", scope=Scope.ORDERS_READ, summary="List orders", response_model=OrderPage)
async def list_orders(query: Annotated[OrderQuery, Query()], request: Request) -> Response:
    """Newest first by `createdAt`, or with `sort=pickupTime` soonest first, narrowed by any of the filters.

    Found by what a guest says: `displayId`, or at one location `customer` and `phone`. A page ends at `limit` orders or at 2 MB, whichever comes first.
    """
    page = await service(request).page(*asking(request), query, WRITE_ORDER)
    return answer(
        b'{"items":[%b],"nextCursor":%b}' % (b",".join(page.orders), to_json(page.next_cursor))
    )


def answer(body: bytes, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    return Response(body, status, headers, "application/json")


def _command(
    status: S,
    update: StatusUpdate,
    by: Actor,
    if_match: str | None,
    location_id: str | None,
) -> Command[S]:
    return Command(
        status=status,
        actor=by,
        reason=update.reason,
        recall=update.recall,
        occurred_at=update.occurred_at,
        expected=versions(if_match),
        location_id=location_id,
    )
