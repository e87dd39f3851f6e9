"""Between the menu as it is (product, offer) and as it is stored (rows)."""

from typing import Any

from asyncpg import Record
from pydantic_core import from_json

from huuva_backend.menu.offer import ModifierOffer, Offer
from huuva_backend.platform.money import Price


def price(amount: int, currency: str) -> Price:
    return Price.model_construct(amount=amount, currency=currency)


def offers(row: Record) -> dict[str, Offer]:
    """By PLU, from records of `reads.OFFER_FIELDS` and a station."""
    snoozed = frozenset(row["snoozed"])
    return {
        plu: Offer(
            name=name,
            price=price(amount, currency),
            station=station,
            preparation_minutes=minutes,
            snoozed=not available or plu in snoozed,
            modifiers={
                extra: ModifierOffer(called, price(costs, currency), most, extra in snoozed)
                for extra, called, costs, most in _modifiers(modifiers)
            },
        )
        for plu, name, currency, amount, minutes, available, modifiers, station in row["products"]
    }


def _modifiers(stored: str) -> list[list[Any]]:
    """Each as PLU, name, amount (of the product's currency) and maximum quantity."""
    modifiers: list[list[Any]] = [] if stored == "[]" else from_json(stored)
    return modifiers
