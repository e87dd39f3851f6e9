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
    StrictInt,
)

from huuva_backend.orders.acceptance import AcceptOutcome
from huuva_backend.orders.acceptance_schemas import AcceptanceRead
from huuva_backend.orders.amendment_schemas import AmendmentRead
from huuva_backend.orders.cancellation_schemas import CancellationRequestRead
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.context_schemas import (
    AdjustmentCreate,
    AdjustmentRead,
    CustomerCreate,
    CustomerRead,
    DeliveryAddressCreate,
    DeliveryAddressRead,
    PaymentCreate,
    PaymentRead,
    TotalsRead,
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
from huuva_backend.orders.statuses import AnyItemStatus, AnyOrderStatus
from huuva_backend.platform.metadata import Metadata
from huuva_backend.platform.money import Money
from huuva_backend.platform.quantity import AnyQuantity
from huuva_backend.platform.schemas import EMPTY, Answer, Instant, Schema
from huuva_backend.platform.text import Prose255, Prose1000, Text64


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


def _as_partners_send_it(schema: dict[str, Any]) -> None:
    """Pydantic tells the first name of an alias only, and many send the other."""
    schema["examples"] = [SAMPLE]
    properties = schema["properties"]
    properties["_id"] = properties["id"]
    schema["not"] = {"properties": {"id": {}, "_id": {}}, "required": ["id", "_id"]}


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
    account: Annotated[
        Text64 | None, Field(description="The customer's account; left out, nobody's")
    ] = None
    brand_id: Text64
    channel: Text64 = "direct"
    channel_order_id: Text64
    channel_order_display_id: Text64 | None = None
    location_id: Text64 = "main"
    customer: CustomerCreate | None = None
    delivery_address: Annotated[
        DeliveryAddressCreate | None, Field(description="Null where the customer picks up")
    ] = None
    order_type: Annotated[
        OrderType | None,
        Field(description="Left out: `DELIVERY` with a `deliveryAddress`, else `PICKUP`"),
    ] = None
    table: Annotated[Text64 | None, Field(description="Where it is served")] = None
    covers: Annotated[StrictInt | None, Field(ge=1, le=999, description="How many eat")] = None
    server: Annotated[Text64 | None, Field(description="Who serves it")] = None
    pickup_time: Annotated[Instant | None, Field(description="Left out: as soon as possible")] = (
        None
    )
    adjustments: Annotated[list[AdjustmentCreate], Field(max_length=50)] = EMPTY
    payment: Annotated[PaymentCreate | None, Field(description="Left out: nobody knows")] = None
    note: Prose1000 | None = None
    allergens: Allergens = EMPTY
    items: Annotated[
        list[ItemCreate], Field(min_length=1, max_length=MAX_LINES), AfterValidator(few_lines)
    ]
    status: AnyOrderStatus | None = None
    status_history: Annotated[list[OrderClaim], Field(max_length=100)] = EMPTY
    metadata: Metadata | None = None
    accept_by: Annotated[
        Instant | None,
        Field(description="The kitchen is to accept or deny it until then; left out, nobody waits"),
    ] = None
    accept_outcome: Annotated[
        AcceptOutcome,
        Field(description="With `acceptBy`: what becomes of it where nobody answers in time"),
    ] = AcceptOutcome.ACCEPT


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
    quantity: Annotated[
        AnyQuantity | None,
        Field(
            description="How many move, in all as a ticket has it: they become a line of their own. Left out: all"
        ),
    ] = None


class OrderRead(Answer):
    model_config = _example(ORDER)

    id: UUID
    external_id: str | None
    account: Annotated[str | None, Field(description="Null where nobody said whose it is")]
    brand_id: str
    channel: str
    channel_order_id: str
    channel_order_display_id: str | None
    location_id: str
    customer: CustomerRead | None
    delivery_address: DeliveryAddressRead | None
    order_type: OrderType
    table: str | None
    covers: int | None
    server: str | None
    pickup_time: Annotated[datetime | None, Field(description="Null: as soon as possible")]
    promised_time: Annotated[
        datetime | None, Field(description="The first `pickupTime`, whatever it became")
    ]
    asap: Annotated[
        bool, Field(description="Wanted as soon as possible: nobody named a time for it")
    ]
    note: str | None
    allergens: list[str]
    metadata: dict[str, JsonValue] | None
    adjustments: list[AdjustmentRead]
    totals: Annotated[TotalsRead | None, Field(description="Null where a line has no price")]
    total: Annotated[Money | None, Field(description="That of `totals`")]
    payment: Annotated[PaymentRead | None, Field(description="Null where nobody told")]
    status: OrderStatus
    version: int
    created_at: datetime
    recorded_at: datetime
    updated_at: datetime
    allowed_transitions: list[OrderStatus]
    acceptance: Annotated[
        AcceptanceRead | None, Field(description="Null where nobody waits for an answer")
    ]
    cancellation_request: Annotated[
        CancellationRequestRead | None, Field(description="The newest; null where there was none")
    ]
    trees: Annotated[list[ItemRead], Field(alias="items")]
    status_history: list[OrderHistoryEntryRead]
    status_history_total: HistoryTotal
    amendments: Annotated[
        list[AmendmentRead], Field(description="What was changed since it was placed, oldest first")
    ]


class OrderPage(Answer):
    model_config = _example({"items": [ORDER], "nextCursor": None})

    items: list[OrderRead]
    next_cursor: Annotated[str | None, Field(description="Null on the last page")]
