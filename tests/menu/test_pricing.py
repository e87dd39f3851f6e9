"""What lines come to and which of them are refused, against a sum written the long way."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies

from huuva_backend.menu.modifier import Modifier
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import (
    AmountOutOfRange,
    MixedCurrencies,
    NotOrderable,
    PricedLine,
    priced,
    total,
)
from huuva_backend.menu.product import ListedModifier
from huuva_backend.platform.errors import Invalid
from huuva_backend.platform.money import Money, Price, SignedPrice
from huuva_backend.platform.quantity import Quantity


def euros(amount: int | None, currency: str = "EUR") -> Price | None:
    return None if amount is None else Price(amount=amount, currency=currency)


def price(amount: int, currency: str = "EUR") -> Price:
    return Price(amount=amount, currency=currency)


def extra(amount: int, currency: str) -> SignedPrice:
    return SignedPrice(amount=amount, currency=currency)


def line(
    quantity: Quantity,
    amount: int | None,
    *extras: tuple[int, int | None],
    plu: str = "A",
    name: str | None = "A",
) -> PricedLine:
    modifiers = [Modifier("M", None, count, euros(each)) for count, each in extras]
    return PricedLine(
        plu=plu, name=name, quantity=quantity, unit_price=euros(amount), modifiers=modifiers
    )


def asked(plu: str, *extras: tuple[str, int], quantity: Quantity = 1) -> PricedLine:
    """A line that leaves name and price to the menu."""
    modifiers = [Modifier(extra, None, count, None) for extra, count in extras]
    return PricedLine(plu=plu, name=None, quantity=quantity, unit_price=None, modifiers=modifiers)


def offer(amount: int = 900, *, orderable: bool = True, currency: str = "EUR") -> Offer:
    extras = {
        "HAM": ListedModifier("HAM", "Ham", extra(200, currency), 3, orderable=True),
        "ONION": ListedModifier("ONION", "Onion", extra(100, currency), 2, orderable=True),
        "OLIVES": ListedModifier("OLIVES", "Olives", extra(120, currency), 2, orderable=False),
    }
    return Offer(
        name="Margherita",
        price=price(amount, currency),
        station="oven",
        preparation_minutes=9,
        orderable=orderable,
        modifiers=extras,
    )


MENU = {"PIZZA": offer(), "SOLD-OUT": offer(orderable=False), "FOREIGN": offer(currency="SEK")}


def refusals(error: type[Invalid], *lines: PricedLine) -> list[tuple[str, str]]:
    for at, each in enumerate(lines):
        each.place = f"/items/{at}"
    with pytest.raises(error) as refused:
        priced(lines, MENU)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


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
def test_lines_and_their_extras_add_up(lines: list[PricedLine], expected: int | None) -> None:
    summed = total(priced(lines, {}))
    assert (summed and summed.amount) == expected
    assert summed is None or summed.currency == "EUR"


def test_a_line_on_the_menu_takes_name_price_and_station_from_it() -> None:
    (found,) = priced([asked("PIZZA", ("HAM", 2), ("ONION", 1), quantity=3)], MENU)

    assert (found.name, found.unit_price) == ("Margherita", price(900))
    assert (found.station, found.preparation_minutes, found.flags) == ("oven", 9, [])
    assert found.modifiers == [
        Modifier("HAM", "Ham", 2, SignedPrice(amount=200, currency="EUR")),
        Modifier("ONION", "Onion", 1, SignedPrice(amount=100, currency="EUR")),
    ]
    assert total([found]) == Money(amount=3 * (900 + 2 * 200 + 100), currency="EUR")


def test_a_line_keeps_its_own_name() -> None:
    (found,) = priced([line(1, None, plu="PIZZA", name="Our best")], MENU)

    assert (found.name, found.unit_price) == ("Our best", price(900))


def test_what_was_sold_keeps_its_prices_and_an_extra_without_one_stays_free() -> None:
    sold = line(2, 500, plu="PIZZA", name=None)
    sold.modifiers = [Modifier("HAM", None, 1, None), Modifier("ONION", "Zwiebel", 1, price(10))]

    (found,) = priced([sold], MENU)

    assert (found.name, found.unit_price, found.station) == ("Margherita", price(500), "oven")
    assert found.modifiers == [
        Modifier("HAM", "Ham", 1, None),
        Modifier("ONION", "Zwiebel", 1, price(10)),
    ]
    assert total([found]) == Money(amount=1020, currency="EUR")


def test_what_was_sold_is_flagged_and_never_refused() -> None:
    snoozed = line(1, 900, plu="SOLD-OUT")
    odd = line(1, 900, plu="PIZZA")
    odd.modifiers = [
        Modifier("OLIVES", None, 1, None),
        Modifier("PINEAPPLE", None, 1, None),
        Modifier("HAM", None, 4, None),
    ]

    found = priced([snoozed, odd], MENU)

    assert [each.flags for each in found] == [
        ["snoozed"],
        ["snoozed", "too-many-modifiers", "unknown-modifier"],
    ]


def test_every_offending_place_is_named_at_once() -> None:
    lines = [
        asked("PIZZA", ("HAM", 1)),
        asked("CALZONE"),
        asked("SOLD-OUT", ("PINEAPPLE", 1)),
        asked("PIZZA", ("OLIVES", 1), ("HAM", 2), ("HAM", 2)),
        asked("FOREIGN", ("ONION", 1)),
    ]

    assert refusals(NotOrderable, *lines) == [
        ("/items/1/plu", "unknown-plu"),
        ("/items/2/plu", "snoozed"),
        ("/items/2/modifiers/0/plu", "unknown-modifier"),
        ("/items/3/modifiers/0/plu", "snoozed"),
        ("/items/3/modifiers/2/quantity", "too-many-modifiers"),
        ("/items/4/plu", "currency-mismatch"),
        ("/items/4/modifiers/0/plu", "currency-mismatch"),
    ]


def test_a_line_that_is_not_on_the_menu_needs_only_its_name() -> None:
    stranger = line(1, None, plu="CALZONE", name="Calzone")
    stranger.modifiers = [Modifier("ANYTHING", None, 50, None)]

    assert priced([stranger], MENU) == [stranger]


def test_alike_extras_are_merged() -> None:
    (found,) = priced([asked("PIZZA", ("HAM", 1), ("ONION", 1), ("HAM", 2))], MENU)

    assert [(extra.plu, extra.quantity) for extra in found.modifiers] == [("HAM", 3), ("ONION", 1)]


def test_extras_sold_at_different_prices_stay_apart() -> None:
    sold = line(1, 900, (1, 50), (1, 60), (2, 50))

    (found,) = priced([sold], {})

    assert [(extra.quantity, extra.unit_price) for extra in found.modifiers] == [
        (3, price(50)),
        (1, price(60)),
    ]


def test_a_second_currency_is_refused_where_it_stands() -> None:
    dear = line(1, 1)
    dear.modifiers = [Modifier("M", None, 1, euros(1)), Modifier("N", None, 1, euros(1, "SEK"))]
    foreign = line(1, None)
    foreign.unit_price = euros(1, "SEK")

    assert refusals(MixedCurrencies, dear, foreign) == [
        ("/items/0/modifiers/1/unitPrice/currency", "currency-mismatch"),
        ("/items/1/unitPrice/currency", "currency-mismatch"),
    ]


@pytest.mark.parametrize(
    ("quantity", "amount", "expected"),
    [
        (Decimal("0.35"), 3900, 1365),
        (Decimal("0.001"), 499, 0),
        (Decimal("0.001"), 500, 1),
        (Decimal("0.5"), 1, 1),
        (Decimal("99998.999"), 10**9, 99_998_999_000_000),
    ],
)
def test_a_part_is_paid_to_the_nearest_cent_and_halves_up(
    quantity: Decimal, amount: int, expected: int
) -> None:
    assert total(priced([line(quantity, amount)], {})) == Money(amount=expected, currency="EUR")


def test_each_line_is_rounded_once() -> None:
    half = line(Decimal("0.5"), 1, (1, 1), (1, 1))

    assert total(priced([half, half], {})) == Money(amount=2 + 2, currency="EUR")


amounts = strategies.integers(0, 1_000_000_000)
plus = strategies.sampled_from(["M1", "M2", "M3"])
extras = strategies.lists(strategies.tuples(plus, strategies.integers(1, 99)), max_size=5)
orders = strategies.lists(
    strategies.tuples(strategies.sampled_from("AB"), strategies.integers(1, 999), extras),
    min_size=1,
    max_size=20,
)
menus = strategies.tuples(amounts, amounts, amounts, amounts, amounts)


def menu_of(prices: tuple[int, ...]) -> Mapping[str, Offer]:
    a, b, *modifiers = prices
    known = {
        f"M{number}": ListedModifier(f"M{number}", "M", price(amount), 495, orderable=True)
        for number, amount in enumerate(modifiers, 1)
    }
    plain = {"station": None, "preparation_minutes": None, "orderable": True, "modifiers": known}
    return {plu: Offer(name=plu, price=price(each), **plain) for plu, each in (("A", a), ("B", b))}  # type: ignore[arg-type]


@given(orders, menus)
def test_every_piece_and_every_extra_is_paid_once(
    order: list[tuple[str, int, list[tuple[str, int]]]], prices: tuple[int, ...]
) -> None:
    costs = dict(zip(("A", "B", "M1", "M2", "M3"), prices, strict=True))
    owed = Fraction(0)
    for plu, quantity, modifiers in order:
        owed += Fraction(quantity * costs[plu])
        for extra, count in modifiers:
            owed += Fraction(quantity * count * costs[extra])
    lines = [asked(plu, *modifiers, quantity=quantity) for plu, quantity, modifiers in order]

    found = priced(lines, menu_of(prices))

    assert total(found) == Money.model_construct(amount=int(owed), currency="EUR")


def test_a_part_is_for_each_of_its_bundle_and_rounded_once() -> None:
    box = line(2, 1000, plu="BOX")
    menu = replace(line(3, None, plu="MENU"), bundle=box)
    salmon = replace(line(Decimal("0.335"), 999, plu="SALMON"), bundle=menu)

    # 2 × 3 × 0.335 × 9.99 = 20.0799; rounded for each of the six it would be 20.10
    assert total(priced([box, menu, salmon], {})) == Money(amount=2000 + 2008, currency="EUR")


def test_a_part_below_zero_is_named_where_it_stands() -> None:
    box = replace(line(1, 1000, plu="BOX"), place="/items/0")
    smaller = Modifier("SMALL", None, 1, SignedPrice(amount=-50, currency="EUR"))
    part = replace(line(1, None), bundle=box, modifiers=[smaller], place="/items/0/items/0")

    with pytest.raises(AmountOutOfRange) as refused:
        priced([box, part], {})

    assert [fault.pointer for fault in refused.value.faults] == ["/items/0/items/0"]
