"""What can be wrong with a question about a location, or with what is said of one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from pydantic import JsonValue

from huuva_backend.platform.errors import Conflict, Fault, Invalid, NotFound


class LocationNotFound(NotFound):
    code = "location-not-found"
    title = "Nobody has heard of this location"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__("Nothing was said of it, and no order was placed there yet.")
        self.known = list(known)

    def members(self) -> dict[str, JsonValue]:
        return {"knownLocations": [*self.known]}


class OtherLocation(Invalid):
    code = "location-mismatch"
    title = "The body is of another location than the address"

    def __init__(self) -> None:
        super().__init__([Fault("/id", self.code, "Should be as in the address, or left out")])


class StationTwice(Invalid):
    code = "station-twice"
    title = "A station is there twice"

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__(
            [Fault(f"/stations/{at}/station", self.code, "Is there already") for at in places]
        )


class BusyMinutes(Invalid):
    code = "busy-minutes"
    title = "Minutes are said with BUSY, and with it alone"

    def __init__(self, *, wanted: bool) -> None:
        message = "Should be given with BUSY" if wanted else "Should be left out but for BUSY"
        super().__init__([Fault("/extraMinutes", self.code, message)])


class IntakeIsOver(Invalid):
    code = "intake-is-over"
    title = "It would be over already"

    def __init__(self) -> None:
        super().__init__([Fault("/until", self.code, "Should lie in the future")])


class LocationPaused(Conflict):
    """No new orders of the channel are taken; where somebody said until when, a client may try again then."""

    code = "location-paused"
    title = "The location takes no orders of this channel now"

    def __init__(
        self, channel: str, until: datetime | None, reason: str | None, now: datetime
    ) -> None:
        super().__init__()
        self.channel = channel
        self.until = until
        self.reason = reason
        if until is not None:
            self.retry_after_seconds = max(1, ceil((until - now) / timedelta(seconds=1)))

    def members(self) -> dict[str, JsonValue]:
        until = None if self.until is None else self.until.isoformat().replace("+00:00", "Z")
        return {"channel": self.channel, "until": until, "reason": self.reason}
