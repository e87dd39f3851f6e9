"""A product as its brand describes it, and as it is listed: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huuva_backend.platform.money import Price


@dataclass(slots=True)
class MenuModifier:
    """An extra that may go with a product."""

    plu: str
    name: str
    price: Price
    max_quantity: int


@dataclass(slots=True, kw_only=True)
class Product:
    """What a brand says of something that it sells; `available` is the brand's own switch.

    `to_make` is whether a kitchen makes it; None: it doesn't say.
    """

    plu: str
    name: str
    description: str | None
    ingredients: Sequence[str]
    price: Price
    station: str | None
    preparation_minutes: int | None
    to_make: bool | None
    available: bool
    modifiers: Sequence[MenuModifier]


@dataclass(slots=True)
class Menu:
    """All that a brand sells."""

    brand_id: str
    products: Sequence[Product]


@dataclass(slots=True)
class Replaced:
    """What putting a whole menu did, or would do, to the brand's products."""

    created: int
    replaced: int
    deleted: int
    unchanged: int
    dry_run: bool


@dataclass(slots=True)
class ListedModifier(MenuModifier):
    orderable: bool


MAX_IMAGES: Final = 20
"""Of one product: all of them are in every answer that lists it."""


@dataclass(slots=True)
class Image:
    name: str
    url: str
    thumbnail_url: str


@dataclass(slots=True, kw_only=True)
class ListedProduct(Product):
    """A product as it stands on the menu now, `orderable` if it is neither switched off nor snoozed."""

    brand_id: str
    name_key: str
    orderable: bool
    snoozed: bool
    snoozed_until: datetime | None
    modifiers: Sequence[ListedModifier]
    images: Sequence[Image]


@dataclass(slots=True)
class Modifiers:
    """Of one product."""

    items: Sequence[ListedModifier]


@dataclass(slots=True)
class ListedProducts:
    """A page of them."""

    items: Sequence[ListedProduct]
    next_cursor: str | None
