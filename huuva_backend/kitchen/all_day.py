"""What is still to be made, on all tickets together. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from huuva_backend.kitchen.board import AllDay, AllDayModifier, Share
from huuva_backend.kitchen.lines import TicketItem, TicketModifier, is_to_be_made
from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.platform.quantity import Quantity, Unit, of_thousandths, thousandths


class ProductKey(NamedTuple):
    """What is counted as one."""

    brand_id: str
    plu: str
    name: str
    unit: Unit | None


class ModifierKey(NamedTuple):
    plu: str | None
    name: str | None
    action: ModifierAction
    portion: Portion


def all_day(shares: Iterable[Share]) -> list[AllDay]:
    """Most first, then by name; nothing of orders that are shown early. What differs in PLU, name, unit, action or portion is never counted as one."""
    products = defaultdict[ProductKey, list[TicketItem]](list)
    for share in shares:
        for item in share.items:
            if is_to_be_made(item) and not share.early:
                product = ProductKey(share.brand_id, item.plu, item.name, item.unit)
                products[product].append(item)
    counts = [_count(product, items) for product, items in products.items()]
    return sorted(
        counts,
        key=lambda count: (
            -count.quantity,
            count.name,
            count.plu,
            count.unit or "",
            count.brand_id,
        ),
    )


def _count(product: ProductKey, items: Sequence[TicketItem]) -> AllDay:
    extras = defaultdict[ModifierKey, int](int)
    for item in items:
        for extra, count in _extras(item.modifiers):
            extras[extra] += thousandths(item.quantity) * count
    together = [
        AllDayModifier(**extra._asdict(), quantity=of_thousandths(count))
        for extra, count in extras.items()
    ]
    return AllDay(
        **product._asdict(),
        quantity=_sum(item.quantity for item in items),
        modifiers=sorted(
            together,
            key=lambda extra: (
                *(-extra.quantity, extra.name or "", extra.plu or ""),
                *(extra.action, extra.portion),
            ),
        ),
    )


def _sum(quantities: Iterable[Quantity]) -> Quantity:
    return of_thousandths(sum(map(thousandths, quantities)))


def _extras(
    modifiers: Iterable[TicketModifier], each: int = 1
) -> Iterator[tuple[ModifierKey, int]]:
    """How many of each come with one of the line, those of modifiers for each of what they go with."""
    for modifier in modifiers:
        count = each * modifier.quantity
        yield ModifierKey(modifier.plu, modifier.name, modifier.action, modifier.portion), count
        yield from _extras(modifier.modifiers, count)
