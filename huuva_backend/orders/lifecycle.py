"""The life of an order and of its items: statuses, and which moves are legal.

Pure: tables, and functions that read them. Nothing here knows of HTTP, SQL or the clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar


class Status(StrEnum):
    """A status whose `code` is the integer by which partners' payloads name it."""

    code: int

    def __new__(cls, name: str, code: int) -> "Status":
        member = str.__new__(cls, name)
        member._value_ = name
        member.code = code
        return member


class OrderStatus(Status):
    RECEIVED = "RECEIVED", 1
    PREPARING = "PREPARING", 2
    READY = "READY", 3
    PICKED_UP = "PICKED_UP", 4
    CANCELLED = "CANCELLED", 5


class ItemStatus(Status):
    ORDERED = "ORDERED", 1
    PREPARING = "PREPARING", 2
    READY = "READY", 3
    PICKED_UP = "PICKED_UP", 4
    CANCELLED = "CANCELLED", 5


class Move(Enum):
    """What asking for a status means to one that stands at another."""

    SAME = auto()
    FORWARD = auto()
    RECALL = auto()
    REFUSED = auto()


class Cause(StrEnum):
    """Why a history row was written."""

    REQUEST = "request"
    ROLLUP = "rollup"
    CASCADE = "cascade"
    IMPORT = "import"
    CLOSED_BY_DAY = "closed-by-day"


S = TypeVar("S", bound=Status)


def _table(statuses: type[S], drawing: str) -> Mapping[S, Mapping[S, Move]]:
    """Read a table drawn as in the handbook: a row per status left, a column per status entered."""
    moves = {"=": Move.SAME, "forward": Move.FORWARD, "recall": Move.RECALL, "-": Move.REFUSED}
    return {
        current: {
            target: moves[cell] for target, cell in zip(statuses, row.split()[1:], strict=True)
        }
        for current, row in zip(statuses, drawing.strip().splitlines(), strict=True)
    }


ORDER_MOVES: Final = _table(
    OrderStatus,
    """
    RECEIVED    =       forward  forward  -        forward
    PREPARING   recall  =        forward  -        forward
    READY       recall  recall   =        forward  forward
    PICKED_UP   -       -        recall   =        -
    CANCELLED   -       -        -        -        =
    """,
)
ITEM_MOVES: Final = _table(
    ItemStatus,
    """
    ORDERED     =       forward  forward  -        forward
    PREPARING   recall  =        forward  -        forward
    READY       recall  recall   =        -        forward
    PICKED_UP   -       -        -        =        -
    CANCELLED   -       -        -        -        =
    """,
)
CLOSED: Final = frozenset({OrderStatus.PICKED_UP, OrderStatus.CANCELLED})
LIVE: Final = frozenset(ItemStatus) - {ItemStatus.CANCELLED}

ITEM_AT: Final[Mapping[OrderStatus, ItemStatus]] = {
    OrderStatus.RECEIVED: ItemStatus.ORDERED,
    OrderStatus.PREPARING: ItemStatus.PREPARING,
    OrderStatus.READY: ItemStatus.READY,
    OrderStatus.PICKED_UP: ItemStatus.PICKED_UP,
    OrderStatus.CANCELLED: ItemStatus.CANCELLED,
}
"""Where a command for the whole ticket brings its items."""


class Line(NamedTuple):
    """An item as far as moving it needs: its line number and where it stands.

    `parent_line` is the bundle that it is a part of. One that isn't to be made goes with those that are; one that is
    held waits for its course to be fired.
    """

    line: int
    status: ItemStatus
    parent_line: int | None = None
    to_make: bool = True
    held: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One status that changes: of the item at `line`, or of the order where that is None."""

    line: int | None
    from_status: Status
    to_status: Status
    cause: Cause

    @property
    def recall(self) -> bool:
        return self.to_status.code < self.from_status.code


class Refused(Exception):
    """The move is not allowed; `reason` says it in a sentence."""

    def __init__(self, current: Status, requested: Status, reason: str) -> None:
        super().__init__(reason)
        self.current = current
        self.requested = requested
        self.reason = reason


def voids_unbegun(from_status: Status | None, to_status: Status) -> bool:
    """Whether a line is cancelled that nobody had begun, so that what it took of a product is there again."""
    return (from_status, to_status) == (ItemStatus.ORDERED, ItemStatus.CANCELLED)


def order_options(
    status: OrderStatus, move: Move, *, recall_open: bool = True
) -> list[OrderStatus]:
    """Statuses an order can take from `status` by a move of this kind.

    `recall_open` is whether the time in which a picked-up order can be taken back is still running.
    """
    if move is Move.RECALL and status is OrderStatus.PICKED_UP and not recall_open:
        return []
    return [target for target, kind in ORDER_MOVES[status].items() if kind is move]


def item_options(status: ItemStatus, order: OrderStatus, move: Move) -> list[ItemStatus]:
    if order in CLOSED:
        return []
    return [target for target, kind in ITEM_MOVES[status].items() if kind is move]


def is_chain(statuses: Sequence[Status]) -> bool:
    """Whether each status could have followed the one before it, by a move or a recall."""
    moves = ITEM_MOVES if isinstance(statuses[0], ItemStatus) else ORDER_MOVES
    legal = {Move.FORWARD, Move.RECALL}
    return all(
        moves[before][after] in legal for before, after in pairwise(statuses)  # type: ignore[index]
    )


def roll_up(
    order: OrderStatus, items: Iterable[ItemStatus], *, pass_required: bool = False
) -> OrderStatus:
    """Where an open order stands, given where its items stand.

    Where the pass is required, its items don't make an order READY: whoever completes it there does.
    """
    live = {status for status in items if status is not ItemStatus.CANCELLED}
    if order in CLOSED:
        return order
    if not live:
        return OrderStatus.CANCELLED
    if live == {ItemStatus.READY} and (order is OrderStatus.READY or not pass_required):
        return OrderStatus.READY
    if order is OrderStatus.READY or live != {ItemStatus.ORDERED}:
        return OrderStatus.PREPARING
    return order
