"""What becomes of a line of which more is ordered. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import MESSAGES, NotOrderable
from huuva_backend.menu.repricing import more_taken
from huuva_backend.orders.amending import Amending, told_quantity
from huuva_backend.orders.history import Opening
from huuva_backend.orders.item import Item, Origin, OriginKind, in_all, within
from huuva_backend.orders.lifecycle import LIVE, Cause, ItemStatus
from huuva_backend.orders.moves import begins_ready
from huuva_backend.orders.ordered import still_ordered
from huuva_backend.orders.result import entry
from huuva_backend.platform.errors import Fault
from huuva_backend.platform.quantity import Quantity, less, more


def increase(
    amending: Amending,
    item: Item,
    quantity: Quantity,
    offers: Mapping[str, Offer],
    place: str,
    *,
    sold: bool = False,
) -> None:
    """So many more of a line: in it, or where it was begun in a new one.

    Raises `NotOrderable` at `place` where they can't be had, but for what was `sold` elsewhere: that is flagged.
    """
    items = amending.order.items
    live = [each for each in within(items, item) if each.status in LIVE]
    if all(each.status is ItemStatus.ORDERED for each in live):
        before = [in_all(items, each) for each in live]
        whole = more(item.quantity, quantity)
        amending.tell(item.line, "quantity", told_quantity(item.quantity), told_quantity(whole))
        amending.mark(live)
        item.quantity = whole
    else:
        ordered = {each.line for each in still_ordered(amending.order)}
        lines = [each for each in within(items, item) if each.line in ordered]
        live = [each for each in _anew(amending, lines, quantity) if each.status in LIVE]
        before = [0] * len(live)
    growth = [
        (each.plu, less(in_all(items, each), had)) for each, had in zip(live, before, strict=True)
    ]
    for each, (taken, code) in zip(live, more_taken(growth, offers), strict=True):
        if code is not None:
            if not sold:
                raise NotOrderable([Fault(place, code, MESSAGES[code])])
            each.flags = sorted({*each.flags, code})
        if taken is not None:
            each.stock_taken = more(each.stock_taken or 0, taken)


def _anew(amending: Amending, lines: Sequence[Item], quantity: Quantity) -> list[Item]:
    """The same lines, a bundle with its parts, as nobody has begun them; what of it is held is held here too.

    What the kitchen has voided of it is void here too.
    """
    order = amending.order
    made = any(line.to_make for line in lines if not line.bundle and line.status in LIVE)
    ready = begins_ready(order.status, [each.as_line() for each in order.items], made=made)
    begin = ItemStatus.READY if ready else ItemStatus.ORDERED
    copies = dict[int | None, int]()
    found: list[Item] = []
    for item in lines:
        line = copies[item.line] = len(order.items) + 1
        status = begin if item.status in LIVE else ItemStatus.CANCELLED
        begun = Opening.at(line, status, None, Cause.REQUEST, amending.clock).newest
        row = begun._replace(bundle=item.bundle)
        copy = replace(
            item,
            line=line,
            parent_line=copies.get(item.parent_line, item.parent_line),
            quantity=item.quantity if found else quantity,
            origin=Origin(OriginKind.ADDED, item.line),
            status=status,
            status_since=row.occurred_at,
            status_seq=row.seq,
            status_history=[entry(row, amending.revision)],
            claims=[],
            held=item.held and status is ItemStatus.ORDERED,
            fired_at=None,
            stock_taken=None,
        )
        if status in LIVE:
            amending.begin(copy, [row])
            amending.tell(line, "quantity", 0, told_quantity(copy.quantity))
        else:
            amending.begin_part(copy, row)
        found.append(copy)
    return found
