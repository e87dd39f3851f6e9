"""What is kept of an order, its lines and their histories: the columns of each, derived from the dataclasses.

The currency is the order's, so a line keeps amounts only, and `mapping` gives them back their currency.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from datetime import datetime
from functools import partial
from typing import Any, Final

from pydantic_core import from_json, to_json

from huuva_backend.menu.pricing import Modifier
from huuva_backend.menu.stock import of_thousandths, thousandths
from huuva_backend.orders.history import Actor, Claim, HistoryEntry
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.order import Customer, DeliveryAddress, Item, Order, Standing
from huuva_backend.platform.db.rows import Kept, Rows

Statuses = Mapping[str | None, Any]

ORDER_STATUSES: Final[Statuses] = {None: None, **{status.value: status for status in OrderStatus}}
ITEM_STATUSES: Final[Statuses] = {None: None, **{status.value: status for status in ItemStatus}}


def _json(value: Any) -> str | None:
    return None if value is None else to_json(value).decode()


def _from_json(value: str | None) -> Any:
    return None if value is None else from_json(value)


def _claims(statuses: Statuses, claims: str | None) -> list[Claim[Any]]:
    if claims is None:
        return []
    return [Claim(statuses[name], datetime.fromisoformat(at)) for name, at in from_json(claims)]


def _claims_row(claims: Sequence[Claim[Any]]) -> str | None:
    return _json(claims) if claims else None


def _entry(statuses: Statuses) -> Rows:
    return Rows(
        HistoryEntry,
        {
            "status": Kept(("to_status",), statuses.__getitem__),
            "from_status": Kept(("from_status",), statuses.__getitem__),
            "timestamp": Kept(("occurred_at",)),
            "actor": Kept(("actor_kind", "actor_id"), Actor, lambda by: (by.kind, by.id)),
        },
        without={"counted"},
    )


def _modifiers_row(modifiers: Iterable[Modifier]) -> list[list[Any]]:
    return [
        [extra.plu, extra.name, extra.quantity, extra.unit_price and extra.unit_price.amount]
        for extra in modifiers
    ]


def _address(street: str | None, *rest: Any) -> DeliveryAddress | None:
    return None if street is None else DeliveryAddress(street, *rest)


def _address_row(address: DeliveryAddress | None) -> tuple[Any, ...]:
    return (None,) * len(_ADDRESS) if address is None else astuple(address)


_ADDRESS: Final = tuple(f"delivery_{field.name}" for field in fields(DeliveryAddress))
_CUSTOMER: Final = tuple(field.name for field in fields(Customer))
_STANDING: Final = {
    "as_of": Kept(("now",)),
    "status": Kept(("status",), ORDER_STATUSES.__getitem__),
    "updated_at": Kept(("changed_at",)),
    "held_until": Kept(("release_at",)),
}

ORDER_ENTRY: Final = _entry(ORDER_STATUSES)
ITEM_ENTRY: Final = _entry(ITEM_STATUSES)

ITEM: Final = Rows(
    Item,
    {
        "unit_price": Kept(("unit_price_amount",), None, lambda price: price and price.amount),
        "modifiers": Kept(("modifiers",), from_json, _modifiers_row),
        "flags": Kept(
            ("flags",), lambda flags: from_json(flags or "[]"), lambda flags: flags or None
        ),
        "stock_taken": Kept(
            ("stock_taken",),
            lambda taken: None if taken is None else of_thousandths(taken),
            lambda taken: None if taken is None else thousandths(taken),
        ),
        "status": Kept(("status",), ITEM_STATUSES.__getitem__),
        "claims": Kept(("claims",), partial(_claims, ITEM_STATUSES), lambda claims: claims or None),
    },
    without={"status_history"},
)
"""Written as JSON: a line is a member of a recordset."""

STANDING: Final = Rows(Standing, _STANDING)

ORDER: Final = Rows(
    Order,
    _STANDING
    | {
        "customer": Kept(_CUSTOMER, Customer, astuple),
        "delivery_address": Kept(_ADDRESS, _address, _address_row),
        "metadata": Kept(("metadata",), _from_json, _json),
        "total": Kept(("total_amount",), None, lambda total: total and total.amount),
        "claims": Kept(("claims",), partial(_claims, ORDER_STATUSES), _claims_row),
    },
    without={"items", "status_history"},
)
"""But for its currency, which it has also where a line has no price and so there is no total."""
