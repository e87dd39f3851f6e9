"""What is cooked, where, and through whom it is ordered."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.product import ListedGroup, ListedModifier, ListedOption, PriceWith
from huuva_backend.platform.money import Price, SignedPrice


class Extra(NamedTuple):
    plu: str
    name: str
    cents: int


class Dish(NamedTuple):
    """`minutes` is the mean time that its preparation takes. Of each group one extra may be chosen, or none."""

    plu: str
    name: str
    station: str
    cents: int
    minutes: int
    extras: Sequence[Extra] = ()
    groups: Sequence[Sequence[Extra]] = ()


class Location(NamedTuple):
    """`share` is its part of all orders."""

    id: str
    city: str
    postal_codes: Sequence[str]
    brands: Sequence[str]
    share: float


class SalesChannel(NamedTuple):
    """One that `sells` sends what its customers have paid; ours leaves that to the menu."""

    id: str
    letter: str
    delivers: bool
    sells: bool
    share: float


def _euros(cents: int) -> Price:
    return Price.model_construct(amount=cents, currency="EUR")


def _added(cents: int) -> SignedPrice:
    return SignedPrice.model_construct(amount=cents, currency="EUR")


def _extras(documents: Sequence[Mapping[str, Any]]) -> list[Extra]:
    return [Extra(each["plu"], each["name"], each["price"]["amount"]) for each in documents]


def _dish(document: Mapping[str, Any]) -> Dish:
    plu, name, station, minutes = (
        document[key] for key in ("plu", "name", "station", "preparationMinutes")
    )
    groups = [_extras(group["options"]) for group in document.get("groups", ())]
    extras = _extras(document["modifiers"])
    return Dish(plu, name, station, document["price"]["amount"], minutes, extras, groups)


def _groups(document: Mapping[str, Any]) -> list[ListedGroup]:
    return [
        ListedGroup(
            group["id"],
            group["name"],
            group["min"],
            group["max"],
            [_option(option) for option in group["options"]],
        )
        for group in document.get("groups", ())
    ]


def _option(document: Mapping[str, Any]) -> ListedOption:
    plu, name, cents = Extra(document["plu"], document["name"], document["price"]["amount"])
    beside = [
        PriceWith(each["plu"], _added(each["price"]["amount"]))
        for each in document.get("pricesWith", ())
    ]
    return ListedOption(plu, name, _added(cents), 1, beside, orderable=True, product=False)


def _offer(dish: Dish, document: Mapping[str, Any]) -> Offer:
    return Offer(
        name=dish.name,
        price=_euros(dish.cents),
        station=dish.station,
        preparation_minutes=dish.minutes,
        orderable=True,
        modifiers={
            extra.plu: ListedModifier(extra.plu, extra.name, _added(extra.cents), 3, orderable=True)
            for extra in dish.extras
        },
        groups=_groups(document),
    )


FILES = {path.stem: path for path in sorted((Path(__file__).parent / "menus").glob("*.json"))}
"""The menus by brand, as `PUT /api/menu/brands/{brandId}` takes them."""

DOCUMENTS = {
    brand: [
        document
        for document in json.loads(path.read_bytes())["products"]
        if document.get("station")  # not a bundle, which only its parts are made of
    ]
    for brand, path in FILES.items()
}
MENUS = {
    brand: [_dish(document) for document in documents] for brand, documents in DOCUMENTS.items()
}
OFFERS = {
    brand: {
        dish.plu: _offer(dish, document)
        for dish, document in zip(MENUS[brand], documents, strict=True)
    }
    for brand, documents in DOCUMENTS.items()
}
LOCATIONS = [
    Location("kamppi", "Helsinki", ["00100", "00120", "00180"], list(MENUS), 0.4),
    Location("kallio", "Helsinki", ["00500", "00530"], ["burger-union", "napoli-ovens"], 0.25),
    Location("tapiola", "Espoo", ["02100", "02120"], ["sushi-lane", "green-bowl"], 0.2),
    Location("tampere", "Tampere", ["33100", "33200"], ["burger-union", "sushi-lane"], 0.15),
]
CHANNELS = [
    SalesChannel("wolt", "W", True, True, 0.4),
    SalesChannel("foodora", "F", True, True, 0.25),
    SalesChannel("webshop", "S", True, False, 0.2),
    SalesChannel("counter", "C", False, False, 0.15),
]
