"""What a command to move does to an order or item as it was read: the changes to write, or why not. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from huuva_backend.orders import timeline
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.errors import (
    AmbiguousPlu,
    IllegalTransition,
    ItemNotFound,
    OccurredAtOutOfRange,
    Refusal,
)
from huuva_backend.orders.history import Change, Clock, HistoryEntry, Revision, change
from huuva_backend.orders.item import Item, LineStanding, OriginKind
from huuva_backend.orders.lifecycle import (
    Cause,
    ItemStatus,
    Move,
    OrderStatus,
    Refused,
    Status,
    Transition,
    item_options,
    order_options,
)
from huuva_backend.orders.moves import move_item, move_order, parts_of_bundles
from huuva_backend.orders.order import ItemStanding, Order, Standing
from huuva_backend.orders.policy import Policy

S = TypeVar("S", bound=Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Asked, Generic[S]):
    """A move that somebody asks for.

    `cause` stands in all rows that it writes where it isn't plainly a request, which may take others along.
    """

    status: S
    recall: bool = False
    occurred_at: datetime | None = None
    cause: Cause | None = None


def decide(order: Order, command: Command[OrderStatus], policy: Policy) -> Revision | None:
    """None where the order stands at the wanted status already.

    Raises `OccurredAtOutOfRange`, `StaleVersion`, `IllegalTransition`.
    """
    _check_time(order, command)
    if command.status is order.status:
        return None
    check_version(order.version, command.expected)
    recall_open = order.as_of - order.status_since <= policy.recall_window
    lines = [item.as_line() for item in order.items]
    try:
        transitions = move_order(
            order.status, lines, command.status, recall=command.recall, recall_open=recall_open
        )
    except Refused as refused:
        allowed = order_options(order.status, Move.FORWARD)
        recallable = order_options(order.status, Move.RECALL, recall_open=recall_open)
        newest = order.status_history[-1]
        raise _illegal(refused, allowed, recallable, order, newest) from refused
    clock = clock_of(order, policy)
    ordered, *others = transitions
    changes = [change(ordered, order, clock, command.occurred_at)]
    changes += _line_changes(order, others, clock, command.occurred_at)
    return _revision(order, command, clock, changes)


def decide_item(
    standing: ItemStanding, item: Item, command: Command[ItemStatus], policy: Policy
) -> Revision | None:
    """As `decide`, for one item of the order."""
    _check_time(standing, command)
    if command.status is item.status:
        return None
    check_version(standing.version, command.expected)
    try:
        transitions = move_item(
            standing.status,
            [line.as_line() for line in standing.lines],
            item.line,
            command.status,
            recall=command.recall,
            pass_required=standing.pass_required,
        )
    except Refused as refused:
        allowed = item_options(item.status, standing.status, Move.FORWARD)
        recallable = item_options(item.status, standing.status, Move.RECALL)
        newest = standing.closing or item.status_history[-1]
        raise _illegal(refused, allowed, recallable, standing, newest) from refused
    clock = clock_of(standing, policy)
    changes = changes_of_lines(standing, transitions, clock, command.occurred_at)
    return _revision(standing, command, clock, changes)


def changes_of_lines(
    order: Order | ItemStanding,
    steps: Sequence[Transition],
    clock: Clock,
    reported: datetime | None,
) -> list[Change]:
    """The rows of what `moves.move_lines` answers."""
    asked = [step for step in steps if step.cause is Cause.REQUEST]
    changes = _line_changes(order, asked, clock, reported)
    followed = [step for step in steps if step.line is None]
    for step in followed:
        leader = _leader_since(order, changes, step)
        changes.append(change(step, order, clock, reported, not_before=leader))
    return changes + _line_changes(order, steps[len(changes) :], clock, reported)


def _line_changes(
    order: Order | ItemStanding,
    steps: Sequence[Transition],
    clock: Clock,
    reported: datetime | None,
) -> list[Change]:
    """A bundle is where it stands since the last of its parts is, whenever that is reported."""
    if not steps:
        return []
    lines = {line.line: line for line in order.lines}
    changes = []
    for step in steps:
        line = lines[step.line or 0]
        follows = step.cause is Cause.ROLLUP and step.to_status is not ItemStatus.PREPARING
        made = change(
            step,
            line,
            _held_with(clock, line),
            reported,
            not_before=_newest_part_since(order.lines, line) if follows else None,
            bundle=line.bundle,
        )
        changes.append(made)
    return changes


def _newest_part_since(lines: Sequence[LineStanding], bundle: LineStanding) -> datetime:
    since = {line.line: line.status_since for line in lines}
    parts = parts_of_bundles([line.as_line() for line in lines])[bundle.line]
    return max(since[part.line] for part in parts)


def _held_with(clock: Clock, line: LineStanding) -> Clock:
    if line.fired_at is None and not line.held:
        return clock
    until = timeline.held_until(clock.held_until, line.fired_at, held=line.held)
    return clock._replace(held_until=until)


def clock_of(order: Standing, policy: Policy) -> Clock:
    return Clock(
        recorded=timeline.recorded(order.as_of, order.updated_at),
        order_recorded=order.recorded_at,
        held_until=order.held_until,
        trusted_delay=policy.trusted_delay,
    )


def _revision(
    order: Standing, command: Command[Any], clock: Clock, changes: Sequence[Change]
) -> Revision:
    if command.cause is not None:
        changes = [change._replace(cause=command.cause) for change in changes]
    return Revision(
        version=order.version + 1,
        recorded_at=clock.recorded,
        actor=command.actor,
        reason=command.reason,
        changes=changes,
    )


def _leader_since(
    order: Order | ItemStanding, moved: Sequence[Change], followed: Transition
) -> datetime:
    """Since when the lines that the order follows stand where they do.

    An order isn't ready, or cancelled, before the last of its items is, in whatever order they are reported.
    """
    times = [row.occurred_at for row in moved]
    if times and followed.to_status is OrderStatus.PREPARING:
        return min(times)
    return max([*times, order.newest_since])


def the_item(standing: ItemStanding, line: int | None) -> Item:
    """The item that a PLU, and the line where given, address: without it what was split off and voided isn't meant.

    Raises `ItemNotFound`, `AmbiguousPlu`.
    """
    named = [item for item in standing.items if line in (None, item.line)]
    if line is None and len(named) > 1:
        named = [item for item in named if not _is_voided_part(item)]
    if not named:
        raise ItemNotFound
    if len(named) > 1:
        raise AmbiguousPlu([item.line for item in named])
    return named[0]


def _is_voided_part(item: Item) -> bool:
    return item.origin.kind is OriginKind.SPLIT and item.status is ItemStatus.CANCELLED


def _check_time(order: Standing, command: Command[Any]) -> None:
    at = command.occurred_at
    if at is not None and not timeline.can_have_happened(
        at, created=order.created_at, now=order.as_of
    ):
        raise OccurredAtOutOfRange


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
