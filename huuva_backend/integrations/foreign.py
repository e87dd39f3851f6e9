"""What dialects share: fields that we don't know are taken, texts may be blank, and amounts count in some unit."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StrictInt,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import to_json

from huuva_backend.integrations.errors import NotInOurWords
from huuva_backend.orders.acceptance import AcceptOutcome
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.platform.errors import Fault
from huuva_backend.platform.metadata import MAX_BYTES, Metadata
from huuva_backend.platform.text import Name64, Prose1000, Text, Text64, Text255

MINOR_DIGITS: Final = 2
OTHER_DIGITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(
        (
            *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"),
            *("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
"""How many decimal places a currency has, by ISO 4217."""


_METADATA: Final = TypeAdapter[dict[str, JsonValue]](Metadata)


class Foreign(BaseModel):
    """An object of another platform, which may have fields that we don't know."""

    model_config = ConfigDict(extra="allow", validate_by_alias=True, validate_by_name=False)


def _filled(value: object) -> object:
    return None if value == "" else value


Blank = Literal[""] | None
"""Where we say null, they send nothing, null or an empty text."""
ForeignId = Annotated[
    Text64 | None, BeforeValidator(_filled, json_schema_input_type=Text64 | Blank)
]
ForeignWord = Annotated[
    Name64 | None, BeforeValidator(_filled, json_schema_input_type=Name64 | Blank)
]
Street = Annotated[str, Text(180)]
ForeignStreet = Annotated[
    Street | None, BeforeValidator(_filled, json_schema_input_type=Street | Blank)
]
"""Without its number, which comes apart and has room beside it."""
ForeignName = Annotated[
    Text255 | None, BeforeValidator(_filled, json_schema_input_type=Text255 | Blank)
]
ForeignProse = Annotated[
    Prose1000 | None, BeforeValidator(_filled, json_schema_input_type=Prose1000 | Blank)
]
Amount = Annotated[StrictInt, Field(ge=-1_000_000_000, le=1_000_000_000)]
PriceAmount = Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]


Wanted = Mapping[str, Any]
"""What the address of a hook asks for of each order."""


def acceptance(made_at: datetime | None, minutes: int | None, outcome: AcceptOutcome) -> Wanted:
    """By the message's own time, so that it is the same when it is sent again."""
    if made_at is None or minutes is None:
        return {}
    try:
        return {"acceptBy": made_at + timedelta(minutes=minutes), "acceptOutcome": outcome}
    except OverflowError:
        return {}  # in the last hour of the calendar


def money(amount: int, currency: str, digits: int) -> dict[str, Any]:
    """In the minor unit of the currency, where `amount` has `digits` decimal places.

    Raises `NotInOurWords` where that isn't whole.
    """
    exact = Decimal(amount).scaleb(OTHER_DIGITS.get(currency, MINOR_DIGITS) - digits)
    if exact != exact.to_integral_value():
        message = f"{currency} has no amount of {amount} at {digits} decimal places"
        raise NotInOurWords([Fault("", "amount-of-other-unit", message)])
    return {"amount": int(exact), "currency": currency}


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that say nothing."""
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def metadata(dialect: str, unknown: Mapping[str, JsonValue] | None) -> dict[str, Any]:
    """What we have no field for, as far as it can be kept and there is room: the shortest fields first."""
    kept: dict[str, JsonValue] = {}
    room = MAX_BYTES - len(to_json({dialect: {}}))
    for name, value in sorted((unknown or {}).items(), key=_length):
        room -= len(to_json({name: value}))
        if room < 0:
            break
        if value not in (None, "", [], {}) and _can_be_kept({name: value}):
            kept[name] = value
    return {dialect: kept} if kept else {}


def _can_be_kept(field: dict[str, JsonValue]) -> bool:
    try:
        _METADATA.validate_python(field)
    except ValidationError:
        return False
    return True


def _length(field: tuple[str, JsonValue]) -> int:
    return len(to_json(field[1]))


def ours(order: Mapping[str, Any]) -> OrderCreate:
    """Raises `NotInOurWords` for what their message may say and ours may not."""
    try:
        return OrderCreate.model_validate(order)
    except ValidationError as error:
        raise NotInOurWords(list(_faults(error))) from error


def _faults(error: ValidationError) -> Iterable[Fault]:
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        place = "/".join(map(str, each["loc"]))
        yield Fault("", each["type"].replace("_", "-"), f"{place}: {each['msg']}")
