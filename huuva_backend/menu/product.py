"""A product as its brand describes it, and as it is listed: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huuva_backend.platform.money import Price, SignedMoney
from huuva_backend.platform.quantity import Quantity


@dataclass(slots=True)
class MenuModifier:
    """An extra that may go with a product."""

    plu: str
    name: str
    price: SignedMoney
    max_quantity: int


@dataclass(slots=True)
class PriceWith:
    """What an option costs where the option `plu` is chosen too."""

    plu: str
    price: SignedMoney


@dataclass(slots=True)
class Option(MenuModifier):
    """What may be chosen of a group: an extra, or another product as a part of this one.

    Its price is added to the product's and may be negative. Of `prices_with` the first that applies counts.
    """

    prices_with: Sequence[PriceWith]


@dataclass(slots=True)
class Group:
    """Options of which at least `min` and at most `max` must be chosen, any number where that is None."""

    id: str
    name: str
    min: int
    max: int | None
    options: Sequence[Option]


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
    groups: Sequence[Group]


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


@dataclass(slots=True)
class ListedOption(Option):
    """`product` is whether it is a product of its brand's menu, which can be ordered by itself too."""

    orderable: bool
    product: bool


@dataclass(slots=True)
class ListedGroup(Group):
    options: Sequence[ListedOption]


MAX_IMAGES: Final = 20
"""Of one product: all of them are in every answer that lists it."""


@dataclass(slots=True)
class Image:
    name: str
    url: str
    thumbnail_url: str


@dataclass(slots=True, kw_only=True)
class ListedProduct(Product):
    """A product as it stands on the menu now.

    `stock` is how much is left, None where nobody counts. It is `orderable` if it is neither switched
    off, nor snoozed, nor sold out.
    """

    brand_id: str
    name_key: str
    orderable: bool
    snoozed: bool
    snoozed_until: datetime | None
    stock: Quantity | None
    modifiers: Sequence[ListedModifier]
    groups: Sequence[ListedGroup]
    images: Sequence[Image]

    @property
    def remaining(self) -> Quantity | None:
        return self.stock


@dataclass(slots=True)
class Modifiers:
    """Of one product."""

    items: Sequence[ListedModifier]


@dataclass(slots=True)
class ListedProducts:
    """A page of them."""

    items: Sequence[ListedProduct]
    next_cursor: str | None
