"""Whether what is chosen suits the groups of a product, and from which options it is taken. Pure.

`modifiers` of a product are one more group, the last: none or any of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import ListedModifier, ListedOption
from huuva_backend.platform.money import SignedMoney

Offered = ListedModifier | ListedOption


class Choice(NamedTuple):
    """What a line asks for beside its product, taken `each` at once; `place` is within the line.

    What goes with two of something else is asked for twice, and alike for both: two at once.
    """

    place: str
    plu: str
    quantity: int
    each: int = 1


class Picked(NamedTuple):
    """So many of a choice, taken from one option; the rest of it may be taken from another's group."""

    option: Offered
    quantity: int
    price: SignedMoney


class Broken(NamedTuple):
    """A rule that is broken, and where: `place` is within the line."""

    place: str
    code: str
    message: str


class _Group(NamedTuple):
    title: str | None
    min: int
    max: int | None
    options: Mapping[str, Offered]


MESSAGES: Final = {
    "unknown-modifier": "Does not go with this product",
    "snoozed": "Is not available at the moment",
    "too-many-modifiers": "Is more than the product takes",
}


def pick(choices: Sequence[Choice], offer: Offer) -> dict[str, list[Picked]]:
    """By place, from which options each choice is taken: of several groups, from the first that has room.

    What none has room for, or no group has, is left out.
    """
    taken = _taken(choices, _groups(offer))
    return {
        choice.place: [picked for _, picked in picks]
        for choice, picks in zip(choices, taken, strict=True)
    }


def options_of(offer: Offer) -> Iterator[Offered]:
    for group in _groups(offer):
        yield from group.options.values()


def option_of(plu: str | None, offer: Offer) -> Offered | None:
    """The first by this PLU."""
    return next((option for option in options_of(offer) if option.plu == plu), None)


def broken(choices: Sequence[Choice], offer: Offer) -> list[Broken]:
    """All rules that the choices break: those of each choice by its place, and then those of the groups."""
    groups = _groups(offer)
    taken = _taken(choices, groups)
    found = [
        Broken(f"{choice.place}/{where}", code, message)
        for choice, picks in zip(choices, taken, strict=True)
        for where, code, message in _of_choice(choice, [each for _, each in picks], groups)
    ]
    chosen = Counter[int]()
    for picks in taken:
        for number, picked in picks:
            chosen[number] += picked.quantity
    for number, group in enumerate(groups):
        if chosen[number] < group.min:
            message = f"Should have at least {group.min} of {group.title}, has {chosen[number]}"
            found.append(Broken("/modifiers", "too-few-modifiers", message))
    return found


def price_of(option: Offered, choices: Sequence[Choice]) -> SignedMoney:
    """Of one, beside all else that is chosen."""
    if isinstance(option, ListedOption):
        plus = {choice.plu for choice in choices}
        for beside in option.prices_with:
            if beside.plu in plus:
                return beside.price
    return option.price


def _groups(offer: Offer) -> list[_Group]:
    groups = [
        _Group(
            f"“{group.name}” ({group.id})",
            group.min,
            group.max,
            {option.plu: option for option in group.options},
        )
        for group in offer.groups
    ]
    if offer.modifiers:
        groups.append(_Group(None, 0, None, offer.modifiers))
    return groups


def _taken(choices: Sequence[Choice], groups: Sequence[_Group]) -> list[list[tuple[int, Picked]]]:
    """Of each choice what is taken of it, with the number of the group."""
    of_group, of_option = Counter[int](), Counter[tuple[int, str]]()
    taken = []
    for _, plu, wanted, each in choices:
        picks = []
        missing = wanted
        for number, group in enumerate(groups):
            option = group.options.get(plu)
            if option is None:
                continue
            room = option.max_quantity - of_option[number, plu]
            if group.max is not None:
                room = min(room, group.max - of_group[number])
            if (quantity := min(room, missing) // each * each) > 0:
                missing -= quantity
                of_group[number] += quantity
                of_option[number, plu] += quantity
                picks.append((number, Picked(option, quantity, price_of(option, choices))))
        taken.append(picks)
    return taken


def _of_choice(
    choice: Choice, picks: Sequence[Picked], groups: Sequence[_Group]
) -> Iterator[tuple[str, str, str]]:
    having = [group for group in groups if choice.plu in group.options]
    if not having:
        yield "plu", "unknown-modifier", MESSAGES["unknown-modifier"]
        return
    if not having[0].options[choice.plu].orderable:
        yield "plu", "snoozed", MESSAGES["snoozed"]
    if sum(picked.quantity for picked in picks) < choice.quantity:
        yield "quantity", "too-many-modifiers", _too_many(having)


def _too_many(having: Sequence[_Group]) -> str:
    titles = [
        group.title if group.max is None else f"{group.title}, which takes {group.max}"
        for group in having
        if group.title
    ]
    return (
        f"Is more than there is room for in {' or '.join(titles)}"
        if titles
        else (MESSAGES["too-many-modifiers"])
    )
