"""What firing does to an order as it was read: which held lines the kitchen may begin from now on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from huuva_backend.orders import timeline
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.errors import OrderClosed, UnknownCourse, UnknownLines
from huuva_backend.orders.history import Actor
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import CLOSED
from huuva_backend.orders.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The lines of a course, or lines by their numbers; a bundle stands for its parts."""

    course: int | None = None
    lines: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """The version of an order that a firing makes; `lines` were held until `recorded_at`."""

    version: int
    recorded_at: datetime
    actor: Actor
    lines: Sequence[Item]


def decide_firing(order: Order, wanted: Wanted, asked: Asked) -> Firing | None:
    """None where nothing of it is held. Raises `UnknownLines`, `UnknownCourse`, `OrderClosed`, `StaleVersion`."""
    lines = _wanted(order, wanted)
    if order.status in CLOSED:
        raise OrderClosed(order.status)
    held = [item for item in lines if item.held]
    if not held:
        return None
    check_version(order.version, asked.expected)
    recorded = timeline.recorded(order.as_of, order.updated_at)
    return Firing(version=order.version + 1, recorded_at=recorded, actor=asked.actor, lines=held)


def _wanted(order: Order, wanted: Wanted) -> list[Item]:
    if wanted.course is not None:
        of_course = [item for item in order.items if item.course == wanted.course]
        if not of_course:
            raise UnknownCourse
        return of_course
    known = {item.line for item in order.items}
    if unknown := [line for line in wanted.lines if line not in known]:
        raise UnknownLines(unknown)
    named = set(wanted.lines)
    for item in order.items:  # parts come after their bundles
        if item.parent_line in named:
            named.add(item.line)
    return [item for item in order.items if item.line in named]


def fired(order: Order, firing: Firing) -> Order:
    """`order`, changed in place."""
    order.version = firing.version
    order.as_of = order.updated_at = firing.recorded_at
    for item in firing.lines:
        item.held, item.fired_at = False, firing.recorded_at
    return order
