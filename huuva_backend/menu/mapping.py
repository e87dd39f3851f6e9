"""Between the menu as it is (product, offer, snooze) and as it is stored (rows)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from asyncpg import Record
from pydantic_core import from_json, to_json

from huuva_backend.menu.offer import ModifierOffer, Offer
from huuva_backend.menu.product import Image, ListedModifier, ListedProduct, Modifier, Product
from huuva_backend.menu.search import ingredients_key, name_key
from huuva_backend.menu.snooze import Snooze
from huuva_backend.platform.money import Price

EVERYWHERE: Final = ""
"""The location of a snooze that holds at every one."""

MEDIA: Final = "/media/"
"""Where the files of pictures are served."""

Snoozing = Mapping[tuple[str, str], datetime | None]
"""By brand and PLU, until when; None is for good."""


def products(given: Iterable[Product]) -> str:
    """As a recordset of `writes.GIVEN_FIELDS`."""
    return to_json([_product_row(product) for product in given]).decode()


def _product_row(product: Product) -> dict[str, Any]:
    return {
        "plu": product.plu,
        "name": product.name,
        "name_key": name_key(product.name),
        "description": product.description,
        "ingredients": product.ingredients,
        "ingredients_key": ingredients_key(product.ingredients),
        "currency": product.price.currency,
        "price_amount": product.price.amount,
        "station": product.station,
        "preparation_minutes": product.preparation_minutes,
        "available": product.available,
        # The currency is the product's.
        "modifiers": [
            [extra.plu, extra.name, extra.price.amount, extra.max_quantity]
            for extra in product.modifiers
        ],
    }


def product(row: Record) -> Product:
    """From a row of `reads.PRODUCT_FIELDS`."""
    plu, name, description, ingredients, currency, amount, station, minutes, available, extras = row
    return Product(
        plu=plu,
        name=name,
        description=description,
        ingredients=from_json(ingredients),
        price=_price(amount, currency),
        station=station,
        preparation_minutes=minutes,
        available=available,
        modifiers=[
            Modifier(extra, called, _price(costs, currency), most)
            for extra, called, costs, most in _modifiers(extras)
        ],
    )


def listed(row: Record) -> list[ListedProduct]:
    """From a row of `reads.listed`."""
    snoozing: dict[tuple[str, str], datetime | None] = {}
    for brand, plu, until in row["snoozes"]:
        already = snoozing.get((brand, plu), until)
        # Here and everywhere at once: whichever lasts longer.
        snoozing[brand, plu] = already and until and max(already, until)
    return [_listed_product(record, snoozing) for record in row["products"]]


def _listed_product(record: Record, snoozing: Snoozing) -> ListedProduct:
    """From a record of `reads.LISTED_FIELDS`."""
    brand, key, images, *content = record
    plu, name, description, ingredients, currency, amount, *rest = content
    station, minutes, available, modifiers = rest
    snoozed = (brand, plu) in snoozing
    return ListedProduct(
        brand_id=brand,
        plu=plu,
        name=name,
        name_key=key,
        description=description,
        ingredients=from_json(ingredients),
        price=_price(amount, currency),
        station=station,
        preparation_minutes=minutes,
        available=available and not snoozed,
        snoozed=snoozed,
        snoozed_until=snoozing.get((brand, plu)),
        modifiers=[
            ListedModifier(
                extra, called, _price(costs, currency), most, (brand, extra) not in snoozing
            )
            for extra, called, costs, most in _modifiers(modifiers)
        ],
        images=_images(images),
    )


def _images(stored: str) -> list[Image]:
    if stored == "{}":
        return []
    return [
        image(name, picture, thumbnail)
        for name, (picture, thumbnail) in sorted(from_json(stored).items())
    ]


def image(name: str, picture: str, thumbnail: str) -> Image:
    """From the names of its files."""
    return Image(name, MEDIA + picture, MEDIA + thumbnail)


def offers(row: Record) -> dict[str, Offer]:
    """By PLU, from records of `reads.OFFER_FIELDS` and a station."""
    snoozed = frozenset(row["snoozed"])
    return {
        plu: Offer(
            name=name,
            price=_price(amount, currency),
            station=station,
            preparation_minutes=minutes,
            snoozed=not available or plu in snoozed,
            modifiers={
                extra: ModifierOffer(called, _price(costs, currency), most, extra in snoozed)
                for extra, called, costs, most in _modifiers(modifiers)
            },
        )
        for plu, name, currency, amount, minutes, available, modifiers, station in row["products"]
    }


def snooze(row: Record) -> Snooze:
    return Snooze(row["location_id"] or None, row["plu"], row["until"])


def locations(location_id: str | None) -> Sequence[str]:
    """Whose snoozes hold at a location; without one, those that hold at any."""
    return [EVERYWHERE] if location_id is None else [EVERYWHERE, location_id]


def _price(amount: int, currency: str) -> Price:
    return Price.model_construct(amount=amount, currency=currency)


def _modifiers(stored: str) -> list[list[Any]]:
    """Each as PLU, name, amount and maximum quantity."""
    modifiers: list[list[Any]] = [] if stored == "[]" else from_json(stored)
    return modifiers
