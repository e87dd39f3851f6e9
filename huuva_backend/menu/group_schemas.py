"""Groups of options on the wire."""

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Final

from pydantic import (
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from huuva_backend.menu.among import (
    ListedId,
    ListedPlu,
    ProductCurrency,
    currency_of_all,
    one_list,
)
from huuva_backend.platform.money import SignedPrice
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Text255

MAX_GROUPS: Final = 30
MAX_OPTIONS: Final = 100
MAX_CHOSEN: Final = 99

Answered: Final = Field(description="As answered; not taken from here")


class OptionPrice(SignedPrice):
    """Added to the product's; below zero it makes it cheaper."""


class OptionPriceCreate(OptionPrice):
    currency: ProductCurrency


class PriceWithCreate(Schema):
    plu: ListedPlu
    price: OptionPriceCreate


class OptionCreate(Schema):
    plu: Annotated[ListedPlu, Field(description="Of a modifier or, as a part, of a product")]
    name: Text255
    price: OptionPriceCreate
    max_quantity: Annotated[
        StrictInt, Field(ge=1, le=MAX_CHOSEN, description="How often it may be chosen")
    ] = 1
    prices_with: Annotated[
        list[PriceWithCreate],
        Field(
            max_length=20,
            description="Its price where another option is chosen too; the first that is counts",
        ),
    ] = []
    orderable: Annotated[StrictBool | None, Answered] = None
    product: Annotated[StrictBool | None, Answered] = None

    @field_validator("prices_with", mode="wrap")
    @classmethod
    def _each_once(cls, value: object, validate: ValidatorFunctionWrapHandler) -> object:
        with one_list(currency_of_all()):
            return validate(value)


class GroupCreate(Schema):
    id: Annotated[ListedId, Field(description="Once in the product")]
    name: Text255
    min: Annotated[StrictInt, Field(ge=0, le=MAX_CHOSEN, description="How many must be chosen")] = 0
    max: Annotated[
        Annotated[StrictInt, Field(ge=1, le=MAX_CHOSEN)] | None,
        Field(description="How many may be chosen; null for any number"),
    ] = None
    options: Annotated[
        list[OptionCreate],
        Field(min_length=1, max_length=MAX_OPTIONS, description="Each PLU once"),
    ]

    @field_validator("max")
    @classmethod
    def _not_below_min(cls, most: int | None, info: ValidationInfo) -> int | None:
        if most is not None and most < info.data.get("min", 0):
            raise PydanticCustomError("max_below_min", "Should not be less than `min`")
        return most

    @field_validator("options", mode="wrap")
    @classmethod
    def _suiting(
        cls, value: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        with one_list(currency_of_all()):
            options: Sequence[OptionCreate] = validate(value)
        if sum(option.max_quantity for option in options) < info.data.get("min", 0):
            raise PydanticCustomError(
                "too_few_options", "As many as `min` can't be chosen of these"
            )
        return options


def check_prices_with(groups: Sequence[GroupCreate], extras: Collection[str]) -> None:
    """That they name other options of the product, or its modifiers. Raises `ValidationError`."""
    known = {*extras, *(option.plu for group in groups for option in group.options)}
    faults = [
        InitErrorDetails(
            type=PydanticCustomError("unknown_option", "The product has no other such option"),
            loc=place,
            input=plu,
        )
        for place, of, plu in _named(groups)
        if plu not in known - {of}
    ]
    if faults:
        raise ValidationError.from_exception_data("groups", faults)


def _named(groups: Sequence[GroupCreate]) -> Iterator[tuple[tuple[int | str, ...], str, str]]:
    """Where options are named by another, by which, and their PLUs."""
    for number, group in enumerate(groups):
        for at, option in enumerate(group.options):
            for place, beside in enumerate(option.prices_with):
                where = (number, "options", at, "pricesWith", place, "plu")
                yield where, option.plu, beside.plu


class PriceWithRead(Answer):
    plu: str
    price: OptionPrice


class OptionRead(Answer):
    plu: str
    name: str
    price: OptionPrice
    max_quantity: int
    prices_with: list[PriceWithRead]


class ListedOptionRead(OptionRead):
    orderable: Annotated[bool, Field(description="Neither switched off, snoozed nor sold out")]
    product: Annotated[bool, Field(description="It is a product of the menu, as a part of this")]


class GroupRead(Answer):
    id: str
    name: str
    min: int
    max: int | None
    options: list[OptionRead]


class ListedGroupRead(GroupRead):
    options: list[ListedOptionRead]  # type: ignore[assignment]
