"""Events on the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from huuva_backend.orders.events import EventType
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.platform.schemas import Schema
from huuva_backend.platform.text import Text64

MAX_CURSOR = 2**63 - 1

EVENT: dict[str, Any] = {
    "seq": 1042,
    "type": "order.status_changed",
    "locationId": "main",
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

AfterSeq = Annotated[int, Field(ge=0, le=MAX_CURSOR)]


class EventQuery(Schema):
    location_id: Annotated[Text64, Field(description="Whose feed")] = "main"
    after: Annotated[
        AfterSeq | None,
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
    order_id: UUID
    order_version: Annotated[int, Field(description="The order's version that this made")]
    order_status: OrderStatus
    at: Annotated[datetime, Field(description="`recordedAt` of the change")]
    changes: Annotated[
        list[EventChangeRead], Field(description="Empty where an order was released")
    ]


class EventPage(Schema):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [EVENT], "nextAfter": 1042, "newest": 1042}]}
    )

    items: list[EventRead]
    next_after: Annotated[int, Field(description="`after` of the next page, also when it is empty")]
    newest: Annotated[int, Field(description="The location's last event; 0 before the first")]
