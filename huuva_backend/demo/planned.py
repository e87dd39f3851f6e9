"""What is asked of an order in the simulated day, before it is known whether it may be."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from huuva_backend.orders.acceptance import DenialReason
from huuva_backend.orders.history import Actor
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus


class PlannedMove(NamedTuple):
    """Of the item at `line`, of the newest that carries the PLU of what was `added`, or else of the whole order.

    With a `quantity` of so many of the item.
    """

    at: datetime
    actor: Actor
    status: OrderStatus | ItemStatus
    line: int | None = None
    reason: str | None = None
    recall: bool = False
    cause: Cause | None = None
    added: str | None = None
    quantity: int | None = None


class PlannedAmendment(NamedTuple):
    """That fields of the item at `line`, or else of the order, are as `given`, by our names for what is posted."""

    at: datetime
    actor: Actor
    given: Mapping[str, Any]
    line: int | None = None
    reason: str | None = None


class PlannedLines(NamedTuple):
    """That lines are added: bodies, as they are posted."""

    at: datetime
    actor: Actor
    items: Sequence[Mapping[str, Any]]
    reason: str | None = None


class PlannedAnswer(NamedTuple):
    """Whether the kitchen takes the order, or gives it up; `unanswered` is what becomes of it where nobody says."""

    at: datetime
    actor: Actor
    what: Literal["accept", "deny", "unanswered", "request", "confirm", "refuse"]
    reason: str | None = None
    denial: DenialReason = DenialReason.OTHER


Planned = PlannedMove | PlannedAmendment | PlannedLines | PlannedAnswer
