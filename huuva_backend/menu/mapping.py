"""Between the menu as it is (product, offer, snooze) and as it is stored (rows)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from asyncpg import Record
from pydantic_core import to_json

from huuva_backend.menu.kept import LISTED, MODIFIER, OFFER, PRODUCT, price
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import ListedModifier, ListedProduct, MenuModifier, Product
from huuva_backend.menu.search import ingredients_key, name_key
from huuva_backend.menu.snooze import Snooze
from huuva_backend.platform.money import Price

EVERYWHERE: Final = ""
"""The location of a snooze that holds at every one."""

Snoozing = Mapping[tuple[str, str], datetime | None]
"""By brand and PLU, until when; None is for good."""


def products(given: Iterable[Product]) -> str:
    """As a recordset of `writes.GIVEN_FIELDS`."""
    rows = [
        PRODUCT.write(product)
        | {
            "name_key": name_key(product.name),
            "ingredients_key": ingredients_key(product.ingredients),
        }
        for product in given
    ]
    return to_json(rows).decode()


def product(row: Record) -> Product:
    """From a row of `PRODUCT`."""
    content = PRODUCT.named(row)
    content["modifiers"] = [
        MenuModifier(**modifier) for modifier in _modifiers(content["modifiers"], content["price"])
    ]
    return Product(**content)


def listed(row: Record) -> list[ListedProduct]:
    """From a row of `reads.listed`."""
    snoozing: dict[tuple[str, str], datetime | None] = {}
    for brand, plu, until in row["snoozes"]:
        already = snoozing.get((brand, plu), until)
        # Here and everywhere at once: whichever lasts longer.
        snoozing[brand, plu] = already and until and max(already, until)
    return [_listed_product(record, snoozing) for record in row["products"]]


def _listed_product(record: Record, snoozing: Snoozing) -> ListedProduct:
    """From a record of `LISTED`."""
    content = LISTED.named(record)
    brand_id, plu = content["brand_id"], content["plu"]
    snoozed = (brand_id, plu) in snoozing
    content["modifiers"] = [
        ListedModifier(**modifier, orderable=(brand_id, modifier["plu"]) not in snoozing)
        for modifier in _modifiers(content["modifiers"], content["price"])
    ]
    return ListedProduct(
        **content,
        orderable=content["available"] and not snoozed,
        snoozed=snoozed,
        snoozed_until=snoozing.get((brand_id, plu)),
    )


def offers(row: Record) -> dict[str, Offer]:
    """By PLU, from records of a PLU and `OFFER`."""
    snoozed = frozenset(row["snoozed"])
    return {plu: _offer(plu, content, snoozed) for plu, *content in row["products"]}


def _offer(plu: str, row: Sequence[Any], snoozed: Collection[str]) -> Offer:
    content = OFFER.named(row)
    content["orderable"] = content["orderable"] and plu not in snoozed
    content["modifiers"] = {
        modifier["plu"]: ListedModifier(**modifier, orderable=modifier["plu"] not in snoozed)
        for modifier in _modifiers(content["modifiers"], content["price"])
    }
    return Offer(**content)


def snooze(row: Record) -> Snooze:
    return Snooze(row["location_id"] or None, row["plu"], row["until"])


def locations(location_id: str | None) -> Sequence[str]:
    """Whose snoozes hold at a location; without one, those that hold at any."""
    return [EVERYWHERE] if location_id is None else [EVERYWHERE, location_id]


def _modifiers(stored: Iterable[Sequence[Any]], of: Price) -> list[dict[str, Any]]:
    """The fields of each, priced in the currency of its product."""
    found = [MODIFIER.named(row) for row in stored]
    for modifier in found:
        modifier["price"] = price(of.currency, modifier["price"])
    return found
