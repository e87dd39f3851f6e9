"""What the lines of an order cost and whether they can be had: exact integers of the minor unit. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from huuva_backend.menu import groups
from huuva_backend.menu.groups import Choice, Picked, option_of, options_of, pick
from huuva_backend.menu.modifier import Modifier, ModifierAction
from huuva_backend.menu.offer import Offer
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.money import Money, Price, SignedMoney
from huuva_backend.platform.quantity import THOUSAND, Quantity, of_thousandths, thousandths

MESSAGES: Final = {
    "unknown-plu": "Is not on the brand's menu, so the line must bring its name",
    "snoozed": "Is not available at the moment",
    "sold-out": "There are not so many left",
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


@dataclass(slots=True, kw_only=True)
class PricedLine:
    """What a line of an order asks for, before and after it is priced.

    A priced line has a name. `flags` are what is wrong with one that was sold elsewhere: see `priced`.
    `stock_taken` is how much of what is left it takes, None where nobody counts.
    """

    plu: str
    name: str | None
    quantity: Quantity
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    station: str | None = None
    preparation_minutes: int | None = None
    flags: list[str] = field(default_factory=list)
    stock_taken: Quantity | None = None


def priced(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[PricedLine]:
    """The lines with all that the menu says of them and they don't; alike modifiers of a line are one.

    A line on the menu without a price of its own is priced by the menu, and refused where the menu
    doesn't allow it. One with a price has been sold already: its customer has paid, so it is taken as it
    is, and flagged. One that isn't on the menu must bring its name.

    Raises `NotOrderable`, `MixedCurrencies` or `AmountOutOfRange`, naming every offending place.
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
    split = [
        replace(after, modifiers=_split(before, after, offers.get(before.plu)))
        for before, after in zip(lines, found, strict=True)
    ]
    if beyond := list(_out_of_range(split)):
        raise AmountOutOfRange(beyond)
    return [replace(line, modifiers=_merged(line.modifiers)) for line in split]


def total(lines: Sequence[PricedLine]) -> Money | None:
    """Σ quantity × (unit price + Σ modifier quantity × modifier price) of priced lines, those of modifiers
    counted for each of what they go with. Each line is rounded once, halves up.

    None where a line has no price. A modifier without a price costs nothing.
    """
    amounts = [_amount(line) for line in lines]
    currency = next((price.currency for line in lines for _, price in _prices(line) if price), None)
    if None in amounts or currency is None:
        return None
    return Money.model_construct(amount=sum(filter(None, amounts)), currency=currency)


