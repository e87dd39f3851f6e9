"""What an order comes to, against sums worked out another way."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies

from huuva_backend.menu.pricing import MixedCurrencies
from huuva_backend.orders.totals import (
    Adjustment,
    AdjustmentKind,
    LineAmount,
    Payment,
    PaymentContradicts,
    PaymentStatus,
    Sum,
    currency_of,
    settled,
    standing,
    to_collect,
    totals,
)

EUR = "EUR"
AMOUNTS = strategies.integers(-(10**15), 10**15)


def adjusted(amount: int, *, included: bool = False, currency: str = EUR) -> Adjustment:
    return Adjustment(AdjustmentKind.OTHER, None, Sum(amount, currency), included)


def payment(status: str, paid: int | None = None, currency: str = EUR) -> Payment:
    known = None if paid is None else Sum(paid, currency)
    return Payment(PaymentStatus(status), "cash", known)


LINES = strategies.lists(
    strategies.builds(LineAmount, strategies.integers(0, 10**12), strategies.booleans()),
    max_size=20,
)
ADJUSTMENTS = strategies.lists(
    strategies.builds(
        lambda amount, included: adjusted(amount, included=included), AMOUNTS, strategies.booleans()
    ),
    max_size=8,
)


@given(LINES, ADJUSTMENTS, strategies.none() | strategies.integers(0, 10**15))
def test_they_are_the_sums_of_what_stands(
    lines: list[LineAmount], adjustments: list[Adjustment], paid: int | None
) -> None:
    found = totals(lines, adjustments, payment("PARTLY", paid), EUR)

    assert found is not None
    live = sum((Fraction(line.amount or 0) for line in lines if not line.cancelled), Fraction())
    gone = sum((Fraction(line.amount or 0) for line in lines if line.cancelled), Fraction())
    beside = [Fraction(each.amount.amount) for each in adjustments if not each.included]
    comes_to = max(live + sum(beside, Fraction()), Fraction())
    assert [found.ordered, found.cancelled, found.items] == [
        Sum(int(live + gone), EUR),
        Sum(int(gone), EUR),
        Sum(int(live), EUR),
    ]
    assert found.adjustments == Sum(int(sum(beside, Fraction())), EUR)
    assert found.total == Sum(int(comes_to), EUR)
    assert found.paid == Sum(paid or 0, EUR)
    assert found.due == Sum(int(max(comes_to - (paid or 0), Fraction())), EUR)
    assert min(found.total.amount, found.due.amount) >= 0
    assert all(type(part.amount) is int for part in (found.total, found.due, found.adjustments))


@pytest.mark.parametrize(
    ("lines", "currency"),
    [([LineAmount(5, False), LineAmount(None, False)], EUR), ([LineAmount(None, True)], None)],
)
def test_a_line_without_a_price_has_no_sum(lines: list[LineAmount], currency: str | None) -> None:
    assert totals(lines, [adjusted(100)], None, currency) is None


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (payment("PAID"), 1000),
        (payment("PAID", 1000), 1000),
        (payment("PAID", 1500), 1500),
        (payment("PARTLY", 999), 999),
        (payment("UNPAID"), 0),
        (payment("UNPAID", 0), 0),
    ],
)
def test_a_payment_is_kept_with_its_amount(told: Payment, kept: int) -> None:
    found = settled(told, totals([LineAmount(1000, False)], [], told, EUR))

    assert found == Payment(told.status, "cash", Sum(kept, EUR))


@pytest.mark.parametrize("told", [payment("PAID", 999), payment("PARTLY", 1000)])
def test_a_payment_that_is_not_what_it_says_is_refused(told: Payment) -> None:
    with pytest.raises(PaymentContradicts) as refused:
        settled(told, totals([LineAmount(1000, False)], [], told, EUR))

    assert [fault.pointer for fault in refused.value.faults] == ["/payment/paid"]


@pytest.mark.parametrize("status", PaymentStatus)
def test_of_an_unknown_total_nothing_is_concluded(status: PaymentStatus) -> None:
    told = payment(status)

    assert settled(told, None) == standing(told, None) == told
    assert to_collect(told, None) is None
    assert [settled(None, None), standing(None, None)] == [None, None]
    assert to_collect(None, None) is None


@pytest.mark.parametrize(
    ("told", "total", "status", "due"),
    [
        (payment("PAID", 1000), 1000, "PAID", None),
        (payment("PAID", 1000), 1200, "PARTLY", 200),
        (payment("PAID", 1000), 800, "PAID", None),
        (payment("PARTLY", 600), 1000, "PARTLY", 400),
        (payment("PARTLY", 600), 600, "PAID", None),
        (payment("UNPAID", 0), 1000, "UNPAID", 1000),
        (payment("UNPAID", 0), 0, "UNPAID", None),
        (payment("PAID", 0), 0, "PAID", None),
        (payment("PAID", 0), 500, "UNPAID", 500),
    ],
)
def test_a_payment_stands_as_the_total_of_now_has_it(
    told: Payment, total: int, status: str, due: int | None
) -> None:
    now = totals([LineAmount(total, False)], [], told, EUR)

    assert standing(told, now) == Payment(PaymentStatus(status), "cash", told.paid)
    assert to_collect(told, now) == (None if due is None else Sum(due, EUR))


def test_an_order_has_the_currency_of_its_lines_else_of_what_comes_first() -> None:
    assert currency_of("SEK", [], None) == "SEK"
    assert currency_of(None, [adjusted(5)], payment("PAID", 5)) == "EUR"
    assert currency_of(None, [], payment("PAID", 5, "NOK")) == "NOK"
    assert currency_of(None, [], payment("PAID")) is None


def test_every_place_that_is_in_another_currency_is_named() -> None:
    with pytest.raises(MixedCurrencies) as refused:
        currency_of("SEK", [adjusted(5, currency="SEK"), adjusted(5)], payment("PAID", 5))

    assert [fault.pointer for fault in refused.value.faults] == [
        "/adjustments/1/amount/currency",
        "/payment/paid/currency",
    ]
