"""What the routes of orders take from a request beside path, query and body."""

import re
from collections.abc import Collection
from typing import Annotated, Final, cast

from fastapi import Header, Query, Request
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from huuva_backend.orders.acceptance_service import AcceptanceService
from huuva_backend.orders.amendment_service import AmendmentService
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.text import Text64, is_blank

NAMED_KINDS = (ActorKind.DISPLAY, ActorKind.PARTNER, ActorKind.USER)

KINDS: Final = {
    "partner": ActorKind.PARTNER,
    "display": ActorKind.DISPLAY,
    "analyst": ActorKind.USER,
    "operator": ActorKind.USER,
    "system": ActorKind.SYSTEM,
}
"""What history calls a caller, by the kind that it is of."""

DISPLAY: Final = Actor(ActorKind.DISPLAY, None)
"""Who moves orders, where nobody says more."""

PARTNER: Final = Actor(ActorKind.PARTNER, None)
"""Who amends orders, where nobody says more."""

# Finds weak tags (`W/"3"`) too, and on purpose: a proxy that compresses an answer weakens its tag.
_ENTITY_TAG = re.compile(r'"([0-9]{1,9})"')


class InvalidActor(Invalid):
    code = "invalid-actor"
    title = "The actor is not one that we know"

    def __init__(self) -> None:
        message = "Should be display, partner or user, with an id after a colon: display:grill-1"
        super().__init__([Fault("header/x-actor", self.code, message)])


class OtherActor(Invalid):
    code = "other-actor"
    title = "The key is of another kind than the actor"

    def __init__(self, kind: ActorKind) -> None:
        message = f"With this key it is {kind}, and may only say which one more precisely"
        super().__init__([Fault("header/x-actor", self.code, message)])


def service(request: Request) -> OrderService:
    # Called by the routes, not through `Depends`: each dependency costs a busy endpoint 3 % of its CPU.
    return cast(OrderService, request.app.state["orders"])


def amendments(request: Request) -> AmendmentService:
    return cast(AmendmentService, request.app.state["amendments"])


def acceptances(request: Request) -> AcceptanceService:
    return cast(AcceptanceService, request.app.state["acceptances"])


def actor(caller: Caller, header: str | None, unnamed: Actor) -> Actor:
    """Who did it, for history: the caller, whom `X-Actor` makes more precise, as a display that names its screen.

    Where nobody is asked for a key, it is whom `X-Actor` names, else `unnamed`. Raises `InvalidActor`, `OtherActor`.
    """
    own = None if caller.id is None else Actor(KINDS[caller.kind], caller.id)
    if header is None:
        return own or unnamed
    kind, _, name = header.partition(":")
    if kind not in NAMED_KINDS:
        raise InvalidActor
    if own is None:
        return Actor(kind, None if is_blank(name) else name)
    if kind != own.kind:
        raise OtherActor(KINDS[caller.kind])
    return own if is_blank(name) or name == own.id else Actor(kind, f"{own.id}/{name}")


def versions(header: str | None) -> Collection[int] | None:
    """The versions that an `If-Match` or `If-None-Match` names; None where it names none or any (`*`).

    A tag that we never gave names no version, so it matches nothing.
    """
    if header is None or header.strip() == "*":
        return None
    return frozenset(int(version) for version in _ENTITY_TAG.findall(header))


def _as_utf8(value: str) -> str:
    """The framework reads headers as Latin-1."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError as error:
        raise PydanticCustomError("not_utf8", "Text should be UTF-8") from error


_ActorText = Annotated[
    Text64,
    BeforeValidator(_as_utf8),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": 64,
            "pattern": rf"^({'|'.join(NAMED_KINDS)})(:[^\u0000-\u001f\u007f-\u009f]*)?$",
        }
    ),
]
XActor = Annotated[
    _ActorText | None,
    Header(
        description="Who does this: `display`, `partner` or `user`, with an id after a colon",
        examples=["display:grill-1"],
    ),
]
IfMatch = Annotated[
    str | None,
    Header(description="The ETag that you saw; where it is stale: 412", examples=['"3"']),
]
LocationId = Annotated[
    Text64 | None,
    Query(alias="locationId", description="Where the order stands, if you know: found faster"),
]
