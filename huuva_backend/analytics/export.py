"""What is exported, column by column. Pure.

Nothing here tells of a customer: no names, phones, addresses, notes or reasons, which are prose. `account` and the ids of
an order are as `customers.personal` leaves them where a customer is erased.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from pydantic.alias_generators import to_camel
from pydantic_core import from_json

Row = Sequence[Any]


class Export(StrEnum):
    ORDER_HISTORY = "order-history"
    ITEM_HISTORY = "item-history"
    ORDERS = "orders"
    AMENDMENTS = "amendments"


_CHANGE: Final = (
    *("brand_id", "channel", "order_type", "version", "from_status", "status", "timestamp"),
    *("reported_at", "recorded_at", "late", "previous_seconds", "held_seconds"),
    *("begun_before_recorded", "recall", "cause", "actor_kind"),
)
COLUMNS: Final[Mapping[Export, tuple[str, ...]]] = {
    Export.ORDER_HISTORY: ("location_id", "order_id", "seq", *_CHANGE),
    Export.ITEM_HISTORY: (
        *("location_id", "order_id", "line", "seq", *_CHANGE),
        *("plu", "name", "station", "bundle"),
    ),
    Export.ORDERS: (
        *("location_id", "order_id", "brand_id", "channel", "channel_order_id", "external_id"),
        *("account", "order_type", "covers", "created_at", "recorded_at", "updated_at"),
        *("pickup_time", "promised_time", "status", "status_since", "version", "amendments"),
        *("currency", "placed_total", "payment_status", "paid"),
    ),
    Export.AMENDMENTS: (
        *("location_id", "order_id", "seq", "brand_id", "channel", "order_type", "version"),
        *("recorded_at", "actor_kind", "changes"),
    ),
}
"""New ones come at the end, before `cursor`."""

KEYS: Final[Mapping[Export, tuple[str, ...]]] = {
    Export.ORDER_HISTORY: ("timestamp", "order_id", "seq"),
    Export.ITEM_HISTORY: ("timestamp", "order_id", "line", "seq"),
    Export.ORDERS: ("created_at", "order_id"),
    Export.AMENDMENTS: ("order_id", "seq"),
}
"""By which columns the rows of a location come one after the other: each has an index that begins with them."""

TOLD_VALUES: Final = frozenset(
    {"quantity", "unitPrice", "course", "held", "pickupTime", "orderType", "covers"}
)
"""Fields of an amendment whose values no text can be in: those that are left where a customer is erased."""


def changes(stored: str) -> list[dict[str, Any]]:
    """What an amendment changed, from its column."""
    return [
        (
            {"line": line, "field": name, "before": before, "after": after}
            if name in TOLD_VALUES
            else {"line": line, "field": name, "before": None, "after": None}
        )
        for line, name, before, after in from_json(stored)
    ]


def names(export: Export) -> list[str]:
    """Of the columns, as they go over the wire."""
    return [*map(to_camel, COLUMNS[export]), "cursor"]
