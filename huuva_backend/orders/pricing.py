"""What an order comes to: integers of the minor unit, in one currency."""

from collections.abc import Sequence

from huuva_backend.orders.order import ItemContent
from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.money import Money


class MixedCurrencies(Invalid):
    code = "currency-mismatch"
    title = "An order has one currency"


def total(items: Sequence[ItemContent]) -> Money | None:
    """Σ quantity × (unit price + Σ modifier quantity × modifier price); None where a line has no price.

    A modifier without a price costs nothing. Raises `MixedCurrencies`, naming every price that differs
    from the first.
    """
    prices = {
        pointer: price
        for line, item in enumerate(items)
        for pointer, price in _prices(line, item).items()
    }
    if not prices:
        return None
    currency = next(iter(prices.values())).currency
    faults = [
        Fault(pointer, MixedCurrencies.code, "The currency differs from the order's first price")
        for pointer, price in prices.items()
        if price.currency != currency
    ]
    if faults:
        raise MixedCurrencies(faults)
    amounts = [_amount(item) for item in items]
    if None in amounts:
        return None
    return Money.model_construct(amount=sum(filter(None, amounts)), currency=currency)


def _prices(line: int, item: ItemContent) -> dict[str, Money]:
    places = {f"/items/{line}/unitPrice/currency": item.unit_price} | {
        f"/items/{line}/modifiers/{position}/unitPrice/currency": modifier.unit_price
        for position, modifier in enumerate(item.modifiers)
    }
    return {pointer: price for pointer, price in places.items() if price is not None}


def _amount(item: ItemContent) -> int | None:
    if item.unit_price is None:
        return None
    extras = sum(
        modifier.quantity * modifier.unit_price.amount
        for modifier in item.modifiers
        if modifier.unit_price is not None
    )
    return item.quantity * (item.unit_price.amount + extras)
