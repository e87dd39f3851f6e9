"""From an order as it is posted to the order as it will stand once it is placed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache, partial
from typing import Any, Final, TypeVar
from uuid import UUID

from pydantic import BaseModel

from huuva_backend.menu.amounts import currency_in
from huuva_backend.menu.modifier import Modifier
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import PricedLine, priced
from huuva_backend.orders.acceptance import Acceptance
from huuva_backend.orders.context import order_type
from huuva_backend.orders.context_drafting import (
    address_of,
    adjustments_of,
    customer_of,
    payment_of,
)
from huuva_backend.orders.errors import CreatedInFuture
from huuva_backend.orders.fingerprint import fingerprint, retried_until
from huuva_backend.orders.history import (
    Actor,
    Claim,
    Clock,
    Opening,
    Revision,
    opening,
)
from huuva_backend.orders.item import Item, ItemContent, amounts
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus, OrderStatus, Status
from huuva_backend.orders.line_schemas import PostedLine, lines_of
from huuva_backend.orders.modifier_schemas import ModifierFields
from huuva_backend.orders.order import Order, OrderDraft
from huuva_backend.orders.placing import begin, routed
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.release import Release, release, release_at
from huuva_backend.orders.result import entry, with_claims
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.timeline import is_ahead
from huuva_backend.orders.totals import (
    currency_of,
    settled,
    totals,
)
from huuva_backend.platform.quantity import Unit, is_whole

S = TypeVar("S", bound=Status)

_MADE: Final = frozenset(
    {"status", "status_history", "customer", "delivery_address", "order_type", "items"}
    | {"adjustments", "currency", "paid"}
)
"""What an order has by the same name as the one that was posted, and yet otherwise."""
_UNIT: Final = frozenset({"unit"})
_INNER: Final = frozenset({"modifiers"})


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

    Raises `CreatedInFuture`, `InvalidPhoneNumber`, and as `priced`, `currency_of` and `settled` do.
    """
    if order.created is not None and is_ahead(order.created, now):
        raise CreatedInFuture
    posted = lines_of(order.items)
    lines = routed(posted, priced(asked_lines(posted), offers), offers, policy)
    begun, openings, shown = _begun(order, posted, lines, now, policy)
    changes = [*begun.changes, *(row for each in openings for row in each.changes)]
    revision = Revision(version=1, recorded_at=now, actor=by, reason=None, changes=changes)
    items = [item_of(*each, revision) for each in zip(posted, lines, openings, strict=True)]
    placed = Order(
        **_same(Order, order, without=_MADE),
        **_standing(begun, revision),
        **_times(order, begun, now),
        id=order_id,
        version=revision.version,
        held_until=None if begun.status in CLOSED else shown.at,
        pass_required=policy.pass_required,
        **_context(order, policy),
        **_money(order, lines, items),
        items=items,
    )
    return OrderDraft(
        order=placed,
        revision=revision,
        release=shown,
        fingerprint=fingerprint(order),
        retried_until=retried_until(order.pickup_time, now),
    )


def _begun(
    order: OrderCreate,
    posted: Sequence[PostedLine],
    lines: Sequence[PricedLine],
    now: datetime,
    policy: Policy,
) -> tuple[Opening[OrderStatus], list[Opening[ItemStatus]], Release]:
    """How the histories of the order and of its items begin, and when the kitchen sees them."""
    minutes = [line.preparation_minutes for line in lines]
    wanted_at = _wanted_at(order, minutes, now, policy)
    clock = Clock(now, now, wanted_at, policy.trusted_delay)
    begun = _opening(order, clock)
    clock = clock._replace(held_until=release(wanted_at, _begun_at(begun), now).at)
    begins = partial(item_opening, order=begun, clock=clock)
    items = begin(begun, posted, lines, begins, pass_required=policy.pass_required)
    return begun, items, release(wanted_at, _begun_at(begun), now)


