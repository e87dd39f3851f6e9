"""What is answered of a kitchen's work: how much there is, and what an order would take. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from huuva_backend.quotes.work import Basis, StationLoad, StationQuote


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenLoad:
    location_id: str
    as_of: datetime
    minutes: int
    ready_at: datetime
    stations: Sequence[StationLoad]
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedItem:
    """`known` is whether the brand's menu has the product, or it was observed."""

    plu: str
    known: bool
    station: str | None
    minutes: float
    basis: Basis
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    location_id: str
    brand_id: str | None
    channel: str
    as_of: datetime
    minutes: int
    ready_at: datetime
    items: Sequence[QuotedItem]
    stations: Sequence[StationQuote]
    definition: str
