"""Which history rows an order's beginning and each of its moves write. Pure; times that are None are "when
recorded", which only the database knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from huuva_backend.orders.lifecycle import (
    ITEM_AT,
    Cause,
    ItemStatus,
    Line,
    OrderStatus,
    Status,
    Transition,
    bring_items,
    is_chain,
    roll_up,
)

S = TypeVar("S", bound=Status)


class Change(NamedTuple):
    """A history row to be written: of the item at `line`, or of the order where that is None.

    `since` is from when `from_status` counts. A `late` change was reported with a time before that.
    """

    line: int | None
    seq: int
    from_status: Status | None
    to_status: Status
    since: datetime | None
    occurred_at: datetime | None
    late: bool
    recall: bool
    cause: Cause


class Claim(NamedTuple, Generic[S]):
    """A status that a partner says an order or item had, and when."""

    status: S
    timestamp: datetime


class Stands(Protocol):
    """What a subject of history tells of its newest row."""

    status_since: datetime
    status_seq: int


def change(transition: Transition, subject: Stands, occurred_at: datetime | None) -> Change:
    since = subject.status_since
    return Change(
        line=transition.line,
        seq=subject.status_seq + 1,
        from_status=transition.from_status,
        to_status=transition.to_status,
        since=since,
        occurred_at=occurred_at,
        late=occurred_at is not None and occurred_at < since,
        recall=transition.recall,
        cause=transition.cause,
    )


@dataclass
class Opening(Generic[S]):
    """How the history of an order or item begins: the rows that count, and the claims that don't."""

    line: int | None
    status: S
    since: datetime | None
    changes: list[Change]
    claims: Sequence[Claim[S]] = ()

    @classmethod
    def at(cls, line: int | None, status: S, since: datetime | None, cause: Cause) -> "Opening[S]":
        first = Change(line, 1, None, status, None, since, late=False, recall=False, cause=cause)
        return cls(line, status, since, [first])

    def add(self, status: S, occurred_at: datetime | None, cause: Cause) -> None:
        self.changes.append(
            Change(
                line=self.line,
                seq=len(self.changes) + 1,
                from_status=self.status,
                to_status=status,
                since=self.since,
                occurred_at=occurred_at,
                late=False,
                recall=status.code < self.status.code,
                cause=cause,
            )
        )
        self.status, self.since = status, occurred_at


def opening(
    line: int | None,
    status: S | None,
    claims: Sequence[Claim[S]],
    *,
    default: S,
    since: datetime | None,
    now: datetime,
) -> Opening[S]:
    """Begin with what the partner claims where that is a legal chain that ends at `status`, else at `status`.

    Where the claims don't count, the subject stands at `status` (or `default`) from `since` on.
    """
    if not claims or not _counts(claims, status, now):
        cause = Cause.REQUEST if status is None else Cause.IMPORT
        begun = Opening.at(line, status or default, since, cause)
        begun.claims = claims
        return begun
    first, *others = claims
    begun = Opening.at(line, first.status, first.timestamp, Cause.IMPORT)
    for claim in others:
        begun.add(claim.status, claim.timestamp, Cause.IMPORT)
    return begun


def _counts(claims: Sequence[Claim[S]], status: S | None, now: datetime) -> bool:
    statuses = [claim.status for claim in claims]
    times = [claim.timestamp for claim in claims]
    return (
        status in (None, statuses[-1])
        and is_chain(statuses)
        and times == sorted(times)
        and times[-1] <= now
    )


def settle(order: Opening[OrderStatus], items: Sequence[Opening[ItemStatus]]) -> None:
    """Make what was claimed of an order and of its items agree, as if each had moved the other."""
    for item in items:
        for moved in bring_items([Line(1, item.status)], order.status):
            item.add(ITEM_AT[order.status], None, moved.cause)
    followed = roll_up(order.status, [item.status for item in items])
    if followed is not order.status:
        order.add(followed, None, Cause.ROLLUP)
