"""A line of an order, as the domain sees it: plain values, no behaviour of storage or wire."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from huuva_backend.menu.amounts import line_amount
from huuva_backend.menu.modifier import Modifier
from huuva_backend.orders.history import Claim, HistoryEntry
from huuva_backend.orders.lifecycle import LIVE, ItemStatus, Line
from huuva_backend.orders.totals import LineAmount
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, Unit, times


@dataclass(slots=True, kw_only=True)
class Sold:
    """What of a line says what it costs."""

    line: int
    parent_line: int | None
    quantity: Quantity
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    status: ItemStatus


class OriginKind(StrEnum):
    """How a line came to be: with its order, later, or as a part of another that was split off."""

    PLACED = "placed"
    ADDED = "added"
    SPLIT = "split"


@dataclass(slots=True)
class Origin:
    kind: OriginKind = OriginKind.PLACED
    from_line: int | None = None


@dataclass(kw_only=True)
class LineStanding:
    """Where a line stands, and what else must be known of it to move its order."""

    line: int
    parent_line: int | None = None
    plu: str
    station: str | None = None
    to_make: bool = True
    held: bool = False
    fired_at: datetime | None = None
    bundle: bool = False
    status: ItemStatus
    status_since: datetime
    status_seq: int

    def as_line(self) -> Line:
        return Line(self.line, self.status, self.parent_line, self.to_make, self.held)


@dataclass(kw_only=True)
class ItemContent:
    """What a line orders. `unit` is None where a part of something was ordered and nobody said of what.

    `stock_taken` is how much of what was left it took, None where nobody counts.
    """

    plu: str
    name: str
    quantity: Quantity
    unit: Unit | None = Unit.PIECE
    note: str | None
    unit_price: Price | None
    modifiers: Sequence[Modifier]
    station: str | None = None
    preparation_minutes: int | None = None
    flags: list[str] = field(default_factory=list)
    allergens: list[str] = field(default_factory=list)
    for_name: str | None = None
    course: int | None = None
    to_make: bool = True
    stock_taken: Quantity | None = None


@dataclass(kw_only=True)
class Item(ItemContent, LineStanding):
    """`items` are the parts of a bundle, which are items of the order too."""

    claims: Sequence[Claim[ItemStatus]]
    status_history: list[HistoryEntry[ItemStatus]]
    origin: Origin = field(default_factory=Origin)
    amended_at: datetime | None = None
    items: list["Item"] = field(default_factory=list)

    @property
    def status_history_total(self) -> int:
        return self.status_seq + len(self.claims)


def trees(items: Iterable[Item]) -> list[Item]:
    """The items that are no parts, with their parts in them. A bundle is held while all of its live parts are."""
    by_line = {item.line: item for item in items}
    for item in by_line.values():
        item.items = []
    # Parts come after their bundles, so from the last one on each part is whole before its bundle is.
    for item in reversed(by_line.values()):
        if item.items:
            live = [part for part in item.items if part.status in LIVE]
            item.held = bool(live) and all(part.held for part in live)
        if item.parent_line is not None:
            by_line[item.parent_line].items.insert(0, item)
    return [item for item in by_line.values() if item.parent_line is None]


def in_all(items: Sequence[Item], item: Item) -> Quantity:
    """How much of a line there is: a part's quantity is for one of its bundle."""
    if item.parent_line is None:
        return item.quantity
    return times(item.quantity, in_all(items, items[item.parent_line - 1]))


def within(items: Sequence[Item], item: Item) -> list[Item]:
    """The line and all parts in it, each after its bundle."""
    found = {item.line: item}
    for part in items:
        if part.parent_line in found:
            found[part.line] = part
    return list(found.values())


def amounts(lines: Iterable[Sold | Item]) -> Iterator[LineAmount]:
    """Of lines in their order; parts come after their bundles."""
    in_all: dict[int | None, Quantity | None] = {None: None}
    for line in lines:
        bundles = in_all[line.parent_line]
        in_all[line.line] = line.quantity if bundles is None else line.quantity * bundles
        yield LineAmount(line_amount(line, bundles), line.status is ItemStatus.CANCELLED)
