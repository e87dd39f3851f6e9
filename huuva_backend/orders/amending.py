"""What an amendment does to an order as it was read: how it stands afterwards, and the row that tells of it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from pydantic_core import to_jsonable_python

from huuva_backend.menu.amounts import currency_in
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amendment import Amendment, FieldChange
from huuva_backend.orders.asked import Asked, check_version
from huuva_backend.orders.commands import changes_of_lines, clock_of
from huuva_backend.orders.context import order_type
from huuva_backend.orders.errors import OrderClosed, TooManyLines
from huuva_backend.orders.events import of_amending, of_moving
from huuva_backend.orders.fingerprint import retried_until
from huuva_backend.orders.history import Change, Revision
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus, OrderStatus, voids_unbegun
from huuva_backend.orders.line_schemas import MAX_LINES
from huuva_backend.orders.moves import Stands, move_lines
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.release import Release, release, release_at
from huuva_backend.orders.result import moved
from huuva_backend.orders.totals import Payment, PaymentStatus, currency_of, settled
from huuva_backend.platform.quantity import Quantity, of_thousandths, thousandths

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

PERSONAL: Final = frozenset(
    {"note", "server", "customer", "deliveryAddress", "metadata", "forName"}
)
"""What may tell of a person, so that the row says only that it changed."""

ALSO_OF_CLOSED: Final = frozenset({"paid"})


class Amending:
    """An order while it is amended: `before` as it was read, `order` as it stands so far, `revision` what it becomes.

    `place` is where the body asks for lines, should there be too many.
    """

    def __init__(self, before: Order, asked: Asked, policy: Policy, place: str = "/items") -> None:
        self.before = before
        self.order = replace(
            before,
            items=[_own(item) for item in before.items],
            status_history=[*before.status_history],
        )
        self.policy = policy
        self.clock = clock_of(before, policy)
        self.revision = Revision(
            version=before.version + 1,
            recorded_at=self.clock.recorded,
            actor=asked.actor,
            reason=asked.reason,
            changes=[],
        )
        self._place = place
        self._changes: list[FieldChange] = []
        self._begun: list[Change] = []
        self._split: list[Change] = []
        self._moved: list[Change] = []

    def tell(self, line: int | None, field: str, before: Any, after: Any) -> None:
        """That a field was changed; of one that may tell of a person only its name."""
        if field in PERSONAL:
            before = after = None
        self._changes.append(
            FieldChange(line, field, to_jsonable_python(before), to_jsonable_python(after))
        )
        if line is not None:
            self.mark([self.order.items[line - 1]])

    def mark(self, items: Iterable[Item]) -> None:
        """Lines that are amended, or whose bundle is."""
        for item in items:
            item.amended_at = self.revision.recorded_at

    @property
    def changed_fields(self) -> set[str]:
        return {change.field for change in self._changes}

    @property
    def is_amendment(self) -> bool:
        return bool(self._changes)

    def begin(self, item: Item, rows: Sequence[Change]) -> None:
        """A line that is new, and how its history begins."""
        self._add(item)
        self._begun += rows

    def begin_part(self, item: Item, row: Change) -> None:
        """A line that was a part of another until now: no display needs to be told of its first row."""
        self._add(item)
        self._split.append(row)

    def _add(self, item: Item) -> None:
        if len(self.order.items) == MAX_LINES:
            raise TooManyLines(self._place)
        self.order.items.append(item)

    def move(self, targets: Stands, reported: datetime | None = None) -> None:
        """Lines to where somebody wants them, the order and others with them; once, and last of all."""
        order = self.order
        lines = [item.as_line() for item in order.items]
        steps = move_lines(order.status, lines, targets, pass_required=order.pass_required)
        self.take(changes_of_lines(order, steps, self.clock, reported))

    def take(self, changes: Sequence[Change]) -> None:
        """What was decided of statuses; once, as `move`."""
        self._moved = [*changes]
        moved(self.order, replace(self.revision, changes=self._moved))

    def done(self, digest: str | None = None) -> Amended:
        """`digest` is that of the message by which a partner told it."""
        order, before, revision = self.order, self.before, self.revision
        shown = _release(before, order, revision.recorded_at, self.policy)
        order.version = revision.version
        order.as_of = order.updated_at = revision.recorded_at
        order.held_until = None if order.status in CLOSED else shown.at
        if self.is_amendment:
            order.amendments = [*order.amendments, self._amendment()]
        tell = of_amending if self.is_amendment else of_moving
        changes = [*self._split, *self._moved, *self._begun]
        known = len(before.items)
        pairs = zip(order.items, before.items, strict=False)
        return Amended(
            order=order,
            revision=replace(revision, changes=changes),
            release=shown,
            event=tell([*self._moved, *self._begun], order.items),
            is_amendment=self.is_amendment,
            added=order.items[known:],
            changed=[item for item, was in pairs if item != was],
            taken=_taken(before, order, changes),
            retried_until=self._retried_until(told=digest is not None),
            digest=digest,
        )

    def _retried_until(self, *, told: bool) -> datetime | None:
        if not told and self.order.pickup_time == self.before.pickup_time:
            return None
        return retried_until(self.order.pickup_time, self.revision.recorded_at)

    def _amendment(self) -> Amendment:
        return Amendment(
            seq=len(self.before.amendments) + 1,
            version=self.revision.version,
            recorded_at=self.revision.recorded_at,
            actor=self.revision.actor,
            reason=self.revision.reason,
            changes=self._changes,
        )


def told_quantity(quantity: Quantity) -> int | str:
    """As an answer has it; a part of something as its digits, which JSON keeps exactly."""
    return quantity if isinstance(quantity, int) else str(quantity)


def _own(item: Item) -> Item:
    own = copy(item)
    own.status_history = [*item.status_history]
    return own


def check_open(order: Order) -> None:
    """Raises `OrderClosed`."""
    if order.status in CLOSED:
        raise OrderClosed(order.status)


def decide_amendment(
    order: Order, given: Mapping[str, Any], asked: Asked, policy: Policy
) -> Amended | None:
    """What becomes of an order whose fields of these names are to be so; None where they are.

    Raises `OrderClosed`, `StaleVersion`, and as `currency_of` and `settled` do.
    """
    amending = Amending(order, asked, policy)
    changed = amend_fields(amending, given)
    if given.keys() - ALSO_OF_CLOSED:
        check_open(order)
    if not changed:
        return None
    check_version(order.version, asked.expected)
    return amending.done()


def amend_fields(amending: Amending, given: Mapping[str, Any]) -> bool:
    """Whether any of these fields of the order was otherwise. Raises as `currency_of` and `settled` do."""
    order, after = amending.order, _after(amending.order, given)
    if "paid" in given:
        after.paid = _paid(amending.before, after)
    changed = [name for name in FIELDS if getattr(order, name) != getattr(after, name)]
    for name in changed:
        amending.tell(None, FIELDS[name], getattr(order, name), getattr(after, name))
    amending.order = after
    return bool(changed)


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
    return after


def _paid(before: Order, after: Order) -> Payment | None:
    """As it is told. What is said again of a total that is as it was stands: the kitchen may have voided lines since it
    was said, and nobody paid less for that.
    """
    said, told, come_to = before.payment, after.paid, after.totals
    if said and told and come_to and before.totals and come_to.total == before.totals.total:
        paid_all = said.status is told.status is PaymentStatus.PAID
        if told.paid is None and paid_all:
            told = replace(told, paid=said.paid)
        if told == before.paid:
            return told
    return settled(told, come_to)


def _release(order: Order, after: Order, now: datetime, policy: Policy) -> Release:
    """When the kitchen sees it now. What it has seen or begun isn't taken from it again."""
    seen = order.held_until is not None and order.held_until <= order.as_of
    if order.held_until is None or seen or after.status is not OrderStatus.RECEIVED:
        return Release(after.held_until or now, done=True)
    if after.pickup_time is None:
        return Release(now, done=True)
    minutes = [
        item.preparation_minutes for item in after.items if item.status is not ItemStatus.CANCELLED
    ]
    wanted_at = release_at(after.pickup_time, minutes, policy.release_lead)
    return release(wanted_at, None, now)


def _taken(before: Order, after: Order, changes: Sequence[Change]) -> dict[str, Quantity]:
    given_back = {
        change.line for change in changes if voids_unbegun(change.from_status, change.to_status)
    }
    taken = defaultdict[str, int](int)
    for item in before.items:
        taken[item.plu] -= thousandths(item.stock_taken or 0)
    for item in after.items:
        if item.line not in given_back:
            taken[item.plu] += thousandths(item.stock_taken or 0)
    return {plu: of_thousandths(quantity) for plu, quantity in taken.items() if quantity}
