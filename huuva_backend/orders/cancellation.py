"""What a partner asks for who wants an order cancelled that may have been begun: the kitchen decides. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from huuva_backend.orders.history import Actor
from huuva_backend.orders.lifecycle import CLOSED, OrderStatus


class CancellationState(StrEnum):
    """MOOT is where the order was closed before anybody decided."""

    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    MOOT = "MOOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationRequest:
    """`reason` is why it was asked for, `refusal_reason` why not."""

    state: CancellationState = CancellationState.PENDING
    reason: str | None
    requested_at: datetime
    requested_by: Actor
    decided_at: datetime | None = None
    decided_by: Actor | None = None
    refusal_reason: str | None = None


def request_of(
    told: CancellationRequest, status: OrderStatus, since: datetime
) -> CancellationRequest:
    """How it stands in an order of this status."""
    if told.state is CancellationState.PENDING and status in CLOSED:
        return replace(told, state=CancellationState.MOOT, decided_at=since)
    return told
