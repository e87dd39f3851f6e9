"""What an amendment does to an order as it was read: how it stands afterwards, and the row that tells of it. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from pydantic_core import to_jsonable_python

from huuva_backend.menu.amounts import currency_in
from huuva_backend.orders import timeline
from huuva_backend.orders.amendment import Amendment, FieldChange
from huuva_backend.orders.asked import check_version
from huuva_backend.orders.context import order_type
from huuva_backend.orders.errors import OrderClosed
from huuva_backend.orders.history import Actor, Revision
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus, OrderStatus
from huuva_backend.orders.order import Item, Order, amounts
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.release import Release, release, release_at
from huuva_backend.orders.totals import currency_of, settled, totals

FIELDS: Final = {
    "pickup_time": "pickupTime",
    "note": "note",
    "allergens": "allergens",
    "order_type": "orderType",
    "table": "table",
    "covers": "covers",
    "server": "server",
    "customer": "customer",
    "delivery_address": "deliveryAddress",
    "paid": "payment",
    "adjustments": "adjustments",
    "metadata": "metadata",
}
"""What of an order can be amended, and what it is called on the wire."""

PERSONAL: Final = frozenset({"note", "server", "customer", "delivery_address", "metadata"})
"""What may tell of a person, so that the row says only that it changed."""

ALSO_OF_CLOSED: Final = frozenset({"paid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """An amendment that somebody asks for: the fields of an `Order` that it gives, by name."""

    given: Mapping[str, Any]
    actor: Actor
    reason: str | None = None
    expected: Collection[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An order as it stands once it is amended, and what the amendment writes beside it."""

    order: Order
    revision: Revision
    release: Release
    added: Sequence[Item] = ()


def decide_amendment(order: Order, asked: Amend, policy: Policy) -> Amended | None:
    """None where the order is so already.

    Raises `OrderClosed`, `StaleVersion`, and as `currency_of` and `settled` do.
    """
    after = _after(order, asked.given)
    changes = [
        _change(name, getattr(order, name), getattr(after, name))
        for name in FIELDS
        if getattr(order, name) != getattr(after, name)
    ]
    if order.status in CLOSED and asked.given.keys() - ALSO_OF_CLOSED:
        raise OrderClosed(order.status)
    if not changes:
        return None
    check_version(order.version, asked.expected)
    revision = Revision(
        version=order.version + 1,
        recorded_at=timeline.recorded(order.as_of, order.updated_at),
        actor=asked.actor,
        reason=asked.reason,
        changes=[],
    )
    return amended(order, after, revision, changes, policy)


def _after(order: Order, given: Mapping[str, Any]) -> Order:
    """The order with these fields; what hangs on them follows."""
    after = replace(order, **given)
    by_address = order_type(None, has_address=order.delivery_address is not None)
    if "order_type" in given or order.order_type is by_address:
        told = given.get("order_type")
        after.order_type = order_type(told, has_address=after.delivery_address is not None)
    if order.pickup_time != after.pickup_time and order.first_promise is None:
        after.first_promise = order.pickup_time
    if given.keys() & {"paid", "adjustments"}:
        after.currency = currency_of(currency_in(order.items), after.adjustments, after.paid)
        come_to = totals(amounts(after.items), after.adjustments, after.paid, after.currency)
        after.paid = settled(after.paid, come_to) if "paid" in given else after.paid
    return after


def amended(
    order: Order,
    after: Order,
    revision: Revision,
    changes: list[FieldChange],
    policy: Policy,
    *,
    added: Sequence[Item] = (),
) -> Amended:
    """`after` is how the order stands, `added` those of its lines that are new."""
    shown = _release(order, after, revision.recorded_at, policy)
    after.version = revision.version
    after.as_of = after.updated_at = revision.recorded_at
    after.held_until = None if after.status in CLOSED else shown.at
    after.amendments = [
        *order.amendments,
        Amendment(
            seq=len(order.amendments) + 1,
            version=revision.version,
            recorded_at=revision.recorded_at,
            actor=revision.actor,
            reason=revision.reason,
            changes=changes,
        ),
    ]
    return Amended(order=after, revision=revision, release=shown, added=added)


def _release(order: Order, after: Order, now: datetime, policy: Policy) -> Release:
    """When the kitchen sees it now. What it has seen or begun isn't taken from it again."""
    seen = order.held_until is not None and order.held_until <= order.as_of
    if order.held_until is None or seen or after.status is not OrderStatus.RECEIVED:
        return Release(order.held_until or now, done=True)
    if after.pickup_time is None:
        return Release(now, done=True)
    minutes = [
        item.preparation_minutes for item in after.items if item.status is not ItemStatus.CANCELLED
    ]
    wanted_at = release_at(after.pickup_time, minutes, policy.release_lead)
    return release(wanted_at, None, now)


def _change(name: str, before: Any, after: Any) -> FieldChange:
    if name in PERSONAL:
        return FieldChange(None, FIELDS[name], None, None)
    return FieldChange(None, FIELDS[name], to_jsonable_python(before), to_jsonable_python(after))
