"""Stock on the wire."""

from typing import Annotated, Any, Final

from pydantic import (
    ConfigDict,
    Field,
    StrictInt,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from huuva_backend.menu.among import ListedPlu, one_list
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Text64

MAX_STOCK: Final = 1_000_000


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class ProductStock(Schema):
    plu: ListedPlu
    stock: Annotated[StrictInt, Field(ge=0, le=MAX_STOCK, description="How many are left")]


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
    stock: Annotated[int, Field(description="How many are left")]


class StockListRead(Answer):
    model_config = _example({"items": [{"locationId": "main", "plu": "SOUP", "stock": 12}]})

    items: list[StockRead]
