"""Statuses as the API takes them: by name or by integer code."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Final, TypeVar

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus, Status

S = TypeVar("S", bound=Status)


def _status(statuses: Sequence[S], value: object) -> S:
    """By name or by code, and by nothing that merely resembles one: `"2"`, `2.0` and `true` are refused."""
    for status in statuses:
        if (type(value) is str and value == status.value) or (
            type(value) is int and value == status.code
        ):
            return status
    known = ", ".join(f"{status} ({status.code})" for status in statuses)
    raise PydanticCustomError("unknown_status", "Input should be one of {known}", {"known": known})


def _name_or_code(statuses: Sequence[Status]) -> WithJsonSchema:
    names = [status.value for status in statuses]
    codes = [status.code for status in statuses]
    return WithJsonSchema(
        {"anyOf": [{"type": "string", "enum": names}, {"type": "integer", "enum": codes}]}
    )


_ORDER: Final = tuple(OrderStatus)
_ITEM: Final = tuple(status for status in ItemStatus if status is not ItemStatus.PICKED_UP)
"""Nobody asks for an item to be picked up: it goes with its order."""

AnyOrderStatus = Annotated[
    OrderStatus, BeforeValidator(partial(_status, _ORDER)), _name_or_code(_ORDER)
]
AnyItemStatus = Annotated[
    ItemStatus, BeforeValidator(partial(_status, _ITEM)), _name_or_code(_ITEM)
]


def _code_in_query(value: object) -> object:
    """In a query all is text, so there a code is written in digits."""
    codes = {str(status.code): status.code for status in OrderStatus}
    return codes.get(value, value) if isinstance(value, str) else value


OrderStatusInQuery = Annotated[AnyOrderStatus, BeforeValidator(_code_in_query)]
