"""What the lines of an order cost and whether they can be had: exact integers of the minor unit. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Protocol

from huuva_backend.menu.modifier import Modifier, ModifierAction
from huuva_backend.menu.offer import Offer
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.money import Money, Price, SignedMoney, SignedPrice
from huuva_backend.platform.quantity import Quantity

MESSAGES: Final = {
    "unknown-plu": "Is not on the brand's menu, so the line must bring its name",
    "snoozed": "Is not available at the moment",
    "unknown-modifier": "Does not go with this product",
    "too-many-modifiers": "Is more than the product takes",
    "currency-mismatch": "The currency differs from the order's first price",
    "amount-below-zero": "The line comes to less than nothing",
    "amount-too-large": "The line comes to more than can be kept",
}

MAX_AMOUNT: Final = 10**16
"""Of one line: the most lines of an order still add up to 64 bits."""


class NotOrderable(Invalid):
    code = "not-orderable"
    title = "Not everything can be ordered as asked"


class MixedCurrencies(Invalid):
    code = "currency-mismatch"
    title = "An order has one currency"


class AmountOutOfRange(Invalid):
    code = "amount-out-of-range"
    title = "A line comes to less than nothing or to more than can be kept"


class Costed(Protocol):
    """Whatever has a quantity, a price and modifiers."""

    @property
    def quantity(self) -> Quantity: ...
    @property
    def unit_price(self) -> Price | None: ...
    @property
    def modifiers(self) -> Sequence[Modifier]: ...


@dataclass(slots=True, kw_only=True)
class PricedLine:
    """What a line of an order asks for, before and after it is priced.

    A priced line has a name. `place` is where it stands in what was posted. A part of a bundle that brings no price
    costs nothing: the bundle's covers it. `to_make` is None where neither the line nor the menu says. `flags` are
    what is wrong with one that was sold elsewhere: see `priced`.
    """

    plu: str
    name: str | None
    quantity: Quantity
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
    def exact_quantity(self) -> Decimal:
        """How much in all: a part's quantity is for one of its bundle."""
        return self.quantity * (Decimal(1) if self.bundle is None else self.bundle.exact_quantity)


