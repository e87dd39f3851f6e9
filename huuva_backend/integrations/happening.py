"""What happened here, in the words that all dialects are said from: an act on an order, a product off sale. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from urllib.parse import quote
from uuid import UUID

from huuva_backend.orders.acceptance import Acceptance, AcceptanceState, DenialReason
from huuva_backend.orders.events import EventType, ToldChange
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import OrderStatus


class Act(StrEnum):
    """PLACED: it came, and somebody has yet to take it. PROMISED: it is for another time now."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    DENIED = "denied"
    PREPARING = "preparing"
    READY = "ready"
    PICKED_UP = "picked-up"
    CANCELLED = "cancelled"
    PROMISED = "promised"


AT: Final[Mapping[str, Act]] = {
    OrderStatus.RECEIVED: Act.ACCEPTED,
    OrderStatus.PREPARING: Act.PREPARING,
    OrderStatus.READY: Act.READY,
    OrderStatus.PICKED_UP: Act.PICKED_UP,
    OrderStatus.CANCELLED: Act.CANCELLED,
}
TAKEN: Final = frozenset({Act.ACCEPTED, Act.PREPARING, Act.READY})
SECOND: Final = 2


class Said(NamedTuple):
    """What a platform is sent: a body, to a path below the address of its API."""

    path: str
    body: dict[str, Any]


def segment(text: str | None) -> str | None:
    """The text as one segment of a path; None where it can't be one: a dot or two lead elsewhere."""
    return None if text in (None, ".", "..") else quote(text, safe="")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrder:
    """What is known of an order beside an event of it.

    `kind` is how the platform calls who delivers it. `entry` is the number of the event's own entry in the history,
    None where it has none. `promise_moved` is whether the event amended its pick-up, `actor` who did either. `placed_by`
    is the partner that sent the order.
    """

    external_id: str | None
    channel: str | None
    channel_order_id: str | None
    pickup_time: datetime | None
    acceptance: Acceptance | None
    cancellation_confirmed: bool
    promise_moved: bool
    kind: str | None
    placed_by: str | None
    entry: int | None
    actor: Actor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """`taken`: by this act the order is taken. `theirs`: the platform did it itself. `status` is the order's after it."""

    order_id: UUID
    location_id: str
    at: datetime
    act: Act
    status: str
    taken: bool
    theirs: bool
    order: KnownOrder

    @property
    def denial(self) -> DenialReason | None:
        if self.act is not Act.DENIED or self.order.acceptance is None:
            return None
        return self.order.acceptance.reason

    @property
    def waits(self) -> bool:
        """Whether somebody has yet to take the order."""
        acceptance = self.order.acceptance
        pending = acceptance is not None and acceptance.state is AcceptanceState.PENDING
        return pending and self.status == OrderStatus.RECEIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class OffSale:
    """A product that can't be ordered; `until` None: nobody knows for how long. `location_id` None: anywhere."""

    plu: str
    location_id: str | None
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSale:
    plu: str
    location_id: str | None
    at: datetime


def act_of(kind: str, changes: Iterable[ToldChange], order: KnownOrder) -> tuple[Act, bool] | None:
    """What an event of this type did to the order, and whether it took it; None: nothing that anybody has a word for.

    Who begins an order that waits to be accepted has accepted it; one that waits for nobody is taken as it is placed.
    """
    if kind == EventType.ACCEPTED:
        return Act.ACCEPTED, True
    if kind == EventType.DENIED:
        return Act.DENIED, False
    moved = [change for change in changes if change.line is None]
    if not moved:
        return (Act.PROMISED, False) if order.promise_moved else None
    act = AT[moved[-1].to_status]
    if kind == EventType.CREATED:
        if act is Act.ACCEPTED and order.acceptance is not None:
            return Act.PLACED, False
        return act, act in TAKEN
    waited = order.acceptance is not None and order.acceptance.state is AcceptanceState.PENDING
    first = order.entry == SECOND and act is not Act.CANCELLED
    return act, waited and first


def is_theirs(order: KnownOrder, owner: str) -> bool:
    """Whether the platform made the change: by the key or the signature of `owner`, or where nobody asks for keys; or of
    whoever sent the order: of a platform that only signs an operator makes the endpoint.
    """
    actor = order.actor
    if actor is None or actor.id is None or actor.kind is not ActorKind.PARTNER:
        return False
    return actor.id in (owner, order.channel, order.placed_by)
