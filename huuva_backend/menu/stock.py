"""How much of a product is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from huuva_backend.platform.quantity import Quantity


@dataclass(slots=True)
class Stock:
    """Without a location: of all together that have no number of their own."""

    location_id: str | None
    plu: str
    stock: Quantity


@dataclass(slots=True)
class StockList:
    items: Sequence[Stock]
