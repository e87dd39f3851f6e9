"""What an amendment of one line does to an order as it was read. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from huuva_backend.menu.amounts import currency_in
from huuva_backend.menu.modifier import Modifier
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import (
    MAX_AMOUNT,
    MESSAGES,
    AmountOutOfRange,
    PricedLine,
)
from huuva_backend.menu.repricing import repriced
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amending import Amending, check_open, told_quantity
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.errors import LineBegun, LineVoided
from huuva_backend.orders.increasing import increase
from huuva_backend.orders.item import Item, amounts, in_all, within
from huuva_backend.orders.lifecycle import LIVE, ItemStatus
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.splitting import check_whole, split_off
from huuva_backend.platform.errors import Fault
from huuva_backend.platform.quantity import Quantity, less

PLAIN_FIELDS: Final = {"note": "note", "allergens": "allergens", "for_name": "forName"}


def decide_line(
    order: Order,
    item: Item,
    given: Mapping[str, Any],
    offers: Mapping[str, Offer],
    asked: Asked,
    policy: Policy,
) -> Amended | None:
    """What becomes of an order where fields of a line are to be so; None where they are.

    Raises `OrderClosed`, `LineVoided`, `LineBegun`, `QuantityNotThere`, `TooManyLines`, `StaleVersion`,
    `MixedCurrencies`, `AmountOutOfRange`, and as `repriced` and `increase` do.
    """
    check_open(order)
    if item.status is ItemStatus.CANCELLED:
        raise LineVoided
    amending = Amending(order, asked, policy, place="/quantity")
    own = amending.order.items[item.line - 1]
    quantity = given.get("quantity", own.quantity)
    check_whole(own, quantity)
    targets = {}
    if quantity < own.quantity:
        targets[decrease(amending, own, quantity).line] = ItemStatus.CANCELLED
    set_fields(amending, own, given)
    if "modifiers" in given:
        set_modifiers(amending, own, given["modifiers"], offers.get(own.plu))
    if "held" in given:
        _hold(amending, own, held=given["held"])
    if quantity > own.quantity:
        increase(amending, own, less(quantity, own.quantity), offers, "/quantity")
    if not amending.is_amendment:
        return None
    check_version(order.version, asked.expected)
    amending.move(targets)
    check_amounts(amending.order, "/modifiers" if "modifiers" in given else "/quantity")
    return amending.done()


def decrease(amending: Amending, item: Item, quantity: Quantity) -> Item:
    """The part of a line that is split off, for somebody to void."""
    amending.tell(item.line, "quantity", told_quantity(item.quantity), told_quantity(quantity))
    amending.mark(within(amending.order.items, item))
    return split_off(amending, item, less(item.quantity, quantity))


def set_fields(amending: Amending, item: Item, given: Mapping[str, Any]) -> None:
    for name, field in PLAIN_FIELDS.items():
        before = getattr(item, name)
        if given.get(name, before) != before:
            setattr(item, name, given[name])
            amending.tell(item.line, field, before, given[name])
    before = item.course
    if given.get("course", before) != before:
        amending.tell(item.line, "course", before, given["course"])
        # Parts are served with their bundle, unless they were told another course.
        with_it = [each for each in within(amending.order.items, item) if each.course == before]
        amending.mark(with_it)
        for each in with_it:
            each.course = given["course"]


def set_modifiers(
    amending: Amending,
    item: Item,
    modifiers: Sequence[Modifier],
    offer: Offer | None,
    place: str = "",
) -> None:
    """`place` is that of the line in what was posted. Raises as `repriced` does."""
    order = amending.order
    line = _as_priced(item, in_all(order.items, item), modifiers, place)
    parts = [
        _as_priced(part, part.quantity, part.modifiers, f"{place}/items/{number}")
        for number, part in enumerate(order.items)
        if part.parent_line == item.line and part.status in LIVE
    ]
    try:
        found = repriced(line, parts, offer, order.currency)
    except AmountOutOfRange as beyond:
        # It is the modifiers that make the line so.
        faults = [replace(fault, pointer=f"{place}/modifiers") for fault in beyond.faults]
        raise AmountOutOfRange(faults) from None
    if found.modifiers == item.modifiers:
        return
    order.currency = order.currency or currency_in([found])
    amending.tell(item.line, "modifiers", _told(item.modifiers), _told(found.modifiers))
    item.modifiers = found.modifiers
    kept = {"snoozed", "sold-out"}.intersection(item.flags)
    item.flags = sorted(kept.union(found.flags))


def _as_priced(
    item: Item, quantity: Quantity, modifiers: Sequence[Modifier], place: str = ""
) -> PricedLine:
    return PricedLine(
        plu=item.plu,
        name=item.name,
        quantity=quantity,
        unit_price=item.unit_price,
        modifiers=modifiers,
        place=place,
    )


def _told(modifiers: Sequence[Modifier]) -> list[dict[str, Any]]:
    """As an answer has them, but for notes, which may tell of a person."""
    return [
        {
            "plu": modifier.plu,
            "name": modifier.name,
            "quantity": modifier.quantity,
            "unitPrice": modifier.unit_price,
            "action": modifier.action,
            "portion": modifier.portion,
            "modifiers": _told(modifier.modifiers),
        }
        for modifier in modifiers
    ]


def _hold(amending: Amending, item: Item, *, held: bool) -> None:
    """Raises `LineBegun` where nothing of the line can be held any more."""
    parts = [
        each
        for each in within(amending.order.items, item)
        if not each.bundle and each.status is ItemStatus.ORDERED
    ]
    if held:
        parts = [each for each in parts if each.status_seq == 1 and each.fired_at is None]
        if not parts:
            raise LineBegun
    changed = [each for each in parts if each.held is not held]
    if not changed:
        return
    amending.tell(item.line, "held", not held, held)
    amending.mark(changed)
    for each in changed:
        each.held = held
        each.fired_at = None if held else amending.revision.recorded_at


def check_amounts(order: Order, place: str) -> None:
    for amount, _ in amounts(order.items):
        if amount is not None and not 0 <= amount <= MAX_AMOUNT:
            code = "amount-below-zero" if amount < 0 else "amount-too-large"
            raise AmountOutOfRange([Fault(place, code, MESSAGES[code])])
