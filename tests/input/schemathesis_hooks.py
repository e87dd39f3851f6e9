"""What schemathesis can't know from the description, because JSON Schema can't say it."""

import os
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import schemathesis
from hypothesis import strategies
from pydantic import TypeAdapter, ValidationError

import huuva_backend.analytics.service
import huuva_backend.orders.service
from huuva_backend.platform.schemas import Instant

PLACED = "PLACED_ORDERS"
"""The environment variable with the ids of orders that there are."""

NOW = datetime.now(UTC)
INSTANT = TypeAdapter[datetime](Instant)

ids = os.environ.get(PLACED, str(UUID(int=7))).split()
schemathesis.openapi.format("uuid", strategies.sampled_from(ids) | strategies.uuids().map(str))
for listing, cursor in {
    "orders": huuva_backend.orders.service.CURSORS.encode((NOW, UUID(int=7))),
    "customers": huuva_backend.analytics.service.CURSORS.encode((NOW, 7, "account")),
}.items():
    schemathesis.openapi.format(f"{listing}-cursor", strategies.just(cursor))


def _possible(name: str, value: Any) -> Any:
    """A value that is well-formed, as one that may stand where it stands."""
    if isinstance(value, float) and value.is_integer():
        return int(
            value
        )  # an integer to JSON Schema, to us a sign that somebody computes in floats
    if name == "currency" and isinstance(value, str) and value.isupper() and len(value) == 3:
        return "EUR"  # one order, one currency
    if name == "metadata" and isinstance(value, dict):
        return {"table": 7}  # small, and without control characters anywhere
    if name in ("created", "occurredAt") and _is_instant(value):
        return None  # neither in the future nor before the order
    return value


def _is_instant(value: object) -> bool:
    try:
        INSTANT.validate_python(value)
    except ValidationError:
        return False
    return True


def _everywhere(value: Any, name: str = "") -> Any:
    value = _possible(name, value)
    if isinstance(value, dict):
        return {key: _everywhere(member, key) for key, member in value.items()}
    if isinstance(value, list):
        return [_everywhere(element) for element in value]
    return value


@schemathesis.hook
def map_body(_: schemathesis.HookContext, body: Any) -> Any:
    return _everywhere(body)
