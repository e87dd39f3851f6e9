"""Which lines of an order those of a message are that has the whole order again, and in what they differ. Pure.

Lines are the same where PLU, unit, note, modifiers and, of a bundle, its parts are, whatever they cost. Of the same lines
those go together that also agree in what else the message says of them. What the kitchen voided is still ordered for a
partner that repeats it, so it isn't ordered anew; what an amendment took away is not.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias, TypeVar

from huuva_backend.menu.modifier import Modifier
from huuva_backend.orders.drafting import modifiers_of
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import LIVE, ItemStatus
from huuva_backend.orders.line_schemas import LineCreate, PostedLine
from huuva_backend.orders.order import Order
from huuva_backend.orders.ordered import still_ordered
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, Unit, is_whole, less, more

OF_LINES: Final = ("allergens", "course", "for_name")
"""What a line may say otherwise and is still the same."""

L = TypeVar("L", Item, PostedLine)
Kept: TypeAlias = tuple[Item, PostedLine, Quantity]


@dataclass
class Matched:
    """`kept` are live lines, and how much of each is as the message says there, those first that are so already;
    `changed` are such of another note or modifiers; `fewer` and `more` are by how much lines differ.
    """

    kept: list[Kept] = field(default_factory=list)
    changed: list[tuple[Item, PostedLine]] = field(default_factory=list)
    fewer: list[tuple[Item, Quantity]] = field(default_factory=list)
    more: list[Kept] = field(default_factory=list)
    added: list[tuple[PostedLine, Quantity]] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.changed or self.fewer or self.more or self.added)


class Matching:
    """An order and the lines of a message that has it again."""

    def __init__(self, order: Order, posted: Sequence[PostedLine]) -> None:
        self.posted = posted
        self._ours = _by_bundle(still_ordered(order))
        self._theirs = _by_bundle(posted)
        self._told = {line.line: _Told.of(line.posted) for line in posted}
        self._costs = {item.line: _cost_of(item.modifiers) for item in order.items}

    def match(self) -> Matched:
        """Of the lines that are no parts; a bundle is the same with all of its parts or not at all."""
        matched = self._match(None, None)
        _pair_changed(matched)
        return matched

    def match_parts(self, bundle: Item, line: PostedLine) -> Matched:
        """Of the parts of a bundle that is the same."""
        return self._match(bundle.line, line.line)

    def agrees(self, item: Item, line: PostedLine) -> bool:
        """Whether a line of the same kind is all that the message says of it there, and so are its parts."""
        return self._told[line.line].agrees(item, self._costs) and all(
            any(self.agrees(part, of_line) for part in self._ours[item.line])
            for of_line in self._theirs[line.line]
        )

    def _same(self, item: Item, line: PostedLine) -> bool:
        return item.quantity == line.posted.quantity and self.agrees(item, line)

    def _match(self, bundle: int | None, posted_bundle: int | None) -> Matched:
        ours = defaultdict[Hashable, list[Item]](list)
        for item in self._ours[bundle]:
            ours[self._kind_of_item(item)].append(item)
        theirs = defaultdict[Hashable, list[PostedLine]](list)
        for line in self._theirs[posted_bundle]:
            theirs[self._kind_of_posted(line)].append(line)
        matched = Matched()
        for kind in dict.fromkeys([*ours, *theirs]):
            self._compare(matched, ours.get(kind, []), theirs.get(kind, []))
        return matched

    def _compare(
        self, matched: Matched, ours: Sequence[Item], theirs: Sequence[PostedLine]
    ) -> None:
        """What is left over of ours is what is wanted least: what was voided, then what was begun least, the newest."""
        free = {item.line: item.quantity for item in ours}
        needed = {line.line: line.posted.quantity for line in theirs}
        like = defaultdict[int, list[Item]](list)
        wanted = sorted(ours, key=_wanted_less)
        telling = sorted(theirs, key=self._says, reverse=True)
        for fits in (self._same, self.agrees, None):
            for line in telling:
                for item in wanted:
                    if not needed[line.line]:
                        break
                    quantity = min(free[item.line], needed[line.line])
                    if not quantity or (fits and not fits(item, line)):
                        continue
                    if item.status in LIVE:
                        matched.kept.append((item, line, quantity))
                        like[line.line].append(item)
                    free[item.line] = less(free[item.line], quantity)
                    needed[line.line] = less(needed[line.line], quantity)
        matched.fewer += [(item, free[item.line]) for item in wanted[::-1] if free[item.line]]
        for line in theirs:
            if needed[line.line]:
                _more(matched, line, needed[line.line], like[line.line])

    def _says(self, line: PostedLine) -> int:
        """How much: who says most finds the line that is so before who says nothing takes it."""
        told = self._told[line.line]
        parts = sum(map(self._says, self._theirs[line.line]))
        return parts + len(told.said) + (told.price is not None)

    def _kind_of_item(self, item: Item) -> Hashable:
        parts = [(self._kind_of_item(part), part.quantity) for part in self._ours[item.line]]
        return (item.plu, item.unit, item.note, kind_of(item.modifiers), _counted(parts))

    def _kind_of_posted(self, line: PostedLine) -> Hashable:
        told = line.posted
        parts = [
            (self._kind_of_posted(part), part.posted.quantity) for part in self._theirs[line.line]
        ]
        modifiers = kind_of(modifiers_of(told.modifiers))
        return (told.plu, _unit_of(told), told.note, modifiers, _counted(parts))


def _by_bundle(lines: Iterable[L]) -> Mapping[int | None, list[L]]:
    found = defaultdict[int | None, list[L]](list)
    for line in lines:
        found[line.parent_line].append(line)
    return found


class _Told(NamedTuple):
    """What a message says of a line, but for what makes its kind. What it doesn't say may be anything."""

    said: Sequence[tuple[str, object]]
    price: Price | None
    cost: Hashable | None

    @classmethod
    def of(cls, told: LineCreate) -> "_Told":
        said = [(name, getattr(told, name)) for name in OF_LINES if name in told.model_fields_set]
        modifiers = modifiers_of(told.modifiers)
        return cls(said, told.unit_price, _cost_of(modifiers) if _are_priced(modifiers) else None)

    def agrees(self, item: Item, costs: Mapping[int, Hashable]) -> bool:
        return (
            (self.price is None or self.price == item.unit_price)
            and (self.cost is None or self.cost == costs[item.line])
            and all(getattr(item, name) == value for name, value in self.said)
        )


