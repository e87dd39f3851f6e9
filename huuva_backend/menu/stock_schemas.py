"""Stock on the wire."""

from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from huuva_backend.menu.among import ListedPlu, one_list
from huuva_backend.platform.quantity import Exact, QuantityRead
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Text64

MAX_STOCK: Final = 1_000_000

AnyStock = Annotated[Decimal, Exact(MAX_STOCK, none=True)]
"""From outside; what holds it is a `Quantity`."""


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class ProductStock(Schema):
    plu: ListedPlu
    stock: Annotated[AnyStock, Field(description="How much is left")]


class StockUpdate(Schema):
    model_config = _example(
        {"brandId": "pizzeria", "locationId": "main", "items": [{"plu": "SOUP", "stock": 12}]}
    )

    brand_id: Text64
    location_id: Annotated[
        Text64 | None,
        Field(description="Null for all locations together that have no number of their own"),
    ] = None
    items: Annotated[
        list[ProductStock], Field(min_length=1, max_length=200, description="Each PLU once")
    ]

    @field_validator("items", mode="wrap")
    @classmethod
    def _suiting(cls, value: object, validate: ValidatorFunctionWrapHandler) -> object:
        with one_list():
            return validate(value)


class StockRead(Answer):
    location_id: Annotated[
        str | None,
        Field(description="Null: of all locations together that have no number of their own"),
    ]
    plu: str
    stock: Annotated[QuantityRead, Field(description="How much is left")]


class StockListRead(Answer):
    model_config = _example({"items": [{"locationId": "main", "plu": "SOUP", "stock": 12}]})

    items: list[StockRead]
