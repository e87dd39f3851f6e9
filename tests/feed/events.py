"""Events as they are read, for tests that need no database."""

from datetime import UTC, datetime
from uuid import UUID

from huuva_backend.feed.event import Event, EventChange, News

ORDER = EventChange(None, None, None, "RECEIVED", "PREPARING")


def of_item(station: str | None) -> EventChange:
    return EventChange(1, "BURGER", station, "ORDERED", "PREPARING")


def event(seq: int, *changes: EventChange) -> Event:
    at = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
    order = UUID(int=7)
    return Event(
        seq, "order.status_changed", "main", order, 2, "PREPARING", at, list(changes) or [ORDER]
    )


def news(first: int, last: int, newest: int | None = None) -> News:
    events = [event(seq) for seq in range(first, last + 1)]
    return News("main", last if newest is None else newest, events)
