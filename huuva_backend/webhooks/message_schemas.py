"""What an endpoint is told, on the wire: `message.py` writes it, the API document describes it."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from huuva_backend.menu.availability import ProductEventType
from huuva_backend.orders.events import EventType
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.platform.schemas import Schema
from huuva_backend.webhooks.schemas import BODY, ENDPOINT_ID

EVENT: Final[dict[str, Any]] = {
    "type": "order.status_changed",
    "timestamp": "2026-11-28T10:00:00Z",
    "data": {
        "cursor": "5f0c81be.1042",
        "orderId": ENDPOINT_ID,
        "externalId": None,
        "channel": "wolt",
        "channelOrderId": "W-4711",
        "brandId": "napoli-ovens",
        "locationId": "main",
        "orderVersion": 2,
        "orderStatus": "PREPARING",
        "changes": [
            {
                "line": None,
                "plu": None,
                "station": None,
                "fromStatus": "RECEIVED",
                "toStatus": "PREPARING",
            }
        ],
        "fromHistory": False,
    },
}


PRODUCT_EVENT: Final[dict[str, Any]] = {
    "type": "product.snoozed",
    "timestamp": "2026-11-28T10:00:00Z",
    "data": {
        "cursor": "5f0c81be.1043",
        "brandId": "napoli-ovens",
        "locationId": "main",
        "plu": "PIZZA-MARGHERITA",
        "until": "2026-11-28T18:00:00Z",
    },
}


class MessageChange(Schema):
    line: Annotated[int | None, Field(description="Which item; null: the order itself")]
    plu: str | None
    station: str | None
    from_status: Annotated[
        OrderStatus | ItemStatus | None, Field(description="Null where it is the first")
    ]
    to_status: OrderStatus | ItemStatus


class OrderTold(Schema):
    cursor: Annotated[
        str,
        Field(
            description="Where the event stands in the feed; of one that is told from history the last that is gone"
        ),
    ]
    order_id: UUID
    external_id: str | None
    channel: str | None
    channel_order_id: str | None
    brand_id: str | None
    location_id: str
    order_version: int
    order_status: OrderStatus
    changes: list[MessageChange]
    from_history: Annotated[
        bool,
        Field(
            description="Whether the feed keeps the event no more, so that it was made anew from the order's history"
        ),
    ]


class OrderMessage(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [EVENT]})

    type: EventType
    timestamp: Annotated[datetime, Field(description="When it happened")]
    data: OrderTold


class ProductTold(Schema):
    cursor: Annotated[str, Field(description="Where the event stands among those of its place")]
    brand_id: str
    location_id: Annotated[str | None, Field(description="Null: at every location")]
    plu: str
    until: Annotated[datetime | None, Field(description="Of a snooze; null: for good")]


class ProductMessage(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [PRODUCT_EVENT]})

    type: ProductEventType
    timestamp: Annotated[datetime, Field(description="When it happened")]
    data: ProductTold


class EndpointTold(Schema):
    endpoint_id: UUID


class EndpointTestMessage(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [BODY]})

    type: Literal["webhook.test"]
    timestamp: datetime
    data: EndpointTold


MESSAGES: Final[dict[str, tuple[type[Schema], str]]] = {
    "orderEvent": (OrderMessage, "Tell of an event of an order"),
    "productEvent": (ProductMessage, "Tell that a product is off sale, or on again"),
    "test": (EndpointTestMessage, "Tell that an endpoint was asked to be tested"),
}
"""By the name of its webhook in the API document."""
