"""How kitchens stand, on the wire."""

from typing import Annotated, Any, Final

from pydantic import Field

from huuva_backend.kitchen.board_schemas import AsOf, Now, example_of
from huuva_backend.locations.schemas import LocationQuery
from huuva_backend.platform.schemas import Answer
from huuva_backend.platform.text import Text64

_WORK: Final[dict[str, Any]] = {
    "open": 7,
    "late": 1,
    "ready": 2,
    "oldestSeconds": 1260,
    "heldNextHour": 3,
    "snoozed": 2,
    "displays": 2,
}


class NowQuery(LocationQuery):
    location_id: Annotated[
        Text64 | None,
        Field(description="Only this one; left out: all, by id", examples=["kamppi"]),
    ] = None


class WorkNowRead(Answer):
    open: Annotated[
        int, Field(description="Tickets that the kitchen sees with something left to be made")
    ]
    late: Annotated[
        int, Field(description="Those of them whose `sla` is `late` in `/api/kitchen/tickets`")
    ]
    ready: Annotated[int, Field(description="Tickets that wait to be picked up")]
    oldest_seconds: Annotated[
        int | None,
        Field(description="How long the kitchen has seen the oldest open one; null: none is open"),
    ]
    held_next_hour: Annotated[
        int, Field(description="Orders for later that the kitchen will see within an hour")
    ]
    snoozed: Annotated[
        int,
        Field(
            description="Products and modifiers that are snoozed (86'd) there or at every location; of a station "
            "the products that it makes"
        ),
    ]
    displays: Annotated[
        int | None,
        Field(
            description="Paired displays that asked within the last 3 minutes; null where none is paired, since "
            "displays without a key aren't known"
        ),
    ]


class StationNowRead(WorkNowRead):
    station: str


class LocationNowRead(WorkNowRead):
    id: str
    name: str
    timezone: str
    as_of: AsOf
    stations: Annotated[list[StationNowRead], Field(description="Those of the location, by name")]


class NowRead(Answer):
    model_config = example_of(
        now="2026-01-31T18:14:30.250000Z",
        items=[
            {
                "id": "kamppi",
                "name": "Kamppi",
                "timezone": "Europe/Helsinki",
                "asOf": "5f0c81be.4711",
                "stations": [{"station": "grill", **_WORK}],
                **_WORK,
            }
        ],
        nextCursor=None,
    )

    now: Now
    items: list[LocationNowRead]
    next_cursor: Annotated[str | None, Field(description="Null on the last page")]
