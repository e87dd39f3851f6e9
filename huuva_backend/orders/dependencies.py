"""What the routes of orders take from a request beside path, query and body."""

import re
from collections.abc import Collection
from typing import Annotated, cast

from fastapi import Depends, Header, Query, Request

from huuva_backend.orders.order import Actor, ActorKind
from huuva_backend.orders.service import OrderService
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.text import Text64

_ENTITY_TAG = re.compile(r'"([0-9]{1,9})"')


class InvalidActor(Invalid):
    code = "invalid-actor"
    title = "The actor is not one that we know"

    def __init__(self) -> None:
        message = "Should be display, partner or user, with an id after a colon: display:grill-1"
        super().__init__([Fault("header/x-actor", self.code, message)])


async def order_service(request: Request) -> OrderService:
    return cast(OrderService, request.app.state.orders)


async def named_actor(
    x_actor: Annotated[
        Text64 | None,
        Header(
            description="Who does this: `display`, `partner` or `user`, with an id after a colon",
            examples=["display:grill-1"],
        ),
    ] = None,
) -> Actor | None:
    if x_actor is None:
        return None
    kind, _, name = x_actor.partition(":")
    if kind not in (ActorKind.DISPLAY, ActorKind.PARTNER, ActorKind.USER):
        raise InvalidActor
    return Actor(kind, name or None)


def versions(header: str | None) -> Collection[int] | None:
    """The versions that an `If-Match` or `If-None-Match` names; None where it names none or any (`*`).

    A tag that we never gave names no version, so it matches nothing.
    """
    if header is None or header.strip() == "*":
        return None
    return frozenset(int(version) for version in _ENTITY_TAG.findall(header))


Service = Annotated[OrderService, Depends(order_service)]
NamedActor = Annotated[Actor | None, Depends(named_actor)]
IfMatch = Annotated[
    str | None,
    Header(description="The ETag that you saw; where it is stale: 412", examples=['"3"']),
]
LocationId = Annotated[
    Text64 | None,
    Query(alias="locationId", description="Where the order stands, if you know: found faster"),
]
