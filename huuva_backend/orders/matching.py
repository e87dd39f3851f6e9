"""Which lines of an order those of a message are that has the whole order again, and in what they differ. Pure.

Lines are the same where PLU, unit, note, modifiers and, of a bundle, its parts are, whatever they cost. What the kitchen
voided is still ordered for a partner that repeats it, so it isn't ordered anew; what an amendment took away is not.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from huuva_backend.menu.modifier import Modifier
from huuva_backend.orders.drafting import modifiers_of
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import LIVE, ItemStatus
from huuva_backend.orders.line_schemas import PostedLine
from huuva_backend.platform.quantity import Quantity, Unit, is_whole, less, more

L = TypeVar("L", Item, PostedLine)

Kind = tuple[Hashable, Quantity]
"""What tells a line from others, without its parts, and how many there are."""


@dataclass
class Matched:
    """`kept` are live lines with what the message says of them; `fewer` and `more` are by how much lines differ."""

    kept: list[tuple[Item, PostedLine]] = field(default_factory=list)
    fewer: list[tuple[Item, Quantity]] = field(default_factory=list)
    more: list[tuple[Item, PostedLine, Quantity]] = field(default_factory=list)
    added: list[tuple[PostedLine, Quantity]] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.fewer or self.more or self.added)


def match(items: Sequence[Item], posted: Sequence[PostedLine]) -> Matched:
    """Of the lines that are no parts; a bundle is the same with all of its parts or not at all."""
    ours = _by_kind([item for item in items if _is_ordered(item)], _kind_of_item)
    theirs = _by_kind(posted, _kind_of_posted)
    matched = Matched()
    for kind in dict.fromkeys([*ours, *theirs]):
        _compare(matched, ours.get(kind, []), theirs.get(kind, []))
    _pair_changed(matched)
    return matched


def _pair_changed(matched: Matched) -> None:
    """As many of the same PLU with another note or other modifiers are the same line, which says so now."""
    for line, quantity in [*matched.added]:
        same = [
            item
            for item, taken in matched.fewer
            if taken == item.quantity == quantity
            and item.plu == line.posted.plu
            and not (item.bundle or line.is_bundle)
            and item.status in LIVE
        ]
        if same:
            matched.fewer.remove((same[-1], quantity))
            matched.added.remove((line, quantity))
            matched.kept.append((same[-1], line))


def _is_ordered(item: Item) -> bool:
    """Whether whoever ordered it still believes in it."""
    if item.status in LIVE:
        return True
    return item.amended_at is None or item.amended_at < item.status_history[-1].recorded_at


def _compare(matched: Matched, ours: list[Item], theirs: list[PostedLine]) -> None:
    """Of one kind: as many for the same guest are the same line, the others are counted together."""
    for line in [*theirs]:
        told = (line.posted.quantity, line.posted.for_name)
        same = [item for item in ours if (item.quantity, item.for_name) == told]
        if same:
            item = next((each for each in same if each.status in LIVE), same[0])
            ours.remove(item)
            theirs.remove(line)
            matched.kept += [(item, line)] if item.status in LIVE else []
    _compare_counted(matched, ours, theirs)


def _compare_counted(matched: Matched, ours: Sequence[Item], theirs: Sequence[PostedLine]) -> None:
    live = [item for item in ours if item.status in LIVE]
    if theirs:
        last = len(theirs) - 1
        matched.kept += [(item, theirs[min(at, last)]) for at, item in enumerate(live)]
    had = _sum(item.quantity for item in ours)
    wanted = _sum(line.posted.quantity for line in theirs)
    if wanted < had:
        matched.fewer += _taken_away(ours, less(had, wanted))
    elif wanted > had and live:
        unbegun = [item for item in live if item.status is ItemStatus.ORDERED]
        matched.more.append(((unbegun or live)[-1], theirs[-1], less(wanted, had)))
    elif wanted > had and not ours:
        matched.added += [(line, line.posted.quantity) for line in theirs]
    elif wanted > had:
        matched.added.append((theirs[-1], less(wanted, had)))


def _taken_away(items: Sequence[Item], quantity: Quantity) -> list[tuple[Item, Quantity]]:
    """First from what was voided already, then from what was begun least, the newest first."""
    found: list[tuple[Item, Quantity]] = []
    for item in sorted(items, key=lambda each: (each.status in LIVE, each.status.code, -each.line)):
        if quantity:
            taken = min(item.quantity, quantity)
            found.append((item, taken))
            quantity = less(quantity, taken)
    return found


def _sum(quantities: Iterable[Quantity]) -> Quantity:
    total: Quantity = 0
    for quantity in quantities:
        total = more(total, quantity)
    return total


def _by_kind(lines: Sequence[L], kind_alone: Callable[[L], Kind]) -> dict[Hashable, list[L]]:
    """The lines that are no parts. From the last one on, so that each part is known before its bundle is."""
    parts = defaultdict[int | None, list[tuple[Hashable, Quantity]]](list)
    kinds = defaultdict[Hashable, list[L]](list)
    for line in reversed(lines):
        alone, quantity = kind_alone(line)
        kind = (alone, _counted(parts[line.line]))
        parts[line.parent_line].append((kind, quantity))
        if line.parent_line is None:
            kinds[kind].insert(0, line)
    return dict(reversed(kinds.items()))


def _kind_of_item(item: Item) -> Kind:
    return (item.plu, item.unit, item.note, kind_of(item.modifiers)), item.quantity


def _kind_of_posted(line: PostedLine) -> Kind:
    told = line.posted
    unit = told.unit or (Unit.PIECE if is_whole(told.quantity) else None)
    return (told.plu, unit, told.note, kind_of(modifiers_of(told.modifiers))), told.quantity


def kind_of(modifiers: Sequence[Modifier]) -> Hashable:
    """The same however they are written: two alike are as one of twice as many."""
    return _counted(
        (
            (
                modifier.plu or (modifier.name or "").casefold(),
                *(modifier.action, modifier.portion, modifier.note),
                kind_of(modifier.modifiers),
            ),
            modifier.quantity,
        )
        for modifier in modifiers
    )


def _counted(each: Iterable[tuple[Hashable, Quantity]]) -> Hashable:
    kinds = defaultdict[Hashable, Quantity](int)
    for kind, quantity in each:
        kinds[kind] = more(kinds[kind], quantity)
    return frozenset(kinds.items())
