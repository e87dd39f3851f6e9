"""What a partner's request to cancel does to an order as it was read, and what the kitchen's decision of it does. Pure."""

from dataclasses import replace

from huuva_backend.orders.answering import cancelled, unmoved
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.cancellation import CancellationRequest, CancellationState
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.errors import (
    CancellationDecided,
    CancellationNotRequested,
    OrderClosed,
)
from huuva_backend.orders.events import EventType, Telling, of_moving
from huuva_backend.orders.history import Revision
from huuva_backend.orders.lifecycle import CLOSED, OrderStatus
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy

_STANDS = frozenset({CancellationState.PENDING, CancellationState.CONFIRMED})


def decide_request(order: Order, asked: Asked, policy: Policy) -> Decided | None:
    """An order that nobody has ever begun is cancelled at once; None where it is asked for already.

    Raises `OrderClosed`, `StaleVersion`.
    """
    before = order.cancellation_request
    if before is not None and before.state in _STANDS:
        return None
    if order.status in CLOSED:
        raise OrderClosed(order.status)
    if order.status is OrderStatus.RECEIVED and order.status_seq == 1:
        revision = cancelled(order, asked, policy)
        return _confirmed(order, _request(asked, revision), revision)
    check_version(order.version, asked.expected)
    revision = unmoved(order, asked)
    return Decided(
        acceptance=order.acceptance_told,
        cancellation=_request(asked, revision),
        revision=revision,
        event=Telling(EventType.CANCELLATION_REQUESTED, []),
    )


def decide_confirmation(order: Order, asked: Asked, policy: Policy) -> Decided | None:
    """It cancels the order; None where it is confirmed already.

    Raises `CancellationNotRequested`, `CancellationDecided`, `OrderClosed`, `StaleVersion`.
    """
    request = _pending_unless(CancellationState.CONFIRMED, order)
    if request is None:
        return None
    revision = cancelled(order, replace(asked, reason=request.reason), policy)
    return _confirmed(order, request, revision)


def decide_refusal(order: Order, asked: Asked) -> Decided | None:
    """The order goes on; None where it is refused already. Raises as `decide_confirmation` does."""
    request = _pending_unless(CancellationState.REFUSED, order)
    if request is None:
        return None
    check_version(order.version, asked.expected)
    revision = unmoved(order, asked)
    refused = replace(
        _decided(request, CancellationState.REFUSED, revision), refusal_reason=asked.reason
    )
    return Decided(
        acceptance=order.acceptance_told,
        cancellation=refused,
        revision=revision,
        event=Telling(EventType.CANCELLATION_REFUSED, []),
    )


def _request(asked: Asked, revision: Revision) -> CancellationRequest:
    return CancellationRequest(
        reason=asked.reason, requested_at=revision.recorded_at, requested_by=asked.actor
    )


def _pending_unless(decided: CancellationState, order: Order) -> CancellationRequest | None:
    """The request that waits for a decision; None where it is decided so."""
    request = order.cancellation_request
    if request is None:
        raise CancellationNotRequested
    if request.state is decided:
        return None
    if request.state is CancellationState.MOOT:
        raise OrderClosed(order.status)
    if request.state is not CancellationState.PENDING:
        raise CancellationDecided(request.state)
    return request


def _confirmed(order: Order, request: CancellationRequest, revision: Revision) -> Decided:
    return Decided(
        acceptance=order.acceptance_told,
        cancellation=_decided(request, CancellationState.CONFIRMED, revision),
        revision=revision,
        event=of_moving(revision.changes, order.lines),
    )


def _decided(
    request: CancellationRequest, state: CancellationState, revision: Revision
) -> CancellationRequest:
    return replace(request, state=state, decided_at=revision.recorded_at, decided_by=revision.actor)
