"""How much of something: a decimal of at most three places, exact from the wire to the table and back."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Annotated, Final, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

Quantity: TypeAlias = int | Decimal
"""Whole ones are `int`, always, so that equal quantities are written alike and nobody pays for decimals."""

THOUSAND: Final = 1000
MAX_QUANTITY: Final = 99_999


class Unit(StrEnum):
    PIECE = "piece"
    KG = "kg"
    G = "g"
    L = "l"
    ML = "ml"


class Inexact(float):
    """A number of JSON with more digits than a float tells apart: which one it was can't be told any more."""


def of_thousandths(thousandths: int) -> Quantity:
    whole, rest = divmod(thousandths, THOUSAND)
    return Decimal(thousandths).scaleb(-3).normalize() if rest else whole


def thousandths(quantity: Quantity) -> int:
    return int(quantity * THOUSAND)


def times(each: Quantity, many: Quantity) -> Quantity:
    """To the nearest thousandth, halves up, and never nothing."""
    if isinstance(each, int) and isinstance(many, int):
        return each * many
    exact = thousandths(each) * thousandths(many)
    return of_thousandths(max(1, (exact + THOUSAND // 2) // THOUSAND))


def more(one: Quantity, other: Quantity) -> Quantity:
    return of_thousandths(thousandths(one) + thousandths(other))


def less(whole: Quantity, part: Quantity) -> Quantity:
    return of_thousandths(thousandths(whole) - thousandths(part))


def is_whole(quantity: Quantity) -> bool:
    return isinstance(quantity, int)


def number(quantity: Quantity) -> int | float:
    """As JSON writes it: a float of so few digits is written as just these."""
    return quantity if isinstance(quantity, int) else float(quantity)


def _places(value: float | Decimal) -> Quantity:
    exact = Decimal(repr(float(value)))
    if isinstance(value, Inexact) or exact != exact.quantize(Decimal("0.001"), ROUND_DOWN):
        raise PydanticKnownError("decimal_max_places", {"decimal_places": 3})
    return of_thousandths(thousandths(exact))


@dataclass(frozen=True, slots=True)
class Exact:
    """Takes a number of JSON for the decimal that it was written as: of something, or with `none` of nothing."""

    most: int = MAX_QUANTITY
    none: bool = False

    def parse(self, value: object) -> Quantity:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise PydanticCustomError("number_type", "Input should be a valid number")
        if self.none and not value >= 0:
            raise PydanticKnownError("greater_than_equal", {"ge": 0})
        if not self.none and not value > 0:
            raise PydanticKnownError("greater_than", {"gt": 0})
        if not value <= self.most:
            raise PydanticKnownError("less_than_equal", {"le": self.most})
        return value if isinstance(value, int) else _places(value)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(number)
        return core_schema.no_info_plain_validator_function(self.parse, serialization=written)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        least = "minimum" if self.none else "exclusiveMinimum"
        return {"type": "number", least: 0, "maximum": self.most}


AnyQuantity = Annotated[Decimal, Exact()]
"""From outside."""

QuantityRead = Annotated[Decimal, PlainSerializer(number), WithJsonSchema({"type": "number"})]
"""In answers; what holds it is a `Quantity`."""
