"""Between the menu as it is (product, offer, snooze) and as it is stored (rows)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from asyncpg import Record
from pydantic_core import to_json

from huuva_backend.menu.availability import EVERYWHERE, ProductEvent, ProductEventType
from huuva_backend.menu.kept import GROUP, LISTED, MODIFIER, OFFER, OPTION, PRODUCT, added
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import (
    Group,
    ListedGroup,
    ListedModifier,
    ListedOption,
    ListedProduct,
    MenuModifier,
    Option,
    PriceWith,
    Product,
)
from huuva_backend.menu.search import ingredients_key, name_key
from huuva_backend.menu.snooze import Snooze
from huuva_backend.menu.stock import Stock
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, of_thousandths, thousandths

Key = tuple[str, str]
"""A brand and a PLU."""

Snoozing = Mapping[Key, datetime | None]
"""Until when; None is for good."""


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
    content["groups"] = [
        Group(**group | {"options": [Option(**option) for option in group["options"]]})
        for group in _groups(content["groups"], content["price"])
    ]
    return Product(**content)


class _State(NamedTuple):
    """What holds of products now, by brand and PLU."""

    snoozing: Snoozing
    available: Mapping[Key, bool]
    stock: Mapping[Key, Quantity]

    @classmethod
    def of(cls, row: Mapping[str, Any] | Record) -> Self:
        snoozing: dict[Key, datetime | None] = {}
        for brand, plu, until in row["snoozes"]:
            already = snoozing.get((brand, plu), until)
            # Here and everywhere at once: whichever lasts longer.
            snoozing[brand, plu] = already and until and max(already, until)
        # Sorted by location, so that its own comes after that of all together.
        stock = {(brand, plu): of_thousandths(left) for brand, plu, left in row["stock"]}
        available = {(brand, plu): switch for brand, plu, switch in row["options"]}
        return cls(snoozing, available, stock)

    def orderable(self, key: Key) -> bool:
        return (
            key not in self.snoozing
            and self.available.get(key, True)
            and self.stock.get(key, 1) > 0
        )

    def modifiers(self, brand_id: str, content: Mapping[str, Any]) -> list[ListedModifier]:
        return [
            ListedModifier(**modifier, orderable=(brand_id, modifier["plu"]) not in self.snoozing)
            for modifier in _modifiers(content["modifiers"], content["price"])
        ]

    def groups(self, brand_id: str, content: Mapping[str, Any]) -> list[ListedGroup]:
        return [
            ListedGroup(
                **group | {"options": [self._option(brand_id, **o) for o in group["options"]]}
            )
            for group in _groups(content["groups"], content["price"])
        ]

    def _option(self, brand_id: str, **option: Any) -> ListedOption:
        key = (brand_id, option["plu"])
        return ListedOption(**option, orderable=self.orderable(key), product=key in self.available)


def listed(row: Mapping[str, Any] | Record) -> list[ListedProduct]:
    """From a row of `reads.listed`."""
    state = _State.of(row)
    return [_listed_product(record, state) for record in row["products"]]


def _listed_product(record: Record, state: _State) -> ListedProduct:
    """From a record of `LISTED`."""
    content = LISTED.named(record)
    key = (content["brand_id"], content["plu"])
    content["modifiers"] = state.modifiers(content["brand_id"], content)
    content["groups"] = state.groups(content["brand_id"], content)
    return ListedProduct(
        **content,
        orderable=content["available"] and state.orderable(key),
        snoozed=key in state.snoozing,
        snoozed_until=state.snoozing.get(key),
        stock=state.stock.get(key),
    )


def offers(row: Record, brand_id: str) -> dict[str, Offer]:
    """By PLU, from records of a PLU and `OFFER`."""
    state = _State.of(row)
    return {plu: _offer((brand_id, plu), content, state) for plu, *content in row["products"]}


def _offer(key: Key, row: Sequence[Any], state: _State) -> Offer:
    """One that is sold out can be ordered as far as `orderable` says; how many, `stock` does."""
    content = OFFER.named(row)
    content["orderable"] = content["orderable"] and key not in state.snoozing
    content["modifiers"] = {each.plu: each for each in state.modifiers(key[0], content)}
    content["groups"] = state.groups(key[0], content)
    return Offer(**content, stock=state.stock.get(key))


def snooze(row: Record) -> Snooze:
    return Snooze(row["location_id"] or None, row["plu"], row["until"])


def stock(row: Record) -> Stock:
    return Stock(row["location_id"] or None, row["plu"], of_thousandths(row["remaining"]))


def available(row: Record) -> ProductEvent:
    return ProductEvent(ProductEventType.AVAILABLE, row["plu"])


def sold_out(row: Record) -> ProductEvent:
    return ProductEvent(ProductEventType.SOLD_OUT, row["plu"])


def given_stock(stock: Mapping[str, Quantity]) -> str:
    """As a recordset."""
    return to_json(
        [{"plu": plu, "stock": thousandths(left)} for plu, left in stock.items()]
    ).decode()


def locations(location_id: str | None) -> Sequence[str]:
    """Whose snoozes hold at a location; without one, those that hold at any."""
    return [EVERYWHERE] if location_id is None else [EVERYWHERE, location_id]


def _modifiers(stored: Iterable[Sequence[Any]], of: Price) -> list[dict[str, Any]]:
    """The fields of each, priced in the currency of its product."""
    found = [MODIFIER.named(row) for row in stored]
    for modifier in found:
        modifier["price"] = added(of.currency, modifier["price"])
    return found


def _groups(stored: Iterable[Sequence[Any]], of: Price) -> list[dict[str, Any]]:
    """The same of groups, and of all that is in them."""
    found = [GROUP.named(row) for row in stored]
    for group in found:
        group["options"] = options = [OPTION.named(row) for row in group["options"]]
        for option in options:
            option["price"] = added(of.currency, option["price"])
            option["prices_with"] = [
                PriceWith(plu, added(of.currency, amount)) for plu, amount in option["prices_with"]
            ]
    return found
