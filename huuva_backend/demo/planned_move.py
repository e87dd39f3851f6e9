"""What happens to an order in the simulated day, before it is known whether it may."""

from datetime import datetime
from typing import NamedTuple

from huuva_backend.orders.history import Actor
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus


class PlannedMove(NamedTuple):
    """What somebody asks for: of the item at `line`, or of the whole order where that is None."""

    at: datetime
    actor: Actor
    status: OrderStatus | ItemStatus
    line: int | None = None
    reason: str | None = None
    recall: bool = False
    cause: Cause | None = None
