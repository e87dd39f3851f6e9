"""What the product's own rules make of what is asked of an order."""

from typing import Any, Final

from huuva_backend.demo.menu import OFFERS
from huuva_backend.demo.planned import Planned, PlannedAnswer, PlannedLines, PlannedMove
from huuva_backend.orders.adding import decide_adding
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amending import decide_amendment
from huuva_backend.orders.answering import (
    decide_acceptance,
    decide_denial,
    decide_unanswered,
)
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.cancelling import (
    decide_confirmation,
    decide_refusal,
    decide_request,
)
from huuva_backend.orders.commands import Command, decide, decide_item
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.drafting import modifiers_of
from huuva_backend.orders.errors import ItemNotFound, QuantityNotThere
from huuva_backend.orders.history import Revision
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.line_amending import decide_line
from huuva_backend.orders.line_schemas import ItemCreate
from huuva_backend.orders.modifier_schemas import ModifierCreate
from huuva_backend.orders.order import Order, item_standing
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.splitting import decide_part
from huuva_backend.platform.errors import Conflict, NotFound

POLICY: Final = Policy()
REFUSALS: Final = (Conflict, NotFound, QuantityNotThere)
"""What the rules raise where the order doesn't stand any more as whoever asks believes."""


def decided(order: Order, planned: Planned) -> Revision | Amended | Decided | None:
    """None where all stands so already. Raises as the rules do, and `ItemNotFound` where nothing was added."""
    if isinstance(planned, PlannedMove):
        return _move(order, planned)
    asked = Asked(actor=planned.actor, reason=planned.reason)
    if isinstance(planned, PlannedAnswer):
        return _answer(order, planned, asked)
    offers = OFFERS[order.brand_id]
    if isinstance(planned, PlannedLines):
        items = [ItemCreate.model_validate(item) for item in planned.items]
        return decide_adding(order, items, offers, asked, POLICY)
    if planned.line is None:
        return decide_amendment(order, planned.given, asked, POLICY)
    item = order.items[planned.line - 1]
    given = dict(planned.given)
    if "modifiers" in given:
        bodies = [ModifierCreate.model_validate(body) for body in given["modifiers"]]
        given["modifiers"] = modifiers_of(bodies)
    return decide_line(order, item, given, offers, asked, POLICY)


def _answer(order: Order, planned: PlannedAnswer, asked: Asked) -> Decided | None:
    match planned.what:
        case "accept":
            return decide_acceptance(order, asked)
        case "deny":
            return decide_denial(order, planned.denial, None, asked, POLICY)
        case "unanswered":
            return decide_unanswered(order, asked, POLICY)
        case "request":
            return decide_request(order, asked, POLICY)
        case "confirm":
            return decide_confirmation(order, asked, POLICY)
        case "refuse":
            return decide_refusal(order, asked)


def _move(order: Order, planned: PlannedMove) -> Revision | Amended | None:
    asked: dict[str, Any] = {
        "actor": planned.actor,
        "reason": planned.reason,
        "recall": planned.recall,
    }
    if isinstance(planned.status, OrderStatus):
        command = Command(status=planned.status, cause=planned.cause, **asked)
        return decide(order, command, POLICY)
    item = item_of(order, planned)
    of_item = Command(status=planned.status, **asked)
    if planned.quantity is None:
        return decide_item(item_standing(order, item.plu), item, of_item, POLICY)
    part = decide_part(order, item, of_item, planned.quantity, POLICY)
    return None if part is None else part[0]


def item_of(order: Order, planned: PlannedMove) -> Item:
    """Raises `ItemNotFound` where nothing was added."""
    if planned.line is not None:
        return order.items[planned.line - 1]
    added = [item for item in order.items if item.plu == planned.added]
    if not added:
        raise ItemNotFound
    return added[-1]
