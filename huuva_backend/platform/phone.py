from functools import lru_cache
from typing import Annotated

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)
from pydantic import BeforeValidator, Field

from huuva_backend.platform.text import is_blank

LONGEST = 64


@lru_cache(maxsize=4096)
def e164(number: str) -> str | None:
    """The number in E.164, None where it isn't a valid one. Without a country code none is valid."""
    try:
        parsed = parse(number)
    except NumberParseException:
        return None
    return format_number(parsed, PhoneNumberFormat.E164) if is_valid_number(parsed) else None


def _as_it_is(number: object) -> object:
    """A number is never a reason to lose an order: blank is none, and what can't be stored is left out."""
    if not isinstance(number, str):
        return number
    kept = "".join(char if char.isprintable() else " " for char in number).strip()[:LONGEST]
    return None if is_blank(kept) else kept


PhoneNumber = Annotated[str | None, BeforeValidator(_as_it_is), Field(examples=["+358 40 1234567"])]
