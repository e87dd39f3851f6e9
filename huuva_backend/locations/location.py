"""What is said of a location: its clock, its day, its stations, and how its orders are handled. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal

UnroutedLines = Literal["make", "follow"]
UNROUTED: Final[tuple[UnroutedLines, ...]] = ("make", "follow")
Packing = Literal["required", "automatic"]
PACKING: Final[tuple[Packing, ...]] = ("required", "automatic")

DAY_STARTS_AT: Final = "04:00"
BOARD_MINUTES: Final = 120
WARN_SECONDS: Final = 300
LATE_SECONDS: Final = 0
MOST_OFFERED: Final = 100
"""How many names are offered to who names one that nobody has heard of."""


@dataclass(frozen=True, slots=True)
class LocationRules:
    """What placing an order asks of its location.

    `unrouted_lines`: whether a line without a station is made like any other, or follows those that are.
    `release_lead_minutes`: as the setting RELEASE_LEAD_MINUTES, which holds where it is None. `packing`: whether an
    order whose lines are done is READY by itself, or only once somebody completes it at the pass.
    """

    unrouted_lines: UnroutedLines = "make"
    release_lead_minutes: int | None = None
    packing: Packing = "automatic"

    @property
    def make_unrouted(self) -> bool:
        return self.unrouted_lines == "make"

    @property
    def pass_required(self) -> bool:
        return self.packing == "required"

    @property
    def release_lead(self) -> timedelta | None:
        minutes = self.release_lead_minutes
        return None if minutes is None else timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class BoardRules:
    """What the board asks of its location: for how long an order is called, and whether by its customer's name."""

    board_minutes: int = BOARD_MINUTES
    show_names: bool = False


@dataclass(frozen=True, slots=True)
class ScreenRules:
    """What the kitchen's screens ask of their location.

    `ring_again_seconds`: how long after its arrival a ticket that nobody touched rings again, and then each time as
    long after; None: never.
    """

    ring_again_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class LocationSettings:
    """All that is said of a location but for its stations.

    `day_starts_at` is what its clock shows when its day begins; `close_after_minutes`, None for never, how old an
    order must be for the close of the day.
    """

    location_id: str
    name: str
    timezone: str = "UTC"
    day_starts_at: str = DAY_STARTS_AT
    unrouted_lines: UnroutedLines = "make"
    release_lead_minutes: int | None = None
    close_after_minutes: int | None = None
    board_minutes: int = BOARD_MINUTES
    show_names: bool = False
    packing: Packing = "automatic"
    ring_again_seconds: int | None = None

    @classmethod
    def usual(cls, location_id: str) -> "LocationSettings":
        """Of one of which nothing was said."""
        return cls(location_id, location_id)


@dataclass(frozen=True, slots=True)
class StationThresholds:
    station: str
    warn_seconds: int
    late_seconds: int


@dataclass(frozen=True, slots=True)
class StationListing:
    items: list[StationThresholds]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationedLocation:
    """A location and its stations, with thresholds as they hold."""

    id: str
    name: str
    timezone: str
    day_starts_at: str
    unrouted_lines: UnroutedLines
    release_lead_minutes: int | None
    close_after_minutes: int | None
    board_minutes: int
    show_names: bool
    packing: Packing
    ring_again_seconds: int | None
    stations: Sequence[StationThresholds]


@dataclass(frozen=True, slots=True)
class LocationListing:
    items: Sequence[StationedLocation]
    next_cursor: str | None


@dataclass(kw_only=True)
class Heard:
    """Whether the location and the station that were named are known; those that are, where one isn't.

    A location is known once something was said of it or an order was placed there, a station once something was
    said of it, something is sent to it, or a line was.
    """

    known: bool = True
    known_locations: list[str] = field(default_factory=list)
    station_known: bool = True
    known_stations: list[str] = field(default_factory=list)
