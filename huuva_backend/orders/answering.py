"""What an answer does to an order as it was read: it is accepted, or denied and so cancelled. Pure."""

from dataclasses import replace
from typing import Final

from huuva_backend.orders import timeline
from huuva_backend.orders.acceptance import (
    Acceptance,
    AcceptanceState,
    AcceptOutcome,
    DenialReason,
    reason_of,
)
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.commands import Command, decide
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.errors import AcceptanceDecided, AcceptanceNotAsked, OrderClosed
from huuva_backend.orders.events import EventType, Telling, of_moving
from huuva_backend.orders.history import Revision
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.result import moved

PENDING: Final = AcceptanceState.PENDING


def decide_acceptance(order: Order, asked: Asked) -> Decided | None:
    """None where it is accepted already.

    Raises `AcceptanceNotAsked`, `AcceptanceDecided`, `OrderClosed`, `StaleVersion`.
    """
    acceptance = _asked_for(order)
    if acceptance.state is AcceptanceState.ACCEPTED:
        return None
    _check_pending(order, acceptance)
    check_version(order.version, asked.expected)
    revision = unmoved(order, asked)
    return Decided(
        acceptance=_answered(acceptance, AcceptanceState.ACCEPTED, revision),
        cancellation=order.cancellation_told,
        revision=revision,
        event=Telling(EventType.ACCEPTED, []),
    )


def decide_denial(
    order: Order, reason: DenialReason, text: str | None, asked: Asked, policy: Policy
) -> Decided | None:
    """It cancels the order, which nobody has begun; None where it is denied already. Raises as `decide_acceptance`."""
    acceptance = _asked_for(order)
    if acceptance.state is AcceptanceState.DENIED:
        return None
    _check_pending(order, acceptance)
    revision = cancelled(order, replace(asked, reason=reason_of(reason, text)), policy)
    denied = _answered(acceptance, AcceptanceState.DENIED, revision)
    changes = of_moving(revision.changes, order.lines).changes
    return Decided(
        acceptance=replace(denied, reason=reason, text=text),
        cancellation=order.cancellation_told,
        revision=revision,
        event=Telling(EventType.DENIED, changes),
    )


def decide_unanswered(order: Order, asked: Asked, policy: Policy) -> Decided | None:
    """What was to become of an order that nobody answers in time; None where somebody did, or still may."""
    acceptance = order.acceptance
    if acceptance is None or acceptance.state is not PENDING or order.as_of < acceptance.by:
        return None
    if acceptance.outcome is AcceptOutcome.ACCEPT:
        return decide_acceptance(order, asked)
    return decide_denial(order, DenialReason.NOT_ANSWERED, None, asked, policy)


def answered(order: Order, decided: Decided) -> Order:
    """`order`, changed in place."""
    order.acceptance_told = decided.acceptance
    order.cancellation_told = decided.cancellation
    return moved(order, decided.revision)


def _asked_for(order: Order) -> Acceptance:
    if order.acceptance is None:
        raise AcceptanceNotAsked
    return order.acceptance


def _check_pending(order: Order, acceptance: Acceptance) -> None:
    if acceptance.state is AcceptanceState.MOOT:
        raise OrderClosed(order.status)
    if acceptance.state is not PENDING:
        raise AcceptanceDecided(acceptance.state)


def _answered(acceptance: Acceptance, state: AcceptanceState, revision: Revision) -> Acceptance:
    return replace(
        acceptance, state=state, decided_at=revision.recorded_at, decided_by=revision.actor
    )


def cancelled(order: Order, asked: Asked, policy: Policy) -> Revision:
    """The revision that cancels an open order. Raises as `commands.decide` does."""
    command = Command(
        status=OrderStatus.CANCELLED,
        actor=asked.actor,
        reason=asked.reason,
        expected=asked.expected,
    )
    revision = decide(order, command, policy)
    if revision is None:
        raise OrderClosed(order.status)
    return revision


def unmoved(order: Order, asked: Asked) -> Revision:
    """A version of which history has no row."""
    return Revision(
        version=order.version + 1,
        recorded_at=timeline.recorded(order.as_of, order.updated_at),
        actor=asked.actor,
        reason=asked.reason,
        changes=[],
    )
