"""Which history rows an order's beginning and each of its later versions write. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar, cast

from huuva_backend.orders import timeline
from huuva_backend.orders.lifecycle import (
    ITEM_AT,
    LIVE,
    Cause,
    ItemStatus,
    OrderStatus,
    Status,
    Transition,
    is_chain,
    roll_up,
)

S = TypeVar("S", bound=Status)


class ActorKind(StrEnum):
    DISPLAY = "display"
    PARTNER = "partner"
    USER = "user"
    SYSTEM = "system"


@dataclass(slots=True)
class Actor:
    kind: str
    id: str | None

    def __str__(self) -> str:
        return self.kind if self.id is None else f"{self.kind}:{self.id}"


class Change(NamedTuple):
    """A history row: of the item at `line`, or of the order where that is None.

    The fields are its columns. `occurred_at` is the time that counts; the three about a stay say how long
    `from_status` had lasted (`timeline.Stay`). A `bundle` is no work of its own, so that no measure counts its rows.
    """

    line: int | None
    seq: int
    from_status: Status | None
    to_status: Status
    occurred_at: datetime
    reported_at: datetime | None
    late: bool
    previous_seconds: float | None
    held_seconds: float
    begun_before_recorded: bool
    recall: bool
    cause: Cause
    bundle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A version of an order: who made it, when it was recorded, and what it changed."""

    version: int
    recorded_at: datetime
    actor: Actor
    reason: str | None
    changes: Sequence[Change]


@dataclass(slots=True)
class HistoryEntry(Generic[S]):
    """One status that an order or an item took, or that a partner claims it had (`counted` false)."""

    status: S
    from_status: S | None
    timestamp: datetime
    reported_at: datetime | None
    recorded_at: datetime
    version: int
    actor: Actor
    reason: str | None
    recall: bool
    cause: str
    late: bool
    previous_seconds: float | None
    held_seconds: float
    begun_before_recorded: bool
    counted: bool = True


class Claim(NamedTuple, Generic[S]):
    """A status that a partner says an order or item had, and when."""

    status: S
    timestamp: datetime


class Stands(Protocol):
    """What a subject of history tells of its newest row."""

    @property
    def status_since(self) -> datetime: ...

    @property
    def status_seq(self) -> int: ...


class Clock(NamedTuple):
    """What is known of time where changes of an order are decided on.

    `recorded` is when they are, `order_recorded` when the order was. The first status of an order for later, and
    of its items, counts from `held_until` on.
    """

    recorded: datetime
    order_recorded: datetime
    held_until: datetime | None
    trusted_delay: timedelta


def change(
    transition: Transition,
    subject: Stands,
    clock: Clock,
    reported: datetime | None,
    *,
    not_before: datetime | None = None,
    bundle: bool = False,
) -> Change:
    """The row that a transition writes; `not_before` is a time that another subject gives it."""
    since = subject.status_since
    earliest = since if not_before is None else max(since, not_before)
    at = timeline.timestamp(reported, clock.recorded, earliest)
    lasted = timeline.observed_stay(
        since,
        at,
        clock.held_until if subject.status_seq == 1 else None,
        order_recorded=clock.order_recorded,
        trusted_delay=clock.trusted_delay,
    )
    return Change(
        line=transition.line,
        seq=subject.status_seq + 1,
        from_status=transition.from_status,
        to_status=transition.to_status,
        occurred_at=at,
        reported_at=reported,
        late=timeline.is_late(reported, since),
        previous_seconds=lasted.seconds,
        held_seconds=lasted.held_seconds,
        begun_before_recorded=lasted.begun_before_recorded,
        recall=transition.recall,
        cause=transition.cause,
        bundle=bundle,
    )


