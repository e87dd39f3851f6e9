"""Orders on the wire: what partners post, what displays patch, what both are answered."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AliasChoices,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StrictInt,
)

from huuva_backend.orders.examples import ITEM, ORDER, SAMPLE
from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus
from huuva_backend.orders.statuses import AnyItemStatus, AnyOrderStatus, OrderStatusInQuery
from huuva_backend.platform.metadata import Metadata
from huuva_backend.platform.money import Money, Price
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.phone import PhoneNumber
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Plu, Text64, Text255, Text1000


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


def _as_partners_send_it(schema: dict[str, Any]) -> None:
    """Pydantic tells the first name of an alias only, and many send the other."""
    schema["examples"] = [SAMPLE]
    properties = schema["properties"]
    properties["_id"] = properties["id"]
    schema["not"] = {"properties": {"id": {}, "_id": {}}, "required": ["id", "_id"]}


class OrderClaim(Schema):
    status: AnyOrderStatus
    timestamp: Instant


class ItemClaim(Schema):
    status: AnyItemStatus
    timestamp: Instant


class CustomerCreate(Schema):
    name: Text255
    phone_number: PhoneNumber = None


class DeliveryAddressCreate(Schema):
    street: Text255
    city: Text255
    postal_code: Text64
    country: Text64 | None = None
    extra_info: Text1000 | None = None


class ModifierCreate(Schema):
    plu: Plu
    name: Text255 | None = None
    quantity: Annotated[StrictInt, Field(ge=1, le=99)] = 1
    unit_price: Price | None = None


class ItemCreate(Schema):
    plu: Plu
    name: Annotated[
        Text255 | None, Field(description="May be left out where the PLU is on the brand's menu")
    ] = None
    quantity: Annotated[StrictInt, Field(ge=1, le=999)]
    note: Text1000 | None = None
    unit_price: Annotated[
        Price | None, Field(description="What it was sold for; left out, the menu's price")
    ] = None
    modifiers: Annotated[list[ModifierCreate], Field(max_length=50)] = []
    status: AnyItemStatus | None = None
    status_history: Annotated[list[ItemClaim], Field(max_length=100)] = []


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
    note: Text1000 | None = None
    items: Annotated[list[ItemCreate], Field(min_length=1, max_length=500)]
    status: AnyOrderStatus | None = None
    status_history: Annotated[list[OrderClaim], Field(max_length=100)] = []
    metadata: Metadata | None = None


class StatusUpdate(Schema):
    reason: Text255 | None = None
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


class ActorRead(Answer):
    kind: ActorKind
    id: str | None


class HistoryEntryRead(Answer):
    timestamp: Annotated[
        datetime,
        Field(
            description="When it counts: as reported, but not before the status it ended, nor ahead of us"
        ),
    ]
    reported_at: Annotated[
        datetime | None, Field(description="What the client's clock said; null: it said nothing")
    ]
    recorded_at: Annotated[datetime, Field(description="What our clock said")]
    version: Annotated[int, Field(description="The order's version that this made")]
    actor: ActorRead
    reason: str | None
    recall: bool
    cause: Cause
    counted: Annotated[
        bool, Field(description="False for a partner's claim that no measure counts")
    ]
    late: Annotated[bool, Field(description="Reported with a time before the previous change")]
    previous_seconds: Annotated[
        float | None,
        Field(description="How long the previous status had lasted, without the time held back"),
    ]
    held_seconds: Annotated[
        float, Field(description="How long of the previous status the kitchen was not to begin yet")
    ]
    begun_before_recorded: Annotated[
        bool,
        Field(
            description="The previous status began long before we knew the order: it is in no measure"
        ),
    ]


class OrderHistoryEntryRead(HistoryEntryRead):
    status: OrderStatus
    from_status: OrderStatus | None


class ItemHistoryEntryRead(HistoryEntryRead):
    status: ItemStatus
    from_status: ItemStatus | None


HistoryTotal = Annotated[
    int,
    Field(description="How many there are; the answer to a PATCH has its own and the 20 before"),
]


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


class ModifierRead(Answer):
    plu: str
    name: str | None
    quantity: int
    unit_price: Money | None


class ItemRead(Answer):
    line: int
    plu: str
    name: str
    quantity: int
    note: str | None
    unit_price: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: Annotated[
        list[str],
        Field(
            description="What the menu says against a line that was sold elsewhere: `snoozed`, "
            "`sold-out`, `unknown-modifier`, `too-few-modifiers`, `too-many-modifiers`"
        ),
    ]
    status: ItemStatus
    status_history: list[ItemHistoryEntryRead]
    status_history_total: HistoryTotal


class ItemMovedRead(ItemRead):
    model_config = _example(
        ITEM | {"orderId": ORDER["id"], "orderStatus": "PREPARING", "orderVersion": 2}
    )

    order_id: UUID
    order_status: OrderStatus
    order_version: int


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
    metadata: dict[str, JsonValue] | None
    total: Annotated[Money | None, Field(description="Null where a line has no price")]
    status: OrderStatus
    version: int
    created_at: datetime
    recorded_at: datetime
    updated_at: datetime
    allowed_transitions: list[OrderStatus]
    items: list[ItemRead]
    status_history: list[OrderHistoryEntryRead]
    status_history_total: HistoryTotal


class OrderPage(Answer):
    model_config = _example({"items": [ORDER], "nextCursor": None})

    items: list[OrderRead]
    next_cursor: Annotated[str | None, Field(description="Null on the last page")]
