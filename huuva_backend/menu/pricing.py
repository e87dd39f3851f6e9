"""What the lines of an order cost and whether they can be had: exact integers of the minor unit. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from huuva_backend.menu import groups
from huuva_backend.menu.groups import Choice, option_of, pick
from huuva_backend.menu.offer import Offer
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.money import Money, Price

MESSAGES: Final = {
    "unknown-plu": "Is not on the brand's menu, so the line must bring its name",
    "snoozed": "Is not available at the moment",
    "sold-out": "There are not so many left",
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

    A priced line has a name. `flags` are what is wrong with one that was sold elsewhere: see `priced`.
    `stock_taken` is how many of what is left it takes, None where nobody counts.
    """

    plu: str
    name: str | None
    quantity: int
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    station: str | None = None
    preparation_minutes: int | None = None
    flags: list[str] = field(default_factory=list)
    stock_taken: int | None = None


def priced(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[PricedLine]:
    """The lines with all that the menu says of them and they don't; alike modifiers of a line are one.

    A line on the menu without a price of its own is priced by the menu, and refused where the menu
    doesn't allow it. One with a price has been sold already: its customer has paid, so it is taken as it
    is, and flagged. One that isn't on the menu must bring its name.

    Raises `NotOrderable` or `MixedCurrencies`, naming every offending place.
    """
    taken = _stock_taken(lines, offers)
    found = [
        _offered(line, offers.get(line.plu), each) for line, each in zip(lines, taken, strict=True)
    ]
    faults = [
        Fault(f"/items/{index}{place}", code, message)
        for index, (line, each) in enumerate(zip(lines, taken, strict=True))
        for place, code, message in _refusals(line, offers.get(line.plu), each)
    ]
    mixed = list(_mixed(lines, found))
    if faults:
        raise NotOrderable(faults + mixed)
    if mixed:
        raise MixedCurrencies(mixed)
    return [
        replace(after, modifiers=_merged(_split(before, after, offers.get(before.plu))))
        for before, after in zip(lines, found, strict=True)
    ]


def total(lines: Sequence[PricedLine]) -> Money | None:
    """Σ quantity × (unit price + Σ modifier quantity × modifier price) of priced lines.

    None where a line has no price. A modifier without a price costs nothing.
    """
    amounts = [_amount(line) for line in lines]
    currency = next((price.currency for line in lines for _, price in _prices(line) if price), None)
    if None in amounts or currency is None:
        return None
    return Money.model_construct(amount=sum(filter(None, amounts)), currency=currency)


def _stock_taken(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[int | None]:
    """What each line takes of what is left: those of the menu first, then what was sold elsewhere, down to zero."""
    left = {plu: offer.stock for plu, offer in offers.items()}
    taken: list[int | None] = [None] * len(lines)
    by_right = sorted(range(len(lines)), key=lambda at: lines[at].unit_price is not None)
    for at in by_right:
        line = lines[at]
        if (remaining := left.get(line.plu)) is not None:
            taken[at] = quantity = min(line.quantity, remaining)
            left[line.plu] = remaining - quantity
    return taken


def _offered(line: PricedLine, offer: Offer | None, taken: int | None) -> PricedLine:
    if offer is None:
        return line
    return replace(
        line,
        name=line.name or offer.name,
        unit_price=line.unit_price or offer.price,
        modifiers=[_offered_modifier(line, modifier, offer) for modifier in line.modifiers],
        station=offer.station,
        preparation_minutes=offer.preparation_minutes,
        flags=sorted({code for _, code, _ in _problems(line, offer, taken)}),
        stock_taken=taken,
    )


def _offered_modifier(line: PricedLine, modifier: Modifier, offer: Offer) -> Modifier:
    """What is sold already has its price, modifiers included."""
    known = option_of(modifier.plu, offer)
    if known is None:
        return modifier
    price = known.price if line.unit_price is None else None
    return replace(
        modifier, name=modifier.name or known.name, unit_price=modifier.unit_price or price
    )


def _refusals(
    line: PricedLine, offer: Offer | None, taken: int | None
) -> Iterator[tuple[str, str, str]]:
    if offer is None:
        if line.name is None:
            yield "/plu", "unknown-plu", MESSAGES["unknown-plu"]
    elif line.unit_price is None:
        yield from _problems(line, offer, taken)


def _problems(line: PricedLine, offer: Offer, taken: int | None) -> Iterator[tuple[str, str, str]]:
    """Where the line asks for what the menu doesn't allow, the code of why, and why."""
    if not offer.orderable:
        yield "/plu", "snoozed", MESSAGES["snoozed"]
    if taken is not None and taken < line.quantity:
        yield "/plu", "sold-out", MESSAGES["sold-out"]
    yield from groups.broken(_choices(line), offer)


def _split(before: PricedLine, after: PricedLine, offer: Offer | None) -> Iterator[Modifier]:
    """Its modifiers, each as often as options at different prices give it, unless it brings its price."""
    if offer is None or before.unit_price is not None:
        yield from after.modifiers
        return
    picks = pick(_choices(before), offer)
    for (place, asked), found in zip(_placed(before), after.modifiers, strict=True):
        if asked.unit_price is not None:
            yield found
            continue
        for option, quantity, price in picks[place]:
            name = asked.name or option.name
            yield replace(found, name=name, quantity=quantity, unit_price=price)


def _choices(line: PricedLine) -> list[Choice]:
    return [Choice(place, each.plu, each.quantity) for place, each in _placed(line)]


def _placed(line: PricedLine) -> Iterator[tuple[str, Modifier]]:
    for position, modifier in enumerate(line.modifiers):
        yield f"/modifiers/{position}", modifier


def _mixed(asked: Sequence[PricedLine], found: Sequence[PricedLine]) -> Iterator[Fault]:
    """The prices that aren't in the currency of the first."""
    currency = None
    for index, (before, after) in enumerate(zip(asked, found, strict=True)):
        for (place, given), (_, price) in zip(_prices(before), _prices(after), strict=True):
            if price is None or price.currency == (currency := currency or price.currency):
                continue
            told = "plu" if given is None else "unitPrice/currency"
            code = MixedCurrencies.code
            yield Fault(f"/items/{index}{place}/{told}", code, MESSAGES[code])


def _prices(line: PricedLine) -> Iterator[tuple[str, Price | None]]:
    yield "", line.unit_price
    for place, modifier in _placed(line):
        yield place, modifier.unit_price


def _merged(modifiers: Iterable[Modifier]) -> list[Modifier]:
    merged: dict[tuple[object, ...], Modifier] = {}
    for modifier in modifiers:
        price = modifier.unit_price
        key = (modifier.plu, modifier.name, price and price.amount)
        before = merged[key].quantity if key in merged else 0
        merged[key] = replace(modifier, quantity=before + modifier.quantity)
    return list(merged.values())


def _amount(line: PricedLine) -> int | None:
    if line.unit_price is None:
        return None
    extras = sum(
        modifier.quantity * modifier.unit_price.amount
        for modifier in line.modifiers
        if modifier.unit_price is not None
    )
    return line.quantity * (line.unit_price.amount + extras)
