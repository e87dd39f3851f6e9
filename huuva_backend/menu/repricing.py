"""What a line that was ordered costs with other modifiers, and whether more of it can be had. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import PricedLine, priced
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, less


def repriced(
    line: PricedLine, parts: Sequence[PricedLine], offer: Offer | None, currency: str | None
) -> PricedLine:
    """The line with its modifiers as the menu has them. That it was ordered already is no longer asked about.

    `parts` are those of a bundle. Modifiers that bring prices have been sold already: what the menu says against them
    is a flag, as with `priced`; else it is an error. Raises as `priced` does.
    """
    if offer is None:
        return priced([line, *parts], {}, currency)[0]
    asked = replace(line, unit_price=_sold_for(line))
    had = {line.plu: replace(offer, orderable=True, stock=None)}
    found = priced([asked, *(replace(part, bundle=asked) for part in parts)], had, currency)[0]
    return replace(found, unit_price=line.unit_price)


def _sold_for(line: PricedLine) -> Price | None:
    """A part of a bundle that was sold has no price of its own."""
    sold = next((each.unit_price for each in line.modifiers if each.unit_price), None)
    if sold is None:
        return None
    return line.unit_price or Price.model_construct(amount=0, currency=sold.currency)


def more_taken(
    more: Iterable[tuple[str, Quantity]], offers: Mapping[str, Offer]
) -> Iterator[tuple[Quantity | None, str | None]]:
    """What more of each product takes of what is left, None where nobody counts; and why it can't be had, if so."""
    left = {plu: offer.stock for plu, offer in offers.items()}
    for plu, quantity in more:
        code = None if plu not in offers or offers[plu].orderable else "snoozed"
        remaining = left.get(plu)
        if remaining is None:
            yield None, code
            continue
        taken = min(remaining, quantity)
        left[plu] = less(remaining, taken)
        yield taken, code or (None if taken == quantity else "sold-out")
