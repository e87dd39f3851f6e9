"""What a ticket says beside its lines: for whom it is, what to collect, when it is due. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from huuva_backend.orders.acceptance import Acceptance, AcceptanceState
from huuva_backend.orders.cancellation import CancellationRequest, CancellationState
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.totals import Sum

_BEGINNING_OF_TIME: Final = datetime.min.replace(tzinfo=UTC)


class Warns(Protocol):
    @property
    def warn_seconds(self) -> int: ...


@dataclass(kw_only=True)
class TicketContext:
    """What is worked out from the order; all else of a ticket is as it is kept.

    `to_accept` and `cancellation_request` wait for the kitchen's answer, else None. One that is `early` is shown before
    its time, for its answer alone.
    """

    order_type: OrderType
    customer_name: str | None
    to_collect: Sum | None
    asap: bool
    due_at: datetime
    to_accept: Acceptance | None = None
    cancellation_request: CancellationRequest | None = None
    early: bool = False


def due_at(
    pickup_time: datetime | None, recorded_at: datetime, longest_minutes: int | None
) -> datetime:
    """The pick-up; as soon as possible is when the longest of the order's live lines can be ready."""
    return pickup_time or recorded_at + timedelta(minutes=longest_minutes or 0)


def earlier(due_at: datetime, minutes: int) -> datetime:
    """So many minutes before, or the beginning of the calendar."""
    return due_at - min(timedelta(minutes=minutes), due_at - _BEGINNING_OF_TIME)


def leeway(asap: bool, thresholds: Warns) -> timedelta:
    """What is wanted as soon as possible warns from when it must be begun or be there, since nobody was promised
    a time: else it were late as it comes in.
    """
    return timedelta(seconds=thresholds.warn_seconds if asap else 0)


def to_accept(told: Acceptance | None, status: OrderStatus, status_seq: int) -> Acceptance | None:
    """What waits for an answer: whoever begins an order has accepted it, also where it is taken back."""
    waits = told is not None and told.state is AcceptanceState.PENDING
    return told if waits and status is OrderStatus.RECEIVED and status_seq == 1 else None


def to_cancel(told: CancellationRequest | None) -> CancellationRequest | None:
    """What waits for a decision about an open order."""
    return told if told is not None and told.state is CancellationState.PENDING else None
