"""What lines cost by their prices, quantities and modifiers: exact integers of the minor unit. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from huuva_backend.menu.modifier import Modifier
from huuva_backend.platform.money import Price, SignedMoney
from huuva_backend.platform.quantity import Quantity


class Costed(Protocol):
    """Whatever has a quantity, a price and modifiers."""

    @property
    def quantity(self) -> Quantity: ...
    @property
    def unit_price(self) -> Price | None: ...
    @property
    def modifiers(self) -> Sequence[Modifier]: ...


def line_amount(line: Costed, bundles: Quantity | None = None) -> int | None:
    """Rounded once, halves up; below zero never up to nothing. `bundles` is of a part, which is for one of its bundle.

    None where the line has no price; a part without one costs what its modifiers do.
    """
    if line.unit_price is None and bundles is None:
        return None
    each = (line.unit_price.amount if line.unit_price else 0) + _costs(line.modifiers)
    exact = line.quantity * each * (1 if bundles is None else bundles)
    if isinstance(exact, Decimal):
        exact = int(exact.to_integral_value(ROUND_HALF_UP)) if exact >= 0 else -1
    return max(exact, -1)


def _costs(modifiers: Sequence[Modifier]) -> int:
    """For one of what they go with."""
    return sum(
        modifier.quantity
        * ((modifier.unit_price.amount if modifier.unit_price else 0) + _costs(modifier.modifiers))
        for modifier in modifiers
    )


def currency_in(lines: Iterable[Costed]) -> str | None:
    """That of the first price; None where no line has one."""
    return next((price.currency for line in lines for _, price in prices(line) if price), None)


def prices(line: Costed) -> Iterator[tuple[str, SignedMoney | None]]:
    """With where they stand within the line."""
    yield "", line.unit_price
    for place, modifier, _ in tree(line.modifiers):
        yield place, modifier.unit_price


def tree(
    modifiers: Sequence[Modifier], place: str = "", count: int = 1
) -> Iterator[tuple[str, Modifier, int]]:
    """All of them with where they stand and how many come with one of the line, each before its own."""
    for position, modifier in enumerate(modifiers):
        here, together = f"{place}/modifiers/{position}", count * modifier.quantity
        yield here, modifier, together
        if modifier.modifiers:
            yield from tree(modifier.modifiers, here, together)


def merged(modifiers: Iterable[Modifier]) -> list[Modifier]:
    """Alike ones are one."""
    kinds: dict[tuple[object, ...], Modifier] = {}
    for modifier in modifiers:
        whole = replace(modifier, modifiers=merged(modifier.modifiers))
        key = _alike(whole)
        before = kinds[key].quantity if key in kinds else 0
        kinds[key] = replace(whole, quantity=before + whole.quantity)
    return list(kinds.values())


def _alike(modifier: Modifier) -> tuple[object, ...]:
    """All that a modifier says but for how many."""
    price = modifier.unit_price
    return (
        *(modifier.plu, modifier.name, price and price.amount),
        *(modifier.action, modifier.portion, modifier.note),
        *((inner.quantity, _alike(inner)) for inner in modifier.modifiers),
    )
