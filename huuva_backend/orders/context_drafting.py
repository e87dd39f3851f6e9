"""From what is told of an order beside its lines to what is kept of it."""

from collections.abc import Iterable
from typing import Any, Final

from huuva_backend.orders.amendment_schemas import OrderUpdate
from huuva_backend.orders.context import Coordinates, Customer, DeliveryAddress
from huuva_backend.orders.context_schemas import (
    AdjustmentCreate,
    CustomerCreate,
    DeliveryAddressCreate,
    PaymentCreate,
)
from huuva_backend.orders.errors import InvalidPhoneNumber
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.totals import Adjustment, Payment, Sum
from huuva_backend.platform.money import SignedMoney
from huuva_backend.platform.phone import e164

_AMENDABLE: Final = OrderUpdate.model_fields.keys() - {"reason"}


def amended_fields(update: OrderUpdate | OrderCreate, policy: Policy) -> dict[str, Any]:
    """What a merge patch, or a whole order, gives of the fields of an `Order`. Raises `InvalidPhoneNumber`."""
    given = {name: getattr(update, name) for name in update.model_fields_set & _AMENDABLE}
    if "customer" in given:
        given["customer"] = customer_of(update.customer, policy)
    if "delivery_address" in given:
        given["delivery_address"] = address_of(update.delivery_address)
    if "payment" in given:
        given["paid"] = payment_of(given.pop("payment"))
    if "adjustments" in given:
        given["adjustments"] = adjustments_of(update.adjustments or ())
    if "allergens" in given:
        given["allergens"] = update.allergens or []
    return given


def customer_of(customer: CustomerCreate | None, policy: Policy) -> Customer | None:
    """Raises `InvalidPhoneNumber` where the policy wants valid ones."""
    if customer is None or (customer.name is None and customer.phone_number is None):
        return None
    number = customer.phone_number
    valid = number and e164(number)
    if number and not valid and policy.valid_phones_only:
        raise InvalidPhoneNumber
    return Customer(customer.name, number, valid)


def address_of(address: DeliveryAddressCreate | None) -> DeliveryAddress | None:
    if address is None:
        return None
    point = address.coordinates
    return DeliveryAddress(
        address.street,
        address.city,
        address.postal_code,
        address.country,
        address.extra_info,
        None if point is None else Coordinates(point.latitude, point.longitude),
    )


def adjustments_of(adjustments: Iterable[AdjustmentCreate]) -> list[Adjustment]:
    return [
        Adjustment(each.kind, each.name, _sum(each.amount), each.included) for each in adjustments
    ]


def payment_of(payment: PaymentCreate | None) -> Payment | None:
    if payment is None:
        return None
    paid = None if payment.paid is None else _sum(payment.paid)
    return Payment(payment.status, payment.method, paid)


def _sum(money: SignedMoney) -> Sum:
    return Sum(money.amount, money.currency)
