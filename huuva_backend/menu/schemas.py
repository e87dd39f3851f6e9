"""The menu on the wire: what brands put, and what all are answered."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import (
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from huuva_backend.menu.among import (
    ListedPlu,
    ListedProductPlu,
    ProductCurrency,
    ProductPlu,
    one_list,
)
from huuva_backend.menu.examples import CAPRICCIOSA, IMAGE, LISTED, LISTED_HAM
from huuva_backend.menu.group_schemas import (
    MAX_GROUPS,
    Answered,
    GroupCreate,
    GroupRead,
    ListedGroupRead,
    check_prices_with,
)
from huuva_backend.menu.product import MAX_IMAGES
from huuva_backend.menu.stock_schemas import AnyStock
from huuva_backend.platform.money import Price
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.quantity import QuantityRead
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Prose1000, Text64, Text255

MAX_PRODUCTS: Final = 2000
MAX_CURSOR_LENGTH: Final = 2100
"""A cursor holds a name's key, a brand and a PLU of up to four bytes a character, in base64."""


def _example(*examples: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": list(examples)})


class ImageRead(Answer):
    model_config = _example(IMAGE)

    name: str
    url: str
    thumbnail_url: str


class ModifierPrice(Price):
    currency: ProductCurrency


class MenuModifierCreate(Schema):
    plu: ListedPlu
    name: Text255
    price: ModifierPrice
    max_quantity: Annotated[
        StrictInt, Field(ge=1, le=99, description="How many of it may go with one")
    ] = 1
    orderable: Annotated[StrictBool | None, Answered] = None


class ProductCreate(Schema):
    model_config = _example(CAPRICCIOSA)

    name: Text255
    description: Prose1000 | None = None
    ingredients: Annotated[list[Text255], Field(max_length=100)] = []
    price: Price
    station: Annotated[
        Text64 | None,
        Field(description="Where it is prepared, at locations that don't say otherwise"),
    ] = None
    preparation_minutes: Annotated[StrictInt, Field(ge=0, le=1440)] | None = None
    to_make: Annotated[
        StrictBool | None,
        Field(
            description="False for what no kitchen makes (a can, a bag): its line goes with the others of its order. "
            "Null: made, unless the location says otherwise of what has no station"
        ),
    ] = None
    available: Annotated[StrictBool, Field(description="The brand's own switch")] = True
    modifiers: Annotated[
        list[MenuModifierCreate],
        Field(
            max_length=100,
            description="The extras that may go with it, each PLU once: a group of none or any",
        ),
    ] = []
    groups: Annotated[
        list[GroupCreate],
        Field(max_length=MAX_GROUPS, description="What must and may be chosen, in this order"),
    ] = []

    @field_validator("modifiers", "groups", mode="wrap")
    @classmethod
    def _suiting(
        cls, value: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        price: Price | None = info.data.get("price")
        with one_list(price.currency if price else None):
            given = validate(value)
        if info.field_name == "groups":
            check_prices_with(given, [extra.plu for extra in info.data.get("modifiers", ())])
        return given


class ProductUpdate(ProductCreate):
    """May be what was answered, changed: whose product it is has to fit, the rest isn't taken from here."""

    model_config = _example(CAPRICCIOSA)

    brand_id: Annotated[
        Text64 | None, Field(description="As in the query, if it is given at all")
    ] = None
    plu: Annotated[
        ProductPlu | None, Field(description="As in the address, if it is given at all")
    ] = None
    stock: Annotated[
        AnyStock | None,
        Field(
            description="How much is left: at `locationId`, or at all locations together that have no "
            "number of their own. Left out, null or equal to `remaining`: as before",
        ),
    ] = None
    remaining: Annotated[
        AnyStock | None,
        Field(
            description="As answered, so that an answer put back doesn't undo what was sold since",
        ),
    ] = None
    snoozed: Annotated[StrictBool | None, Answered] = None
    snoozed_until: Annotated[Instant | None, Answered] = None
    orderable: Annotated[StrictBool | None, Answered] = None
    images: Annotated[list[ImageRead], Field(max_length=MAX_IMAGES), Answered] = []


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


class StationUpdate(Schema):
    model_config = _example({"station": "grill"})

    station: Text64


class ProductQuery(Schema):
    """The filters of a listing; all that are given must hold."""

    brand_id: Annotated[Text64 | None, Field(description="Whose products")] = None
    location_id: Annotated[
        Text64 | None,
        Field(description="Whose snoozes and stock count beside those of every location"),
    ] = None
    name: Annotated[
        Text255 | None, Field(description="A part of the name; case and accents don't matter")
    ] = None
    ingredient: Annotated[
        Text255 | None, Field(description="A part of an ingredient; case and accents don't matter")
    ] = None
    orderable: Annotated[
        bool | None, Field(description="Only what may be ordered now, or only what may not")
    ] = None
    available: Annotated[
        bool | None,
        Field(
            description="`orderable`, by its name of before",
            json_schema_extra={"deprecated": True},  # Pydantic's own warns whoever reads it, us too
        ),
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("products", MAX_CURSOR_LENGTH)] = None


class MenuModifierRead(Answer):
    plu: str
    name: str
    price: Price
    max_quantity: int


class ListedModifierRead(MenuModifierRead):
    orderable: Annotated[bool, Field(description="It isn't snoozed")]


class ModifiersRead(Answer):
    model_config = _example({"items": [LISTED_HAM]})

    items: list[ListedModifierRead]


class ProductContentRead(Answer):
    plu: str
    name: str
    description: str | None
    ingredients: list[str]
    price: Price
    station: str | None
    preparation_minutes: int | None
    to_make: bool | None
    available: Annotated[bool, Field(description="The brand's own switch")]
    modifiers: list[MenuModifierRead]
    groups: list[GroupRead]


class ProductRead(ProductContentRead):
    model_config = _example(LISTED)

    brand_id: str
    snoozed: bool
    snoozed_until: Annotated[
        datetime | None, Field(description="Null if it isn't snoozed, or is for good")
    ]
    orderable: Annotated[bool, Field(description="Available, not snoozed and not sold out")]
    stock: Annotated[
        QuantityRead | None, Field(description="How much is left; null where nobody counts")
    ]
    remaining: Annotated[
        QuantityRead | None, Field(description="The same, to be put back as it is")
    ]
    modifiers: list[ListedModifierRead]  # type: ignore[assignment]
    groups: list[ListedGroupRead]  # type: ignore[assignment]
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


class StationRead(Answer):
    model_config = _example({"plu": "PIZZA-1", "station": "grill"})

    plu: str
    station: str


class StationsRead(Answer):
    model_config = _example({"items": [{"plu": "PIZZA-1", "station": "grill"}]})

    items: list[StationRead]
