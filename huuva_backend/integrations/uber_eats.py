"""Uber Eats' words and ours. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from huuva_backend.integrations.foreign import (
    MINOR_DIGITS,
    OTHER_DIGITS,
    Wanted,
    given,
    metadata,
    money,
    ours,
)
from huuva_backend.integrations.happening import Act, Happening, OffSale, OnSale, Said, segment
from huuva_backend.integrations.uber_eats_schemas import (
    UberCharges,
    UberEater,
    UberEatsOrder,
    UberItem,
    UberMoney,
)
from huuva_backend.menu.modifier import ModifierAction
from huuva_backend.orders.acceptance import DenialReason
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.totals import AdjustmentKind, PaymentStatus

DIALECT: Final = "uber-eats"

BY_RESTAURANT: Final = "DELIVERY_BY_RESTAURANT"
FOR_GOOD: Final = 8_640_000_000
"""Until when an item is suspended of which nobody knows for how long: in the year 2243."""


class State(NamedTuple):
    """A state of theirs, what it is of ours, and by which operation we tell them of it; None: by none."""

    name: str | None
    status: OrderStatus
    act: Act | None
    operation: str | None


STATES: Final = (
    State("CREATED", OrderStatus.RECEIVED, Act.PLACED, None),
    State("ACCEPTED", OrderStatus.RECEIVED, Act.ACCEPTED, "/v1/delivery/order/{}/accept"),
    State(None, OrderStatus.PREPARING, Act.PREPARING, None),
    State(None, OrderStatus.READY, Act.READY, "/v1/delivery/order/{}/ready"),
    State(
        "FINISHED",
        OrderStatus.PICKED_UP,
        Act.PICKED_UP,
        "/v1/eats/orders/{}/restaurantdelivery/status",
    ),
    State("DENIED", OrderStatus.CANCELLED, Act.DENIED, "/v1/delivery/order/{}/deny"),
    State("CANCELED", OrderStatus.CANCELLED, Act.CANCELLED, "/v1/delivery/order/{}/cancel"),
)
"""The one table, both ways. States that aren't in it say nothing."""

STATUSES: Final[Mapping[str, OrderStatus]] = {
    each.name: each.status for each in STATES if each.name
}
OPERATIONS: Final[Mapping[Act, str]] = {
    each.act: each.operation for each in STATES if each.act and each.operation
} | {Act.PROMISED: "/v1/delivery/order/{}/update-ready-time"}
DENIALS: Final[Mapping[str, DenialReason]] = {
    "ITEM_ISSUE": DenialReason.OUT_OF_STOCK,
    "RESTAURANT_TOO_BUSY": DenialReason.TOO_BUSY,
    "CAPACITY": DenialReason.TOO_BUSY,
    "STORE_CLOSED": DenialReason.CLOSED,
    "KITCHEN_CLOSED": DenialReason.CLOSED,
    "ORDER_VALIDATION": DenialReason.INVALID_ORDER,
    "PRICING": DenialReason.INVALID_ORDER,
    "ADDRESS": DenialReason.INVALID_ORDER,
    "SPECIAL_INSTRUCTIONS": DenialReason.INVALID_ORDER,
    "POS_NOT_READY": DenialReason.NOT_ANSWERED,
    "POS_OFFLINE": DenialReason.NOT_ANSWERED,
    "OTHER": DenialReason.OTHER,
    "CUSTOMER_CALLED_TO_CANCEL": DenialReason.OTHER,
    "TECHNICAL_FAILURE": DenialReason.OTHER,
    "UNKNOWN": DenialReason.OTHER,
}
"""Their reasons and ours. Of several that are one of ours we say the first."""

