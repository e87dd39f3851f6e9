"""What the lines of an order cost and whether they can be had: exact integers of the minor unit. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from huuva_backend.menu import groups
from huuva_backend.menu.amounts import currency_in, line_amount, merged, prices, tree
from huuva_backend.menu.groups import Choice, Picked, option_of, options_of, pick
from huuva_backend.menu.modifier import Modifier, ModifierAction
from huuva_backend.menu.offer import Offer
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.money import Money, Price
from huuva_backend.platform.quantity import Quantity, of_thousandths, thousandths, times

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

    A priced line has a name. `place` is where it stands in what was posted. A part of a bundle that brings no price
    costs what the bundle's group says, else nothing: the bundle's covers it. `to_make` is None where neither the line
    nor the menu says. `flags` are what is wrong with one that was sold elsewhere: see `priced`. `stock_taken` is how
    much of what is left it takes, None where nobody counts.
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
    stock_taken: Quantity | None = None

    @property
    def sold(self) -> bool:
        """Whether its customer has paid already: for it, or for the bundle that it is a part of."""
        return self.unit_price is not None or (self.bundle is not None and self.bundle.sold)

    @property
    def in_all(self) -> Quantity:
        """How much in all: a part's quantity is for one of its bundle."""
        return self.quantity if self.bundle is None else times(self.quantity, self.bundle.in_all)


def priced(
    lines: Sequence[PricedLine], offers: Mapping[str, Offer], currency: str | None = None
) -> list[PricedLine]:
    """The lines with all that the menu says of them and they don't; alike modifiers of a line are one.

    A line on the menu without a price of its own is priced by the menu, and refused where the menu
    doesn't allow it. One with a price has been sold already: its customer has paid, so it is taken as it
    is, and flagged. One that isn't on the menu must bring its name. `currency` is that of an order that there is.

    Raises `NotOrderable`, `MixedCurrencies` or `AmountOutOfRange`, naming every offending place.
    """
    taken = _stock_taken(lines, offers)
    menu = _Menu(lines, offers)
    found = [menu.offered(line, each) for line, each in zip(lines, taken, strict=True)]
    faults = [
        Fault(f"{line.place}{place}", code, message)
        for line, each in zip(lines, taken, strict=True)
        for place, code, message in menu.refusals(line, each)
    ]
    mixed = list(_mixed(lines, found, currency))
    if faults:
        raise NotOrderable(faults + mixed)
    if mixed:
        raise MixedCurrencies(mixed)
    for before, after in zip(lines, found, strict=True):
        after.modifiers = merged(menu.split(before, after))
    if beyond := list(_out_of_range(found)):
        raise AmountOutOfRange(beyond)
    return found


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


