"""Events of a location's feed, and how far back it reaches. Plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from huuva_backend.locations.location import Heard
from huuva_backend.orders.cursor import BEGINNING, Cursor


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
    """Without an `order_id` it is of a product: of that webhooks tell, and the feed but counts it."""

    seq: int
    type: str
    location_id: str
    brand_id: str | None
    channel: str | None
    order_id: UUID | None
    order_version: int | None
    order_status: str | None
    at: datetime
    changes: list[EventChange]


class Extent(NamedTuple):
    """The number of the oldest event that is kept, None where none is, and the newest that there has been."""

    oldest: int | None
    newest: Cursor

    @property
    def first(self) -> int:
        """Where the feed begins now, or will."""
        return self.newest.seq + 1 if self.oldest is None else self.oldest

    def at(self, seq: int) -> Cursor:
        return Cursor.at(self.newest.epoch, seq)

    def continues(self, after: Cursor) -> bool:
        """Whether all that came after `after` can still be told."""
        of_this_epoch = after == BEGINNING or after.epoch == self.newest.epoch
        return of_this_epoch and self.first - 1 <= after.seq <= self.newest.seq


@dataclass(kw_only=True)
class EventListing(Heard):
    """A page of events; `next_after` is the cursor of what follows."""

    items: list[Event]
    next_after: Cursor
    newest: Cursor


class News(NamedTuple):
    """What a location's feed has beyond what was known: the newest of all, and the first of the events."""

    location_id: str
    newest: Cursor
    events: list[Event]
