"""On the wire: what can be changed of an order that was placed, and the rows that tell of it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StrictInt,
    field_validator,
)
from pydantic_core import PydanticCustomError

from huuva_backend.orders.context import OrderType
from huuva_backend.orders.context_schemas import (
    AdjustmentCreate,
    CustomerCreate,
    DeliveryAddressCreate,
    PaymentCreate,
)
from huuva_backend.orders.history_schemas import ActorRead
from huuva_backend.orders.line_schemas import (
    Allergens,
    Course,
    ItemCreate,
    few_lines,
    lines_of,
    without_default,
)
from huuva_backend.orders.modifier_schemas import ModifierCreate
from huuva_backend.platform.metadata import Metadata
from huuva_backend.platform.quantity import AnyQuantity
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Prose255, Prose1000, Text64

_EXAMPLE: Final[dict[str, Any]] = {
    "pickupTime": "2026-01-31T18:45:00Z",
    "note": "Ring twice",
    "reason": "the guest is late",
}


class OrderUpdate(Schema):
    """A JSON merge patch: what is left out stays, what is null is taken away."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    reason: Prose255 | None = None
    pickup_time: Annotated[Instant | None, Field(description="Null: as soon as possible")] = None
    note: Prose1000 | None = None
    allergens: Allergens | None = None
    order_type: Annotated[OrderType | None, Field(description="Null: what the address says")] = None
    table: Text64 | None = None
    covers: Annotated[StrictInt | None, Field(ge=1, le=999)] = None
    server: Text64 | None = None
    customer: CustomerCreate | None = None
    delivery_address: DeliveryAddressCreate | None = None
    payment: Annotated[
        PaymentCreate | None, Field(description="May be changed of a closed order too")
    ] = None
    adjustments: Annotated[
        list[AdjustmentCreate] | None, Field(max_length=50, description="All of them anew")
    ] = None
    metadata: Metadata | None = None


class DelayCreate(Schema):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"minutes": 10, "reason": "the oven is full"}]}
    )

    minutes: Annotated[StrictInt, Field(ge=1, le=720)]
    reason: Prose255 | None = None


class ItemsCreate(Schema):
    """Lines that are added to an order: they begin now, so they bring no status."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [{"plu": "TIRA", "name": "Tiramisu", "quantity": 1}],
                    "reason": "one more",
                }
            ]
        }
    )

    items: Annotated[
        list[ItemCreate], Field(min_length=1, max_length=500), AfterValidator(few_lines)
    ]
    reason: Prose255 | None = None

    @field_validator("items")
    @classmethod
    def _begin_now(cls, items: list[ItemCreate]) -> list[ItemCreate]:
        if any(line.status or line.posted.status_history for line in lines_of(items)):
            raise PydanticCustomError(
                "status_not_taken", "Lines that are added should bring no status"
            )
        return items


class ItemUpdate(Schema):
    """A JSON merge patch: what is left out stays, what is null is taken away."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"quantity": 2, "reason": "one beer less"}]}
    )

    reason: Prose255 | None = None
    quantity: Annotated[
        AnyQuantity,
        Field(
            json_schema_extra=without_default,
            description="Of a part for one of its bundle. Fewer: the rest is split off and CANCELLED. More of what has "
            "begun: a new line",
        ),
    ] = Decimal(0)
    note: Prose1000 | None = None
    modifiers: Annotated[
        list[ModifierCreate] | None,
        Field(
            max_length=50,
            description="All of them anew, priced by the menu where none brings a price",
        ),
    ] = None
    allergens: Allergens | None = None
    course: Annotated[Course | None, Field(description="Of a bundle its parts go along")] = None
    held: Annotated[
        StrictBool,
        Field(
            json_schema_extra=without_default,
            description="True: not to be begun before it is fired. False: fired by this",
        ),
    ] = False


class FieldChangeRead(Answer):
    line: Annotated[int | None, Field(description="Null: of the order itself")]
    field: str
    before: Annotated[JsonValue, Field(description="Null too where the field may tell of a person")]
    after: JsonValue


class AmendmentRead(Answer):
    seq: Annotated[int, Field(description="From 1, without gaps")]
    version: Annotated[int, Field(description="The order's version that it made")]
    recorded_at: datetime
    actor: ActorRead
    reason: str | None
    changes: list[FieldChangeRead]
