"""What a location sells now: a product of its brand's menu as an order is priced and routed by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from huuva_backend.platform.money import Price


@dataclass(frozen=True, slots=True)
class ModifierOffer:
    name: str
    price: Price
    max_quantity: int
    snoozed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """`station` is where this location prepares it; `snoozed` holds also for what the brand has switched off."""

    name: str
    price: Price
    station: str | None
    preparation_minutes: int | None
    snoozed: bool
    modifiers: Mapping[str, ModifierOffer]


class Offers(NamedTuple):
    """What a location sells, by PLU, as of an instant of the database's clock."""

    as_of: datetime
    by_plu: Mapping[str, Offer]


@dataclass(slots=True)
class Station:
    """Where a location prepares a product, though its brand says otherwise."""

    plu: str
    station: str


@dataclass(slots=True)
class Stations:
    items: Sequence[Station]
