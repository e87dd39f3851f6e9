"""Writes what the domain holds as a schema describes it, without making the schema's objects.

Validating an answer that we made ourselves costs as much as all else that is done to write it. The schema
stays the one description: field by field this derives from it how the domain's class is written, and the
tests validate answers against it.
"""

import inspect
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import BaseModel
from pydantic_core import CoreSchema, SchemaSerializer, core_schema

from huuva_backend.platform.quantity import number

# Whole ones without a call of Python, which are nearly all.
_QUANTITY: Final = core_schema.union_schema(
    [
        core_schema.int_schema(),
        core_schema.any_schema(
            serialization=core_schema.plain_serializer_function_ser_schema(number)
        ),
    ]
)

LEAVES: Final[dict[type, CoreSchema]] = {
    bool: core_schema.bool_schema(),
    int: core_schema.int_schema(),
    float: core_schema.float_schema(),
    str: core_schema.str_schema(),
    datetime: core_schema.datetime_schema(),
    UUID: core_schema.uuid_schema(),
    Decimal: _QUANTITY,
}


def writer(schema: type[BaseModel], domain: type) -> Callable[[object], bytes]:
    """A function from an object of the dataclass `domain` to the JSON of `schema`."""
    serializer = SchemaSerializer(_of_dataclass(schema, domain))
    return lambda value: serializer.to_json(value, by_alias=True)


def _of_dataclass(schema: type[BaseModel], domain: type) -> CoreSchema:
    held = get_type_hints(domain) | _properties(domain)
    fields = [
        core_schema.dataclass_field(
            name,
            _of(field.annotation, held.get(name)),
            serialization_alias=field.serialization_alias or field.alias,
        )
        for name, field in schema.model_fields.items()
    ]
    arguments = core_schema.dataclass_args_schema(domain.__name__, fields)
    return core_schema.dataclass_schema(domain, arguments, fields=list(schema.model_fields))


def _properties(domain: type) -> dict[str, Any]:
    """What the class works out from what it holds."""
    return {
        name: get_type_hints(made.fget).get("return")
        for name, made in inspect.getmembers(domain, lambda member: isinstance(member, property))
    }


def _of(described: Any, held: Any) -> CoreSchema:
    """How a field is written, from the types that the schema and the domain give it."""
    if (
        get_origin(described) is Annotated
    ):  # within a union or a list; of a whole field Pydantic took it off
        described = get_args(described)[0]
    if get_origin(described) in (Union, UnionType):
        return core_schema.nullable_schema(_of(_not_none(described), _not_none(held)))
    if get_origin(described) is list:
        return core_schema.list_schema(
            _of(get_args(described)[0], next(iter(get_args(held)), None))
        )
    if not isinstance(described, type):
        return core_schema.any_schema()
    if issubclass(described, BaseModel):
        made = get_origin(held) or held
        shared = issubclass(made, BaseModel)
        return described.__pydantic_core_schema__ if shared else _of_dataclass(described, made)
    leaf = str if issubclass(described, Enum) else described
    return LEAVES.get(leaf, core_schema.any_schema())


def _not_none(union: Any) -> Any:
    return next((kind for kind in get_args(union) if kind is not NoneType), union)
