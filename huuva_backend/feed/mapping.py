"""From rows to events."""

from collections.abc import Iterable, Sequence
from typing import Any

from asyncpg import Record
from pydantic_core import from_json

from huuva_backend.feed.event import Event, EventChange, Extent, News

Row = Record | Sequence[Any]


def event(row: Row) -> Event:
    """From a record of `reads.EVENT_FIELDS`."""
    seq, kind, location_id, order_id, version, status, at, changes = row
    changed = [EventChange(*change) for change in from_json(changes)]
    return Event(seq, kind, location_id, order_id, version, status, at, changed)


def events(rows: Iterable[Row]) -> list[Event]:
    return [event(row) for row in rows]


def extent(row: Record) -> Extent:
    return Extent(row["oldest"], row["newest"])


def news(row: Record) -> News:
    return News(row["location_id"], row["newest"], events(row["events"]))
