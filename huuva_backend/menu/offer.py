"""What a location sells now: a product of its brand's menu as an order is priced and routed by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from huuva_backend.locations.intake import IntakeSwitch
from huuva_backend.locations.location import LocationRules
from huuva_backend.menu.product import ListedGroup, ListedModifier
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """`station` is where this location prepares it; modifiers are by PLU. `stock` of None is as much as anybody
    wants.
    """

    name: str
    price: Price
    station: str | None
    preparation_minutes: int | None
    to_make: bool | None = None
    orderable: bool
    modifiers: Mapping[str, ListedModifier]
    groups: Sequence[ListedGroup] = ()
    ingredients: Sequence[str] = field(default_factory=list)
    stock: Quantity | None = None


class Offers(NamedTuple):
    """What a location sells, by PLU, as of an instant of the database's clock, and how it handles orders."""

    as_of: datetime
    by_plu: Mapping[str, Offer]
    rules: LocationRules = LocationRules()
    intake: Sequence[IntakeSwitch] = ()


@dataclass(slots=True)
class ProductStation:
    """Where a location prepares a product, though its brand says otherwise."""

    plu: str
    station: str


@dataclass(slots=True)
class ProductStations:
    items: Sequence[ProductStation]
