"""What the feed tells of an order. Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from huuva_backend.orders.item import LineStanding
from huuva_backend.orders.lifecycle import OrderStatus


class EventType(StrEnum):
    CREATED = "order.created"
    AMENDED = "order.amended"
    RELEASED = "order.released"
    STATUS_CHANGED = "order.status_changed"
    ITEM_STATUS_CHANGED = "item.status_changed"
    RECALLED = "order.recalled"
    CANCELLED = "order.cancelled"
    FIRED = "order.fired"
    ACCEPTED = "order.accepted"
    DENIED = "order.denied"
    CANCELLATION_REQUESTED = "order.cancellation_requested"
    CANCELLATION_REFUSED = "order.cancellation_refused"


class ToldChange(NamedTuple):
    """A status that changed: of the item at `line`, or of the order where that is None."""

    line: int | None
    plu: str | None
    station: str | None
    from_status: str | None
    to_status: str


class Made(Protocol):
    """A change as it is decided (`history.Change`), or as its row keeps it."""

    @property
    def line(self) -> int | None: ...

    @property
    def from_status(self) -> str | None: ...

    @property
    def to_status(self) -> str: ...

    @property
    def recall(self) -> bool: ...


class ToldLine(Protocol):
    """A line, and by what it is told."""

    @property
    def line(self) -> int: ...

    @property
    def plu(self) -> str: ...

    @property
    def station(self) -> str | None: ...


class Telling(NamedTuple):
    """What a transaction did to an order, but for what only the database knows of it."""

    type: EventType
    changes: Sequence[ToldChange]


def of_placing(status: str) -> Telling:
    return Telling(EventType.CREATED, [ToldChange(None, None, None, None, str(status))])


def of_amending(changes: Sequence[Made], items: Iterable[ToldLine]) -> Telling:
    return Telling(EventType.AMENDED, of_moving(changes, items).changes)


RELEASED: Final = Telling(EventType.RELEASED, [])


def of_moving(changes: Sequence[Made], items: Iterable[ToldLine]) -> Telling:
    """`items` are those that moved, and perhaps others."""
    by_line = {line.line: line for line in items}
    told = [_told(change, by_line.get(change.line or 0)) for change in changes]
    return Telling(_type_of(changes), told)


def of_firing(lines: Iterable[LineStanding]) -> Telling:
    """Names the lines, which stand where they stood."""
    return Telling(
        EventType.FIRED,
        [
            ToldChange(line.line, line.plu, line.station, str(line.status), str(line.status))
            for line in lines
        ],
    )


def _told(change: Made, item: ToldLine | None) -> ToldChange:
    plu, station = (item.plu, item.station) if item else (None, None)
    before = None if change.from_status is None else str(change.from_status)
    return ToldChange(change.line, plu, station, before, str(change.to_status))


def _type_of(changes: Iterable[Made]) -> EventType:
    order = next((change for change in changes if change.line is None), None)
    if order is None:
        return EventType.ITEM_STATUS_CHANGED
    if order.to_status == OrderStatus.CANCELLED:
        return EventType.CANCELLED
    return EventType.RECALLED if order.recall else EventType.STATUS_CHANGED
