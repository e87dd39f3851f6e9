"""Deliverect's words and ours. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from huuva_backend.integrations.deliverect_schemas import (
    DeliverectAddress,
    DeliverectItem,
    DeliverectOrder,
)
from huuva_backend.integrations.foreign import Wanted, given, metadata, money, ours
from huuva_backend.integrations.happening import AT, Act, Happening, OffSale, OnSale, Said, segment
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.totals import AdjustmentKind, PaymentStatus
from huuva_backend.platform.schemas import Instant

_INSTANT: Final = TypeAdapter[datetime](Instant)
DIALECT: Final = "deliverect"
FOR_GOOD: Final = "2099-12-31T00:00:00.000000Z"
"""When a snooze ends that has no end: one of theirs always has."""


class Code(NamedTuple):
    """A status of theirs, what it is of ours, and of which act we say it; None: we never do."""

    code: int
    status: OrderStatus
    said_of: Act | None


CODES: Final = (
    Code(10, OrderStatus.RECEIVED, Act.PLACED),  # NEW
    Code(20, OrderStatus.RECEIVED, Act.ACCEPTED),
    Code(50, OrderStatus.PREPARING, Act.PREPARING),
    Code(60, OrderStatus.READY, None),  # PREPARED
    Code(70, OrderStatus.READY, Act.READY),  # READY FOR PICKUP
    Code(90, OrderStatus.PICKED_UP, Act.PICKED_UP),  # FINALIZED
    Code(110, OrderStatus.CANCELLED, Act.CANCELLED),
    Code(120, OrderStatus.CANCELLED, Act.DENIED),  # FAILED
)
"""The one table, both ways. Statuses that aren't in it say nothing."""

STATUSES: Final[Mapping[int, OrderStatus]] = {each.code: each.status for each in CODES}
SAID: Final[Mapping[Act, int]] = {each.said_of: each.code for each in CODES if each.said_of}
CANCEL: Final = 100
"""The order should be voided: the kitchen decides of what it has begun."""

ORDER_TYPES: Final[Mapping[int, OrderType]] = {
    1: OrderType.PICKUP,
    2: OrderType.DELIVERY,
    3: OrderType.DINE_IN,
    4: OrderType.CURBSIDE,
    5: OrderType.DRIVE_THRU,
}
PRODUCTS: Final = (1, 4)
"""The types of an item that is made by itself: a product and a bundle."""
METHODS: Final[Mapping[int, str]] = {
    0: "card",
    1: "cash",
    2: "on-delivery",
    3: "online",
    4: "card-at-door",
}


def order_of(
    message: DeliverectOrder,
    brand_id: str,
    currency: str,
    location_id: str | None,
    wanted: Wanted,
) -> OrderCreate:
    """Raises `NotInOurWords`."""
    words = _Words(message, currency)
    status = STATUSES.get(message.status or 0)
    where = location_id or message.pos_location_id or message.location
    return ours(
        given(
            {
                "externalId": message.own_id,
                "brandId": brand_id,
                "locationId": where,
                "channel": DIALECT if message.channel is None else f"{DIALECT}-{message.channel}",
                "channelOrderId": message.channel_order_id,
                "channelOrderDisplayId": message.channel_order_display_id,
                "status": status and status.value,
                "orderType": ORDER_TYPES.get(message.order_type or 0),
                "pickupTime": message.pickup_time,
                "customer": message.customer
                and message.customer.model_dump(include={"name", "phone_number"}),
                "deliveryAddress": message.delivery_address and _address(message.delivery_address),
                "table": None if message.table is None else str(message.table),
                "covers": message.number_of_customers or None,
                "note": message.note,
                "items": [words.line(item) for item in message.items],
                "adjustments": list(words.adjustments()),
                "payment": words.payment(),
                "metadata": metadata(DIALECT, message.model_extra),
                **wanted,
            }
        )
    )


def created(message: DeliverectOrder) -> datetime | None:
    """When they made it, where they say so."""
    try:
        return _INSTANT.validate_python((message.model_extra or {}).get("_created"))
    except ValidationError:
        return None


def _address(address: DeliverectAddress) -> dict[str, Any]:
    """One without a street is found by whatever else it says."""
    street = " ".join(filter(None, (address.street, address.street_number)))
    area = ", ".join(filter(None, (address.postal_code, address.city, address.country)))
    return given(
        {
            "street": street or None,
            "postalCode": address.postal_code,
            "city": address.city,
            "country": address.country,
            "extraInfo": address.extra_address_info or (None if street else area or None),
        }
    )


