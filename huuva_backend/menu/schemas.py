"""The menu on the wire: what brands put, what kitchens snooze, what all are answered."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import (
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from huuva_backend.menu.among import ListedPlu, ListedProductPlu, ProductCurrency, one_list
from huuva_backend.menu.examples import CAPRICCIOSA, IMAGE, LISTED, LISTED_HAM
from huuva_backend.platform.money import Price
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Plu, Text64, Text255, Text1000

MAX_PRODUCTS: Final = 2000
MAX_CURSOR_LENGTH: Final = 2100
"""A cursor holds a name's key, a brand and a PLU of up to four bytes a character, in base64."""


def _example(*examples: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": list(examples)})


class ModifierPrice(Price):
    currency: ProductCurrency


class MenuModifierCreate(Schema):
    plu: ListedPlu
    name: Text255
    price: ModifierPrice
    max_quantity: Annotated[
        StrictInt, Field(ge=1, le=99, description="How many of it may go with one")
    ] = 1


class ProductCreate(Schema):
    model_config = _example(CAPRICCIOSA)

    name: Text255
    description: Text1000 | None = None
    ingredients: Annotated[list[Text255], Field(max_length=100)] = []
    price: Price
    station: Annotated[
        Text64 | None,
        Field(description="Where it is prepared, at locations that don't say otherwise"),
    ] = None
    preparation_minutes: Annotated[StrictInt, Field(ge=0, le=1440)] | None = None
    available: Annotated[StrictBool, Field(description="The brand's own switch")] = True
    modifiers: Annotated[
        list[MenuModifierCreate],
        Field(max_length=100, description="The extras that may go with it, each PLU once"),
    ] = []

    @field_validator("modifiers", mode="wrap")
    @classmethod
    def _suiting(
        cls, value: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        price: Price | None = info.data.get("price")
        with one_list(price.currency if price else None):
            return validate(value)


class MenuProductCreate(ProductCreate):
    model_config = _example({"plu": "PIZZA-1"} | CAPRICCIOSA)

    plu: ListedProductPlu


class MenuCreate(Schema):
    model_config = _example({"products": [{"plu": "PIZZA-1"} | CAPRICCIOSA]})

    brand_id: Annotated[
        Text64 | None, Field(description="As in the address, if it is given at all")
    ] = None
    products: Annotated[
        list[MenuProductCreate], Field(max_length=MAX_PRODUCTS, description="Each PLU once")
    ]

    @field_validator("products", mode="wrap")
    @classmethod
    def _suiting(cls, value: object, validate: ValidatorFunctionWrapHandler) -> object:
        with one_list():
            return validate(value)


class SnoozeCreate(Schema):
    model_config = _example(
        {
            "brandId": "pizzeria",
            "locationId": "main",
            "plus": ["EXTRA-HAM"],
            "until": "2026-12-24T18:00:00+02:00",
        }
    )

    brand_id: Text64
    location_id: Annotated[Text64 | None, Field(description="Null for every location")] = None
    plus: Annotated[
        list[Plu], Field(min_length=1, max_length=200, description="Of products and of modifiers")
    ]
    until: Annotated[Instant | None, Field(description="In the future; null for good")] = None


class StationUpdate(Schema):
    model_config = _example({"station": "grill"})

    station: Text64


class ProductQuery(Schema):
    """The filters of a listing; all that are given must hold."""

    brand_id: Annotated[Text64 | None, Field(description="Whose products")] = None
    location_id: Annotated[
        Text64 | None, Field(description="Whose snoozes count beside those of every location")
    ] = None
    name: Annotated[
        Text255 | None, Field(description="A part of the name; case and accents don't matter")
    ] = None
    ingredient: Annotated[
        Text255 | None, Field(description="A part of an ingredient; case and accents don't matter")
    ] = None
    available: Annotated[
        bool | None, Field(description="Only what may be ordered now, or only what may not")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("products", MAX_CURSOR_LENGTH)] = None


class MenuModifierRead(Answer):
    plu: str
    name: str
    price: Price
    max_quantity: int


class ListedModifierRead(MenuModifierRead):
    available: bool


class ModifiersRead(Answer):
    model_config = _example({"items": [LISTED_HAM]})

    items: list[ListedModifierRead]


class ImageRead(Answer):
    model_config = _example(IMAGE)

    name: str
    url: str
    thumbnail_url: str


class ProductContentRead(Answer):
    plu: str
    name: str
    description: str | None
    ingredients: list[str]
    price: Price
    station: str | None
    preparation_minutes: int | None
    available: Annotated[bool, Field(description="The brand's own switch")]
    modifiers: list[MenuModifierRead]


class ProductRead(Answer):
    model_config = _example(LISTED)

    brand_id: str
    plu: str
    name: str
    description: str | None
    ingredients: list[str]
    price: Price
    station: str | None
    preparation_minutes: int | None
    available: Annotated[
        bool, Field(description="May be ordered now: neither switched off nor snoozed")
    ]
    snoozed: bool
    snoozed_until: Annotated[
        datetime | None, Field(description="Null if it isn't snoozed, or is for good")
    ]
    modifiers: list[ListedModifierRead]
    images: list[ImageRead]


class ProductPage(Answer):
    model_config = _example({"items": [LISTED], "nextCursor": None})

    items: list[ProductRead]
    next_cursor: Annotated[str | None, Field(description="Null on the last page")]


class MenuRead(Answer):
    """May be put back as it is."""

    model_config = _example({"brandId": "pizzeria", "products": [{"plu": "PIZZA-1"} | CAPRICCIOSA]})

    brand_id: str
    products: list[ProductContentRead]


class ReplacedRead(Answer):
    model_config = _example(
        {"created": 2, "replaced": 1, "deleted": 0, "unchanged": 34, "dryRun": False}
    )

    created: int
    replaced: Annotated[int, Field(description="Those that differed")]
    deleted: int
    unchanged: int
    dry_run: Annotated[bool, Field(description="If so, it has not been done")]


class SnoozeRead(Answer):
    location_id: Annotated[str | None, Field(description="Null for every location")]
    plu: str
    until: Annotated[datetime | None, Field(description="Null for good")]


class SnoozesRead(Answer):
    model_config = _example(
        {"items": [{"locationId": None, "plu": "EXTRA-HAM", "until": "2026-12-24T16:00:00Z"}]}
    )

    items: list[SnoozeRead]


class AffectedOrderRead(Answer):
    order_id: UUID
    location_id: str
    channel_order_display_id: str | None
    status: str
    plus: Annotated[list[str], Field(description="What it has of what was snoozed")]


class SnoozedRead(Answer):
    model_config = _example(
        {
            "brandId": "pizzeria",
            "locationId": "main",
            "plus": ["EXTRA-HAM"],
            "until": "2026-12-24T16:00:00Z",
            "openOrders": [
                {
                    "orderId": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
                    "locationId": "main",
                    "channelOrderDisplayId": "898082",
                    "status": "RECEIVED",
                    "plus": ["EXTRA-HAM"],
                }
            ],
        }
    )

    brand_id: str
    location_id: str | None
    plus: list[str]
    until: datetime | None
    open_orders: Annotated[
        list[AffectedOrderRead],
        Field(description="Orders neither picked up nor cancelled that have some of it"),
    ]


class StationRead(Answer):
    model_config = _example({"plu": "PIZZA-1", "station": "grill"})

    plu: str
    station: str


class StationsRead(Answer):
    model_config = _example({"items": [{"plu": "PIZZA-1", "station": "grill"}]})

    items: list[StationRead]
