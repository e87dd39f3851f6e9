"""The load of a kitchen, and quotes, on the wire."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field

from huuva_backend.locations.intake import IntakeMode
from huuva_backend.locations.intake_schemas import OPEN, IntakeSwitchRead
from huuva_backend.platform.quantity import AnyQuantity
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Plu, Text64
from huuva_backend.quotes.work import LOAD, QUOTE, MinutesBasis

AS_OF: Final = "2026-11-28T17:30:00Z"
OVEN: Final[dict[str, Any]] = {
    "station": "oven",
    "lines": 5,
    "ordered": 3,
    "preparing": 2,
    "orders": 3,
    "oldestSince": "2026-11-28T17:21:40Z",
    "atOnce": 4,
    "minutesAhead": 8.5,
    "minutes": 17.5,
}
QUOTED: Final[dict[str, Any]] = {
    "locationId": "kamppi",
    "brandId": "pizzeria",
    "channel": "wolt",
    "minutes": 18,
    "readyAt": "2026-11-28T17:48:00Z",
    "asOf": AS_OF,
    "mode": "OPEN",
    "extraMinutes": 0,
    "until": None,
    "items": [
        {
            "plu": "PIZZA-1",
            "known": True,
            "station": "oven",
            "minutes": 9.2,
            "basis": "observed",
            "n": 143,
        }
    ],
    "stations": [{"station": "oven", "minutesAhead": 8.5, "minutes": 17.7}],
    "definition": QUOTE,
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


Station = Annotated[str | None, Field(description="Null: lines that no station makes")]
Minutes = Annotated[int, Field(description="Until it would be ready, by the definition")]
ReadyAt = Annotated[datetime, Field(description="So long after `asOf`")]
AsOf = Annotated[datetime, Field(description="The moment of which the open lines are")]
Definition = Annotated[str, Field(description="What the numbers mean")]


class StationLoadRead(Answer):
    station: Station
    lines: Annotated[int, Field(description="To make; of the brands that the key is limited to")]
    ordered: Annotated[int, Field(description="Of the lines those that nobody has begun")]
    preparing: int
    orders: Annotated[int, Field(description="Of which the lines are")]
    oldest_since: Annotated[
        datetime | None, Field(description="Since when the kitchen sees the oldest of the lines")
    ]
    at_once: Annotated[int, Field(description="How many pieces it prepares at once, as observed")]
    minutes_ahead: Annotated[float, Field(description="Until its lines are made, of all brands")]
    minutes: Annotated[float, Field(description="Until a line that is ordered now is ready")]


class LoadRead(Answer):
    model_config = _example(
        {
            "locationId": "kamppi",
            "minutes": 18,
            "readyAt": "2026-11-28T17:48:00Z",
            "asOf": AS_OF,
            "stations": [OVEN],
            "intake": [OPEN],
            "definition": LOAD,
        }
    )

    location_id: str
    minutes: Minutes
    ready_at: ReadyAt
    as_of: AsOf
    stations: Annotated[
        list[StationLoadRead],
        Field(description="By name: those with lines to make, and those that prepared some lately"),
    ]
    intake: Annotated[
        list[IntakeSwitchRead],
        Field(description="Whether it takes orders, as `/api/locations/{id}/intake` says it"),
    ]
    definition: Definition


class QuoteItem(Schema):
    plu: Plu
    quantity: Annotated[
        AnyQuantity, Field(description="With a fraction it counts as one piece")
    ] = 1  # type: ignore[assignment] # whole ones are integers


class QuoteCreate(Schema):
    model_config = _example(
        {
            "locationId": "kamppi",
            "brandId": "pizzeria",
            "channel": "wolt",
            "items": [{"plu": "PIZZA-1", "quantity": 2}],
        }
    )

    location_id: Text64 = "main"
    brand_id: Annotated[
        Text64 | None,
        Field(
            description="Whose menu; left out: that of the one that the key is limited to, else the minutes are those "
            "of the brand whose product with the PLU was prepared most often there"
        ),
    ] = None
    channel: Text64 = "direct"
    items: Annotated[
        list[QuoteItem],
        Field(min_length=1, max_length=500, description="Lines; the parts of bundles are lines"),
    ]


class QuotedItemRead(Answer):
    plu: str
    known: Annotated[
        bool, Field(description="False: not on the menu, and not prepared there lately")
    ]
    station: Annotated[str | None, Field(description="Where it is made; null: nobody says where")]
    minutes: Annotated[float, Field(description="What one line of it takes")]
    basis: Annotated[MinutesBasis, Field(description="Where the minutes are from")]
    n: Annotated[int, Field(description="How many preparations were observed")]


class StationQuoteRead(Answer):
    station: Station
    minutes_ahead: Annotated[float, Field(description="Until what it has already is made")]
    minutes: Annotated[float, Field(description="Until its lines of this order are ready")]


class QuoteRead(Answer):
    model_config = _example(QUOTED)

    location_id: str
    brand_id: Annotated[str | None, Field(description="Whose menu was asked; null: nobody's")]
    channel: str
    minutes: Minutes
    ready_at: ReadyAt
    as_of: AsOf
    mode: Annotated[IntakeMode, Field(description="PAUSED: the channel's orders are refused now")]
    extra_minutes: Annotated[int, Field(description="What BUSY adds; they are in the minutes")]
    until: Annotated[datetime | None, Field(description="How long the mode holds, if known")]
    items: Annotated[list[QuotedItemRead], Field(description="As they were sent")]
    stations: Annotated[
        list[StationQuoteRead], Field(description="By name: those that make any of it")
    ]
    definition: Definition
