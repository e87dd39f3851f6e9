"""From an order as it is posted to the order as it will stand once it is placed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from huuva_backend.menu.modifier import Modifier
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import PricedLine, priced, total
from huuva_backend.orders.errors import CreatedInFuture, InvalidPhoneNumber
from huuva_backend.orders.fingerprint import fingerprint
from huuva_backend.orders.history import (
    Actor,
    Claim,
    Clock,
    Opening,
    Revision,
    opening,
    settle,
)
from huuva_backend.orders.lifecycle import CLOSED, ITEM_AT, ItemStatus, OrderStatus, Status
from huuva_backend.orders.line_schemas import ItemCreate, ModifierFields
from huuva_backend.orders.order import (
    Customer,
    DeliveryAddress,
    Item,
    ItemContent,
    Order,
    OrderDraft,
)
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.release import Release, release, release_at
from huuva_backend.orders.result import entry, with_claims
from huuva_backend.orders.schemas import (
    CustomerCreate,
    DeliveryAddressCreate,
    OrderCreate,
)
from huuva_backend.orders.timeline import is_ahead
from huuva_backend.platform.phone import e164
from huuva_backend.platform.quantity import Quantity, Unit, is_whole

S = TypeVar("S", bound=Status)

_MADE: Final = frozenset(
    {"status", "status_history", "customer", "delivery_address", "items", "total"}
)
"""What an order has by the same name as the one that was posted, and yet otherwise."""

RETRIED_AFTER_PICKUP: Final = timedelta(hours=48)
RETRIED_AT_LEAST: Final = timedelta(days=7)


def draft(
    order: OrderCreate,
    offers: Mapping[str, Offer],
    order_id: UUID,
    *,
    by: Actor,
    now: datetime,
    policy: Policy,
) -> OrderDraft:
    """The order as it will stand where it is placed at `now` of the database's clock.

    Raises `CreatedInFuture`, `InvalidPhoneNumber`, and as `priced` does.
    """
    if order.created is not None and is_ahead(order.created, now):
        raise CreatedInFuture
    lines = priced([_line(item) for item in order.items], offers)
    begun, openings, shown = _begun(order, lines, now, policy)
    changes = [*begun.changes, *(row for each in openings for row in each.changes)]
    revision = Revision(version=1, recorded_at=now, actor=by, reason=None, changes=changes)
    items = [_item(*each, revision) for each in zip(order.items, lines, openings, strict=True)]
    placed = Order(
        **_same(Order, order, without=_MADE),
        **_standing(begun, revision),
        **_times(order, begun, now),
        id=order_id,
        version=revision.version,
        held_until=None if begun.status in CLOSED else shown.at,
        customer=_customer(order.customer, policy),
        delivery_address=_address(order.delivery_address),
        total=total(lines),
        items=items,
    )
    return OrderDraft(
        order=placed,
        revision=revision,
        release=shown,
        fingerprint=fingerprint(order),
        retried_until=_retried_until(order.pickup_time, now),
    )


def _begun(
    order: OrderCreate, lines: Sequence[PricedLine], now: datetime, policy: Policy
) -> tuple[Opening[OrderStatus], list[Opening[ItemStatus]], Release]:
    """How the histories of the order and of its items begin, and when the kitchen sees them."""
    minutes = [line.preparation_minutes for line in lines]
    wanted_at = release_at(order.pickup_time, minutes, policy.release_lead)
    clock = Clock(now, now, wanted_at, policy.trusted_delay)
    begun = _opening(order, clock)
    clock = clock._replace(held_until=release(wanted_at, _begun_at(begun), now).at)
    items = [_item_opening(*posted, begun, clock) for posted in enumerate(order.items, 1)]
    settle(begun, items)
    return begun, items, release(wanted_at, _begun_at(begun), now)


def _times(order: OrderCreate, begun: Opening[OrderStatus], now: datetime) -> dict[str, Any]:
    created = order.created or begun.changes[0].occurred_at
    return {"created_at": created, "recorded_at": now, "updated_at": now, "as_of": now}


def _opening(order: OrderCreate, clock: Clock) -> Opening[OrderStatus]:
    return opening(
        None,
        order.status,
        [Claim(claim.status, claim.timestamp) for claim in order.status_history],
        default=OrderStatus.RECEIVED,
        reported=order.created,
        clock=clock,
    )


def _item_opening(
    line: int, item: ItemCreate, order: Opening[OrderStatus], clock: Clock
) -> Opening[ItemStatus]:
    return opening(
        line,
        item.status,
        [Claim(claim.status, claim.timestamp) for claim in item.status_history],
        default=ITEM_AT[order.status],
        reported=order.newest.reported_at,
        clock=clock,
    )


def _begun_at(order: Opening[OrderStatus]) -> datetime | None:
    return next(
        (row.occurred_at for row in order.changes if row.to_status is not OrderStatus.RECEIVED),
        None,
    )


def _same(kind: type, *sources: object, without: Collection[str] = ()) -> dict[str, Any]:
    """The fields of the dataclass that one of `sources` has too, from the first that does."""
    return {
        field.name: getattr(source, field.name)
        for field in fields(kind)
        if field.name not in without
        for source in sources[::-1]
        if hasattr(source, field.name)
    }


def _standing(begun: Opening[S], revision: Revision) -> dict[str, Any]:
    return {
        "status": begun.status,
        "status_since": begun.status_since,
        "status_seq": begun.status_seq,
        "claims": list(begun.claims),
        "status_history": with_claims(
            begun.claims, [entry(change, revision) for change in begun.changes]
        ),
    }


def _item(
    posted: ItemCreate, line: PricedLine, begun: Opening[ItemStatus], revision: Revision
) -> Item:
    content = _same(ItemContent, line, posted, without={"unit"})
    if begun.status is ItemStatus.CANCELLED:
        content["stock_taken"] = None
    unit = posted.unit or (Unit.PIECE if is_whole(line.quantity) else None)
    return Item(**content, unit=unit, **_standing(begun, revision), line=cast(int, begun.line))


def _line(item: ItemCreate) -> PricedLine:
    return PricedLine(
        plu=item.plu,
        name=item.name,
        quantity=cast(Quantity, item.quantity),
        unit_price=item.unit_price,
        modifiers=[_modifier(modifier) for modifier in item.modifiers],
    )


def _modifier(posted: ModifierFields) -> Modifier:
    inner = [_modifier(modifier) for modifier in posted.inner]
    return Modifier(**_same(Modifier, posted, without={"modifiers"}), modifiers=inner)


def _customer(customer: CustomerCreate, policy: Policy) -> Customer:
    number = customer.phone_number
    valid = number and e164(number)
    if number and not valid and policy.valid_phones_only:
        raise InvalidPhoneNumber
    return Customer(customer.name, number, valid)


def _address(address: DeliveryAddressCreate | None) -> DeliveryAddress | None:
    return None if address is None else DeliveryAddress(**_same(DeliveryAddress, address))


def _retried_until(pickup_time: datetime, now: datetime) -> datetime:
    try:
        return max(pickup_time + RETRIED_AFTER_PICKUP, now + RETRIED_AT_LEAST)
    except OverflowError:
        return pickup_time  # in the last days of the calendar
