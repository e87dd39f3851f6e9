"""What the lines of an order cost and whether they can be had: exact integers of the minor unit. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from huuva_backend.menu.offer import Offer
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.money import Money, Price

MESSAGES: Final = {
    "unknown-plu": "Is not on the brand's menu, so the line must bring its name",
    "snoozed": "Is not available at the moment",
    "unknown-modifier": "Does not go with this product",
    "too-many-modifiers": "Is more than the product takes",
    "currency-mismatch": "The currency differs from the order's first price",
}


class NotOrderable(Invalid):
    code = "not-orderable"
    title = "Not everything can be ordered as asked"


class MixedCurrencies(Invalid):
    code = "currency-mismatch"
    title = "An order has one currency"


@dataclass(slots=True)
class Modifier:
    plu: str
    name: str | None
    quantity: int
    unit_price: Price | None


@dataclass(slots=True, kw_only=True)
class PricedLine:
    """What a line of an order asks for, before and after it is priced.

    A priced line has a name. `place` is where it stands in what was posted. A part of a bundle that brings no price
    costs nothing: the bundle's covers it. `to_make` is None where neither the line nor the menu says. `flags` are what is wrong with one that was sold elsewhere: see `priced`.
    """

    plu: str
    name: str | None
    quantity: int
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    station: str | None = None
    preparation_minutes: int | None = None
    flags: list[str] = field(default_factory=list)
    to_make: bool | None = None
    place: str = ""
    bundle: "PricedLine | None" = None

    @property
    def sold(self) -> bool:
        """Whether its customer has paid already: for it, or for the bundle that it is a part of."""
        return self.unit_price is not None or (self.bundle is not None and self.bundle.sold)

    @property
    def pieces(self) -> int:
        """How many in all: a part's quantity is for one of its bundle."""
        return self.quantity * (1 if self.bundle is None else self.bundle.pieces)


def priced(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[PricedLine]:
    """The lines with all that the menu says of them and they don't; alike modifiers of a line are one.

    A line on the menu without a price of its own is priced by the menu, and refused where the menu
    doesn't allow it. One with a price has been sold already: its customer has paid, so it is taken as it
    is, and flagged. One that isn't on the menu must bring its name.

    Raises `NotOrderable` or `MixedCurrencies`, naming every offending place.
    """
    found = [_offered(line, offers.get(line.plu)) for line in lines]
    faults = [
        Fault(f"{line.place}{place}", code, MESSAGES[code])
        for line in lines
        for place, code in _refusals(line, offers.get(line.plu))
    ]
    mixed = list(_mixed(lines, found))
    if faults:
        raise NotOrderable(faults + mixed)
    if mixed:
        raise MixedCurrencies(mixed)
    return [replace(line, modifiers=_merged(line.modifiers)) for line in found]


def total(lines: Sequence[PricedLine]) -> Money | None:
    """Σ quantity × (unit price + Σ modifier quantity × modifier price) of priced lines.

    None where a line has no price. A modifier without a price costs nothing.
    """
    amounts = [_amount(line) for line in lines]
    currency = next((price.currency for line in lines for _, price in _prices(line) if price), None)
    if None in amounts or currency is None:
        return None
    return Money.model_construct(amount=sum(filter(None, amounts)), currency=currency)


def _offered(line: PricedLine, offer: Offer | None) -> PricedLine:
    if offer is None:
        return line
    return replace(
        line,
        name=line.name or offer.name,
        unit_price=line.unit_price or (offer.price if line.bundle is None else None),
        modifiers=[_offered_modifier(line, modifier, offer) for modifier in line.modifiers],
        station=offer.station,
        preparation_minutes=offer.preparation_minutes,
        to_make=offer.to_make if line.to_make is None else line.to_make,
        flags=sorted({code for _, code in _problems(line, offer)}),
    )


def _offered_modifier(line: PricedLine, modifier: Modifier, offer: Offer) -> Modifier:
    """What is sold already has its price, modifiers included."""
    known = offer.modifiers.get(modifier.plu)
    if known is None:
        return modifier
    price = None if line.sold else known.price
    return replace(
        modifier, name=modifier.name or known.name, unit_price=modifier.unit_price or price
    )


def _refusals(line: PricedLine, offer: Offer | None) -> Iterator[tuple[str, str]]:
    if offer is None:
        if line.name is None:
            yield "/plu", "unknown-plu"
    elif not line.sold:
        yield from _problems(line, offer)


def _problems(line: PricedLine, offer: Offer) -> Iterator[tuple[str, str]]:
    """Where the line asks for what the menu doesn't allow, and the code of why."""
    if not offer.orderable:
        yield "/plu", "snoozed"
    asked: Counter[str] = Counter()
    for position, modifier in enumerate(line.modifiers):
        place = f"/modifiers/{position}"
        known = offer.modifiers.get(modifier.plu)
        if known is None:
            yield f"{place}/plu", "unknown-modifier"
            continue
        if not known.orderable:
            yield f"{place}/plu", "snoozed"
        asked[modifier.plu] += modifier.quantity
        if asked[modifier.plu] > known.max_quantity:
            yield f"{place}/quantity", "too-many-modifiers"


def _mixed(asked: Sequence[PricedLine], found: Sequence[PricedLine]) -> Iterator[Fault]:
    """The prices that aren't in the currency of the first."""
    currency = None
    for before, after in zip(asked, found, strict=True):
        for (place, given), (_, price) in zip(_prices(before), _prices(after), strict=True):
            if price is None or price.currency == (currency := currency or price.currency):
                continue
            told = "plu" if given is None else "unitPrice/currency"
            code = MixedCurrencies.code
            yield Fault(f"{before.place}{place}/{told}", code, MESSAGES[code])


def _prices(line: PricedLine) -> Iterator[tuple[str, Price | None]]:
    yield "", line.unit_price
    for position, modifier in enumerate(line.modifiers):
        yield f"/modifiers/{position}", modifier.unit_price


def _merged(modifiers: Sequence[Modifier]) -> list[Modifier]:
    merged: dict[tuple[object, ...], Modifier] = {}
    for modifier in modifiers:
        price = modifier.unit_price
        key = (modifier.plu, modifier.name, price and price.amount)
        before = merged[key].quantity if key in merged else 0
        merged[key] = replace(modifier, quantity=before + modifier.quantity)
    return list(merged.values())


def _amount(line: PricedLine) -> int | None:
    if line.unit_price is None and line.bundle is None:
        return None
    price = 0 if line.unit_price is None else line.unit_price.amount
    extras = sum(
        modifier.quantity * modifier.unit_price.amount
        for modifier in line.modifiers
        if modifier.unit_price is not None
    )
    return line.pieces * (price + extras)
