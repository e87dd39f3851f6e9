"""How orders are called, and how those that are called the same are told apart. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, Protocol

LONGEST_TAIL: Final = 6
_SEPARATORS: Final = re.compile(r"^[\W_]+")


class Called(Protocol):
    """An order that is called by name, which another channel or brand may have given too."""

    @property
    def display_id(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def brand_id(self) -> str: ...
    @property
    def channel_order_id(self) -> str: ...


PARTS: Final[Sequence[Callable[[Called], str]]] = (
    lambda order: order.channel,
    lambda order: order.brand_id,
    lambda order: order.channel_order_id[-LONGEST_TAIL:],
    lambda order: order.channel_order_id,
)
"""What differs, from what a guest knows best."""


def display_id(given: str | None, channel_order_id: str) -> str:
    """What an order is called in the kitchen and at the counter.

    Where the channel gives no name for it: the last six characters of its id, less separators before them.
    """
    if given is not None:
        return given
    tail = channel_order_id[-LONGEST_TAIL:]
    return _SEPARATORS.sub("", tail) or tail


def first_name(customer_name: str | None) -> str | None:
    """What is called across a room: never the family's name."""
    return next(iter((customer_name or "").split()), None)


def marks(orders: Sequence[Called]) -> list[str | None]:
    """Of each order what tells it from those that are called the same: the channel, or where that is the same
    too the brand, or the end of the channel's id; None where nobody else is called so.
    """
    namesakes = defaultdict[str, list[Called]](list)
    for order in orders:
        namesakes[order.display_id].append(order)
    return [_mark(order, namesakes[order.display_id]) for order in orders]


def _mark(order: Called, namesakes: Sequence[Called]) -> str | None:
    said: list[str] = []
    for part in PARTS:
        if len(namesakes) == 1:
            break
        alike = [other for other in namesakes if part(other) == part(order)]
        if len(alike) < len(namesakes):
            said.append(part(order))
        namesakes = alike
    return " · ".join(said) or None
