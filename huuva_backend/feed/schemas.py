"""Events on the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from huuva_backend.locations.schemas import Known, KnownLocations
from huuva_backend.orders.cursor import PATTERN, Cursor
from huuva_backend.orders.events import EventType
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.platform.schemas import Schema
from huuva_backend.platform.text import Text64

EVENT: dict[str, Any] = {
    "seq": 1042,
    "type": "order.status_changed",
    "locationId": "main",
    "brandId": "60bfc6dc4887c9851d5a0245",
    "channel": "wolt",
    "orderId": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
    "orderVersion": 2,
    "orderStatus": "PREPARING",
    "at": "2026-01-31T18:12:05.123456Z",
    "changes": [
        {
            "line": 1,
            "plu": "CAT1-0001",
            "station": "grill",
            "fromStatus": "ORDERED",
            "toStatus": "PREPARING",
        },
        {
            "line": None,
            "plu": None,
            "station": None,
            "fromStatus": "RECEIVED",
            "toStatus": "PREPARING",
        },
    ],
}

CURSOR = "5f0c81be.1042"


def _cursor(value: object) -> Cursor:
    try:
        return Cursor.parse(str(value))
    except ValueError as error:
        raise PydanticCustomError(
            "cursor",
            "Input should be a cursor as the API answers it, such as 5f0c81be.1042, or 0 for the beginning",
        ) from error


After = Annotated[
    Cursor,
    PlainValidator(_cursor),
    WithJsonSchema({"type": "string", "pattern": PATTERN, "examples": [CURSOR, "0"]}),
]


class EventQuery(Schema):
    location_id: Annotated[Text64, Field(description="Whose feed")] = "main"
    after: Annotated[
        After | None,
        Field(description="Only events after this one; left out: from the oldest that is kept"),
    ] = None
    limit: Annotated[int, Field(ge=1, le=500, description="How many at most")] = 100


class EventChangeRead(Schema):
    line: Annotated[int | None, Field(description="Which item; null: the order itself")]
    plu: str | None
    station: str | None
    from_status: Annotated[
        OrderStatus | ItemStatus | None, Field(description="Null where it is the first")
    ]
    to_status: OrderStatus | ItemStatus


class EventRead(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [EVENT]})

    seq: Annotated[
        int, Field(description="The location's events are numbered one by one, as they commit")
    ]
    type: EventType
    location_id: str
    brand_id: Annotated[
        str | None,
        Field(description="Null, as `channel`, only where a server of an older release wrote it"),
    ]
    channel: str | None
    order_id: UUID
    order_version: Annotated[int, Field(description="The order's version that this made")]
    order_status: OrderStatus
    at: Annotated[datetime, Field(description="`recordedAt` of the change")]
    changes: Annotated[
        list[EventChangeRead],
        Field(
            description="Empty where an order was released; lines that were fired stand where they stood"
        ),
    ]


PAGE: dict[str, Any] = {
    "items": [EVENT],
    "nextAfter": CURSOR,
    "newest": CURSOR,
    "known": True,
    "knownLocations": [],
}


class EventPage(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [PAGE]})

    items: list[EventRead]
    next_after: Annotated[str, Field(description="`after` of the next page, also when it is empty")]
    newest: Annotated[str, Field(description="The location's last event; 0 before the first")]
    known: Known
    known_locations: KnownLocations
