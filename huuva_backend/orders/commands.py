"""What a command to move does to an order or item as it was read: the changes to write, or why not. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from huuva_backend.orders.errors import (
    AmbiguousPlu,
    IllegalTransition,
    ItemNotFound,
    OccurredAtOutOfRange,
    Refusal,
    StaleVersion,
)
from huuva_backend.orders.history import Change, change
from huuva_backend.orders.lifecycle import (
    ItemStatus,
    Line,
    Move,
    OrderStatus,
    Refused,
    Status,
    Transition,
    item_options,
    move_item,
    move_order,
    order_options,
)
from huuva_backend.orders.order import Actor, HistoryEntry, Item, ItemStanding, Order, Standing

S = TypeVar("S", bound=Status)

BEFORE_CREATION = timedelta(minutes=5)
AHEAD_OF_US = timedelta(minutes=2)
"""How far the clocks of displays and partners may be off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[S]):
    """A move that somebody asks for. `expected` are the versions that they may have seen, None for any."""

    status: S
    actor: Actor
    reason: str | None = None
    recall: bool = False
    occurred_at: datetime | None = None
    expected: Collection[int] | None = None
    location_id: str | None = None


def decide(order: Order, command: Command[OrderStatus], recall_window: timedelta) -> list[Change]:
    """Empty where the order stands at the wanted status already.

    Raises `OccurredAtOutOfRange`, `StaleVersion`, `IllegalTransition`.
    """
    _check_time(order, command)
    if command.status is order.status:
        return []
    _check_version(order, command)
    recall_open = order.as_of - order.status_since <= recall_window
    lines = [Line(item.line, item.status) for item in order.items]
    try:
        transitions = move_order(
            order.status, lines, command.status, recall=command.recall, recall_open=recall_open
        )
    except Refused as refused:
        allowed = order_options(order.status, Move.FORWARD)
        recallable = order_options(order.status, Move.RECALL, recall_open=recall_open)
        newest = order.status_history[-1]
        raise _illegal(refused, allowed, recallable, order, newest) from refused
    subjects: dict[int | None, Order | Item] = {
        None: order,
        **{item.line: item for item in order.items},
    }
    return [change(step, subjects[step.line], command.occurred_at) for step in transitions]


def decide_item(standing: ItemStanding, item: Item, command: Command[ItemStatus]) -> list[Change]:
    """As `decide`, for one item of the order."""
    _check_time(standing, command)
    if command.status is item.status:
        return []
    _check_version(standing, command)
    try:
        transitions = move_item(
            standing.status, standing.lines, item.line, command.status, recall=command.recall
        )
    except Refused as refused:
        allowed = item_options(item.status, standing.status, Move.FORWARD)
        recallable = item_options(item.status, standing.status, Move.RECALL)
        newest = standing.closing or item.status_history[-1]
        raise _illegal(refused, allowed, recallable, standing, newest) from refused
    moved = change(transitions[0], item, command.occurred_at)
    return [
        moved,
        *(change(step, standing, _followed_at(standing, moved, step)) for step in transitions[1:]),
    ]


def _followed_at(standing: ItemStanding, item: Change, followed: Transition) -> datetime | None:
    """When the order followed an item reported to have moved at some time; None is "when recorded".

    An order isn't ready, or cancelled, before the last of its items is, in whatever order they are reported.
    """
    if item.occurred_at is None or item.late:
        return None
    if followed.to_status is OrderStatus.PREPARING:
        return item.occurred_at
    return max(item.occurred_at, standing.newest_since)


def the_item(standing: ItemStanding, line: int | None) -> Item:
    """The item that a PLU, and the line where given, address. Raises `ItemNotFound`, `AmbiguousPlu`."""
    named = [item for item in standing.items if line in (None, item.line)]
    if not named:
        raise ItemNotFound
    if len(named) > 1:
        raise AmbiguousPlu([item.line for item in named])
    return named[0]


def _check_time(order: Standing, command: Command[Any]) -> None:
    at = command.occurred_at
    # Differences, because sums overflow at the edges of the calendar.
    if at is not None and (
        order.created_at - at > BEFORE_CREATION or at - order.as_of > AHEAD_OF_US
    ):
        raise OccurredAtOutOfRange


def _check_version(order: Standing, command: Command[Any]) -> None:
    if command.expected is not None and order.version not in command.expected:
        raise StaleVersion(order.version)


def _illegal(
    refused: Refused,
    allowed: Sequence[Status],
    recallable: Sequence[Status],
    order: Standing,
    newest: HistoryEntry[Any],
) -> IllegalTransition:
    refusal = Refusal(
        current=refused.current,
        requested=refused.requested,
        allowed=allowed,
        recallable=recallable,
        version=order.version,
        changed_by=str(newest.actor),
        changed_at=newest.recorded_at,
    )
    return IllegalTransition(refusal, refused.reason)