def status_of(happening: Happening) -> Said | None:
    """As a POS tells them a status ("Update Order Status"); None of an order that isn't theirs."""
    order, code = happening.order, _code(happening)
    order_id = segment(order.external_id)
    if order_id is None or not _is_ours(order.channel):
        return None
    promise = None
    if happening.act is Act.PROMISED:
        if happening.theirs or order.pickup_time is None:
            return None
        promise = _time(order.pickup_time)
    return Said(
        f"/orderStatus/{order_id}",
        {
            "orderId": order.external_id,
            "receiptId": str(happening.order_id),
            "channelOrderId": order.channel_order_id,
            "location": happening.location_id,
            "status": code,
            "reason": happening.denial or "",
            "timeStamp": _time(happening.at),
        }
        | ({} if promise is None else {"pickupTime": promise}),
    )


def _code(happening: Happening) -> int:
    """With another promise they are told again where the order stands."""
    act = happening.act
    if act is Act.PROMISED:
        act = Act.PLACED if happening.waits else AT[happening.status]
    return SAID[act]


def snoozing_of(change: OffSale | OnSale) -> Said:
    """As they tell channels ("Snooze / Unsnooze Products")."""
    item: dict[str, Any] = {"plu": change.plu}
    if isinstance(change, OffSale):
        item["snoozeStart"] = _time(change.at)
        item["snoozeEnd"] = FOR_GOOD if change.until is None else _time(change.until)
    action = "snooze" if isinstance(change, OffSale) else "unsnooze"
    operation = {"action": action, "data": {"items": [item]}}
    return Said("/channel/snooze", {"locationId": change.location_id, "operations": [operation]})


def _is_ours(channel: str | None) -> bool:
    return channel is not None and (channel == DIALECT or channel.startswith(f"{DIALECT}-"))


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


class _Words:
    def __init__(self, message: DeliverectOrder, currency: str) -> None:
        self._message = message
        self._currency = currency

    def _money(self, amount: int) -> dict[str, Any]:
        return money(amount, self._currency, self._message.decimal_digits)

    def line(self, item: DeliverectItem) -> dict[str, Any]:
        parts = [each for each in item.sub_items if each.product_type in PRODUCTS]
        modifiers = [each for each in item.sub_items if each.product_type not in PRODUCTS]
        return given(
            {
                "plu": item.plu,
                "name": item.name,
                "quantity": item.quantity,
                "unitPrice": self._money(item.price),
                "note": item.remark,
                "items": [self.line(part) for part in parts],
                "modifiers": self._modifiers(modifiers),
            }
        )

    def _modifiers(self, items: Iterable[DeliverectItem]) -> list[dict[str, Any]]:
        return [
            given(
                {
                    "plu": item.plu,
                    "name": item.name,
                    "quantity": item.quantity,
                    "unitPrice": self._money(item.price),
                    "note": item.remark,
                    "modifiers": self._modifiers(item.sub_items),
                }
            )
            for item in items
        ]

    def adjustments(self) -> Iterator[dict[str, Any]]:
        message = self._message
        costs: Sequence[tuple[AdjustmentKind, str | None, int]] = (
            *_discounts(message),
            (AdjustmentKind.DELIVERY_FEE, None, message.delivery_cost),
            (AdjustmentKind.SERVICE_CHARGE, None, message.service_charge),
            (AdjustmentKind.BAG_FEE, None, message.bag_fee),
            (AdjustmentKind.TIP, None, message.tip),
            (AdjustmentKind.TIP, "driver", message.driver_tip),
        )
        for kind, name, amount in costs:
            if amount:
                yield given({"kind": kind, "name": name, "amount": self._money(amount)})

    def payment(self) -> dict[str, Any] | None:
        message, payment = self._message, self._message.payment
        if message.order_is_already_paid is None and payment is None:
            return None
        method = None if payment is None or payment.type is None else METHODS.get(payment.type)
        paid = 0 if payment is None else payment.amount - payment.due
        if message.order_is_already_paid:
            return given({"status": PaymentStatus.PAID, "method": method})
        if payment is not None and payment.due > 0 and paid > 0:
            return given(
                {"status": PaymentStatus.PARTLY, "method": method, "paid": self._money(paid)}
            )
        return given({"status": PaymentStatus.UNPAID, "method": method})


def _discounts(message: DeliverectOrder) -> list[tuple[AdjustmentKind, str | None, int]]:
    """By name where they come to the total, whose sign counts: each is told above zero, the total below."""
    named = [(each.name, -abs(each.amount)) for each in message.discounts]
    if sum(amount for _, amount in named) != message.discount_total:
        named = [(None, message.discount_total)]
    return [(AdjustmentKind.DISCOUNT, name, amount) for name, amount in named]
