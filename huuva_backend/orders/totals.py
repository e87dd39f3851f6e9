"""What an order comes to and what of it is paid: exact integers of the currency's minor unit. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from huuva_backend.menu.pricing import MESSAGES, MixedCurrencies
from huuva_backend.platform.errors import Fault, Invalid


class AdjustmentKind(StrEnum):
    DISCOUNT = "DISCOUNT"
    DELIVERY_FEE = "DELIVERY_FEE"
    SERVICE_CHARGE = "SERVICE_CHARGE"
    BAG_FEE = "BAG_FEE"
    SMALL_ORDER_FEE = "SMALL_ORDER_FEE"
    TIP = "TIP"
    TAX = "TAX"
    OTHER = "OTHER"


class PaymentStatus(StrEnum):
    PAID = "PAID"
    PARTLY = "PARTLY"
    UNPAID = "UNPAID"


@dataclass(slots=True)
class Sum:
    """Money that may be negative, and has any size."""

    amount: int
    currency: str


@dataclass(slots=True)
class Adjustment:
    """What an order costs beside its lines; `included` where their prices have it in them already."""

    kind: AdjustmentKind
    name: str | None
    amount: Sum
    included: bool


@dataclass(slots=True)
class Payment:
    """`paid` is None where it was said to be paid and nobody knows the total."""

    status: PaymentStatus
    method: str | None
    paid: Sum | None


@dataclass(slots=True)
class Totals:
    """`items` is `ordered` less `cancelled`, `total` is `items` and the adjustments, `due` what is left to pay."""

    ordered: Sum
    cancelled: Sum
    items: Sum
    adjustments: Sum
    total: Sum
    paid: Sum
    due: Sum


class LineAmount(NamedTuple):
    """What a line comes to, None where it has no price."""

    amount: int | None
    cancelled: bool


class PaymentContradicts(Invalid):
    code = "payment-contradicts"
    title = "The payment contradicts itself or the total"


CONTRADICTIONS: Final = {
    PaymentStatus.PAID: "Is less than the total: that is PARTLY",
    PaymentStatus.PARTLY: "Is not less than the total: that is PAID",
}


def totals(
    lines: Iterable[LineAmount],
    adjustments: Iterable[Adjustment],
    payment: Payment | None,
    currency: str | None,
) -> Totals | None:
    """Anew from what stands now, whatever was cancelled or changed. None where a line has no price.

    Neither `total` nor `due` is below zero. Where nothing is known of a payment, nothing is paid.
    """
    if currency is None:
        return None
    ordered = cancelled = 0
    for amount, is_cancelled in lines:
        if amount is None:
            return None
        ordered += amount
        cancelled += amount if is_cancelled else 0
    items = ordered - cancelled
    adjusted = sum(each.amount.amount for each in adjustments if not each.included)
    total = max(items + adjusted, 0)
    paid = payment.paid.amount if payment and payment.paid else 0
    amounts = (ordered, cancelled, items, adjusted, total, paid, max(total - paid, 0))
    return Totals(*(Sum(amount, currency) for amount in amounts))


def standing(payment: Payment | None, totals: Totals | None) -> Payment | None:
    """The payment as the total of now has it: what was paid may have become too little, or enough."""
    if payment is None or payment.paid is None or totals is None:
        return payment
    paid, total = payment.paid.amount, totals.total.amount
    if paid < total:
        status = PaymentStatus.PARTLY if paid else PaymentStatus.UNPAID
    else:
        status = PaymentStatus.PAID if paid else payment.status
    return Payment(status, payment.method, payment.paid)


def to_collect(payment: Payment | None, totals: Totals | None) -> Sum | None:
    """None where nothing is due, or nobody told whether."""
    if payment is None or totals is None or totals.due.amount == 0:
        return None
    return totals.due


def settled(payment: Payment | None, totals: Totals | None) -> Payment | None:
    """A payment as it is kept: with the amount that `PAID` and `UNPAID` alone say too.

    Raises `PaymentContradicts` where the amount isn't what the status says.
    """
    if payment is None:
        return None
    paid = payment.paid
    if paid is None and totals is not None:
        all_of_it = totals.total.amount if payment.status is PaymentStatus.PAID else 0
        paid = Sum(all_of_it, totals.total.currency)
    if totals is not None and paid is not None:
        enough = paid.amount >= totals.total.amount
        wanted = {PaymentStatus.PAID: True, PaymentStatus.PARTLY: False}
        if wanted.get(payment.status, enough) != enough:
            message = CONTRADICTIONS[payment.status]
            raise PaymentContradicts([Fault("/payment/paid", PaymentContradicts.code, message)])
    return Payment(payment.status, payment.method, paid)


def currency_of(
    lines: str | None, adjustments: Sequence[Adjustment], payment: Payment | None
) -> str | None:
    """The one currency of an order, whose lines are in that of `lines` or have no price.

    Raises `MixedCurrencies`, naming every place that is in another.
    """
    sums = list(_sums(adjustments, payment))
    currency = lines or next((money.currency for _, money in sums), None)
    code = MixedCurrencies.code
    faults = [
        Fault(f"{place}/currency", code, MESSAGES[code])
        for place, money in sums
        if money.currency != currency
    ]
    if faults:
        raise MixedCurrencies(faults)
    return currency


def _sums(adjustments: Sequence[Adjustment], payment: Payment | None) -> Iterator[tuple[str, Sum]]:
    for index, adjustment in enumerate(adjustments):
        yield f"/adjustments/{index}/amount", adjustment.amount
    if payment and payment.paid:
        yield "/payment/paid", payment.paid
