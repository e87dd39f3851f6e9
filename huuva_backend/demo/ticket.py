"""An order placed and moved by the product's own rules, as if its database's clock showed other times."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple, Self
from uuid import UUID

from huuva_backend.demo.arrivals import Arrival
from huuva_backend.demo.kitchen import Move
from huuva_backend.demo.menu import OFFERS
from huuva_backend.orders import mapping
from huuva_backend.orders.commands import Command, decide, decide_item, the_item
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.errors import IllegalTransition
from huuva_backend.orders.events import Telling, of_moving, of_placing
from huuva_backend.orders.history import Change
from huuva_backend.orders.lifecycle import Line, OrderStatus
from huuva_backend.orders.order import (
    Actor,
    ActorKind,
    Item,
    ItemStanding,
    Order,
    OrderDraft,
    Standing,
    Written,
)
from huuva_backend.orders.result import moved, placed
from huuva_backend.orders.schemas import OrderCreate

RECALL_WINDOW = timedelta(minutes=15)
ONE_LATER = timedelta(microseconds=1)


class Event(NamedTuple):
    telling: Telling
    version: int
    status: OrderStatus
    at: datetime


class Ticket(NamedTuple):
    """What was asked for, what became of it, and what the feed told of that."""

    draft: OrderDraft
    order: Order
    events: list[Event]

    @classmethod
    def place(cls, arrival: Arrival, body: dict[str, Any], at: datetime) -> Self:
        order = OrderCreate.model_validate(body)
        asked = draft(order, OFFERS[order.brand_id], _id(at, arrival.rng), at)
        changes = [change for item in asked.items for change in item.opening.changes]
        actor = Actor(ActorKind.PARTNER, asked.channel)
        move = Move(at, actor, asked.opening.status)
        made = _written([*asked.opening.changes, *changes], 1, asked.created or at, at, move)
        status = asked.opening.status
        return cls(asked, placed(asked, made), [Event(of_placing(status), 1, status, at)])

    def move(self, asked: Move) -> None:
        """What the rules refuse doesn't happen, as a display that is answered 409 would see."""
        order = self.order
        order.as_of = at = max(asked.at, order.updated_at + ONE_LATER)
        try:
            changes = _decided(order, asked)
        except IllegalTransition:
            return
        if not changes:
            return
        telling = of_moving(changes, order.items)
        moved(order, _written(changes, order.version + 1, order.created_at, at, asked))
        for change in changes:
            subject: Order | Item = order if change.line is None else order.items[change.line - 1]
            subject.status_since, subject.status_seq = at, change.seq
        self.events.append(Event(telling, order.version, order.status, at))

    def told_later(self, arrival: Arrival, at: datetime) -> Self:
        """The same order as a POS posts it that was offline meanwhile: with all its history."""
        order = self.order
        items = [
            body | _claimed(item)
            for body, item in zip(arrival.body["items"], order.items, strict=True)
        ]
        return self.place(arrival, arrival.body | _claimed(order) | {"items": items}, at)


def _claimed(subject: Order | Item) -> dict[str, Any]:
    history = [
        {"status": entry.status.value, "timestamp": entry.timestamp}
        for entry in subject.status_history
        if entry.counted
    ]
    return {"status": subject.status.value, "statusHistory": history}


def _decided(order: Order, asked: Move) -> list[Change]:
    given: dict[str, Any] = {"actor": asked.actor, "reason": asked.reason, "recall": asked.recall}
    if isinstance(asked.status, OrderStatus):
        return decide(order, Command(status=asked.status, **given), RECALL_WINDOW)
    standing = ItemStanding(
        **{field.name: getattr(order, field.name) for field in fields(Standing)},
        lines=[Line(item.line, item.status) for item in order.items],
        newest_since=max(item.status_since for item in order.items),
        items=order.items,
    )
    item = the_item(standing, asked.line)
    return decide_item(standing, item, Command(status=asked.status, **given))


def _written(
    changes: Iterable[Change], version: int, created_at: datetime, at: datetime, asked: Move
) -> Written:
    """What the database would answer; see `orders.writes`."""
    rows = [(change.line, *_row(change, version, at, asked)) for change in changes]
    return Written(
        version=version,
        recorded_at=at,
        created_at=created_at,
        history=mapping.entries(
            mapping.ORDER_STATUSES, [row[1:] for row in rows if row[0] is None]
        ),
        item_history=mapping.item_entries([row for row in rows if row[0] is not None]),
    )


def _row(change: Change, version: int, at: datetime, asked: Move) -> tuple[Any, ...]:
    """In the order of `orders.reads.HISTORY_FIELDS`."""
    to_status, from_status = change.to_status, change.from_status
    occurred_at = change.occurred_at or at
    lasted = (occurred_at - (change.since or at)).total_seconds() if from_status else None
    who = (asked.actor.kind, asked.actor.id, asked.reason)
    why = (change.recall, change.cause, change.late)
    return (to_status, from_status, occurred_at, at, version, *who, *why, lasted)


def _id(at: datetime, rng: Random) -> UUID:
    """A UUIDv7 of that time."""
    bits = int(at.timestamp() * 1000) << 80 | rng.getrandbits(80)
    return UUID(int=bits & ~(0xF << 76 | 0b11 << 62) | 7 << 76 | 0b10 << 62)
