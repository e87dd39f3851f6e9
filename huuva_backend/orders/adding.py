"""What adding lines does to an order as it was read: how they begin, and how the order follows."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from huuva_backend.menu.amounts import currency_in
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import PricedLine, priced
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amending import Amending, check_open, told_quantity
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.drafting import asked_lines, item_of, item_opening
from huuva_backend.orders.history import Clock, Opening
from huuva_backend.orders.item import Origin, OriginKind
from huuva_backend.orders.lifecycle import Cause, OrderStatus
from huuva_backend.orders.line_schemas import ItemCreate, PostedLine, lines_of
from huuva_backend.orders.moves import begins_ready
from huuva_backend.orders.order import Order
from huuva_backend.orders.placing import begin, routed
from huuva_backend.orders.policy import Policy


def decide_adding(
    order: Order,
    items: Sequence[ItemCreate],
    offers: Mapping[str, Offer],
    asked: Asked,
    policy: Policy,
) -> Amended:
    """Raises `OrderClosed`, `StaleVersion`, `TooManyLines`, and as `priced` does."""
    check_open(order)
    check_version(order.version, asked.expected)
    amending = Amending(order, asked, policy)
    add_lines(amending, lines_of(items), offers)
    amending.move({})
    return amending.done()


def add_lines(
    amending: Amending, posted: Sequence[PostedLine], offers: Mapping[str, Offer]
) -> None:
    """Raises `TooManyLines`, and as `priced` does."""
    order = amending.order
    lines = routed(
        posted, priced(asked_lines(posted), offers, order.currency), offers, amending.policy
    )
    order.currency = order.currency or currency_in(lines)
    openings = _begun(order, posted, lines, amending.clock)
    before = len(order.items)
    for line, each, begun in zip(posted, lines, openings, strict=True):
        rows = [row._replace(line=before + line.line) for row in begun.changes]
        item = item_of(line, each, begun, amending.revision)
        item.line += before
        if item.parent_line is not None:
            item.parent_line += before
        item.origin = Origin(OriginKind.ADDED)
        amending.begin(item, rows)
        amending.tell(item.line, "quantity", 0, told_quantity(item.quantity))


def _begun(
    order: Order, posted: Sequence[PostedLine], lines: Sequence[PricedLine], clock: Clock
) -> list[Opening[Any]]:
    """What isn't made is ready with an order that is, unless something else of it must be made."""
    made = [lines[line.line - 1].to_make for line in posted if not line.is_bundle]
    stands = [item.as_line() for item in order.items]
    ready = begins_ready(order.status, stands, made=any(made))
    status = OrderStatus.READY if ready else OrderStatus.RECEIVED
    begun = Opening.at(None, status, None, Cause.REQUEST, clock)
    return begin(begun, posted, lines, partial(item_opening, order=begun, clock=clock))
