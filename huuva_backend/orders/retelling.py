"""What the feed told of an order, from its history: the same again, as far as that has a row of it. Pure.

A version that has none isn't told: nobody moved anything where an order was released or accepted, lines were fired, or
its cancellation was asked for or refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from huuva_backend.orders.events import EventType, Telling, of_amending, of_moving, of_placing
from huuva_backend.orders.lifecycle import Cause


class PastChange(NamedTuple):
    """What a history row keeps of a change: of the item at `line`, or of the order where that is None."""

    version: int
    line: int | None
    from_status: str | None
    to_status: str
    recall: bool
    cause: str
    recorded_at: datetime


class PastLine(NamedTuple):
    """By what a line is told; as it is now, whatever it was then."""

    line: int
    plu: str
    station: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Of an order all that it was, and what happened to its lines and when it was amended in the time that counts.

    `amended` is by version; `denied_at` is when somebody answered that the kitchen doesn't take it.
    """

    order: Sequence[PastChange]
    items: Sequence[PastChange]
    lines: Sequence[PastLine]
    amended: Mapping[int, datetime]
    denied_at: datetime | None


class Retold(NamedTuple):
    version: int
    recorded_at: datetime
    status: str
    telling: Telling


def retold(past: Past, since: datetime, until: datetime) -> list[Retold]:
    """What was recorded from `since` on and before `until`, in its order."""
    changes = [*past.order, *past.items]
    recorded = {change.version: change.recorded_at for change in changes} | dict(past.amended)
    return [
        _version(past, version, at, [each for each in changes if each.version == version])
        for version, at in sorted(recorded.items())
        if since <= at < until
    ]


def _version(past: Past, version: int, at: datetime, changes: Sequence[PastChange]) -> Retold:
    stood = [change for change in past.order if change.version <= version]
    status = stood[-1].to_status
    telling = of_placing(status) if version == 1 else _of_changes(past, version, at, changes)
    return Retold(version, at, status, telling)


def _of_changes(past: Past, version: int, at: datetime, changes: Sequence[PastChange]) -> Telling:
    tell = of_amending if version in past.amended else of_moving
    ordered: list[PastChange] = sorted(changes, key=_rank)
    telling = tell(ordered, past.lines)
    return telling._replace(type=EventType.DENIED) if at == past.denied_at else telling


def _rank(change: PastChange) -> tuple[bool, bool, int]:
    """What was asked for comes first, then the order where it followed, then what went with both."""
    line = change.line
    return change.cause != Cause.REQUEST, line is not None, line or 0
