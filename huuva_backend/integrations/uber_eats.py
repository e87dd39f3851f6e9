"""Uber Eats' words and ours. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from huuva_backend.integrations.foreign import (
    MINOR_DIGITS,
    OTHER_DIGITS,
    given,
    metadata,
    money,
    ours,
)
from huuva_backend.integrations.uber_eats_schemas import (
    UberCharges,
    UberEater,
    UberEatsOrder,
    UberItem,
    UberMoney,
)
from huuva_backend.menu.modifier import ModifierAction
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.totals import AdjustmentKind, PaymentStatus

DIALECT: Final = "uber-eats"

STATUSES: Final[Mapping[str, OrderStatus]] = {
    "CREATED": OrderStatus.RECEIVED,
    "ACCEPTED": OrderStatus.RECEIVED,
    "FINISHED": OrderStatus.PICKED_UP,
    "DENIED": OrderStatus.CANCELLED,
    "CANCELED": OrderStatus.CANCELLED,
}
ORDER_TYPES: Final[Mapping[str, OrderType]] = {
    "PICK_UP": OrderType.PICKUP,
    "DINE_IN": OrderType.DINE_IN,
    "DELIVERY_BY_UBER": OrderType.DELIVERY,
    "DELIVERY_BY_RESTAURANT": OrderType.DELIVERY,
}
ADJUSTMENTS: Final[Mapping[str, AdjustmentKind]] = {
    "delivery_fee": AdjustmentKind.DELIVERY_FEE,
    "bag_fee": AdjustmentKind.BAG_FEE,
    "small_order_fee": AdjustmentKind.SMALL_ORDER_FEE,
    "tip": AdjustmentKind.TIP,
    "total_promo_applied": AdjustmentKind.DISCOUNT,
}
"""By the charges that they are told as."""


def order_of(message: UberEatsOrder, brand_id: str, location_id: str | None) -> OrderCreate:
    """Raises `NotInOurWords`."""
    store, status = message.store, STATUSES.get(message.current_state or "")
    return ours(
        given(
            {
                "externalId": message.id,
                "brandId": brand_id,
                "locationId": location_id or store.external_reference_id or store.id,
                "channel": DIALECT,
                "channelOrderId": message.id,
                "channelOrderDisplayId": message.display_id,
                "created": message.placed_at,
                "status": status and status.value,
                "orderType": ORDER_TYPES.get(message.type or ""),
                "pickupTime": message.estimated_ready_for_pickup_at,
                "customer": message.eater and _customer(message.eater),
                "note": message.cart.special_instructions,
                "items": [_line(item) for item in message.cart.items],
                "adjustments": list(_adjustments(message)),
                "payment": _payment(message),
                "metadata": metadata(DIALECT, message.model_extra),
            }
        )
    )


def _customer(eater: UberEater) -> dict[str, Any]:
    name = " ".join(filter(None, (eater.first_name, eater.last_name)))
    return given({"name": name or None, "phoneNumber": eater.phone})


def _line(item: UberItem) -> dict[str, Any]:
    return _ordered(item) | given({"modifiers": list(_modifiers(item))})


def _ordered(item: UberItem) -> dict[str, Any]:
    """What lines and modifiers say alike."""
    return given(
        {
            "plu": item.external_data or item.id,
            "name": item.title,
            "quantity": item.quantity,
            "unitPrice": item.price and _money(item.price.unit_price),
            "note": item.special_instructions,
        }
    )


def _modifiers(item: UberItem) -> Iterator[dict[str, Any]]:
    for group in item.selected_modifier_groups or ():
        for chosen in group.selected_items or ():
            yield _line(chosen)
        for removed in group.removed_items or ():
            yield _ordered(removed) | {"action": ModifierAction.NO}


def _money(told: UberMoney) -> dict[str, Any]:
    """Theirs is in the minor unit too."""
    digits = OTHER_DIGITS.get(told.currency_code, MINOR_DIGITS)
    return money(told.amount, told.currency_code, digits)


def _charges(message: UberEatsOrder) -> UberCharges | None:
    return None if message.payment is None else message.payment.charges


def _adjustments(message: UberEatsOrder) -> Iterable[dict[str, Any]]:
    charges = _charges(message)
    for name, kind in ADJUSTMENTS.items():
        told: UberMoney | None = getattr(charges, name, None)
        if told is not None and told.amount:
            amount = _money(told)
            if kind is AdjustmentKind.DISCOUNT:
                amount["amount"] = -abs(told.amount)
            yield {"kind": kind, "amount": amount}


def _payment(message: UberEatsOrder) -> dict[str, Any] | None:
    """Paid to Uber, but for what is due in cash."""
    charges = _charges(message)
    if charges is None:
        return None
    due = charges.cash_amount_due
    if due is not None and due.amount > 0:
        return {"status": PaymentStatus.UNPAID, "method": "cash"}
    return {"status": PaymentStatus.PAID, "method": "uber"}