def _wanted_at(
    order: OrderCreate, minutes: Sequence[int | None], now: datetime, policy: Policy
) -> datetime:
    """When the kitchen is to see it: what is wanted as soon as possible was never held back."""
    if order.pickup_time is not None:
        return release_at(order.pickup_time, minutes, policy.release_lead)
    claimed = (claim.timestamp for claim in order.status_history)
    return min(order.created or now, *claimed, now)


def _context(order: OrderCreate, policy: Policy) -> dict[str, Any]:
    address = order.delivery_address
    return {
        "customer": customer_of(order.customer, policy),
        "delivery_address": address_of(address),
        "order_type": order_type(order.order_type, has_address=address is not None),
        "acceptance_told": (
            Acceptance(by=order.accept_by, outcome=order.accept_outcome)
            if order.accept_by
            else None
        ),
    }


def _money(
    order: OrderCreate, lines: Sequence[PricedLine], items: Sequence[Item]
) -> dict[str, Any]:
    adjustments = adjustments_of(order.adjustments)
    payment = payment_of(order.payment)
    currency = currency_of(currency_in(lines), adjustments, payment)
    come_to = totals(amounts(items), adjustments, payment, currency)
    return {
        "currency": currency,
        "adjustments": adjustments,
        "paid": settled(payment, come_to),
    }


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


def item_opening(
    line: PostedLine, default: ItemStatus, *, order: Opening[OrderStatus], clock: Clock
) -> Opening[ItemStatus]:
    return opening(
        line.line,
        line.status,
        [Claim(claim.status, claim.timestamp) for claim in line.posted.status_history],
        default=default,
        reported=order.newest.reported_at,
        clock=clock,
    )


def _begun_at(order: Opening[OrderStatus]) -> datetime | None:
    return next(
        (row.occurred_at for row in order.changes if row.to_status is not OrderStatus.RECEIVED),
        None,
    )


def _same(kind: type, *sources: object, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields of the dataclass that one of `sources` has too, from the first that does."""
    found: dict[str, Any] = {}
    for names, source in zip(
        _names(kind, tuple(map(type, sources)), without), sources, strict=True
    ):
        for name in names:
            found[name] = getattr(source, name)
    return found


@cache
def _names(kind: type, sources: tuple[type, ...], without: frozenset[str]) -> list[list[str]]:
    """Which fields are taken from each. By kinds, since an object of pydantic looks long for what it hasn't."""
    wanted = [field.name for field in fields(kind) if field.name not in without]
    first = {name: source for source in sources[::-1] for name in wanted if _has(source, name)}
    return [[name for name in wanted if first.get(name) is source] for source in sources]


def _has(kind: type, name: str) -> bool:
    own = kind.model_fields if issubclass(kind, BaseModel) else ()
    return name in own or hasattr(kind, name)


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


def item_of(
    line: PostedLine, priced: PricedLine, begun: Opening[ItemStatus], revision: Revision
) -> Item:
    content = _same(ItemContent, priced, line, line.posted, without=_UNIT)
    if begun.status is ItemStatus.CANCELLED:
        content["stock_taken"] = None
    unit = line.posted.unit or (Unit.PIECE if is_whole(priced.quantity) else None)
    return Item(
        **content,
        **_standing(begun, revision),
        unit=unit,
        line=line.line,
        parent_line=line.parent_line,
        held=begun.held,
        bundle=line.is_bundle,
    )


def asked_lines(posted: Sequence[PostedLine]) -> list[PricedLine]:
    asked: list[PricedLine] = []
    for line in posted:
        bundle = None if line.parent_line is None else asked[line.parent_line - 1]
        asked.append(_line(line, bundle))
    return asked


def _line(line: PostedLine, bundle: PricedLine | None) -> PricedLine:
    item = line.posted
    return PricedLine(
        place=line.place,
        bundle=bundle,
        to_make=item.to_make,
        plu=item.plu,
        name=item.name,
        quantity=item.quantity,
        unit_price=item.unit_price,
        modifiers=modifiers_of(item.modifiers),
    )


def modifiers_of(posted: Sequence[ModifierFields]) -> list[Modifier]:
    return [
        Modifier(**_same(Modifier, each, without=_INNER), modifiers=modifiers_of(each.inner))
        for each in posted
    ]
