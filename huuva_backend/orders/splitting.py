"""What becomes of a line of which a part is moved or voided: the part is a line of its own. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amending import Amending
from huuva_backend.orders.commands import Command, decide_item
from huuva_backend.orders.errors import QuantityNotThere
from huuva_backend.orders.history import Opening
from huuva_backend.orders.item import Item, Origin, OriginKind, in_all, within
from huuva_backend.orders.lifecycle import Cause, ItemStatus
from huuva_backend.orders.order import Order, item_standing
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.result import entry
from huuva_backend.platform.quantity import (
    THOUSAND,
    Quantity,
    Unit,
    is_whole,
    less,
    of_thousandths,
    thousandths,
    times,
)


def decide_part(
    order: Order, item: Item, command: Command[ItemStatus], quantity: Quantity, policy: Policy
) -> tuple[Amended, int] | None:
    """What moving so many of a line makes of its order, and which line they are then. None where all stand there.

    `quantity` is in all, as a ticket has it. Raises `QuantityNotThere`, `TooManyLines`, and as `decide_item` does.
    """
    if decide_item(item_standing(order, item.plu), item, command, policy) is None:
        return None
    check_whole(item, quantity)
    if quantity > in_all(order.items, item):
        raise QuantityNotThere("Should be at most as many as the line has")
    amending = Amending(order, command, policy, place="/quantity")
    parts = part_of(amending, amending.order.items[item.line - 1], quantity)
    amending.move({part.line: command.status for part in parts}, command.occurred_at)
    return amending.done(), parts[0].line


def check_whole(item: Item, quantity: Quantity) -> None:
    """Raises `QuantityNotThere` where the line is of pieces and these aren't whole."""
    if item.unit is Unit.PIECE and not is_whole(quantity):
        raise QuantityNotThere("Pieces should be a whole number")


def part_of(amending: Amending, item: Item, quantity: Quantity) -> list[Item]:
    """The lines that are so many of this one, counted in all; it itself where that is all of it.

    Where not each of its bundles can give as many, whole bundles are split off, and one more for what is left over.
    """
    items = amending.order.items
    if quantity == in_all(items, item):
        return [item]
    path = [item]
    while (bundle := path[0].parent_line) is not None:
        path.insert(0, items[bundle - 1])
    return _taken(amending, path, quantity)


def _taken(amending: Amending, path: Sequence[Item], quantity: Quantity) -> list[Item]:
    """So many of the last of a path, on which each line is a part of the one before, in all of the first."""
    first, *inner = path
    if not inner:
        return [first if quantity == first.quantity else split_off(amending, first, quantity)]
    each = _evenly(quantity, first.quantity, path[-1].unit)
    if each is not None:
        return _taken(amending, inner, each)
    if not all(is_whole(bundle.quantity) for bundle in path[:-1]):
        raise QuantityNotThere("Should be as many of each of its bundles")
    in_one = reduce(times, [line.quantity for line in inner])
    whole, rest = divmod(thousandths(quantity), thousandths(in_one))
    parts = [_apart(amending, path, whole)[-1]] if whole else []
    if rest:
        parts += _taken(amending, _apart(amending, path, 1)[1:], of_thousandths(rest))
    return parts


def _evenly(quantity: Quantity, bundles: Quantity, unit: Unit | None) -> Quantity | None:
    """How many of each bundle; None where that is no quantity."""
    each, rest = divmod(thousandths(quantity) * THOUSAND, thousandths(bundles))
    if rest or (unit is Unit.PIECE and each % THOUSAND):
        return None
    return of_thousandths(each)


def _apart(amending: Amending, path: Sequence[Item], quantity: Quantity) -> list[Item]:
    """The same path in so many of its first line, which are split off unless they are all of it."""
    if quantity == path[0].quantity:
        return [*path]
    bundle = split_off(amending, path[0], quantity)
    parts = amending.order.items[bundle.line - 1 :]
    copies = {part.origin.from_line: part for part in parts}
    return [copies[line.line] for line in path]


def split_off(amending: Amending, item: Item, quantity: Quantity) -> Item:
    """A new line of so many, for one of its bundle where it is a part of one; the others stay.

    It stands where they do, and since then: so no measure loses the time that it has stood there. Parts go with it.
    """
    lines = within(amending.order.items, item)
    copies = dict[int | None, int]()
    parts = [_standing_as(amending, line, copies) for line in lines]
    parts[0].quantity = quantity
    item.quantity = less(item.quantity, quantity)
    for line, part in zip(lines, parts, strict=True):
        _share_stock(amending.order, line, part)
    return parts[0]


def _standing_as(amending: Amending, item: Item, copies: dict[int | None, int]) -> Item:
    line = copies[item.line] = len(amending.order.items) + 1
    begun = Opening.at(line, item.status, None, Cause.REQUEST, amending.clock).newest
    row = begun._replace(occurred_at=item.status_since, bundle=item.bundle)
    part = replace(
        item,
        line=line,
        parent_line=copies.get(item.parent_line, item.parent_line),
        origin=Origin(OriginKind.SPLIT, item.line),
        claims=[],
        status_seq=row.seq,
        status_history=[entry(row, amending.revision)],
    )
    amending.begin_part(part, row)
    return part


def _share_stock(order: Order, item: Item, part: Item) -> None:
    """Where less was left than was sold, those that stay have taken it."""
    if item.stock_taken is not None:
        kept = min(item.stock_taken, in_all(order.items, item))
        item.stock_taken, part.stock_taken = kept, less(item.stock_taken, kept)
