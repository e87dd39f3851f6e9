"""What each column may tell of a customer, and what becomes of it when the customer is erased. The one place.

A column that isn't here fails a test: whoever adds one says what becomes of it. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final


class Fate(StrEnum):
    EMPTIED = "emptied"
    REWRITTEN = "rewritten"


STANDIN: Final = "erased-"
"""What an account is called once its customer is erased begins with this; what follows is random."""

UNTOLD: Final = '{"edition": 2}'
"""A fingerprint that no order has: of one of ours somebody could try out whose it was."""

_EMPTIED, _REWRITTEN = Fate.EMPTIED, Fate.REWRITTEN

FATES: Final[Mapping[str, Mapping[str, Fate]]] = {
    "orders": {
        "account": _REWRITTEN,  # to a stand-in, by which measures go on counting
        "channel_order_display_id": _EMPTIED,  # some channels call an order by its guest
        "note": _EMPTIED,
        "allergens": _EMPTIED,
        "metadata": _EMPTIED,
        "adjustments": _REWRITTEN,  # without their names
        "payment_method": _EMPTIED,
        "acceptance": _REWRITTEN,  # without what was said
        "cancellation_request": _REWRITTEN,  # the same
    },
    "order_customers": dict.fromkeys(
        (
            *("name", "phone_number", "phone_number_e164", "delivery_street", "delivery_city"),
            *("delivery_postal_code", "delivery_country", "delivery_extra_info"),
            *("delivery_latitude", "delivery_longitude"),
        ),
        _EMPTIED,
    ),
    "order_items": {
        "note": _EMPTIED,
        "allergens": _EMPTIED,
        "for_name": _EMPTIED,
        "modifiers": _REWRITTEN,  # without their notes
    },
    "order_status_history": {"reason": _EMPTIED},
    "item_status_history": {"reason": _EMPTIED},
    "order_amendments": {
        "reason": _EMPTIED,
        "changes": _REWRITTEN,  # what was changed, but not from what to what
    },
    "order_dedupe": {"content": _REWRITTEN, "later_digests": _EMPTIED},
    "webhook_deliveries": {"answer_body": _EMPTIED, "error": _EMPTIED},
    "idempotency_keys": {"digest": _REWRITTEN, "headers": _REWRITTEN, "body": _REWRITTEN},
}

TELL_OF_NOBODY: Final[Mapping[str, frozenset[str]]] = {
    "orders": frozenset(
        # Ids of the order, which only its partner can tell a person by, and which money is settled by.
        {"location_id", "id", "external_id", "brand_id", "channel", "channel_order_id"}
        | {"order_type", "table_label", "covers", "pickup_time", "first_promise"}
        | {"server"}  # who served it: of the staff, not of the customer
        | {"amendment_seq", "currency", "total_amount", "payment_status", "paid_amount"}
        | {"created_at", "recorded_at", "changed_at", "version", "status", "status_since"}
        | {"status_seq", "claims", "pass_required"}
    ),
    "order_customers": frozenset({"location_id", "order_id"}),
    "order_items": frozenset(
        {"location_id", "order_id", "line", "plu", "name", "quantity", "quantity_thousandths"}
        | {"unit", "unit_price_amount", "station", "preparation_minutes", "flags", "parent_line"}
        | {"course", "to_make", "held", "fired_at", "bundle", "origin_kind", "from_line"}
        | {"amended_at", "stock_taken", "status", "status_since", "status_seq", "claims"}
    ),
    **dict.fromkeys(
        ("order_status_history", "item_status_history"),
        frozenset(
            {"location_id", "order_id", "line", "seq", "version", "from_status", "to_status"}
            | {"occurred_at", "reported_at", "recorded_at", "late", "previous_seconds"}
            | {"held_seconds", "begun_before_recorded", "recall", "cause", "bundle"}
            | {"actor_kind", "actor_id"}  # of the staff, or a partner
        ),
    ),
    "order_amendments": frozenset(
        {"location_id", "order_id", "seq", "version", "recorded_at", "actor_kind", "actor_id"}
    ),
    "order_dedupe": frozenset(
        {"location_id", "brand_id", "channel", "channel_order_id", "order_id", "expires_at"}
    ),
    "webhook_deliveries": frozenset(
        {"endpoint_id", "id", "type", "order_id", "plu", "seq", "body", "state", "attempts"}
        | {"created_at", "next_attempt_at", "last_attempt_at", "answer_status", "milliseconds"}
        | {"path"}
    ),
    "idempotency_keys": frozenset({"caller", "key", "status", "expires_at"}),
}
"""Of these tables, the columns that stay as they are."""

OF_NO_CUSTOMER: Final = frozenset(
    {"open_orders", "order_events", "location_feeds", "feed_epochs", "worker_leases"}
    | {"menu_products", "menu_snoozes", "menu_stations", "menu_stock", "menu_versions"}
    | {"kitchen_stations", "locations", "partners", "api_keys", "pairings"}
    | {"partner_integrations"}
    | {"location_intake", "webhook_endpoints", "webhook_cursors"}
    | {"rollups", "everywhere_rollups", "rollup_spans", "rollup_marks"}
)
"""Tables of kitchens, menus, callers and loops, and of what happened to which order when."""

TOLD_VALUES: Final = frozenset(
    {"quantity", "unitPrice", "course", "held", "pickupTime", "orderType", "covers"}
)
"""Fields of an amendment whose values no text can be in."""

_NOTE: Final = 6
_INNER: Final = 7


def without_notes(modifiers: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows of modifiers, as `orders.kept` writes them."""
    rows = []
    for modifier in modifiers:
        row = [*modifier]
        if len(row) > _NOTE:
            row[_NOTE] = None
            row[_INNER] = without_notes(row[_INNER])
        rows.append(row)
    return rows


def without_values(changes: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows of what an amendment changed: line, field, before, after."""
    return [
        [line, name, *((before, after) if name in TOLD_VALUES else (None, None))]
        for line, name, before, after in changes
    ]


def without_names(adjustments: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows of adjustments: kind, name, amount, included."""
    return [[kind, None, *more] for kind, _, *more in adjustments]


def without_prose(told: Mapping[str, Any]) -> dict[str, Any]:
    """An acceptance, whose `reason` is one of a few, or a request to cancel, whose reasons are prose."""
    prose = {"text"} if "text" in told else {"reason", "refusal_reason"}
    return {name: None if name in prose else value for name, value in told.items()}


REWRITING: Final[Mapping[tuple[str, str], Callable[[Any], Any]]] = {
    ("orders", "adjustments"): without_names,
    ("orders", "acceptance"): without_prose,
    ("orders", "cancellation_request"): without_prose,
    ("order_items", "modifiers"): without_notes,
    ("order_amendments", "changes"): without_values,
}
"""Of the columns that are rewritten, those that are read for it: the rest become the same everywhere."""
