"""A partner's own JSON object, kept as given: bounded, storable, otherwise none of our business."""

from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue
from pydantic_core import PydanticCustomError, to_json

from huuva_backend.platform.text import clean, clean_prose

MAX_BYTES = 4096
_MAX_INTEGER = 2**63


def _storable(value: JsonValue) -> None:
    if isinstance(value, str):
        clean_prose(value)
    elif isinstance(value, int) and not -_MAX_INTEGER <= value < _MAX_INTEGER:
        raise PydanticCustomError("integer_range", "Integers should fit into 64 bits")
    elif isinstance(value, list):
        for element in value:
            _storable(element)
    elif isinstance(value, dict):
        for key, element in value.items():
            clean(key)
            _storable(element)


def _bounded(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    _storable(value)
    if len(to_json(value)) > MAX_BYTES:
        raise PydanticCustomError(
            "object_too_large", "The object should take at most 4 KiB of JSON"
        )
    return value


Metadata = Annotated[
    dict[str, JsonValue],
    AfterValidator(_bounded),
    Field(description="Any JSON object of yours, up to 4 KiB; answered as given"),
]
