"""What adding lines does to an order as it was read: how they begin, and how the order follows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from huuva_backend.menu.amounts import currency_in
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import MESSAGES, MixedCurrencies, PricedLine, priced
from huuva_backend.orders import timeline
from huuva_backend.orders.amending import Amended, amended
from huuva_backend.orders.amendment import FieldChange
from huuva_backend.orders.asked import check_version
from huuva_backend.orders.commands import line_changes
from huuva_backend.orders.drafting import asked_lines, item_of, item_opening
from huuva_backend.orders.errors import OrderClosed, TooManyLines
from huuva_backend.orders.history import Actor, Change, Clock, Opening, Revision, change
from huuva_backend.orders.lifecycle import CLOSED, Cause, OrderStatus
from huuva_backend.orders.line_schemas import MAX_LINES, ItemCreate, PostedLine, lines_of
from huuva_backend.orders.moves import counted, follow, leaves
from huuva_backend.orders.order import Item, Order, Origin, OriginKind
from huuva_backend.orders.placing import begin, routed
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.result import moved
from huuva_backend.platform.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """Lines that somebody adds; `expected` are the versions that they may have seen, None for any."""

    items: Sequence[ItemCreate]
    actor: Actor
    reason: str | None = None
    expected: Collection[int] | None = None


def decide_adding(
    order: Order, asked: Adding, offers: Mapping[str, Offer], policy: Policy
) -> Amended:
    """Raises `OrderClosed`, `StaleVersion`, `TooManyLines`, and as `priced` does."""
    if order.status in CLOSED:
        raise OrderClosed(order.status)
    check_version(order.version, asked.expected)
    posted = lines_of(asked.items)
    if len(order.items) + len(posted) > MAX_LINES:
        raise TooManyLines
    lines = routed(posted, priced(asked_lines(posted), offers), offers, policy)
    _check_currency(order, lines)
    clock = _clock(order, policy)
    openings = _begun(order, posted, lines, clock)
    rows = [_numbered(row, order) for each in openings for row in each.changes]
    revision = _revision(order, asked, clock, rows)
    items = [
        _added(item_of(*each, revision), order, revision)
        for each in zip(posted, lines, openings, strict=True)
    ]
    changes = [FieldChange(item.line, "quantity", 0, _number(item)) for item in items]
    after = replace(
        order,
        items=[*order.items, *items],
        currency=order.currency or currency_in(lines),
        status_history=list(order.status_history),
    )
    revision = _followed(after, revision, clock)
    return amended(order, after, revision, changes, policy, added=items)


def _clock(order: Order, policy: Policy) -> Clock:
    recorded = timeline.recorded(order.as_of, order.updated_at)
    return Clock(recorded, recorded, order.held_until, policy.trusted_delay)


def _begun(
    order: Order, posted: Sequence[PostedLine], lines: Sequence[PricedLine], clock: Clock
) -> list[Opening[Any]]:
    """What isn't made is ready with an order that is, unless something else of it must be made."""
    made = [lines[line.line - 1].to_make for line in posted if not line.is_bundle]
    stands = counted(leaves([item.as_line() for item in order.items]))
    ready = order.status is OrderStatus.READY and not any(made) and any(x.to_make for x in stands)
    status = OrderStatus.READY if ready else OrderStatus.RECEIVED
    begun = Opening.at(None, status, None, Cause.REQUEST, clock)
    return begin(begun, posted, lines, partial(item_opening, order=begun, clock=clock))


def _numbered(row: Change, order: Order) -> Change:
    return row._replace(line=(row.line or 0) + len(order.items))


def _added(item: Item, order: Order, revision: Revision) -> Item:
    before = len(order.items)
    item.line += before
    if item.parent_line is not None:
        item.parent_line += before
    item.origin = Origin(OriginKind.ADDED)
    item.amended_at = revision.recorded_at
    return item


def _number(item: Item) -> int | str:
    """As an answer has it; a part of something as its digits, which JSON keeps exactly."""
    return item.quantity if isinstance(item.quantity, int) else str(item.quantity)


def _revision(order: Order, asked: Adding, clock: Clock, rows: Sequence[Change]) -> Revision:
    return Revision(
        version=order.version + 1,
        recorded_at=clock.recorded,
        actor=asked.actor,
        reason=asked.reason,
        changes=rows,
    )


def _followed(after: Order, revision: Revision, clock: Clock) -> Revision:
    """An order that was ready isn't while something of it must be made, nor is what isn't made but goes with it."""
    steps = follow(after.status, [item.as_line() for item in after.items])
    if not steps:
        return revision
    clock = clock._replace(order_recorded=after.recorded_at)
    of_order, *others = steps
    rows = [change(of_order, after, clock, None), *line_changes(after, others, clock, None)]
    moved(after, replace(revision, changes=rows))
    return replace(revision, changes=[*rows, *revision.changes])


def _check_currency(order: Order, lines: Sequence[PricedLine]) -> None:
    code = MixedCurrencies.code
    faults = [
        Fault(line.place, code, MESSAGES[code])
        for line in lines
        if order.currency and currency_in([line]) not in (None, order.currency)
    ]
    if faults:
        raise MixedCurrencies(faults)
