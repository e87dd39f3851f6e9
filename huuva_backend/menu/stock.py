"""How many of a product are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

THOUSAND: Final = 1000
"""What is left is kept in thousandths, as quantities have three places."""


def of_thousandths(stored: int) -> int:
    return stored // THOUSAND


def thousandths(quantity: int) -> int:
    return int(quantity * THOUSAND)


@dataclass(slots=True)
class Stock:
    """Without a location: of all together that have no number of their own."""

    location_id: str | None
    plu: str
    stock: int


@dataclass(slots=True)
class StockList:
    items: Sequence[Stock]
