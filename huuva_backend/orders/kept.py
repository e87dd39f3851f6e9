"""What is kept of an order, its lines and their histories: the columns of each, derived from the dataclasses.

The currency is the order's, so lines, adjustments and payment keep amounts only, and `mapping` gives them back
their currency.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any, Final

from pydantic_core import from_json, to_json

from huuva_backend.menu.modifier import Modifier, ModifierAction, Portion
from huuva_backend.orders.acceptance import (
    Acceptance,
    AcceptanceState,
    AcceptOutcome,
    DenialReason,
)
from huuva_backend.orders.amendment import Amendment, FieldChange
from huuva_backend.orders.cancellation import CancellationRequest, CancellationState
from huuva_backend.orders.context import Coordinates, Customer, DeliveryAddress, OrderType
from huuva_backend.orders.history import Actor, Claim, HistoryEntry
from huuva_backend.orders.item import Item, LineStanding, Origin, OriginKind, Sold
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.order import Order, Standing
from huuva_backend.orders.totals import Adjustment, Payment
from huuva_backend.platform.db.rows import Kept, Rows
from huuva_backend.platform.money import SignedMoney
from huuva_backend.platform.quantity import THOUSAND, Quantity, Unit, of_thousandths, thousandths
from huuva_backend.platform.text import plain

Statuses = Mapping[str | None, Any]

PLAIN_MODIFIER: Final = 4
UNITS: Final[Mapping[str | None, Unit | None]] = {None: None, **{unit.value: unit for unit in Unit}}
ORIGINS: Final[Mapping[str, OriginKind]] = {kind.value: kind for kind in OriginKind}
TYPES: Final[Mapping[str | None, OrderType | None]] = {
    None: None,
    **{kind.value: kind for kind in OrderType},
}
"""Enumerations by what is kept of them: calling one of them takes three times as long."""


def _list(text: str | None) -> list[Any]:
    """Nearly all are empty: those aren't read as JSON."""
    return [] if text is None or text == "[]" else from_json(text)


_NAMES: Final = Kept(("allergens",), _list, lambda names: names or None)

ORDER_STATUSES: Final[Statuses] = {None: None, **{status.value: status for status in OrderStatus}}
ITEM_STATUSES: Final[Statuses] = {None: None, **{status.value: status for status in ItemStatus}}


