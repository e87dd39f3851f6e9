"""How many of a product are left."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Stock:
    """Without a location: of all together that have no number of their own."""

    location_id: str | None
    plu: str
    stock: int


@dataclass(slots=True)
class StockList:
    items: Sequence[Stock]
