"""What is chosen of groups, however deep it stands in a line, and what a part of something takes of what is left."""

from dataclasses import replace
from decimal import Decimal

import pytest

from huuva_backend.menu.modifier import Modifier, ModifierAction
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import (
    AmountOutOfRange,
    NotOrderable,
    PricedLine,
    priced,
    total,
)
from huuva_backend.platform.errors import Invalid
from huuva_backend.platform.money import Money
from huuva_backend.platform.quantity import Quantity
from tests.menu.test_groups import SIZE, group, offer, option
from tests.menu.test_pricing import asked, line

NO = ModifierAction.NO
SAUCE = group("Sauce", 1, 1, option("DIP"))
DRINKS = group("Drink", 0, 2, option("COLA", 0, 2))
MORE = group("More", 0, None, option("COLA", 250, 9))


def chosen(*modifiers: Modifier, quantity: Quantity = 1) -> PricedLine:
    return replace(asked("TACO", quantity=quantity), modifiers=list(modifiers))


def a(plu: str, quantity: int = 1, *inner: Modifier) -> Modifier:
    return Modifier(plu, None, quantity, None, modifiers=list(inner))


def refused(error: type[Invalid], of: Offer, *lines: PricedLine) -> list[tuple[str, str]]:
    for at, each in enumerate(lines):
        each.place = f"/items/{at}"
    with pytest.raises(error) as refusal:
        priced(lines, {"TACO": of})
    return [(fault.pointer, fault.code) for fault in refusal.value.faults]


def test_what_goes_with_a_choice_is_chosen_too_and_counts_for_each_of_it() -> None:
    of = offer(SIZE, SAUCE, HAM=4)

    (line,) = priced([chosen(a("L", 1, a("DIP"), a("HAM", 2)))], {"TACO": of})

    assert total([line]) == Money(amount=900 + 400 + 2 * 50, currency="EUR")
    assert refused(NotOrderable, of, chosen(a("L"), a("DIP", 1, a("HAM", 5)))) == [
        ("/items/0/modifiers/1/modifiers/0/quantity", "too-many-modifiers")
    ]


def test_what_is_left_out_is_not_chosen() -> None:
    of = offer(SIZE, SAUCE, HAM=2)
    without = Modifier("DIP", None, 1, None, NO)
    plain = Modifier(None, "ham", 1, None, NO)

    assert refused(NotOrderable, of, chosen(a("L"), without)) == [
        ("/items/0/modifiers", "too-few-modifiers")
    ]
    (line,) = priced([chosen(a("L"), a("DIP"), plain)], {"TACO": of})
    assert total([line]) == Money(amount=900 + 300, currency="EUR")


def test_options_can_be_left_out_by_their_plu_or_name() -> None:
    of = offer(group("Topping", 0, 1, option("CHILI")))
    known = [Modifier("CHILI", None, 1, None, NO), Modifier(None, "chili", 1, None, NO)]

    assert refused(NotOrderable, of, chosen(*known, Modifier(None, "pineapple", 1, None, NO))) == [
        ("/items/0/modifiers/2/name", "unknown-modifier")
    ]


def test_one_choice_is_of_two_groups_at_their_prices_however_deep_it_stands() -> None:
    of = offer(DRINKS, MORE, BOX=1)

    (line,) = priced([chosen(a("BOX", 1, a("COLA", 3)))], {"TACO": of})

    (box,) = line.modifiers
    assert [
        (each.quantity, each.unit_price and each.unit_price.amount) for each in box.modifiers
    ] == [
        (2, 0),
        (1, 250),
    ]
    assert total([line]) == Money(amount=900 + 50 + 250, currency="EUR")


def test_what_goes_with_two_is_of_one_group_for_both() -> None:
    drinks = group("Drink", 0, 3, option("COLA", 0, 3))
    of = offer(drinks, MORE, BOX=2)

    (line,) = priced([chosen(a("BOX", 2, a("COLA", 2)))], {"TACO": of})

    (box,) = line.modifiers
    assert [
        (each.quantity, each.unit_price and each.unit_price.amount) for each in box.modifiers
    ] == [
        (1, 0),
        (1, 250),
    ]
    assert total([line]) == Money(amount=900 + 2 * (50 + 250), currency="EUR")


def test_options_that_make_a_line_cheaper_than_nothing_are_refused() -> None:
    assert refused(
        AmountOutOfRange, offer(group("Size", 1, 1, option("S", -901))), chosen(a("S"))
    ) == [("/items/0", "amount-below-zero")]


@pytest.mark.parametrize(
    ("left", "wanted", "taken"),
    [
        (3, Decimal("1.25"), Decimal("1.25")),
        (Decimal("1.25"), Decimal("1.25"), Decimal("1.25")),
        (Decimal("1.5"), 1, 1),
    ],
)
def test_a_part_of_something_takes_as_much_of_what_is_left(
    left: Quantity, wanted: Quantity, taken: Quantity
) -> None:
    (line,) = priced([chosen(quantity=wanted)], {"TACO": replace(offer(), stock=left)})

    assert line.stock_taken == taken


def test_lines_share_what_is_left_to_the_last_thousandth() -> None:
    of = replace(offer(), stock=Decimal("0.3"))
    tenths = [chosen(quantity=Decimal("0.1")) for _ in range(3)]

    found = priced(tenths, {"TACO": of})

    assert [each.stock_taken for each in found] == [Decimal("0.1")] * 3
    assert refused(NotOrderable, of, *tenths, chosen(quantity=Decimal("0.001"))) == [
        ("/items/3/plu", "sold-out")
    ]


def test_what_was_sold_elsewhere_takes_what_is_left_and_a_whole_number_stays_one() -> None:
    of = replace(offer(), stock=Decimal("2.5"))

    found = priced(
        [line(1, 100, plu="TACO"), chosen(quantity=Decimal("0.5")), line(9, 100, plu="TACO")],
        {"TACO": of},
    )

    assert [each.stock_taken for each in found] == [1, Decimal("0.5"), 1]
    assert [type(each.stock_taken) for each in found] == [int, Decimal, int]
    assert [each.flags for each in found] == [[], [], ["sold-out"]]
