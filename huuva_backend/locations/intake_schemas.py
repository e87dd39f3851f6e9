"""Whether a location takes orders, on the wire."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StrictInt

from huuva_backend.locations.intake import IntakeMode
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Prose255, Text64

PAUSE: Final[dict[str, Any]] = {
    "mode": "PAUSED",
    "channels": ["wolt"],
    "until": "2026-11-28T19:00:00Z",
    "reason": "The oven is out",
}
SHOWN: Final[dict[str, Any]] = {
    "channel": "wolt",
    "mode": "PAUSED",
    "extraMinutes": 0,
    "until": "2026-11-28T19:00:00Z",
    "reason": "The oven is out",
    "since": "2026-11-28T17:30:00Z",
}
OPEN: Final = SHOWN | dict.fromkeys(("channel", "until", "reason", "since")) | {"mode": "OPEN"}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class IntakeUpdate(Schema):
    model_config = _example(PAUSE)

    mode: Annotated[
        IntakeMode,
        Field(description="BUSY: quotes are longer; PAUSED: orders are refused; OPEN: neither"),
    ]
    channels: Annotated[
        list[Text64] | None,
        Field(
            min_length=1,
            max_length=200,
            description="Of these channels alone; left out: of all, and what was said of single ones is over",
        ),
    ] = None
    extra_minutes: Annotated[
        StrictInt | None,
        Field(ge=1, le=1440, description="With BUSY: by how much quotes are longer"),
    ] = None
    until: Annotated[
        Instant | None, Field(description="In the future; null: until somebody says otherwise")
    ] = None
    reason: Prose255 | None = None


class IntakeSwitchRead(Answer):
    channel: Annotated[str | None, Field(description="Null: all that aren't named beside it")]
    mode: IntakeMode
    extra_minutes: int
    until: datetime | None
    reason: str | None
    since: Annotated[datetime | None, Field(description="Null where nobody said anything")]


class IntakeRead(Answer):
    model_config = _example(
        {"locationId": "kamppi", "asOf": "2026-11-28T17:30:00Z", "items": [OPEN, SHOWN]}
    )

    location_id: str
    as_of: datetime
    items: Annotated[
        list[IntakeSwitchRead],
        Field(description="That of all channels first, then those with one of their own, by name"),
    ]
