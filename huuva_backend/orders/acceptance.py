"""Whether the kitchen takes an order: who is waited for until when, and what became of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from huuva_backend.orders.history import Actor, HistoryEntry
from huuva_backend.orders.lifecycle import OrderStatus


class AcceptanceState(StrEnum):
    """MOOT is what was cancelled before anybody answered."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    DENIED = "DENIED"
    MOOT = "MOOT"


class AcceptOutcome(StrEnum):
    """What becomes of an order that nobody answers in time."""

    ACCEPT = "ACCEPT"
    DENY = "DENY"


class DenialReason(StrEnum):
    OUT_OF_STOCK = "OUT_OF_STOCK"
    TOO_BUSY = "TOO_BUSY"
    CLOSED = "CLOSED"
    INVALID_ORDER = "INVALID_ORDER"
    OTHER = "OTHER"
    NOT_ANSWERED = "NOT_ANSWERED"


OURS: Final = frozenset({DenialReason.NOT_ANSWERED})
"""Reasons that nobody gives but the loop that denies what was not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """`by` is until when the kitchen may answer. `text` is what was said beside the `reason` of a denial."""

    state: AcceptanceState = AcceptanceState.PENDING
    by: datetime
    outcome: AcceptOutcome
    decided_at: datetime | None = None
    decided_by: Actor | None = None
    reason: DenialReason | None = None
    text: str | None = None


def acceptance_of(
    told: Acceptance, status: OrderStatus, history: Sequence[HistoryEntry[OrderStatus]]
) -> Acceptance:
    """How it stands in an order with this history: whoever begins an order has accepted it, answered or not.

    Where only the end of a long history is known, when that was is left out.
    """
    if told.state is not AcceptanceState.PENDING:
        return told
    counted = [entry for entry in history if entry.counted]
    waiting = (OrderStatus.RECEIVED, OrderStatus.CANCELLED)
    begun = next((entry for entry in counted if entry.status not in waiting), None)
    if begun is not None:
        if counted[0].from_status is not None:
            return replace(told, state=AcceptanceState.ACCEPTED)
        return _decided(told, AcceptanceState.ACCEPTED, begun)
    if status is OrderStatus.CANCELLED:
        return _decided(told, AcceptanceState.MOOT, counted[-1])
    return told


def _decided(told: Acceptance, state: AcceptanceState, by: HistoryEntry[OrderStatus]) -> Acceptance:
    return replace(told, state=state, decided_at=by.timestamp, decided_by=by.actor)


def reason_of(reason: DenialReason, text: str | None) -> str:
    """What history says of a denial."""
    return reason.value if text is None else f"{reason}: {text}"
