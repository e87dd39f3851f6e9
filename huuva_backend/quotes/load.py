"""What is answered of a kitchen's work: how much there is, and what an order would take. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from huuva_backend.locations.intake import IntakeMode, ShownSwitch
from huuva_backend.quotes.work import MinutesBasis, StationLoad, StationQuote


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenLoad:
    location_id: str
    as_of: datetime
    minutes: int
    ready_at: datetime
    stations: Sequence[StationLoad]
    intake: Sequence[ShownSwitch]
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedItem:
    """`known` is whether the brand's menu has the product, or it was observed."""

    plu: str
    known: bool
    station: str | None
    minutes: float
    basis: MinutesBasis
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    location_id: str
    brand_id: str | None
    channel: str
    as_of: datetime
    minutes: int
    ready_at: datetime
    mode: IntakeMode
    extra_minutes: int
    until: datetime | None
    items: Sequence[QuotedItem]
    stations: Sequence[StationQuote]
    definition: str
