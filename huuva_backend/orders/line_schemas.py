"""A line of an order on the wire, with all that goes with it."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue, StrictInt, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.orders.examples import ITEM, ORDER
from huuva_backend.orders.history_schemas import HistoryTotal, ItemClaim, ItemHistoryEntryRead
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.statuses import AnyItemStatus
from huuva_backend.platform.money import Money, Price, SignedMoney, SignedPrice
from huuva_backend.platform.quantity import AnyQuantity, Quantity, QuantityRead, Unit, is_whole
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Name64, Plu, Prose1000, Text255

Allergens = Annotated[
    list[Name64],
    Field(max_length=50, description="Their names: shown first, and apart from any note"),
]


class ModifierFields(Schema):
    """What is asked of a modifier at any level; for each of what it goes with."""

    action: ModifierAction = ModifierAction.ADD
    name: Text255 | None = None
    plu: Annotated[
        Plu | None, Field(validate_default=True, description="A `NO` may bring its name instead")
    ] = None
    quantity: Annotated[StrictInt, Field(ge=1, le=99)] = 1
    unit_price: Annotated[
        SignedPrice | None, Field(description="May be negative, for what makes it cheaper")
    ] = None
    portion: Annotated[Portion, Field(description="The part that it is for")] = Portion.WHOLE
    note: Prose1000 | None = None

    @field_validator("plu")
    @classmethod
    def _named(cls, plu: str | None, info: ValidationInfo) -> str | None:
        left_out = info.data.get("action") is ModifierAction.NO and info.data.get("name")
        if plu is None and not left_out:
            raise PydanticKnownError("missing")
        return plu

    @property
    def inner(self) -> Sequence["ModifierFields"]:
        return ()


class ThirdModifierCreate(ModifierFields):
    modifiers: Annotated[
        list[JsonValue], Field(max_length=0, description="There are three levels in all")
    ] = []


class SecondModifierCreate(ModifierFields):
    modifiers: Annotated[list[ThirdModifierCreate], Field(max_length=50)] = []

    @property
    def inner(self) -> Sequence[ModifierFields]:
        return self.modifiers


class ModifierCreate(ModifierFields):
    modifiers: Annotated[list[SecondModifierCreate], Field(max_length=50)] = []

    @property
    def inner(self) -> Sequence[ModifierFields]:
        return self.modifiers


class ItemCreate(Schema):
    plu: Plu
    name: Annotated[
        Text255 | None, Field(description="May be left out where the PLU is on the brand's menu")
    ] = None
    unit: Annotated[
        Unit | None,
        Field(
            description="Of pieces the quantity is whole. Left out: pieces if it is whole, else it is "
            "taken as it is and answered as null"
        ),
    ] = None
    quantity: Annotated[AnyQuantity, Field(description="At most three decimal places")]
    note: Prose1000 | None = None
    allergens: Allergens = []
    for_name: Annotated[Name64 | None, Field(description="Whose it is, at the table")] = None
    unit_price: Annotated[
        Price | None, Field(description="What it was sold for; left out, the menu's price")
    ] = None
    modifiers: Annotated[list[ModifierCreate], Field(max_length=50)] = []
    status: AnyItemStatus | None = None
    status_history: Annotated[list[ItemClaim], Field(max_length=100)] = []

    @field_validator("quantity")
    @classmethod
    def _of_pieces(cls, quantity: Quantity, info: ValidationInfo) -> Quantity:
        if info.data.get("unit") is Unit.PIECE and not is_whole(quantity):
            raise PydanticCustomError("piece_not_whole", "Pieces should be a whole number")
        return quantity


class ModifierFieldsRead(Answer):
    plu: Annotated[str | None, Field(description="Null only of a `NO`")]
    name: str | None
    quantity: Annotated[int, Field(description="For each of what it goes with")]
    unit_price: SignedMoney | None
    action: ModifierAction
    portion: Portion
    note: str | None


class ThirdModifierRead(ModifierFieldsRead):
    modifiers: Annotated[list[JsonValue], Field(max_length=0)]


class SecondModifierRead(ModifierFieldsRead):
    modifiers: list[ThirdModifierRead]


class ModifierRead(ModifierFieldsRead):
    modifiers: list[SecondModifierRead]


class ItemRead(Answer):
    line: int
    plu: str
    name: str
    quantity: QuantityRead
    unit: Annotated[
        Unit | None, Field(description="Null: a part of something, nobody said of what")
    ]
    note: str | None
    allergens: list[str]
    for_name: str | None
    unit_price: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: Annotated[
        list[str],
        Field(
            description="What the menu says against a line that was sold elsewhere: `snoozed`, "
            "`unknown-modifier`, `too-many-modifiers`"
        ),
    ]
    status: ItemStatus
    status_history: list[ItemHistoryEntryRead]
    status_history_total: HistoryTotal


class ItemMovedRead(ItemRead):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                ITEM | {"orderId": ORDER["id"], "orderStatus": "PREPARING", "orderVersion": 2}
            ]
        }
    )

    order_id: UUID
    order_status: OrderStatus
    order_version: int
