"""What may be chosen of a product's groups, against all ways in which the choices could be taken."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, strategies

from huuva_backend.menu.groups import Choice, broken, pick, price_of
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import ListedGroup, ListedModifier, ListedOption, PriceWith
from huuva_backend.platform.money import Price, SignedPrice


def euros(amount: int) -> Price:
    return Price.model_construct(amount=amount, currency="EUR")


def added(amount: int) -> SignedPrice:
    return SignedPrice.model_construct(amount=amount, currency="EUR")


def option(
    plu: str, amount: int = 0, most: int = 1, *, orderable: bool = True, **beside: int
) -> ListedOption:
    prices = [PriceWith(other, added(price)) for other, price in beside.items()]
    return ListedOption(
        plu, plu.title(), added(amount), most, prices, orderable=orderable, product=False
    )


def group(name: str, least: int, most: int | None, *options: ListedOption) -> ListedGroup:
    return ListedGroup(name.lower(), name, least, most, options)


def offer(*groups: ListedGroup, **extras: int) -> Offer:
    """`extras` are those of the short form, with how many of each."""
    return Offer(
        name="Taco",
        price=euros(900),
        station=None,
        preparation_minutes=None,
        orderable=True,
        modifiers={
            plu: ListedModifier(plu, plu.title(), added(50), most, orderable=True)
            for plu, most in extras.items()
        },
        groups=groups,
    )


MEATS = group("Meats", 3, 3, *map(option, ("BEEF", "CHICKEN", "LAMB", "FISH")))
SIZE = group("Size", 1, 1, option("S", -200), option("L", 300, HAM=400, OLIVES=350))
TACO = offer(MEATS, SIZE, HAM=2)


def asked(text: str) -> list[Choice]:
    """`2HAM S` is two of the one and one of the other."""
    return placed(
        (each.lstrip("0123456789"), int(each[0]) if each[0].isdigit() else 1)
        for each in text.split()
    )


def placed(choices: Iterable[tuple[str, int]]) -> list[Choice]:
    return [
        Choice(f"/modifiers/{position}", plu, quantity)
        for position, (plu, quantity) in enumerate(choices)
    ]


def faults(text: str, of: Offer = TACO) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in broken(asked(text), of)]


FEW = ("/modifiers", "too-few-modifiers")


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ("BEEF CHICKEN LAMB S", []),
        ("S FISH BEEF LAMB 2HAM", []),
        ("", [FEW, FEW]),
        ("BEEF CHICKEN S", [FEW]),
        ("BEEF CHICKEN LAMB FISH S", [("/modifiers/3/quantity", "too-many-modifiers")]),
        ("2BEEF CHICKEN S", [("/modifiers/0/quantity", "too-many-modifiers"), FEW]),
        ("BEEF CHICKEN LAMB S L", [("/modifiers/4/quantity", "too-many-modifiers")]),
        ("BEEF CHICKEN LAMB S 3HAM", [("/modifiers/4/quantity", "too-many-modifiers")]),
        ("BEEF CHICKEN LAMB S HAM 2HAM", [("/modifiers/5/quantity", "too-many-modifiers")]),
        (
            "GOLD 2L",
            [
                ("/modifiers/0/plu", "unknown-modifier"),
                ("/modifiers/1/quantity", "too-many-modifiers"),
                FEW,
            ],
        ),
    ],
)
def test_every_rule_that_is_broken_is_named(choices: str, expected: list[tuple[str, str]]) -> None:
    assert faults(choices) == expected


def test_a_message_says_which_group_and_how_many() -> None:
    few, many = broken(asked("BEEF CHICKEN S L"), TACO)[::-1]

    assert few.message == "Should have at least 3 of “Meats” (meats), has 2"
    assert many.message == "Is more than there is room for in “Size” (size), which takes 1"


def test_a_product_without_groups_takes_its_extras_or_none() -> None:
    plain = offer(HAM=2)

    assert faults("", plain) == faults("2HAM", plain) == []
    (many,) = broken(asked("3HAM"), plain)
    assert many.message == "Is more than the product takes"


def test_what_can_not_be_had_is_named_once() -> None:
    snoozed = offer(group("Size", 1, 1, option("S", orderable=False), option("L")))

    assert faults("S", snoozed) == [("/modifiers/0/plu", "snoozed")]


def test_a_choice_of_two_groups_is_of_the_first_that_has_room() -> None:
    first = group("First", 1, 1, option("COLA", 0), option("BEER", 100))
    second = group("Second", 0, 2, option("COLA", 250, 2))
    of_both = offer(first, second, COLA=1)

    (picks,) = pick(asked("4COLA"), of_both).values()

    assert [(picked.price.amount, picked.quantity) for picked in picks] == [
        (0, 1),
        (250, 2),
        (50, 1),
    ]
    assert faults("4COLA", of_both) == []
    assert faults("5COLA", of_both) == [("/modifiers/0/quantity", "too-many-modifiers")]


@pytest.mark.parametrize(
    ("choices", "amount"), [("L", 300), ("L HAM", 400), ("OLIVES L", 350), ("L OLIVES HAM", 400)]
)
def test_an_option_may_cost_more_beside_another(choices: str, amount: int) -> None:
    _, large = SIZE.options

    assert price_of(large, asked(choices)).amount == amount


PLUS = "ABCD"
sizes = strategies.integers(0, 3)
options = strategies.dictionaries(
    strategies.sampled_from(PLUS), strategies.integers(1, 2), min_size=1, max_size=3
)
groups = strategies.builds(
    lambda least, more, taken: group(
        "G", least, least + more, *(option(plu, 0, most) for plu, most in taken.items())
    ),
    sizes,
    sizes,
    options,
)
choosings = strategies.lists(
    strategies.tuples(strategies.sampled_from(PLUS), strategies.integers(1, 2)), max_size=4
).map(placed)


def ways(pieces: Sequence[str], of: Sequence[ListedGroup]) -> Iterator[tuple[int, ...]]:
    """Each piece to any of the groups."""
    return product(range(len(of)), repeat=len(pieces))


def suits(way: Sequence[int], pieces: Sequence[str], of: Sequence[ListedGroup]) -> bool:
    for number, each in enumerate(of):
        here = [plu for plu, where in zip(pieces, way, strict=True) if where == number]
        room = {option.plu: option.max_quantity for option in each.options}
        if not each.min <= len(here) <= (99 if each.max is None else each.max):
            return False
        if any(here.count(plu) > room.get(plu, 0) for plu in here):
            return False
    return True


@given(choosings, strategies.lists(groups, max_size=3))
def test_what_is_taken_suits_in_some_way_and_what_suits_is_taken_where_no_groups_overlap(
    choices: list[Choice], of: list[ListedGroup]
) -> None:
    pieces = [choice.plu for choice in choices for _ in range(choice.quantity)]
    possible = any(suits(way, pieces, of) for way in ways(pieces, of))
    allowed = not broken(choices, offer(*of))

    assert possible or not allowed
    plus = [each.plu for group in of for each in group.options]
    if len(plus) == len(set(plus)):
        assert allowed == possible


@given(choosings, strategies.lists(groups, max_size=3))
def test_no_more_is_picked_than_is_asked_for_or_there_is_room_for(
    choices: list[Choice], of: list[ListedGroup]
) -> None:
    picks = pick(choices, offer(*of))

    assert list(picks) == [choice.place for choice in choices]
    for choice, taken in zip(choices, picks.values(), strict=True):
        assert sum(picked.quantity for picked in taken) <= choice.quantity
        assert {picked.option.plu for picked in taken} <= {choice.plu}
    for each in of:
        for one in each.options:
            taken_of_it = sum(
                picked.quantity
                for taken in picks.values()
                for picked in taken
                if picked.option is one
            )
            assert taken_of_it <= one.max_quantity
