"""What can go wrong with the feed, as facts."""

from pydantic import JsonValue

from huuva_backend.orders.cursor import Cursor
from huuva_backend.platform.errors import Gone, Unavailable


class EventsExpired(Gone):
    """What comes after a cursor can't be told any more: begin anew with a snapshot."""

    code = "events-expired"
    title = "The events after this cursor can't be told any more"

    def __init__(self, oldest: Cursor, newest: Cursor) -> None:
        super().__init__("Take a new snapshot, and then the events after its `asOf`.")
        self.oldest = oldest
        self.newest = newest

    def members(self) -> dict[str, JsonValue]:
        return {"oldest": self.oldest, "newest": self.newest}


class TooManyStreams(Unavailable):
    code = "too-many-streams"
    title = "The server has as many streams open as it takes"
