import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

_RFC_3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
# The driver takes the first and the last instant of all for infinities, with which nothing can be computed.
_ENDS_OF_TIME = (None, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

EMPTY: Final[Any] = Field(default_factory=list, json_schema_extra={"default": []})
"""The default of a list in what is sent often: `[]` would be copied deep, by Python code, for each object."""


class Schema(BaseModel):
    """What goes over the wire: camelCase out; bodies may come in camelCase or snake_case.

    Integers and booleans of a JSON body are `StrictInt` and `StrictBool`, because Pydantic would
    else take `"5"`, `5.0` and `true` for numbers. `strict=True` here would refuse times and ids too.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_alias=True,
        validate_by_name=True,
        serialize_by_alias=True,
        extra="forbid",
    )


class Answer(Schema):
    """What the domain holds; `platform.answers` writes it by this description."""

    model_config = ConfigDict(extra="ignore")


def _to_utc(value: object) -> datetime:
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, str) and _RFC_3339.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value.upper())
        except ValueError as error:
            raise PydanticCustomError("instant_unknown", "No such date or time of day") from error
    else:
        raise PydanticCustomError(
            "instant_format",
            "Input should be an RFC 3339 time with an offset, such as 2026-01-31T18:30:00+02:00",
        )
    if moment.tzinfo is None:
        raise PydanticCustomError("instant_naive", "Input should carry an offset from UTC")
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:
        instant = None
    if instant in _ENDS_OF_TIME:
        raise PydanticCustomError(
            "instant_range", "Input should lie within the years 1 to 9999 in UTC"
        )
    return instant


Instant = Annotated[datetime, BeforeValidator(_to_utc)]
