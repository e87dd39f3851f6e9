"""Events of a location's feed, and how far back it reaches. Plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


@dataclass(slots=True)
class EventChange:
    """A status that changed: of the item at `line`, or of the order where that is None."""

    line: int | None
    plu: str | None
    station: str | None
    from_status: str | None
    to_status: str


@dataclass(slots=True)
class Event:
    seq: int
    type: str
    location_id: str
    order_id: UUID
    order_version: int
    order_status: str
    at: datetime
    changes: list[EventChange]


class Extent(NamedTuple):
    """The oldest event that is kept, None where none is, and the newest that there has been."""

    oldest: int | None
    newest: int

    @property
    def first(self) -> int:
        """Where the feed begins now, or will."""
        return self.newest + 1 if self.oldest is None else self.oldest

    def continues(self, after: int) -> bool:
        """Whether all that came after `after` can still be told."""
        return self.first - 1 <= after <= self.newest


@dataclass(slots=True)
class EventListing:
    """A page of events; `next_after` is the cursor of what follows."""

    items: list[Event]
    next_after: int
    newest: int


class News(NamedTuple):
    """What a location's feed has beyond what was known: its newest number, and the first of the events."""

    location_id: str
    newest: int
    events: list[Event]
