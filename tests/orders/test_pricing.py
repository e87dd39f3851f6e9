"""What an order comes to, against a sum written the long way."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies

from huuva_backend.orders.order import ItemContent, Modifier
from huuva_backend.orders.pricing import MixedCurrencies, total
from huuva_backend.platform.money import Money, Price


def euros(amount: int | None) -> Price | None:
    return None if amount is None else Price(amount=amount, currency="EUR")


def line(quantity: int, price: int | None, *extras: tuple[int, int | None]) -> ItemContent:
    return ItemContent(
        plu="A",
        name="A",
        quantity=quantity,
        note=None,
        unit_price=euros(price),
        modifiers=[Modifier("M", None, count, euros(amount)) for count, amount in extras],
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line(1, 1190)], 1190),
        ([line(2, 1190), line(3, 250)], 3130),
        ([line(2, 1000, (3, 50))], 2300),
        ([line(2, 1000, (3, 50), (1, None))], 2300),
        ([line(1, 0)], 0),
        ([line(999, 1_000_000_000, (99, 1_000_000_000))], 99_900_000_000_000),
        ([line(1, None)], None),
        ([line(1, 1190), line(1, None)], None),
        ([line(1, None, (1, 50))], None),
        ([], None),
    ],
)
def test_lines_and_their_extras_add_up(lines: list[ItemContent], expected: int | None) -> None:
    summed = total(lines)
    assert (summed and summed.amount) == expected
    assert summed is None or summed.currency == "EUR"


amounts = strategies.integers(0, 1_000_000_000)
extras = strategies.lists(strategies.tuples(strategies.integers(1, 99), amounts), max_size=5)
lines = strategies.builds(
    lambda quantity, price, extras: line(quantity, price, *extras),
    strategies.integers(1, 999),
    amounts,
    extras,
)


@given(strategies.lists(lines, min_size=1, max_size=20))
def test_every_piece_and_every_extra_is_paid_once(lines: list[ItemContent]) -> None:
    owed = Fraction(0)
    for piece in lines:
        assert piece.unit_price is not None
        owed += Fraction(piece.quantity * piece.unit_price.amount)
        for extra in piece.modifiers:
            assert extra.unit_price is not None
            owed += Fraction(piece.quantity * extra.quantity * extra.unit_price.amount)

    summed = total(lines)

    assert summed == Money.model_construct(amount=int(owed), currency="EUR")


def test_a_second_currency_is_refused_where_it_stands() -> None:
    crowns = Price(amount=1, currency="SEK")
    dear = line(1, 1)
    dear.modifiers = [Modifier("M", None, 1, euros(1)), Modifier("N", None, 1, crowns)]
    foreign = line(1, None)
    foreign.unit_price = crowns

    with pytest.raises(MixedCurrencies) as refused:
        total([dear, foreign])

    assert [fault.pointer for fault in refused.value.faults] == [
        "/items/0/modifiers/1/unitPrice/currency",
        "/items/1/unitPrice/currency",
    ]
