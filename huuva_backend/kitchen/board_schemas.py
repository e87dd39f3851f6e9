"""The board before the counter on the wire, and what other screens' answers have in common with it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from huuva_backend.locations.schemas import Known, KnownLocations
from huuva_backend.platform.schemas import Answer


def example_of(**answer: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [answer]})


AsOf = Annotated[
    str,
    Field(description="The location's last event in this answer: stream those after it"),
]
Now = Annotated[datetime, Field(description="The server's clock at `asOf`")]
DisplayId = Annotated[
    str,
    Field(
        description="`channelOrderDisplayId`, or the last six characters of `channelOrderId`",
        examples=["898082"],
    ),
]


PICKUP = "2026-01-31T18:20:00Z"


class PreparingRead(Answer):
    display_id: DisplayId
    channel: str
    brand_id: str
    mark: Annotated[
        str | None,
        Field(
            description="What tells it from others on the board that are called the same: the channel, the "
            "brand or the end of `channelOrderId`; null where nobody else is called so"
        ),
    ]
    name: Annotated[
        str | None,
        Field(
            description="The first word of the customer's name; null unless the location has `showNames`",
            examples=["Anna"],
        ),
    ]
    pickup_time: Annotated[
        datetime | None, Field(description="Null: as soon as possible", examples=[PICKUP])
    ]


class ReadyRead(PreparingRead):
    since: datetime


class BoardRead(Answer):
    model_config = example_of(
        asOf="5f0c81be.4711",
        now="2026-01-31T18:14:30.250000Z",
        preparing=[
            {
                "displayId": "A-17",
                "channel": "wolt",
                "brandId": "huuva-pizza",
                "mark": "wolt",
                "name": None,
                "pickupTime": PICKUP,
            }
        ],
        ready=[
            {
                "displayId": "A-17",
                "channel": "foodora",
                "brandId": "huuva-pizza",
                "mark": "foodora",
                "name": None,
                "pickupTime": PICKUP,
                "since": "2026-01-31T18:12:04.125000Z",
            }
        ],
        showNames=False,
        known=True,
        knownLocations=[],
    )

    as_of: AsOf
    now: Now
    preparing: Annotated[
        list[PreparingRead], Field(description="RECEIVED or PREPARING, by pick-up time")
    ]
    ready: Annotated[
        list[ReadyRead],
        Field(
            description="Longest waiting first; for no longer than the location's `boardMinutes`"
        ),
    ]
    show_names: Annotated[
        bool, Field(description="Whether the location lets screens call orders by customers' names")
    ]
    known: Known
    known_locations: KnownLocations