def costs_otherwise(modifiers: Sequence[Modifier], told: Sequence[Modifier]) -> bool:
    """Whether modifiers that are told with prices aren't those of the same modifiers of a line."""
    return _are_priced(told) and _cost_of(modifiers) != _cost_of(told)


def _are_priced(modifiers: Iterable[Modifier]) -> bool:
    return any(each.unit_price or _are_priced(each.modifiers) for each in modifiers)


def _cost_of(modifiers: Iterable[Modifier]) -> Hashable:
    return _counted(
        (
            (each.plu, each.unit_price and each.unit_price.amount, _cost_of(each.modifiers)),
            each.quantity,
        )
        for each in modifiers
    )


def _wanted_less(item: Item) -> tuple[bool, int, int]:
    return (item.status not in LIVE, -item.status.code, item.line)


def _more(matched: Matched, line: PostedLine, quantity: Quantity, like: Sequence[Item]) -> None:
    """More of a line that is as the message says there, or another line."""
    if not like:
        matched.added.append((line, quantity))
        return
    unbegun = [item for item in like if item.status is ItemStatus.ORDERED]
    matched.more.append(((unbegun or like)[-1], line, quantity))


def _pair_changed(matched: Matched) -> None:
    """As many of the same PLU with another note or other modifiers are the same line, which says so now."""
    gone = defaultdict[Hashable, list[Item]](list)
    for item, taken in matched.fewer:
        if taken == item.quantity and item.status in LIVE and not item.bundle:
            gone[item.plu, item.unit, taken].append(item)
    added, matched.added = matched.added, []
    for line, quantity in added:
        same = gone[line.posted.plu, _unit_of(line.posted), quantity]
        if same and not line.is_bundle:
            matched.changed.append((same.pop(0), line))
        else:
            matched.added.append((line, quantity))
    changed = {item.line for item, _ in matched.changed}
    matched.fewer = [(item, taken) for item, taken in matched.fewer if item.line not in changed]


def _unit_of(told: LineCreate) -> Unit | None:
    return told.unit or (Unit.PIECE if is_whole(told.quantity) else None)


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
