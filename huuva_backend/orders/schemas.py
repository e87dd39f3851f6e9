"""Orders on the wire: what partners post, what displays patch, what both are answered."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    AliasChoices,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
)

from huuva_backend.orders.examples import ORDER, SAMPLE
from huuva_backend.orders.history_schemas import HistoryTotal, OrderClaim, OrderHistoryEntryRead
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.line_schemas import (
    MAX_LINES,
    Allergens,
    ItemCreate,
    ItemRead,
    few_lines,
)
from huuva_backend.orders.statuses import AnyItemStatus, AnyOrderStatus, OrderStatusInQuery
from huuva_backend.platform.metadata import Metadata
from huuva_backend.platform.money import Money
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.phone import PhoneNumber
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Name64, Prose255, Prose1000, Text64, Text255


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


def _as_partners_send_it(schema: dict[str, Any]) -> None:
    """Pydantic tells the first name of an alias only, and many send the other."""
    schema["examples"] = [SAMPLE]
    properties = schema["properties"]
    properties["_id"] = properties["id"]
    schema["not"] = {"properties": {"id": {}, "_id": {}}, "required": ["id", "_id"]}


class CustomerCreate(Schema):
    name: Text255
    phone_number: PhoneNumber = None


class DeliveryAddressCreate(Schema):
    street: Text255
    city: Text255
    postal_code: Name64
    country: Name64 | None = None
    extra_info: Prose1000 | None = None


class OrderCreate(Schema):
    model_config = ConfigDict(json_schema_extra=_as_partners_send_it)

    external_id: Annotated[
        Text64 | None,
        Field(
            validation_alias=AliasChoices("id", "_id", "externalId", "external_id"),
            serialization_alias="externalId",
            description="Your own id of the order, sent as `id` or `_id`; ours is always a new UUID",
        ),
    ] = None
    created: Instant | None = None
    account: Annotated[Text64, Field(description="The customer's account")]
    brand_id: Text64
    channel: Text64 = "direct"
    channel_order_id: Text64
    channel_order_display_id: Text64 | None = None
    location_id: Text64 = "main"
    customer: CustomerCreate
    delivery_address: Annotated[
        DeliveryAddressCreate | None, Field(description="Null where the customer picks up")
    ] = None
    pickup_time: Instant
    note: Prose1000 | None = None
    allergens: Allergens = []
    items: Annotated[
        list[ItemCreate], Field(min_length=1, max_length=MAX_LINES), AfterValidator(few_lines)
    ]
    status: AnyOrderStatus | None = None
    status_history: Annotated[list[OrderClaim], Field(max_length=100)] = []
    metadata: Metadata | None = None


class StatusUpdate(Schema):
    reason: Prose255 | None = None
    recall: Annotated[StrictBool, Field(description="Allow going back a step")] = False
    occurred_at: Annotated[
        Instant | None, Field(description="When it happened, if that isn't now")
    ] = None


class OrderStatusUpdate(StatusUpdate):
    model_config = _example({"status": "PREPARING"})

    status: AnyOrderStatus


class ItemStatusUpdate(StatusUpdate):
    model_config = _example({"status": "READY"})

    status: AnyItemStatus


class OrderQuery(Schema):
    """The filters of a listing; all that are given must hold."""

    status: Annotated[
        list[OrderStatusInQuery], Field(max_length=10, description="Repeat it for several")
    ] = []
    location_id: Annotated[Text64 | None, Field(description="Where it is made")] = None
    brand_id: Annotated[Text64 | None, Field(description="Whose it is")] = None
    channel: Annotated[Text64 | None, Field(description="Where it was sold")] = None
    channel_order_id: Annotated[Text64 | None, Field(description="The channel's own id")] = None
    external_id: Annotated[
        Text64 | None, Field(description="The partner's own id, sent as `id` or `_id`")
    ] = None
    account: Annotated[Text64 | None, Field(description="The customer's account")] = None
    created_from: Annotated[Instant | None, Field(alias="from", description="Inclusive")] = None
    created_to: Annotated[Instant | None, Field(alias="to", description="Exclusive")] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("orders")] = None


class CustomerRead(Answer):
    name: str
    phone_number: str | None
    phone_number_e164: Annotated[
        str | None, Field(alias="phoneNumberE164", description="Null where the number isn't valid")
    ]


class DeliveryAddressRead(Answer):
    street: str
    city: str
    postal_code: str
    country: str | None
    extra_info: str | None


class OrderRead(Answer):
    model_config = _example(ORDER)

    id: UUID
    external_id: str | None
    account: str
    brand_id: str
    channel: str
    channel_order_id: str
    channel_order_display_id: str | None
    location_id: str
    customer: CustomerRead
    delivery_address: DeliveryAddressRead | None
    pickup_time: datetime
    note: str | None
    allergens: list[str]
    metadata: dict[str, JsonValue] | None
    total: Annotated[Money | None, Field(description="Null where a line has no price")]
    status: OrderStatus
    version: int
    created_at: datetime
    recorded_at: datetime
    updated_at: datetime
    allowed_transitions: list[OrderStatus]
    trees: Annotated[list[ItemRead], Field(alias="items")]
    status_history: list[OrderHistoryEntryRead]
    status_history_total: HistoryTotal


class OrderPage(Answer):
    model_config = _example({"items": [ORDER], "nextCursor": None})

    items: list[OrderRead]
    next_cursor: Annotated[str | None, Field(description="Null on the last page")]
