"""What of an order must be equal for a retry of it: kept beside its natural key, without anything about a person.

A fingerprint names its edition, so that a release that writes another one still knows the retries under way. Those
of a natural key live for a week or more; only then can an edition go.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from json import JSONEncoder
from typing import Any, Final

from pydantic_core import from_json, to_json

from huuva_backend.orders.schemas import OrderCreate

RETRIED_AFTER_PICKUP: Final = timedelta(hours=48)
RETRIED_AT_LEAST: Final = timedelta(days=7)

EDITION: Final = "edition"
_canonical: Final = JSONEncoder(sort_keys=True).encode
MAY_TELL_OF_A_PERSON: Final = frozenset(
    {"customer", "deliveryAddress", "note", "items", "metadata", "allergens"}
    | {"server", "adjustments", "payment"}
)
FIRST_EDITION: Final[Any] = {
    **dict.fromkeys(
        (
            *("external_id", "created", "account", "brand_id", "channel", "channel_order_id"),
            *("channel_order_display_id", "location_id", "pickup_time", "note", "metadata"),
            *("status", "status_history"),
        ),
        True,
    ),
    "customer": {"name", "phone_number"},
    "delivery_address": {"street", "city", "postal_code", "country", "extra_info"},
    "items": {
        "__all__": {
            **dict.fromkeys(
                ("plu", "name", "quantity", "note", "unit_price", "status", "status_history"), True
            ),
            "modifiers": {"__all__": {"plu", "name", "quantity", "unit_price"}},
        }
    },
}
"""The fields that there were when fingerprints still held all of them, defaults too."""


def fingerprint(order: OrderCreate) -> str:
    """The order's fields, defaults left out so that a field which is added later changes no fingerprint."""
    return to_json({EDITION: 2} | _second(order)).decode()


def differing(order: OrderCreate, placed_with: str) -> list[str]:
    """The fields in which an order differs from the one whose fingerprint this is, by their names on the wire."""
    theirs = from_json(placed_with)
    ours = _EDITIONS[theirs.pop(EDITION, 1)](order)
    names = [field.serialization_alias for field in type(order).model_fields.values()]
    return [name for name in names if name and ours.get(name) != theirs.get(name)]


def digest(order: OrderCreate) -> str:
    """What is kept of a content that was taken as an amendment; it names its edition too."""
    return _digest(2, order)


def is_one_of(order: OrderCreate, digests: Collection[str]) -> bool:
    return any(_digest(edition, order) in digests for edition in _EDITIONS)


def _digest(edition: int, order: OrderCreate) -> str:
    return f"{edition}-{_hex(_EDITIONS[edition](order))}"


def retried_until(pickup_time: datetime | None, now: datetime) -> datetime:
    """How long a content that is taken now may be retried."""
    if pickup_time is None:
        return now + RETRIED_AT_LEAST
    try:
        return max(pickup_time + RETRIED_AFTER_PICKUP, now + RETRIED_AT_LEAST)
    except OverflowError:
        return pickup_time  # in the last days of the calendar


def _first(order: OrderCreate) -> dict[str, Any]:
    return _digested(order.model_dump(mode="json", by_alias=True, include=FIRST_EDITION))


def _second(order: OrderCreate) -> dict[str, Any]:
    return _digested(order.model_dump(mode="json", by_alias=True, exclude_defaults=True))


_EDITIONS: Final[Mapping[int, Callable[[OrderCreate], dict[str, Any]]]] = {1: _first, 2: _second}


def _digested(given: dict[str, Any]) -> dict[str, Any]:
    for name in MAY_TELL_OF_A_PERSON & given.keys():
        given[name] = _hex(given[name])
    return given


def _hex(content: object) -> str:
    return blake2b(_canonical(content).encode(), digest_size=16).hexdigest()
