"""What modifiers come to however deep they stand, what they may be, and which are one."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given, strategies

from huuva_backend.menu.modifier import Modifier, ModifierAction, Portion
from huuva_backend.menu.pricing import (
    AmountOutOfRange,
    MixedCurrencies,
    NotOrderable,
    priced,
    total,
)
from huuva_backend.platform.money import Money, SignedPrice
from huuva_backend.platform.quantity import Quantity, of_thousandths
from tests.menu.test_pricing import MENU, asked, line, price, refusals


def test_what_goes_with_a_modifier_is_paid_for_each_of_it() -> None:
    dip = Modifier("DIP", None, 2, price(50), modifiers=[Modifier("CHILI", None, 3, price(10))])
    wings = line(2, 1000)
    wings.modifiers = [dip, Modifier("S", None, 1, SignedPrice(amount=-150, currency="EUR"))]

    assert total(priced([wings], {})) == Money(
        amount=2 * (1000 + 2 * (50 + 3 * 10) - 150), currency="EUR"
    )


def test_a_line_below_zero_or_beyond_what_can_be_kept_is_refused_where_it_stands() -> None:
    cheap, free, dear = line(Decimal("0.001"), 100), line(1, 100), line(99_999, 10**9)
    cheap.modifiers = [Modifier("S", None, 1, SignedPrice(amount=-101, currency="EUR"))]
    free.modifiers = [Modifier("S", None, 1, SignedPrice(amount=-100, currency="EUR"))]
    dear.modifiers = [Modifier("M", None, 99, price(10**9)), Modifier("N", None, 1, price(10**9))]

    assert refusals(AmountOutOfRange, line(1, 5), cheap, free, dear) == [
        ("/items/1", "amount-below-zero"),
        ("/items/3", "amount-too-large"),
    ]
    assert total(priced([free], {})) == Money(amount=0, currency="EUR")


def test_leaving_something_out_is_free_and_needs_no_room_on_the_menu() -> None:
    pizza = replace(MENU["PIZZA"], ingredients=["Tomato", "Mozzarella"])
    without = [
        Modifier("HAM", None, 99, None, ModifierAction.NO),
        Modifier("OLIVES", None, 1, None, ModifierAction.NO),
        Modifier(None, "onion", 1, None, ModifierAction.NO),
        Modifier(None, "TOMATO", 1, None, ModifierAction.NO),
        Modifier("MOZZ", "mozzarella", 1, price(20), ModifierAction.NO),
    ]
    found = priced([replace(asked("PIZZA"), modifiers=without)], {"PIZZA": pizza})

    assert [(each.name, each.unit_price) for each in found[0].modifiers] == [
        ("Ham", None),
        ("Olives", None),
        ("onion", None),
        ("TOMATO", None),
        ("mozzarella", price(20)),
    ]
    assert total(found) == Money(amount=920, currency="EUR")


def test_what_no_product_has_can_not_be_left_out_of_it() -> None:
    odd = replace(
        asked("PIZZA"),
        modifiers=[
            Modifier("PINEAPPLE", None, 1, None, ModifierAction.NO),
            Modifier(None, "pineapple", 1, None, ModifierAction.NO),
            Modifier("HAM", None, 1, None, modifiers=[Modifier("GOLD", None, 1, None)]),
            Modifier("HAM", None, 1, None, modifiers=[Modifier("HAM", None, 3, None)]),
        ],
    )

    assert refusals(NotOrderable, odd) == [
        ("/items/0/modifiers/0/plu", "unknown-modifier"),
        ("/items/0/modifiers/1/name", "unknown-modifier"),
        ("/items/0/modifiers/2/modifiers/0/plu", "unknown-modifier"),
        ("/items/0/modifiers/3/modifiers/0/quantity", "too-many-modifiers"),
    ]


def test_a_second_currency_is_refused_however_deep_it_stands() -> None:
    deep = line(1, 1)
    foreign = Modifier("C", None, 1, price(1, "SEK"))
    deep.modifiers = [
        Modifier("A", None, 1, None, modifiers=[Modifier("B", None, 1, None, modifiers=[foreign])])
    ]

    assert refusals(MixedCurrencies, deep) == [
        (
            "/items/0/modifiers/0/modifiers/0/modifiers/0/unitPrice/currency",
            "currency-mismatch",
        )
    ]


def test_only_what_is_alike_in_everything_is_merged() -> None:
    ham = Modifier("HAM", "Ham", 1, price(50))
    apart = [
        ham,
        replace(ham, action=ModifierAction.NO),
        replace(ham, portion=Portion.LEFT),
        replace(ham, note="thin"),
        replace(ham, modifiers=[Modifier("DIP", None, 1, None)]),
        replace(ham, modifiers=[Modifier("DIP", None, 2, None)]),
    ]
    alike = replace(ham, modifiers=[Modifier("DIP", None, 1, None), Modifier("DIP", None, 1, None)])

    (found,) = priced([replace(line(1, 900), modifiers=[*apart, *apart, alike])], {})

    assert found.modifiers == [replace(each, quantity=2) for each in apart[:-1]] + [
        replace(apart[-1], quantity=3)
    ]


signed = strategies.integers(-1_000_000_000, 1_000_000_000)
amounts = strategies.integers(0, 1_000_000_000)
trees: strategies.SearchStrategy[list[Modifier]] = strategies.recursive(
    strategies.just([]),
    lambda inner: strategies.lists(
        strategies.builds(
            Modifier,
            strategies.sampled_from(["M1", "M2", "M3"]),
            strategies.none(),
            strategies.integers(1, 99),
            strategies.none() | signed.map(lambda each: SignedPrice(amount=each, currency="EUR")),
            strategies.sampled_from(ModifierAction),
            strategies.sampled_from(Portion),
            modifiers=inner,
        ),
        max_size=3,
    ),
    max_leaves=6,
)
quantities = strategies.integers(1, 99_999_000).map(of_thousandths)


def cost(modifier: Modifier) -> Fraction:
    own = modifier.unit_price.amount if modifier.unit_price else 0
    return Fraction(modifier.quantity) * (own + sum(map(cost, modifier.modifiers), Fraction(0)))


@given(quantities, amounts, trees)
def test_a_line_comes_to_what_its_tree_does_rounded_once(
    quantity: Quantity, amount: int, modifiers: list[Modifier]
) -> None:
    sold = replace(line(quantity, amount), modifiers=modifiers)
    exact = Fraction(quantity) * (amount + sum(map(cost, modifiers), Fraction(0)))

    if exact < 0 or floor(exact + Fraction(1, 2)) > 10**16:
        assert refusals(AmountOutOfRange, sold)[0][0] == "/items/0"
    else:
        expected = Money.model_construct(amount=floor(exact + Fraction(1, 2)), currency="EUR")
        assert total(priced([sold], {})) == expected
