"""The lines of a ticket: which of them a kitchen makes, under which bundle, and what is left of them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, TypeVar

from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.platform.quantity import Quantity, Unit, times

DONE: Final = frozenset({OrderStatus.READY, ItemStatus.READY, ItemStatus.CANCELLED})
"""Statuses of a ticket on which nothing is left to be made."""


@dataclass(frozen=True, slots=True)
class TicketModifier:
    plu: str | None
    name: str | None
    quantity: int
    action: ModifierAction = ModifierAction.ADD
    portion: Portion = Portion.WHOLE
    note: str | None = None
    modifiers: Sequence["TicketModifier"] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class TicketItem:
    """`quantity` is how many in all, also of a part. A `bundle` is a heading over its parts, and `bundle_name` is what
    the bundle is called that a line is a part of.
    """

    line: int
    parent_line: int | None = None
    plu: str
    name: str
    quantity: Quantity
    unit: Unit | None = Unit.PIECE
    note: str | None
    allergens: list[str] = field(default_factory=list)
    for_name: str | None = None
    modifiers: Sequence[TicketModifier]
    station: str | None
    preparation_minutes: int | None
    flags: list[str]
    course: int | None = None
    held: bool = False
    fired_at: datetime | None = None
    to_make: bool = True
    bundle: bool = False
    bundle_name: str | None = None
    amended_at: datetime | None = None
    status: ItemStatus


@dataclass(slots=True, kw_only=True)
class MadeLine:
    """A line of which only how far it is matters."""

    line: int
    parent_line: int | None
    station: str | None
    preparation_minutes: int | None
    status: ItemStatus
    held: bool
    to_make: bool
    bundle: bool


class Making(Protocol):
    """A line as far as it says what is to be made, and how far it is."""

    line: int
    parent_line: int | None
    preparation_minutes: int | None
    station: str | None
    status: ItemStatus
    held: bool
    to_make: bool
    bundle: bool


M = TypeVar("M", bound=Making)


def shown(items: Sequence[TicketItem], station: str | None) -> list[TicketItem]:
    """The lines of a station, or all of them; `items` have the bundles in which they are, which come first.

    Whose a bundle is, and its allergens, are shown with each of its parts too.
    """
    by_line = {item.line: item for item in items}
    for item in items:
        if item.parent_line is not None:
            bundle = by_line[item.parent_line]
            item.quantity = times(item.quantity, bundle.quantity)
            item.bundle_name = bundle.name
            item.for_name = item.for_name or bundle.for_name
            item.allergens = list(dict.fromkeys([*bundle.allergens, *item.allergens]))
    if station is not None:
        return [item for item in items if not item.bundle]
    hold_bundles(items)
    return list(items)


def hold_bundles(items: Sequence[Making]) -> None:
    """A bundle is held back as long as all that is left of it is."""
    for item in reversed(items):
        if item.bundle:
            live = [part for part in items if part.parent_line == item.line and is_live(part)]
            item.held = bool(live) and all(part.held for part in live)


def is_live(item: Making) -> bool:
    return item.status is not ItemStatus.CANCELLED


def is_to_be_made(item: TicketItem) -> bool:
    """Whether a cook has work with it, and may begin."""
    return item.status not in DONE and item.to_make and not item.held and not item.bundle


def called_for(items: Iterable[M]) -> list[M]:
    """The live lines that nobody holds back."""
    return [item for item in items if is_live(item) and not item.held]


def is_due(status: OrderStatus | ItemStatus, items: Sequence[Making]) -> bool:
    """Whether a ticket can be late: something is left of it that nobody holds back."""
    if status in DONE:
        return False
    return any(item.status not in DONE and not item.held for item in counted(items))


def counted(items: Iterable[M]) -> list[M]:
    """As `orders.moves.counted`."""
    live = [item for item in items if is_live(item) and not item.bundle]
    return [item for item in live if item.to_make] or live


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a station's share of an order stands; `station` is None for what no station makes."""

    station: str | None
    status: ItemStatus


def elsewhere(items: Iterable[Making], station: str | None) -> list[Elsewhere]:
    """By name, of the stations but the given one that have something of the order to make."""
    shares: dict[str | None, list[Making]] = {}
    for item in counted(items):
        if item.to_make and (station is None or item.station != station):
            shares.setdefault(item.station, []).append(item)
    names = sorted(shares, key=lambda name: (name is None, name or ""))
    return [Elsewhere(name, share_status(shares[name])) for name in names]


def is_done(items: Iterable[Making]) -> bool:
    """Whether its stations have made all that there is of an order."""
    return share_status(items) is ItemStatus.READY


def share_status(items: Iterable[Making]) -> ItemStatus:
    """Where a station's lines stand together: PREPARING unless all live ones stand at the same; what isn't made counts
    alone.
    """
    live = {item.status for item in counted(items)}
    if not live:
        return ItemStatus.CANCELLED
    return live.pop() if len(live) == 1 else ItemStatus.PREPARING
