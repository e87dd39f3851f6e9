"""What schemathesis can't know from the description, because JSON Schema can't say it."""

import os
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import schemathesis
from hypothesis import strategies
from pydantic import TypeAdapter, ValidationError

from huuva_backend.orders.service import CURSORS
from huuva_backend.platform.schemas import Instant

ORDERS = "PLACED_ORDERS"
"""The environment variable with the ids of orders that there are."""

NEWER = CURSORS.encode((datetime(2026, 1, 31, tzinfo=UTC), UUID(int=7)))
INSTANT = TypeAdapter[datetime](Instant)

schemathesis.openapi.format("orders-cursor", strategies.just(NEWER))
schemathesis.openapi.format(
    "uuid",
    strategies.sampled_from(os.environ.get(ORDERS, str(UUID(int=7))).split())
    | strategies.uuids().map(str),
)


def _possible(name: str, value: object) -> object:
    """A value that is well-formed, as one that may also stand in an order."""
    if isinstance(value, float) and value.is_integer():
        return int(
            value
        )  # an integer to JSON Schema, to us a sign that somebody computes in floats
    if name == "currency" and isinstance(value, str) and value.isupper() and len(value) == 3:
        return "EUR"  # one order, one currency
    if name in ("created", "occurredAt") and isinstance(value, str):
        return None if _is_instant(value) else value  # neither in the future nor before the order
    return value


def _is_instant(value: str) -> bool:
    try:
        INSTANT.validate_python(value)
    except ValidationError:
        return False
    return True


def _everywhere(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _everywhere(member, key) for key, member in value.items()}
    if isinstance(value, list):
        return [_everywhere(element) for element in value]
    return _possible(name, value)


@schemathesis.hook
def map_body(_: schemathesis.HookContext, body: Any) -> Any:
    return _everywhere(body)
