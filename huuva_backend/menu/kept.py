"""What is kept of a product and its modifiers: the columns of each, derived from the dataclasses.

The currency is the product's, so a modifier keeps its amount only, and `mapping` gives it back its currency.
"""

from collections.abc import Iterable
from typing import Any, Final

from pydantic_core import from_json

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import Image, ListedProduct, MenuModifier, Product
from huuva_backend.platform.db.rows import Kept, Rows
from huuva_backend.platform.money import Price

MEDIA: Final = "/media/"
"""Where the files of pictures are served."""


def price(currency: str, amount: int) -> Price:
    return Price.model_construct(amount=amount, currency=currency)


def image(name: str, picture: str, thumbnail: str) -> Image:
    """From the names of its files."""
    return Image(name, MEDIA + picture, MEDIA + thumbnail)


def _images(stored: str) -> list[Image]:
    if stored == "{}":
        return []
    return [image(name, *files) for name, files in sorted(from_json(stored).items())]


def _modifiers(stored: str) -> list[list[Any]]:
    """Each as `MODIFIER` has it."""
    modifiers: list[list[Any]] = [] if stored == "[]" else from_json(stored)
    return modifiers


def _modifiers_row(modifiers: Iterable[MenuModifier]) -> list[list[Any]]:
    return [list(MODIFIER.write(modifier).values()) for modifier in modifiers]


_PRICE: Final = Kept(
    ("currency", "price_amount"), price, lambda price: (price.currency, price.amount)
)
_STORED: Final = {
    "ingredients": Kept(("ingredients",), from_json),
    "price": _PRICE,
    "modifiers": Kept(("modifiers",), _modifiers, _modifiers_row),
}

MODIFIER: Final = Rows(MenuModifier, {"price": Kept(("amount",), None, lambda price: price.amount)})
"""A list in the order of its columns, in the JSON of its product."""

PRODUCT: Final = Rows(Product, _STORED)
"""Written as JSON: a product is a member of a recordset."""

LISTED: Final = Rows(
    ListedProduct,
    _STORED | {"images": Kept(("images",), _images)},
    without={"orderable", "snoozed", "snoozed_until"},
)
OFFER: Final = Rows(
    Offer,
    _STORED | {"orderable": Kept(("available",))},
)
