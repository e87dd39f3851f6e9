"""Locations on the wire."""

from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StrictBool, StrictInt

from huuva_backend.locations.location import BOARD_MINUTES, DAY_STARTS_AT, Packing, UnroutedLines
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Addressable, Text64
from huuva_backend.platform.timezone import CLOCK_TIME, Timezone

DAY_SECONDS: Final = 86_400
DAY_MINUTES: Final = 1440
MOST_STATIONS: Final = 200

EXAMPLE: Final[dict[str, Any]] = {
    "id": "kamppi",
    "name": "Kamppi",
    "timezone": "Europe/Helsinki",
    "dayStartsAt": "04:00",
    "unroutedLines": "follow",
    "releaseLeadMinutes": 20,
    "closeAfterMinutes": 180,
    "boardMinutes": 120,
    "showNames": False,
    "pass": "required",
    "ringAgainSeconds": 60,
    "stations": [{"station": "grill", "warnSeconds": 240, "lateSeconds": 60}],
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class LocationQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("locations")] = None


Seconds = Annotated[StrictInt, Field(ge=0, le=DAY_SECONDS)]


class LocationStation(Schema):
    station: Annotated[str, Addressable(64)]
    warn_seconds: Annotated[
        Seconds, Field(description="Warn from so long before `startBy` or `dueAt` of a ticket")
    ]
    late_seconds: Annotated[Seconds, Field(description="Late from so long after it")]


class LocationUpdate(Schema):
    """What is left out is as usual, but for the stations."""

    model_config = _example(EXAMPLE)

    id: Annotated[
        Text64 | None, Field(description="As in the address; may be left out", examples=["kamppi"])
    ] = None
    name: Annotated[Text64 | None, Field(description="Left out: the id")] = None
    timezone: Annotated[
        Timezone, Field(description="The IANA zone of its clock", examples=["Europe/Helsinki"])
    ] = "UTC"
    day_starts_at: Annotated[
        str,
        Field(
            pattern=CLOCK_TIME,
            description="What its clock shows when its day begins, and the day before is closed",
            examples=["04:00"],
        ),
    ] = DAY_STARTS_AT
    unrouted_lines: Annotated[
        UnroutedLines,
        Field(description="Lines without a station: make them like any other, or let them follow"),
    ] = "make"
    release_lead_minutes: Annotated[
        StrictInt | None,
        Field(
            ge=0,
            le=DAY_MINUTES,
            description="The kitchen sees an order for later so long, and its longest preparation, before the "
            "pick-up; null: as the server is set",
        ),
    ] = None
    close_after_minutes: Annotated[
        StrictInt | None,
        Field(
            ge=0,
            le=30 * DAY_MINUTES,
            description="When the day begins, orders still open are closed that were placed, and wanted, so long "
            "before; null: none are",
        ),
    ] = None
    board_minutes: Annotated[
        StrictInt, Field(ge=1, le=DAY_MINUTES, description="How long the board calls a READY order")
    ] = BOARD_MINUTES
    show_names: Annotated[
        StrictBool, Field(description="Whether screens may call orders by their customers' names")
    ] = False
    packing: Annotated[
        Packing,
        Field(
            alias="pass",
            description="`required`: an order whose lines are done is READY only once somebody moves the whole order "
            "there, at the pass; `automatic`: by itself. Holds for orders placed from now on",
        ),
    ] = "automatic"
    ring_again_seconds: Annotated[
        StrictInt | None,
        Field(
            ge=5,
            le=3600,
            description="Screens ring again so long after a ticket came that nobody has touched; null: never",
        ),
    ] = None
    stations: Annotated[
        list[LocationStation] | None,
        Field(
            max_length=MOST_STATIONS,
            description="All stations of which something is said; left out: what was said stays",
        ),
    ] = None


Known = Annotated[
    bool,
    Field(description="False where nothing was said of the location and no order was placed there"),
]
KnownLocations = Annotated[
    list[str], Field(description="Where it isn't known, those that are, by id; at most 100")
]


class LocationStationRead(Answer):
    station: str
    warn_seconds: int
    late_seconds: int


class LocationRead(Answer):
    model_config = _example(EXAMPLE)

    id: str
    name: str
    timezone: str
    day_starts_at: str
    unrouted_lines: UnroutedLines
    release_lead_minutes: Annotated[int | None, Field(description="Null: as the server is set")]
    close_after_minutes: Annotated[int | None, Field(description="Null: its day isn't closed")]
    board_minutes: int
    show_names: bool
    packing: Annotated[Packing, Field(alias="pass")]
    ring_again_seconds: Annotated[int | None, Field(description="Null: never")]
    stations: Annotated[
        list[LocationStationRead],
        Field(
            description="By name: those of which something was said, those that it sends products to, and those of "
            "its open and latest orders; with thresholds as they hold"
        ),
    ]


class LocationsRead(Answer):
    model_config = _example({"items": [EXAMPLE], "nextCursor": None})

    items: list[LocationRead]
    next_cursor: Annotated[str | None, Field(description="Null on the last page")]