def _stock_taken(lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> list[Quantity | None]:
    """What each line takes of what is left: those of the menu first, then what was sold elsewhere, down to zero."""
    left = {
        plu: thousandths(offer.stock) for plu, offer in offers.items() if offer.stock is not None
    }
    taken: list[Quantity | None] = [None] * len(lines)
    if not left:
        return taken
    by_right = sorted(range(len(lines)), key=lambda at: lines[at].sold)
    for at in by_right:
        line = lines[at]
        if (remaining := left.get(line.plu)) is not None:
            quantity = min(thousandths(line.in_all), remaining)
            taken[at] = of_thousandths(quantity)
            left[line.plu] = remaining - quantity
    return taken


class _Menu:
    """What the menu says of lines, a bundle's with its parts."""

    def __init__(self, lines: Sequence[PricedLine], offers: Mapping[str, Offer]) -> None:
        self._offers = offers
        self._parts = defaultdict[int, list[PricedLine]](list)
        for line in lines:
            if line.bundle is not None:
                self._parts[id(line.bundle)].append(line)

    def offered(self, line: PricedLine, taken: Quantity | None) -> PricedLine:
        offer = self._offers.get(line.plu)
        if offer is None:
            return replace(line, unit_price=line.unit_price or self._price_of_part(line))
        return replace(
            line,
            name=line.name or offer.name,
            unit_price=line.unit_price
            or (offer.price if line.bundle is None else self._price_of_part(line)),
            modifiers=_offered_modifiers(line.modifiers, offer, sold=line.sold),
            station=offer.station,
            preparation_minutes=offer.preparation_minutes,
            to_make=offer.to_make if line.to_make is None else line.to_make,
            flags=sorted({code for _, code, _ in self._problems(line, offer, taken)}),
            stock_taken=taken,
        )

    def refusals(self, line: PricedLine, taken: Quantity | None) -> Iterator[tuple[str, str, str]]:
        """Where the line asks for what can't be had within it, the code of why, and why."""
        offer = self._offers.get(line.plu)
        if offer is None:
            if line.name is None:
                yield "/plu", "unknown-plu", MESSAGES["unknown-plu"]
        elif not line.sold:
            yield from self._problems(line, offer, taken)

    def split(self, before: PricedLine, after: PricedLine) -> Sequence[Modifier]:
        """Its modifiers, each as often as options at different prices give it, unless it was sold."""
        offer = self._offers.get(before.plu)
        if offer is None or before.sold:
            return after.modifiers
        given = {place: modifier.unit_price for place, modifier, _ in tree(before.modifiers)}
        picks = pick(self._choices(before, offer), offer)
        unpriced = {place: picks[place] for place in given.keys() & picks if given[place] is None}
        return list(_each_picked(after.modifiers, unpriced))

    def _price_of_part(self, line: PricedLine) -> Price | None:
        """What the bundle's group adds for it, unless that was sold."""
        bundle = line.bundle
        offer = None if bundle is None else self._offers.get(bundle.plu)
        if bundle is None or offer is None or line.sold:
            return None
        picks = pick(self._choices(bundle, offer), offer).get(_within(line, bundle))
        if not picks or picks[0].price.amount < 0:
            return None
        return Price.model_construct(amount=picks[0].price.amount, currency=picks[0].price.currency)

    def _problems(
        self, line: PricedLine, offer: Offer, taken: Quantity | None
    ) -> Iterator[tuple[str, str, str]]:
        if not offer.orderable:
            yield "/plu", "snoozed", MESSAGES["snoozed"]
        if taken is not None and taken < line.in_all:
            yield "/plu", "sold-out", MESSAGES["sold-out"]
        for place, modifier, _ in tree(line.modifiers):
            if modifier.action is ModifierAction.NO and not _may_be_left_out(modifier, offer):
                code = "unknown-modifier"
                yield f"{place}/{'plu' if modifier.plu else 'name'}", code, groups.MESSAGES[code]
        yield from groups.broken(self._choices(line, offer), offer)

    def _choices(self, line: PricedLine, offer: Offer) -> list[Choice]:
        """All but what is to be left out. Where the product has groups, a bundle's parts are chosen from them."""
        chosen = [
            Choice(place, modifier.plu or "", count, count // modifier.quantity)
            for place, modifier, count in tree(line.modifiers)
            if modifier.action is not ModifierAction.NO
        ]
        if offer.groups:
            chosen += (
                Choice(_within(part, line), part.plu, int(part.quantity))
                for part in self._parts[id(line)]
            )
        return chosen


def _within(part: PricedLine, bundle: PricedLine) -> str:
    return part.place.removeprefix(bundle.place)


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


def _may_be_left_out(modifier: Modifier, offer: Offer) -> bool:
    """Any modifier or option of the product, by PLU or name, and any of its ingredients."""
    if option_of(modifier.plu, offer) is not None:
        return True
    names = [*offer.ingredients, *(known.name for known in options_of(offer))]
    wanted = (modifier.name or "").casefold()
    return any(name.casefold() == wanted for name in names)


def _mixed(
    asked: Sequence[PricedLine], found: Sequence[PricedLine], currency: str | None
) -> Iterator[Fault]:
    """The prices that aren't in this currency, or in that of the first."""
    for before, after in zip(asked, found, strict=True):
        for (place, given), (_, price) in zip(prices(before), prices(after), strict=True):
            if price is None or price.currency == (currency := currency or price.currency):
                continue
            told = "plu" if given is None else "unitPrice/currency"
            code = MixedCurrencies.code
            yield Fault(f"{before.place}{place}/{told}", code, MESSAGES[code])


def _out_of_range(lines: Sequence[PricedLine]) -> Iterator[Fault]:
    for line in lines:
        amount = _amount(line) or 0
        if not 0 <= amount <= MAX_AMOUNT:
            code = "amount-below-zero" if amount < 0 else "amount-too-large"
            yield Fault(line.place, code, MESSAGES[code])


def _amount(line: PricedLine) -> int | None:
    return line_amount(line, None if line.bundle is None else line.bundle.in_all)
