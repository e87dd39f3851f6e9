"""An order placed and moved by the product's own rules, as if its database's clock showed other times."""

from dataclasses import fields
from datetime import datetime
from random import Random
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from huuva_backend.demo.arrivals import Arrival
from huuva_backend.demo.menu import OFFERS
from huuva_backend.demo.planned_move import PlannedMove
from huuva_backend.orders.commands import Command, decide, decide_item, the_item
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.errors import IllegalTransition
from huuva_backend.orders.events import Telling, of_moving, of_placing
from huuva_backend.orders.history import Actor, ActorKind, Revision
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.order import ItemStanding, Order, OrderDraft, Standing
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.result import moved
from huuva_backend.orders.schemas import OrderCreate

POLICY: Final = Policy()


class PastEvent(NamedTuple):
    telling: Telling
    version: int
    status: OrderStatus
    at: datetime


class SimulatedOrder(NamedTuple):
    """An order as it stands by now, what is kept of its placing, and what the feed told of it."""

    draft: OrderDraft
    events: list[PastEvent]

    @property
    def order(self) -> Order:
        return self.draft.order

    @classmethod
    def place(cls, arrival: Arrival, body: dict[str, Any], at: datetime) -> Self:
        posted = OrderCreate.model_validate(body)
        asked = draft(
            posted,
            OFFERS[posted.brand_id],
            _id(at, arrival.rng),
            by=Actor(ActorKind.PARTNER, posted.channel),
            now=at,
            policy=POLICY,
        )
        status = asked.order.status
        return cls(asked, [PastEvent(of_placing(status), 1, status, at)])

    def move(self, asked: PlannedMove) -> None:
        """What the rules refuse doesn't happen, as a display that is answered 409 would see."""
        order = self.order
        order.as_of = max(asked.at, order.updated_at)
        try:
            revision = _decided(order, asked)
        except IllegalTransition:
            return
        if revision is None:
            return
        telling = of_moving(revision.changes, order.items)
        moved(order, revision)
        self.events.append(PastEvent(telling, order.version, order.status, revision.recorded_at))

    def told_later(self, arrival: Arrival, at: datetime) -> Self:
        """The same order as a POS posts it that was offline meanwhile: with all its history."""
        order = self.order
        items = [
            body | _claimed(item)
            for body, item in zip(arrival.body["items"], order.items, strict=True)
        ]
        return self.place(arrival, arrival.body | _claimed(order) | {"items": items}, at)


def _claimed(subject: Order | Item) -> dict[str, Any]:
    """What of its history a POS can claim: that an item was picked up goes without saying."""
    history = [
        {"status": entry.status.value, "timestamp": entry.timestamp}
        for entry in subject.status_history
        if entry.counted and entry.status is not ItemStatus.PICKED_UP
    ]
    return {"status": history[-1]["status"], "statusHistory": history}


def _decided(order: Order, asked: PlannedMove) -> Revision | None:
    given: dict[str, Any] = {"actor": asked.actor, "reason": asked.reason, "recall": asked.recall}
    if isinstance(asked.status, OrderStatus):
        command = Command(status=asked.status, cause=asked.cause, **given)
        return decide(order, command, POLICY)
    standing = ItemStanding(
        **{field.name: getattr(order, field.name) for field in fields(Standing)},
        lines=order.items,
        newest_since=max(item.status_since for item in order.items),
        items=order.items,
    )
    item = the_item(standing, asked.line)
    return decide_item(standing, item, Command(status=asked.status, **given), POLICY)


def _id(at: datetime, rng: Random) -> UUID:
    """A UUIDv7 of that time."""
    bits = int(at.timestamp() * 1000) << 80 | rng.getrandbits(80)
    return UUID(int=bits & ~(0xF << 76 | 0b11 << 62) | 7 << 76 | 0b10 << 62)
