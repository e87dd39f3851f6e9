"""What a line that was ordered costs with other modifiers, and whether more of it can be had. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import MESSAGES, NotOrderable, PricedLine, priced
from huuva_backend.platform.errors import Fault
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, less


def repriced(line: PricedLine, parts: Sequence[PricedLine], offer: Offer | None) -> PricedLine:
    """The line with its modifiers as the menu has them. That it was ordered already is no longer asked about.

    `parts` are those of a bundle. Modifiers that bring prices have been sold already: what the menu says against them
    is a flag, as with `priced`; else it is an error. Raises as `priced` does.
    """
    if offer is None:
        return priced([line, *parts], {})[0]
    asked = replace(line, unit_price=_sold_for(line))
    had = {line.plu: replace(offer, orderable=True, stock=None)}
    found = priced([asked, *(replace(part, bundle=asked) for part in parts)], had)[0]
    return replace(found, unit_price=line.unit_price)


def _sold_for(line: PricedLine) -> Price | None:
    """A part of a bundle that was sold has no price of its own."""
    sold = next((each.unit_price for each in line.modifiers if each.unit_price), None)
    if sold is None:
        return None
    return line.unit_price or Price.model_construct(amount=0, currency=sold.currency)


def more_taken(
    more: Iterable[tuple[str, Quantity]], offers: Mapping[str, Offer], place: str
) -> list[Quantity | None]:
    """What more of each product takes of what is left; None where nobody counts. Raises `NotOrderable`."""
    left = {plu: offer.stock for plu, offer in offers.items()}
    taken: list[Quantity | None] = []
    for plu, quantity in more:
        remaining = left.get(plu)
        code = None if plu not in offers or offers[plu].orderable else "snoozed"
        if remaining is not None:
            code = code or ("sold-out" if remaining < quantity else None)
            left[plu] = less(remaining, quantity)
        if code is not None:
            raise NotOrderable([Fault(place, code, MESSAGES[code])])
        taken.append(None if remaining is None else quantity)
    return taken
