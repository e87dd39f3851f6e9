"""Where a partner wants to be told of events, and what became of telling it. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from huuva_backend.integrations.happening import KnownOrder
from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.cursor import Cursor

TEST: Final = "webhook.test"
"""The type of a message that tells of no event."""


class DisabledReason(StrEnum):
    GONE = "gone"
    FAILING = "failing"
    BY_REQUEST = "by-request"


class RestartedReason(StrEnum):
    """Why it couldn't go on where it was."""

    EXPIRED = "events-expired"
    FROM_HISTORY = "told-from-history"
    OTHER_EPOCH = "other-epoch"

    @classmethod
    def of(cls, since: datetime | None) -> "RestartedReason":
        """Of one that is behind what is kept, since a time that may not be known."""
        return cls.EXPIRED if since is None else cls.FROM_HISTORY


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class EventFilter(NamedTuple):
    """Which events an endpoint is told of; None: all. What holds at every location is told wherever it is."""

    events: Sequence[str] | None
    brand_ids: Sequence[str] | None
    location_ids: Sequence[str] | None

    def takes(self, event_type: str, brand_id: str | None) -> bool:
        return (self.events is None or event_type in self.events) and (
            self.brand_ids is None or brand_id in self.brand_ids
        )

    def is_at(self, location_id: str) -> bool:
        return (
            self.location_ids is None
            or location_id == EVERYWHERE
            or location_id in self.location_ids
        )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`generation` grows with whatever was said of it, so that a worker sees what it knows no more.

    `sealed` is its secret, encrypted; until `overlaps_until` the one before signs too.
    """

    id: UUID
    owner: str
    url: str
    events: Sequence[str] | None
    brand_ids: Sequence[str] | None
    location_ids: Sequence[str] | None
    sealed: bytes
    sealed_before: bytes | None
    overlaps_until: datetime | None
    generation: int
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_reason: str | None
    restarted_at: datetime | None
    restarted_reason: str | None
    dialect: str

    @property
    def enabled(self) -> bool:
        return self.disabled_at is None

    @property
    def filter(self) -> EventFilter:
        return EventFilter(self.events, self.brand_ids, self.location_ids)

    def sealed_at(self, now: datetime) -> list[bytes]:
        """The secrets that sign; the newest first."""
        before, until = self.sealed_before, self.overlaps_until
        if before is None or until is None or until <= now:
            return [self.sealed]
        return [self.sealed, before]


@dataclass(frozen=True, slots=True)
class Endpoints:
    items: Sequence[Endpoint]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class IssuedEndpoint(Endpoint):
    """With the secret that signs what is sent to it, as it is shown, once."""

    secret: str


@dataclass(slots=True)
class Delivery:
    """A message to an endpoint, and what became of it so far. `body` is sent as it is, at each attempt,
    to the endpoint's URL or to `path` below it.

    Of an event it names the order or, without one, the product; without both, and with `seq` 0, it tells of none.
    """

    endpoint_id: UUID
    id: UUID
    type: str
    order_id: UUID | None
    seq: int
    body: str
    state: str
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    last_attempt_at: datetime | None = None
    answer_status: int | None = None
    answer_body: str | None = None
    error: str | None = None
    milliseconds: int | None = None
    plu: str | None = None
    path: str | None = None

    @property
    def lane(self) -> UUID | str:
        """What is told in order. A message that tells of no event waits for none."""
        return self.order_id or self.plu or self.id


@dataclass(frozen=True, slots=True)
class Deliveries:
    items: Sequence[Delivery]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event of the feed, with what its order is called elsewhere; or of a product, without any of that.

    `order` where somebody asks for it. `from_history` where the event itself is gone: then `seq` is the last that is.
    """

    seq: int
    type: str
    location_id: str
    brand_id: str | None
    channel: str | None
    order_id: UUID | None
    order_version: int | None
    order_status: str | None
    at: datetime
    changes: Sequence[Sequence[object]]
    external_id: str | None
    channel_order_id: str | None
    plu: str | None = None
    until: datetime | None = None
    order: KnownOrder | None = None
    from_history: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """How far an endpoint has been told of a location's events, and how far there are any."""

    endpoint_id: UUID
    location_id: str
    cursor: Cursor
    newest: Cursor


def id_of(endpoint_id: UUID, event: ToldEvent, cursor: Cursor) -> UUID:
    """Of the message: the same for an event and an endpoint however often it is read, by whichever worker."""
    if event.from_history:
        return uuid5(endpoint_id, f"{event.order_id} {event.order_version}")
    return uuid5(endpoint_id, f"{cursor} {event.location_id}")


Moved = tuple[UUID, int, str, Cursor, datetime | None]
"""Of an endpoint, at its generation and a location: how far it has been told; since when not, where that isn't in the feed."""

ByLocation = Mapping[str, Cursor]