DENIED_FOR: Final[Mapping[DenialReason, str]] = {
    ours: theirs for theirs, ours in reversed(tuple(DENIALS.items()))
}
ORDER_TYPES: Final[Mapping[str, OrderType]] = {
    "PICK_UP": OrderType.PICKUP,
    "DINE_IN": OrderType.DINE_IN,
    "DELIVERY_BY_UBER": OrderType.DELIVERY,
    BY_RESTAURANT: OrderType.DELIVERY,
}
ADJUSTMENTS: Final[Mapping[str, AdjustmentKind]] = {
    "delivery_fee": AdjustmentKind.DELIVERY_FEE,
    "bag_fee": AdjustmentKind.BAG_FEE,
    "small_order_fee": AdjustmentKind.SMALL_ORDER_FEE,
    "tip": AdjustmentKind.TIP,
    "total_promo_applied": AdjustmentKind.DISCOUNT,
}
"""By the charges that they are told as."""


def order_of(
    message: UberEatsOrder, brand_id: str, location_id: str | None, wanted: Wanted
) -> OrderCreate:
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
                "metadata": metadata(DIALECT, _unknown(message)),
                **wanted,
            }
        )
    )


def said_of(happening: Happening) -> Said | None:
    """The operation of their Order Fulfillment API, or of their "Update Delivery Status", that tells them of it.

    None where there is none, of an order that isn't theirs, and of what they did themselves: they would refuse it.
    Where an order is begun that waited to be accepted, the one thing to say is that it is.
    """
    order = happening.order
    act = Act.ACCEPTED if happening.taken else happening.act
    operation, order_id = OPERATIONS.get(act), segment(order.external_id)
    if operation is None or (happening.theirs and act is Act.CANCELLED):
        return None
    if order.channel != DIALECT or order_id is None:
        return None
    if act is Act.PICKED_UP and order.kind != BY_RESTAURANT:
        return None  # their own courier tells them
    if act is Act.ACCEPTED and not happening.taken:
        return None  # it was before
    if act is Act.PROMISED and not _may_be_promised(happening):
        return None
    return Said(operation.format(order_id), _body_of(act, happening))


def _may_be_promised(happening: Happening) -> bool:
    """For another time: where the order is accepted and not ready. Before, the acceptance says for when."""
    making = happening.status in (OrderStatus.RECEIVED, OrderStatus.PREPARING)
    told = happening.theirs or happening.waits
    return making and not told and happening.order.pickup_time is not None


def _body_of(act: Act, happening: Happening) -> dict[str, Any]:
    if act is Act.ACCEPTED:
        is_ready = happening.act in (Act.READY, Act.PICKED_UP)
        ready_at = happening.at if is_ready else happening.order.pickup_time
        told = {"ready_for_pickup_time": ready_at and _time(ready_at)}
        return given({"external_reference_id": str(happening.order_id)} | told)
    if act is Act.PROMISED and happening.order.pickup_time is not None:
        return {"ready_for_pickup_time": _time(happening.order.pickup_time)}
    if act is Act.DENIED:
        reason = happening.denial or DenialReason.OTHER
        return {"deny_reason": {"type": DENIED_FOR[reason], "info": str(reason)}}
    if act is Act.CANCELLED:
        asked = happening.order.cancellation_confirmed
        return {"type": "CUSTOMER_CALLED_TO_CANCEL" if asked else "OTHER"}
    return {"status": "started"} if act is Act.PICKED_UP else {}


def suspension_of(change: OffSale | OnSale) -> Said | None:
    """Their "Update Item". The store is our location, the item our PLU; None where it is no one location's."""
    store, item = segment(change.location_id), segment(change.plu)
    if store is None or item is None:
        return None
    suspension: dict[str, Any] = {"suspend_until": 0, "reason": "available"}
    if isinstance(change, OffSale):
        until = FOR_GOOD if change.until is None else int(change.until.timestamp())
        suspension = {"suspend_until": until, "reason": "off sale"}
    return Said(
        f"/v2/eats/stores/{store}/menus/items/{item}",
        {"suspension_info": {"suspension": suspension}},
    )


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _unknown(message: UberEatsOrder) -> dict[str, Any]:
    """With who delivers it where that isn't Uber: we have no field for that, and they want to hear of such a delivery."""
    told = {"type": message.type} if message.type == BY_RESTAURANT else {}
    return (message.model_extra or {}) | told


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
