"""An order placed, moved and amended by the product's own rules, as if its database's clock showed other times."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, NamedTuple, Self
from uuid import UUID

from huuva_backend.demo.arrivals import Arrival
from huuva_backend.demo.deciding import POLICY, REFUSALS, decided
from huuva_backend.demo.menu import OFFERS
from huuva_backend.demo.planned import Planned
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.answering import answered
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.events import Telling, of_moving, of_placing
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.item import Item, OriginKind
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.order import Order, OrderDraft
from huuva_backend.orders.result import moved
from huuva_backend.orders.schemas import OrderCreate


class PastEvent(NamedTuple):
    telling: Telling
    version: int
    status: OrderStatus
    at: datetime


@dataclass(slots=True)
class SimulatedOrder:
    """An order as if it had been placed as it stands by now, and what the feed told of it."""

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
            uuid7(at, arrival.rng),
            by=Actor(ActorKind.PARTNER, posted.channel),
            now=at,
            policy=POLICY,
        )
        status = asked.order.status
        return cls(asked, [PastEvent(of_placing(status), 1, status, at)])

    def ask(self, planned: Planned) -> None:
        """What the rules refuse doesn't happen, as whoever is answered 409 would see."""
        order = self.order
        order.as_of = max(planned.at, order.updated_at)
        try:
            made = decided(order, planned)
        except REFUSALS:
            return
        if isinstance(made, Amended):
            self._stands(made.order, made.event)
        elif isinstance(made, Decided):
            self._stands(answered(order, made), made.event)
        elif made is not None:
            event = of_moving(made.changes, order.items)
            self._stands(moved(order, made), event)

    def _stands(self, order: Order, telling: Telling) -> None:
        self.draft = replace(self.draft, order=order)
        self.events.append(PastEvent(telling, order.version, order.status, order.updated_at))

    @property
    def is_as_placed(self) -> bool:
        """Whether nothing of it was changed but where it stands."""
        kinds = {item.origin.kind for item in self.order.items}
        return kinds == {OriginKind.PLACED} and not self.order.amendments

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


def uuid7(at: datetime, rng: Random) -> UUID:
    """A UUIDv7 of that time."""
    bits = int(at.timestamp() * 1000) << 80 | rng.getrandbits(80)
    return UUID(int=bits & ~(0xF << 76 | 0b11 << 62) | 7 << 76 | 0b10 << 62)
