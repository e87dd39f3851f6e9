"""What is kept of a product and its modifiers: the columns of each, derived from the dataclasses.

The currency is the product's, so a modifier keeps its amount only, and `mapping` gives it back its currency.
"""

from collections.abc import Iterable
from typing import Any, Final

from pydantic_core import from_json

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import (
    Group,
    Image,
    ListedProduct,
    MenuModifier,
    Option,
    PriceWith,
    Product,
)
from huuva_backend.platform.db.rows import Kept, Rows
from huuva_backend.platform.money import Price, SignedPrice

MEDIA: Final = "/media/"
"""Where the files of pictures are served."""


def price(currency: str, amount: int) -> Price:
    return Price.model_construct(amount=amount, currency=currency)


def added(currency: str, amount: int) -> SignedPrice:
    """What a modifier or option adds to the price of its product."""
    return SignedPrice.model_construct(amount=amount, currency=currency)


def image(name: str, picture: str, thumbnail: str) -> Image:
    """From the names of its files."""
    return Image(name, MEDIA + picture, MEDIA + thumbnail)


def _images(stored: str) -> list[Image]:
    if stored == "{}":
        return []
    return [image(name, *files) for name, files in sorted(from_json(stored).items())]


def _listed(stored: str) -> list[list[Any]]:
    """Modifiers or groups, each as `MODIFIER` or `GROUP` has it."""
    rows: list[list[Any]] = [] if stored == "[]" else from_json(stored)
    return rows


def _modifiers_row(modifiers: Iterable[MenuModifier]) -> list[list[Any]]:
    return _rows(MODIFIER, modifiers)


def _rows(kept: Rows, objects: Iterable[object]) -> list[list[Any]]:
    return [list(kept.write(each).values()) for each in objects]


def _groups_row(groups: Iterable[Group]) -> list[list[Any]]:
    return _rows(GROUP, groups)


def _options_row(options: Iterable[Option]) -> list[list[Any]]:
    return _rows(OPTION, options)


def _prices_with_row(prices: Iterable[PriceWith]) -> list[list[Any]]:
    return _rows(PRICE_WITH, prices)


_PRICE: Final = Kept(
    ("currency", "price_amount"), price, lambda price: (price.currency, price.amount)
)
_STORED: Final = {
    "ingredients": Kept(("ingredients",), from_json),
    "price": _PRICE,
    "modifiers": Kept(("modifiers",), _listed, _modifiers_row),
    "groups": Kept(("groups",), _listed, _groups_row),
}
_AMOUNT: Final = Kept(("amount",), None, lambda price: price.amount)

MODIFIER: Final = Rows(MenuModifier, {"price": _AMOUNT})
"""A list in the order of its columns, in the JSON of its product; so are groups and what is in them."""
PRICE_WITH: Final = Rows(PriceWith, {"price": _AMOUNT})
OPTION: Final = Rows(
    Option, {"price": _AMOUNT, "prices_with": Kept(("prices_with",), None, _prices_with_row)}
)
GROUP: Final = Rows(Group, {"options": Kept(("options",), None, _options_row)})

OPTION_PLUS: Final = f"$[*][{GROUP.columns.index('options')}][*][{OPTION.columns.index('plu')}]"
"""The path to them in the groups of a product."""

PRODUCT: Final = Rows(Product, _STORED)
"""Written as JSON: a product is a member of a recordset."""

LISTED: Final = Rows(
    ListedProduct,
    _STORED | {"images": Kept(("images",), _images)},
    without={"orderable", "snoozed", "snoozed_until", "stock"},
)
OFFER: Final = Rows(
    Offer,
    _STORED | {"orderable": Kept(("available",))},
    without={"stock"},
)