def _values(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """As `dataclasses.astuple`, which copies deep what it finds."""
    return attrgetter(*(field.name for field in fields(kind)))


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


_ACTOR: Final = Kept(("actor_kind", "actor_id"), Actor, lambda by: (by.kind, by.id))


def _entry(statuses: Statuses) -> Rows:
    return Rows(
        HistoryEntry,
        {
            "status": Kept(("to_status",), statuses.__getitem__),
            "from_status": Kept(("from_status",), statuses.__getitem__),
            "timestamp": Kept(("occurred_at",)),
            "actor": _ACTOR,
        },
        without={"counted"},
    )


def _modifiers_row(modifiers: Iterable[Modifier]) -> list[list[Any]]:
    return [_modifier_row(modifier) for modifier in modifiers]


def _modifier_row(modifier: Modifier) -> list[Any]:
    """What hardly any modifier says follows only where it does say it, as `Modifier` has it."""
    price = modifier.unit_price
    plain = [modifier.plu, modifier.name, modifier.quantity, price and price.amount]
    more = [modifier.action, modifier.portion, modifier.note, _modifiers_row(modifier.modifiers)]
    return plain if more == _NOTHING_MORE else plain + more


_NOTHING_MORE: Final[list[Any]] = [ModifierAction.ADD, Portion.WHOLE, None, []]


def more_of_modifier(row: Sequence[Any]) -> Iterable[Any]:
    """The action, the portion, the note and the rows of inner modifiers, which short rows leave out."""
    if len(row) == PLAIN_MODIFIER:
        return _NOTHING_MORE
    return ModifierAction(row[4]), Portion(row[5]), row[6], row[7]


def modifier_of(row: Sequence[Any], money: Callable[[int | None], SignedMoney | None]) -> Modifier:
    """From what `_modifier_row` wrote; `money` gives an amount its currency."""
    plu, name, quantity, amount = row[:PLAIN_MODIFIER]
    action, portion, note, rows = more_of_modifier(row)
    inner = [modifier_of(each, money) for each in rows]
    return Modifier(plu, name, quantity, money(amount), action, portion, note, inner)


def _quantity(whole: int, rest: int) -> Quantity:
    return of_thousandths(whole * THOUSAND + rest) if rest else whole


def _quantity_row(quantity: Quantity) -> tuple[int, int]:
    return (quantity, 0) if isinstance(quantity, int) else divmod(thousandths(quantity), THOUSAND)


QUANTITY: Final = Kept(("quantity", "quantity_thousandths"), _quantity, _quantity_row)
UNIT: Final = Kept(("unit",), UNITS.__getitem__, plain)


def _origin(kind: str, from_line: int | None) -> Origin:
    return Origin(ORIGINS[kind], from_line)


def _origin_row(origin: Origin) -> tuple[str, int | None]:
    return str(origin.kind), origin.from_line


def read_acceptance(row: str | None) -> Acceptance | None:
    if row is None:
        return None
    values = from_json(row)
    reason = values["reason"]
    return Acceptance(
        state=AcceptanceState(values["state"]),
        by=datetime.fromisoformat(values["by"]),
        outcome=AcceptOutcome(values["outcome"]),
        **_decision(values),
        reason=reason and DenialReason(reason),
        text=values["text"],
    )


def read_cancellation(row: str | None) -> CancellationRequest | None:
    if row is None:
        return None
    values = from_json(row)
    return CancellationRequest(
        state=CancellationState(values["state"]),
        reason=values["reason"],
        requested_at=datetime.fromisoformat(values["requested_at"]),
        requested_by=Actor(**values["requested_by"]),
        **_decision(values),
        refusal_reason=values["refusal_reason"],
    )


def _decision(values: Mapping[str, Any]) -> dict[str, Any]:
    at, by = values["decided_at"], values["decided_by"]
    return {"decided_at": at and datetime.fromisoformat(at), "decided_by": by and Actor(**by)}


def _customer(*values: Any) -> Customer | None:
    return None if values == _NOBODY else Customer(*values)


def _customer_row(customer: Customer | None) -> tuple[Any, ...]:
    return _NOBODY if customer is None else _customer_values(customer)


def _address(*values: Any) -> DeliveryAddress | None:
    if values == _NOWHERE:
        return None
    street, city, postal_code, country, extra_info, latitude, longitude = values
    point = None if latitude is None else Coordinates(latitude, longitude)
    return DeliveryAddress(street, city, postal_code, country, extra_info, point)


def _address_row(address: DeliveryAddress | None) -> tuple[Any, ...]:
    if address is None:
        return _NOWHERE
    *texts, point = _address_values(address)
    return (*texts, *((None, None) if point is None else (point.latitude, point.longitude)))


def _adjustments_row(adjustments: Sequence[Adjustment]) -> str | None:
    rows = [[each.kind, each.name, each.amount.amount, each.included] for each in adjustments]
    return _json(rows) if rows else None


def _payment_row(payment: Payment | None) -> tuple[Any, ...]:
    if payment is None:
        return (None, None, None)
    return payment.status, payment.method, payment.paid and payment.paid.amount


_ADDRESS: Final = (
    *(f"delivery_{field.name}" for field in fields(DeliveryAddress) if field.name != "coordinates"),
    "delivery_latitude",
    "delivery_longitude",
)
_address_values: Final = _values(DeliveryAddress)
_customer_values: Final = _values(Customer)
_change_values: Final = _values(FieldChange)
_CUSTOMER: Final = tuple(field.name for field in fields(Customer))
_NOWHERE: Final = (None,) * len(_ADDRESS)
_NOBODY: Final = (None,) * len(_CUSTOMER)
PAYMENT: Final = ("payment_status", "payment_method", "paid_amount")
_STANDING: Final = {
    "as_of": Kept(("now",)),
    "status": Kept(("status",), ORDER_STATUSES.__getitem__, str),
    "updated_at": Kept(("changed_at",)),
    "held_until": Kept(("release_at",)),
}

ORDER_ENTRY: Final = _entry(ORDER_STATUSES)
ITEM_ENTRY: Final = _entry(ITEM_STATUSES)

_LINE: Final = {
    "quantity": QUANTITY,
    "unit": UNIT,
    "allergens": _NAMES,
    "unit_price": Kept(("unit_price_amount",), None, lambda price: price and price.amount),
    "modifiers": Kept(("modifiers",), _list, _modifiers_row),
    "flags": Kept(("flags",), _list, lambda flags: flags or None),
    "stock_taken": Kept(
        ("stock_taken",),
        lambda taken: None if taken is None else of_thousandths(taken),
        lambda taken: None if taken is None else thousandths(taken),
    ),
    "status": Kept(("status",), ITEM_STATUSES.__getitem__, str),
    "claims": Kept(("claims",), partial(_claims, ITEM_STATUSES), lambda claims: claims or None),
}

ITEM: Final = Rows(
    Item,
    _LINE | {"origin": Kept(("origin_kind", "from_line"), _origin, _origin_row)},
    without={"status_history", "items"},
)
"""Written as JSON: a line is a member of a recordset."""

SOLD: Final = Rows(Sold, {name: _LINE[name] for name in _LINE.keys() & Sold.__annotations__.keys()})

LINE: Final = Rows(LineStanding, {"status": Kept(("status",), ITEM_STATUSES.__getitem__)})

STANDING: Final = Rows(Standing, _STANDING)

ORDER: Final = Rows(
    Order,
    _STANDING
    | {
        "customer": Kept(_CUSTOMER, _customer, _customer_row),
        "delivery_address": Kept(_ADDRESS, _address, _address_row),
        "metadata": Kept(("metadata",), _from_json, _json),
        "allergens": _NAMES._replace(write=lambda names: _json(names) if names else None),
        "order_type": Kept(("order_type",), TYPES.__getitem__, plain),
        "table": Kept(("table_label",)),
        "adjustments": Kept(("adjustments",), _list, _adjustments_row),
        "paid": Kept(PAYMENT, lambda *payment: payment, _payment_row),
        "claims": Kept(("claims",), partial(_claims, ORDER_STATUSES), _claims_row),
        "acceptance_told": Kept(("acceptance",), read_acceptance, _json),
        "cancellation_told": Kept(("cancellation_request",), read_cancellation, _json),
    },
    without={"items", "status_history", "amendments"},
)

AMENDMENT: Final = Rows(
    Amendment,
    {
        "actor": _ACTOR,
        "changes": Kept(
            ("changes",),
            lambda rows: [FieldChange(*row) for row in from_json(rows)],
            lambda changes: [_change_values(change) for change in changes],
        ),
    },
)
