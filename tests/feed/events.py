"""Events as they are read, for tests that need no database."""

from datetime import UTC, datetime
from uuid import UUID

from huuva_backend.feed.event import Event, EventChange, News
from huuva_backend.orders.cursor import Cursor

EPOCH, ANOTHER = "0000aaaa", "0000bbbb"

ORDER = EventChange(None, None, None, "RECEIVED", "PREPARING")


def of_item(station: str | None) -> EventChange:
    return EventChange(1, "BURGER", station, "ORDERED", "PREPARING")


def event(seq: int, *changes: EventChange) -> Event:
    at = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
    order = UUID(int=7)
    return Event(
        seq=seq,
        type="order.status_changed",
        location_id="main",
        brand_id="brand-1",
        channel="wolt",
        order_id=order,
        order_version=2,
        order_status="PREPARING",
        at=at,
        changes=list(changes) or [ORDER],
    )


def cursor(seq: int, epoch: str = EPOCH) -> Cursor:
    return Cursor.at(epoch, seq)


def news(first: int, last: int, newest: int | None = None, epoch: str = EPOCH) -> News:
    events = [event(seq) for seq in range(first, last + 1)]
    return News("main", cursor(last if newest is None else newest, epoch), events)