def _stock_taken(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[Quantity | None]:
    """What each line takes of what is left: those of the menu first, then what was sold elsewhere, down to zero."""
    left = {
        plu: thousandths(offer.stock) for plu, offer in offers.items() if offer.stock is not None
    }
    taken: list[Quantity | None] = [None] * len(lines)
    by_right = sorted(range(len(lines)), key=lambda at: lines[at].unit_price is not None)
    for at in by_right:
        line = lines[at]
        if (remaining := left.get(line.plu)) is not None:
            quantity = min(thousandths(line.quantity), remaining)
            taken[at] = of_thousandths(quantity)
            left[line.plu] = remaining - quantity
    return taken


def _offered(line: PricedLine, offer: Offer | None, taken: Quantity | None) -> PricedLine:
    if offer is None:
        return line
    return replace(
        line,
        name=line.name or offer.name,
        unit_price=line.unit_price or offer.price,
        modifiers=_offered_modifiers(line.modifiers, offer, sold=line.unit_price is not None),
        station=offer.station,
        preparation_minutes=offer.preparation_minutes,
        flags=sorted({code for _, code, _ in _problems(line, offer, taken)}),
        stock_taken=taken,
    )


def _offered_modifiers(
    modifiers: Sequence[Modifier], offer: Offer, *, sold: bool
) -> Sequence[Modifier]:
    """What is sold already has its price, modifiers included. To leave something out costs nothing."""
    return [_offered_modifier(modifier, offer, sold=sold) for modifier in modifiers]


def _offered_modifier(modifier: Modifier, offer: Offer, *, sold: bool) -> Modifier:
    inner = _offered_modifiers(modifier.modifiers, offer, sold=sold)
    known = option_of(modifier.plu, offer)
    if known is None:
        return replace(modifier, modifiers=inner)
    free = sold or modifier.action is ModifierAction.NO
    price = modifier.unit_price or (None if free else known.price)
    name = modifier.name or known.name
    return replace(modifier, name=name, unit_price=price, modifiers=inner)


def _refusals(
    line: PricedLine, offer: Offer | None, taken: Quantity | None
) -> Iterator[tuple[str, str, str]]:
    if offer is None:
        if line.name is None:
            yield "/plu", "unknown-plu", MESSAGES["unknown-plu"]
    elif line.unit_price is None:
        yield from _problems(line, offer, taken)


def _problems(
    line: PricedLine, offer: Offer, taken: Quantity | None
) -> Iterator[tuple[str, str, str]]:
    """Where the line asks for what the menu doesn't allow, the code of why, and why."""
    if not offer.orderable:
        yield "/plu", "snoozed", MESSAGES["snoozed"]
    if taken is not None and taken < line.quantity:
        yield "/plu", "sold-out", MESSAGES["sold-out"]
    for place, modifier, _ in _tree(line.modifiers):
        if modifier.action is ModifierAction.NO and not _may_be_left_out(modifier, offer):
            code = "unknown-modifier"
            yield f"{place}/{'plu' if modifier.plu else 'name'}", code, groups.MESSAGES[code]
    yield from groups.broken(_choices(line), offer)


def _split(before: PricedLine, after: PricedLine, offer: Offer | None) -> Sequence[Modifier]:
    """Its modifiers, each as often as options at different prices give it, unless it brings its price."""
    if offer is None or before.unit_price is not None:
        return after.modifiers
    prices = {place: modifier.unit_price for place, modifier, _ in _tree(before.modifiers)}
    picks = pick(_choices(before), offer)
    unpriced = {place: picks[place] for place in picks if prices[place] is None}
    return list(_each_picked(after.modifiers, unpriced))


def _each_picked(
    modifiers: Sequence[Modifier], picks: Mapping[str, Sequence[Picked]], place: str = ""
) -> Iterator[Modifier]:
    for position, modifier in enumerate(modifiers):
        here = f"{place}/modifiers/{position}"
        inner = list(_each_picked(modifier.modifiers, picks, here))
        whole = replace(modifier, modifiers=inner)
        if here not in picks:
            yield whole
            continue
        taken = sum(picked.quantity for picked in picks[here])
        for _, quantity, price in picks[here]:
            # With one of what it goes with: `groups.pick` takes as many for each.
            each = quantity * modifier.quantity // taken
            yield replace(whole, quantity=each, unit_price=price)


def _choices(line: PricedLine) -> list[Choice]:
    """All but what is to be left out."""
    return [
        Choice(place, modifier.plu or "", count, count // modifier.quantity)
        for place, modifier, count in _tree(line.modifiers)
        if modifier.action is not ModifierAction.NO
    ]


def _may_be_left_out(modifier: Modifier, offer: Offer) -> bool:
    """Any modifier or option of the product, by PLU or name, and any of its ingredients."""
    if option_of(modifier.plu, offer) is not None:
        return True
    names = [*offer.ingredients, *(known.name for known in options_of(offer))]
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
    for index, (before, after) in enumerate(zip(asked, found, strict=True)):
        for (place, given), (_, price) in zip(_prices(before), _prices(after), strict=True):
            if price is None or price.currency == (currency := currency or price.currency):
                continue
            told = "plu" if given is None else "unitPrice/currency"
            code = MixedCurrencies.code
            yield Fault(f"/items/{index}{place}/{told}", code, MESSAGES[code])


def _prices(line: PricedLine) -> Iterator[tuple[str, SignedMoney | None]]:
    yield "", line.unit_price
    for place, modifier, _ in _tree(line.modifiers):
        yield place, modifier.unit_price


def _out_of_range(lines: Sequence[PricedLine]) -> Iterator[Fault]:
    for index, line in enumerate(lines):
        amount = _amount(line) or 0
        if not 0 <= amount <= MAX_AMOUNT:
            code = "amount-below-zero" if amount < 0 else "amount-too-large"
            yield Fault(f"/items/{index}", code, MESSAGES[code])


def _merged(modifiers: Iterable[Modifier]) -> list[Modifier]:
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
    """Below zero it is never rounded up to nothing."""
    if line.unit_price is None:
        return None
    each = line.unit_price.amount + _costs(line.modifiers)
    exact = thousandths(line.quantity) * each
    return -1 if exact < 0 else (exact + THOUSAND // 2) // THOUSAND


def _costs(modifiers: Sequence[Modifier]) -> int:
    """For one of what they go with."""
    return sum(
        modifier.quantity
        * ((modifier.unit_price.amount if modifier.unit_price else 0) + _costs(modifier.modifiers))
        for modifier in modifiers
    )
