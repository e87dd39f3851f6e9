"""Statuses as the API takes them: by name or by integer code."""

from functools import partial
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus, Status

S = TypeVar("S", bound=Status)


def _status(statuses: type[S], value: object) -> S:
    """By name or by code, and by nothing that merely resembles one: `"2"`, `2.0` and `true` are refused."""
    for status in statuses:
        if (type(value) is str and value == status.value) or (
            type(value) is int and value == status.code
        ):
            return status
    known = ", ".join(f"{status} ({status.code})" for status in statuses)
    raise PydanticCustomError("unknown_status", "Input should be one of {known}", {"known": known})


def _name_or_code(statuses: type[Status]) -> WithJsonSchema:
    names = [status.value for status in statuses]
    codes = [status.code for status in statuses]
    return WithJsonSchema(
        {"anyOf": [{"type": "string", "enum": names}, {"type": "integer", "enum": codes}]}
    )


AnyOrderStatus = Annotated[
    OrderStatus, BeforeValidator(partial(_status, OrderStatus)), _name_or_code(OrderStatus)
]
AnyItemStatus = Annotated[
    ItemStatus, BeforeValidator(partial(_status, ItemStatus)), _name_or_code(ItemStatus)
]


def _code_in_query(value: object) -> object:
    """In a query all is text, so there a code is written in digits."""
    codes = {str(status.code): status.code for status in OrderStatus}
    return codes.get(value, value) if isinstance(value, str) else value


OrderStatusInQuery = Annotated[AnyOrderStatus, BeforeValidator(_code_in_query)]
