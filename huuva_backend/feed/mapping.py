"""From rows to events."""

from collections.abc import Iterable, Sequence
from typing import Any

from asyncpg import Record
from pydantic_core import from_json

from huuva_backend.feed.event import Event, EventChange, Extent, News
from huuva_backend.orders.cursor import Cursor

Row = Record | Sequence[Any]


def event(row: Row) -> Event:
    """From a record of `reads.EVENT_FIELDS`, of which the changes are the last."""
    made = Event(*row)
    made.changes = [EventChange(*change) for change in from_json(row[-1])]
    return made


def events(rows: Iterable[Row]) -> list[Event]:
    return [event(row) for row in rows]


def extent(row: Record) -> Extent:
    return Extent(row["oldest"], Cursor(row["cursor"]))


def news(row: Record) -> News:
    return News(row["location_id"], Cursor(row["cursor"]), events(row["events"]))
