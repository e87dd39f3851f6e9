"""What goes over a stream of server-sent events, as bytes."""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from pydantic_core import to_json

from huuva_backend.feed.event import Event
from huuva_backend.feed.schemas import EventRead
from huuva_backend.locations.location import Heard
from huuva_backend.orders.cursor import Cursor
from huuva_backend.platform.answers import writer

RETRY: Final = b"retry: 1000\n"
"""After how many milliseconds an EventSource comes back."""

HEARTBEAT: Final = b": still here\n\n"

_write = writer(EventRead, Event)


class Frame(NamedTuple):
    """An event as it is sent, written once for all who watch. `stations` None: it concerns each of them; without `text`
    it is of no order, and concerns nobody.
    """

    cursor: Cursor
    stations: frozenset[str | None] | None
    text: bytes
    brand_id: str | None = None

    def concerns(self, station: str | None, brands: Collection[str] | None) -> bool:
        """None is every station, or every brand."""
        if not self.text:
            return False
        at_station = station is None or self.stations is None or station in self.stations
        return at_station and (brands is None or self.brand_id in brands)


def frame(event: Event, epoch: str) -> Frame:
    of_items = [change.station for change in event.changes if change.line is not None]
    stations = frozenset(of_items) if len(of_items) == len(event.changes) > 0 else None
    cursor = Cursor.at(epoch, event.seq)
    if event.order_id is None:
        return Frame(cursor, None, b"")
    text = b"id: %s\ndata: %s\n\n" % (cursor.encode(), _write(event))
    return Frame(cursor, stations, text, event.brand_id)


def identified(cursor: Cursor) -> bytes:
    """Nothing to see, and yet where to resume."""
    return f"id: {cursor}\n\n".encode()


def reset(cursor: Cursor) -> bytes:
    return f'event: reset\nid: {cursor}\ndata: {{"cursor":"{cursor}"}}\n\n'.encode()


def bye(cursor: Cursor) -> bytes:
    return f'event: bye\ndata: {{"cursor":"{cursor}"}}\n\n'.encode()


def unheard(heard: Heard) -> bytes:
    """A comment, so that whoever takes each event for one of an order isn't disturbed."""
    told = {
        "known": heard.known,
        "knownLocations": heard.known_locations,
        "stationKnown": heard.station_known,
        "knownStations": heard.known_stations,
    }
    return b": unheard %s\n\n" % to_json(told)


def joined(
    frames: Iterable[Frame], station: str | None, brands: Collection[str] | None = None
) -> bytes:
    """Those that concern the station and brands; of those after the last of them only where to resume."""
    parts, passed_over = [], None
    for each in frames:
        if each.concerns(station, brands):
            parts.append(each.text)
            passed_over = None
        else:
            passed_over = each.cursor
    if passed_over is not None:
        parts.append(identified(passed_over))
    return b"".join(parts)
