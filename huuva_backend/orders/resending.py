"""What a message that has a whole order again does to the order as it was read. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import MESSAGES, MixedCurrencies
from huuva_backend.orders.adding import add_lines
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amending import (
    ALSO_OF_CLOSED,
    FIELDS,
    Amending,
    amend_fields,
    check_open,
    told_quantity,
)
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.commands import Command, decide
from huuva_backend.orders.drafting import modifiers_of
from huuva_backend.orders.fingerprint import digest
from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.increasing import increase
from huuva_backend.orders.item import Item, within
from huuva_backend.orders.lifecycle import LIVE, ItemStatus, OrderStatus
from huuva_backend.orders.line_amending import (
    check_amounts,
    decrease,
    set_fields,
    set_modifiers,
)
from huuva_backend.orders.line_schemas import LineCreate, PostedLine, lines_of, parts_of
from huuva_backend.orders.matching import OF_LINES, Kept, Matching, costs_otherwise, kind_of
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.splitting import split_off
from huuva_backend.platform.errors import Fault
from huuva_backend.platform.money import Price
from huuva_backend.platform.quantity import Quantity, less


def decide_resent(
    order: Order,
    message: OrderCreate,
    given: Mapping[str, Any],
    offers: Mapping[str, Offer],
    asked: Asked,
    policy: Policy,
) -> Amended | None:
    """None where the order is so already. `given` are the fields of the order that the message gives, by name.

    Raises as `decide`, `decide_amendment`, `decide_line` and `decide_adding` do.
    """
    if message.status is OrderStatus.CANCELLED:
        return _cancelled(order, message, asked, policy)
    amending = Amending(order, asked, policy)
    targets = _amend_lines(amending, Matching(amending.order, lines_of(message.items)), offers)
    amending.move(targets)
    amend_fields(amending, given if asked.expected else _without_repeat(order, given))
    if amending.changed_fields - {FIELDS[name] for name in ALSO_OF_CLOSED}:
        check_open(order)
    if not amending.is_amendment:
        return None
    check_version(order.version, asked.expected)
    check_amounts(amending.order, "/items")
    return amending.done(digest(message))


def _cancelled(order: Order, message: OrderCreate, asked: Asked, policy: Policy) -> Amended | None:
    command = Command(
        status=OrderStatus.CANCELLED,
        actor=asked.actor,
        reason=asked.reason,
        expected=asked.expected,
    )
    revision = decide(order, command, policy)
    if revision is None:
        return None
    amending = Amending(order, asked, policy)
    amending.take(revision.changes)
    return amending.done(digest(message))


def _amend_lines(
    amending: Amending, matching: Matching, offers: Mapping[str, Offer]
) -> dict[int, ItemStatus]:
    """Where lines are to be moved then."""
    matched = matching.match()
    if matched.differs:
        check_open(amending.order)
    parts = [_take_away(amending, item, quantity) for item, quantity in matched.fewer]
    _keep_all(amending, matching, matched.kept, offers)
    for item, line in matched.changed:
        _keep(amending, item, line, offers)
    for item, line, quantity in matched.more:
        sold = line.posted.unit_price is not None
        increase(amending, item, quantity, offers, f"{line.place}/quantity", sold=sold)
    if matched.added:
        items = [_as_new(line.posted, quantity) for line, quantity in matched.added]
        places = [line.place for line, _ in matched.added]
        add_lines(amending, lines_of(items, places), offers)
    return {part.line: ItemStatus.CANCELLED for part in parts if part.status in LIVE}


def _keep_all(
    amending: Amending, matching: Matching, kept: Sequence[Kept], offers: Mapping[str, Offer]
) -> None:
    """A line of which the message says several things is split; what is as it was keeps the number."""
    for item, line, quantity in reversed(kept):
        if matching.agrees(item, line):
            continue
        check_open(amending.order)
        part = item if quantity == item.quantity else split_off(amending, item, quantity)
        _keep(amending, part, line, offers)
        if part.bundle:
            now = Matching(amending.order, matching.posted)
            _keep_all(amending, now, now.match_parts(part, line).kept, offers)


def _keep(amending: Amending, item: Item, line: PostedLine, offers: Mapping[str, Offer]) -> None:
    told = line.posted
    given = {name: getattr(told, name) for name in OF_LINES if name in told.model_fields_set}
    set_fields(amending, item, given | {"note": told.note})
    modifiers = modifiers_of(told.modifiers)
    same = kind_of(modifiers) == kind_of(item.modifiers)
    if not same or costs_otherwise(item.modifiers, modifiers):
        set_modifiers(amending, item, modifiers, offers.get(item.plu), line.place)
    if told.unit_price is not None and told.unit_price != item.unit_price:
        _check_currency(amending.order, told.unit_price, line.place)
        amending.tell(item.line, "unitPrice", item.unit_price, told.unit_price)
        item.unit_price = told.unit_price


def _check_currency(order: Order, price: Price, place: str) -> None:
    order.currency = order.currency or price.currency
    if price.currency != order.currency:
        code = MixedCurrencies.code
        raise MixedCurrencies([Fault(f"{place}/unitPrice/currency", code, MESSAGES[code])])


def _take_away(amending: Amending, item: Item, quantity: Quantity) -> Item:
    """The line that is to be voided. Of what the kitchen voided it is told that nobody wants it any more."""
    part = item
    if quantity < item.quantity:
        if item.status in LIVE:
            return decrease(amending, item, less(item.quantity, quantity))
        part = split_off(amending, item, quantity)
    amending.tell(part.line, "quantity", told_quantity(part.quantity), 0)
    amending.mark(within(amending.order.items, part))
    return part


def _as_new(posted: LineCreate, quantity: Quantity) -> Any:
    """A line that is added begins now, whatever is claimed of it."""
    begins: dict[str, Any] = {"quantity": quantity, "status": None, "status_history": []}
    if parts := parts_of(posted):
        begins["items"] = [_as_new(part, part.quantity) for part in parts]
    return posted.model_copy(update=begins)


def _without_repeat(order: Order, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a message gives, without a pick-up time that only repeats what was told before the kitchen moved it.

    Its sender has other news, and hasn't heard of the delay yet.
    """
    moves = [
        (amendment.actor.kind, change.before)
        for amendment in order.amendments
        for change in amendment.changes
        if change.field == FIELDS["pickup_time"]
    ]
    kitchens = [*takewhile(lambda move: move[0] != ActorKind.PARTNER, reversed(moves))]
    if "pickup_time" not in given or not kitchens:
        return given
    _, told = kitchens[-1]
    if given["pickup_time"] != (told and datetime.fromisoformat(told)):
        return given
    return {name: value for name, value in given.items() if name != "pickup_time"}
