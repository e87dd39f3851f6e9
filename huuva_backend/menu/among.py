"""Types of what must suit the rest of the menu: a PLU its address and its list, a currency its product."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import AfterValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from huuva_backend.platform.money import Currency
from huuva_backend.platform.text import Addressable, Plu, Text64

RESERVED: Final = ("images", "modifiers", "stations")


@dataclass(frozen=True, slots=True)
class _Product(Addressable):
    """A product's PLU stands in the addresses of what belongs to it, so it can't hold their names."""

    def parse(self, value: str) -> str:
        text = Addressable.parse(self, value)
        if not set(RESERVED).isdisjoint(text.split("/")):
            raise PydanticCustomError(
                "reserved_segment",
                "Text should have no segment that is images, modifiers or stations between slashes",
            )
        return text

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = Addressable.__get_pydantic_json_schema__(self, schema, handler)
        unreserved = rf"(?!(?:[^/]*/)*(?:{'|'.join(RESERVED)})(?:/|$))"
        return described | {"pattern": f"^{unreserved}{described['pattern'].removeprefix('^')}"}


_plus: ContextVar[set[str]] = ContextVar("_plus")
_currency: ContextVar[str | None] = ContextVar("_currency")


@contextmanager
def one_list(currency: str | None = None) -> Iterator[None]:
    """While a list is read: no PLU or id twice in it, and no other currency than this one.

    What is wrong between its elements is so named along with what is wrong within them.
    """
    plus, currencies = _plus.set(set()), _currency.set(currency)
    try:
        yield
    finally:
        _plus.reset(plus)
        _currency.reset(currencies)


def currency_of_all() -> str | None:
    """That of the lists around, None where there is none that all must have."""
    return _currency.get(None)


def _new_id(group_id: str) -> str:
    ids = _plus.get()
    if group_id in ids:
        raise PydanticCustomError("repeated_id", "Another of the list has this id")
    ids.add(group_id)
    return group_id


def _not_repeated(plu: str) -> str:
    plus = _plus.get()
    if plu in plus:
        raise PydanticCustomError("repeated_plu", "Another of the list has this PLU")
    plus.add(plu)
    return plu


def _of_the_product(currency: str) -> str:
    if _currency.get() not in (None, currency):
        raise PydanticCustomError("currency_mismatch", "The currency differs from the product's")
    return currency


ProductPlu = Annotated[str, _Product(64)]
ListedProductPlu = Annotated[ProductPlu, AfterValidator(_not_repeated)]
ListedPlu = Annotated[Plu, AfterValidator(_not_repeated)]
ListedId = Annotated[Text64, AfterValidator(_new_id)]
ProductCurrency = Annotated[Currency, AfterValidator(_of_the_product)]