def priced(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[PricedLine]:
    """The lines with all that the menu says of them and they don't; alike modifiers of a line are one.

    A line on the menu without a price of its own is priced by the menu, and refused where the menu
    doesn't allow it. One with a price has been sold already: its customer has paid, so it is taken as it
    is, and flagged. One that isn't on the menu must bring its name.

    Raises `NotOrderable`, `MixedCurrencies` or `AmountOutOfRange`, naming every offending place.
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
    if beyond := list(_out_of_range(found)):
        raise AmountOutOfRange(beyond)
    return [replace(line, modifiers=_merged(line.modifiers)) for line in found]


def total(lines: Sequence[PricedLine]) -> Money | None:
    """Σ quantity × (unit price + Σ modifier quantity × modifier price) of priced lines, those of modifiers
    counted for each of what they go with. Each line is rounded once, halves up.

    None where a line has no price. A modifier without a price costs nothing.
    """
    amounts = [_amount(line) for line in lines]
    currency = currency_in(lines)
    if None in amounts or currency is None:
        return None
    return Money.model_construct(amount=sum(filter(None, amounts)), currency=currency)


def currency_in(lines: Iterable[Costed]) -> str | None:
    """That of the first price; None where no line has one."""
    return next((price.currency for line in lines for _, price in _prices(line) if price), None)


def _offered(line: PricedLine, offer: Offer | None) -> PricedLine:
    if offer is None:
        return line
    return replace(
        line,
        name=line.name or offer.name,
        unit_price=line.unit_price or (offer.price if line.bundle is None else None),
        modifiers=_offered_modifiers(line.modifiers, offer, sold=line.sold),
        station=offer.station,
        preparation_minutes=offer.preparation_minutes,
        to_make=offer.to_make if line.to_make is None else line.to_make,
        flags=sorted({code for _, code in _problems(line, offer)}),
    )


def _offered_modifiers(
    modifiers: Sequence[Modifier], offer: Offer, *, sold: bool
) -> Sequence[Modifier]:
    """What is sold already has its price, modifiers included. To leave something out costs nothing."""
    return [_offered_modifier(modifier, offer, sold=sold) for modifier in modifiers]


def _offered_modifier(modifier: Modifier, offer: Offer, *, sold: bool) -> Modifier:
    inner = _offered_modifiers(modifier.modifiers, offer, sold=sold)
    known = offer.modifiers.get(modifier.plu or "")
    if known is None:
        return replace(modifier, modifiers=inner)
    free = sold or modifier.action is ModifierAction.NO
    price = modifier.unit_price or (None if free else _signed(known.price))
    name = modifier.name or known.name
    return replace(modifier, name=name, unit_price=price, modifiers=inner)


def _signed(price: Price) -> SignedPrice:
    """As a modifier's price is kept and read again."""
    return SignedPrice.model_construct(amount=price.amount, currency=price.currency)


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
    asked: Counter[str | None] = Counter()
    for place, modifier, count in _tree(line.modifiers):
        if modifier.action is ModifierAction.NO:
            if not _may_be_left_out(modifier, offer):
                yield f"{place}/{'plu' if modifier.plu else 'name'}", "unknown-modifier"
            continue
        known = offer.modifiers.get(modifier.plu or "")
        if known is None:
            yield f"{place}/plu", "unknown-modifier"
            continue
        if not known.orderable:
            yield f"{place}/plu", "snoozed"
        asked[modifier.plu] += count
        if asked[modifier.plu] > known.max_quantity:
            yield f"{place}/quantity", "too-many-modifiers"


def _may_be_left_out(modifier: Modifier, offer: Offer) -> bool:
    """Any modifier of the product, by PLU or name, and any of its ingredients."""
    if modifier.plu in offer.modifiers:
        return True
    names = [*offer.ingredients, *(known.name for known in offer.modifiers.values())]
    wanted = (modifier.name or "").casefold()
    return any(name.casefold() == wanted for name in names)


def _tree(
    modifiers: Sequence[Modifier], place: str = "", count: int = 1
) -> Iterator[tuple[str, Modifier, int]]:
    """All of them with where they stand and how many come with one of the line, each before its own."""
    for position, modifier in enumerate(modifiers):
        here, together = f"{place}/modifiers/{position}", count * modifier.quantity
        yield here, modifier, together
        if modifier.modifiers:
            yield from _tree(modifier.modifiers, here, together)


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


def _prices(line: Costed) -> Iterator[tuple[str, SignedMoney | None]]:
    yield "", line.unit_price
    for place, modifier, _ in _tree(line.modifiers):
        yield place, modifier.unit_price


def _out_of_range(lines: Sequence[PricedLine]) -> Iterator[Fault]:
    for line in lines:
        amount = _amount(line) or 0
        if not 0 <= amount <= MAX_AMOUNT:
            code = "amount-below-zero" if amount < 0 else "amount-too-large"
            yield Fault(line.place, code, MESSAGES[code])


def _merged(modifiers: Sequence[Modifier]) -> list[Modifier]:
    merged: dict[tuple[object, ...], Modifier] = {}
    for modifier in modifiers:
        whole = replace(modifier, modifiers=_merged(modifier.modifiers))
        key = _alike(whole)
        before = merged[key].quantity if key in merged else 0
        merged[key] = replace(whole, quantity=before + whole.quantity)
    return list(merged.values())


def _alike(modifier: Modifier) -> tuple[object, ...]:
    """All that a modifier says but for how many."""
    price = modifier.unit_price
    return (
        *(modifier.plu, modifier.name, price and price.amount),
        *(modifier.action, modifier.portion, modifier.note),
        *((inner.quantity, _alike(inner)) for inner in modifier.modifiers),
    )


def _amount(line: PricedLine) -> int | None:
    return line_amount(line, None if line.bundle is None else line.bundle.exact_quantity)


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
