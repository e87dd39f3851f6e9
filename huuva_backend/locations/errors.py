"""What can be wrong with a question about a location, or with what is said of one."""

from collections.abc import Sequence

from pydantic import JsonValue

from huuva_backend.platform.errors import Fault, Invalid, NotFound


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