@dataclass
class Opening(Generic[S]):
    """How the history of an order or item begins: the rows that count, and the claims that don't."""

    line: int | None
    clock: Clock
    changes: list[Change]
    claims: Sequence[Claim[S]] = ()
    to_make: bool = True
    held: bool = False

    @classmethod
    def at(
        cls, line: int | None, status: S, reported: datetime | None, cause: Cause, clock: Clock
    ) -> "Opening[S]":
        first = Change(
            line=line,
            seq=1,
            from_status=None,
            to_status=status,
            occurred_at=timeline.timestamp(reported, clock.recorded),
            reported_at=reported,
            late=False,
            previous_seconds=None,
            held_seconds=0.0,
            begun_before_recorded=False,
            recall=False,
            cause=cause,
        )
        return cls(line, clock, [first])

    @property
    def newest(self) -> Change:
        return self.changes[-1]

    @property
    def status(self) -> S:
        return self.changes[-1].to_status  # type: ignore[return-value] # those of S only

    @property
    def status_since(self) -> datetime:
        return self.newest.occurred_at

    @property
    def status_seq(self) -> int:
        return self.newest.seq

    def add(
        self,
        status: S,
        reported: datetime | None,
        cause: Cause,
        not_before: datetime | None = None,
    ) -> None:
        step = Transition(self.line, self.status, status, cause)
        # What a partner tells of the time before we knew the order is taken as told.
        clock = self.clock._replace(trusted_delay=timedelta.max)
        self.changes.append(change(step, self, clock, reported, not_before=not_before))


def opening(
    line: int | None,
    status: S | None,
    claims: Sequence[Claim[S]],
    *,
    default: S,
    reported: datetime | None,
    clock: Clock,
) -> Opening[S]:
    """Begin with what the partner claims where that is a legal chain that ends at `status`, else at `status`.

    Where the claims don't count, the subject stands at `status` (or `default`) from `reported` on.
    """
    if not claims or not _counts(claims, status, clock.recorded):
        cause = Cause.REQUEST if status is None else Cause.IMPORT
        begun = Opening.at(line, status or default, reported, cause, clock)
        begun.claims = claims
        return begun
    first, *others = claims
    begun = Opening.at(line, first.status, first.timestamp, Cause.IMPORT, clock)
    for claim in others:
        begun.add(claim.status, claim.timestamp, Cause.IMPORT)
    return begun


def _counts(claims: Sequence[Claim[S]], status: S | None, now: datetime) -> bool:
    statuses = [claim.status for claim in claims]
    return (
        status in (None, statuses[-1])
        and is_chain(statuses)
        and timeline.can_be_history([claim.timestamp for claim in claims], now)
    )


def settle(
    order: Opening[OrderStatus],
    items: Sequence[Opening[ItemStatus]],
    *,
    pass_required: bool = False,
) -> None:
    """Make what was claimed of an order and of its items, all but bundles, agree: as if each had moved the other."""
    goal = ITEM_AT[order.status]
    made = _counted(items)
    for item in items:
        for step in order.changes:
            target = ITEM_AT[cast(OrderStatus, step.to_status)]
            if target is ItemStatus.PREPARING and (item.held or item not in made):
                continue
            if item.status.code < target.code <= goal.code and item.status in LIVE:
                item.add(target, step.reported_at, Cause.CASCADE, step.occurred_at)
    made = _counted(items)
    followed = roll_up(order.status, [item.status for item in made], pass_required=pass_required)
    if followed is order.status:
        return
    leader = _leader(followed, made or items)
    order.add(followed, leader.reported_at, Cause.ROLLUP, leader.occurred_at)
    for item in items:
        if followed is OrderStatus.READY and item.status.code < ItemStatus.READY.code:
            item.add(ItemStatus.READY, leader.reported_at, Cause.CASCADE, leader.occurred_at)


def _counted(items: Sequence[Opening[ItemStatus]]) -> Sequence[Opening[ItemStatus]]:
    """As `moves.counted`."""
    live = [item for item in items if item.status in LIVE]
    return [item for item in live if item.to_make] or live


def _leader(order: OrderStatus, items: Sequence[Opening[ItemStatus]]) -> Change:
    """Which change brought the order there: it is begun with the first item, ready or cancelled with the last."""
    if order is not OrderStatus.PREPARING:
        return max((item.newest for item in items), key=attrgetter("occurred_at"))
    begun = (
        row
        for item in items
        for row in item.changes
        if row.to_status in LIVE - {ItemStatus.ORDERED}
    )
    return min(begun, key=attrgetter("occurred_at"))
