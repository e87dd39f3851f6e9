"""What can be done with orders: place, look up, move."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import NamedTuple, TypeVar
from uuid import UUID

from huuva_backend.locations.errors import LocationPaused
from huuva_backend.locations.intake import must_be_taken
from huuva_backend.menu.service import MenuService
from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.commands import Command, decide, decide_item, the_item
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.errors import OrderExists
from huuva_backend.orders.fingerprint import differing, is_one_of
from huuva_backend.orders.firing import Wanted, decide_firing, fired
from huuva_backend.orders.history import Actor
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.line_schemas import lines_of
from huuva_backend.orders.listing import PAGE_BYTES, Page, batches
from huuva_backend.orders.order import Listed, MovedItem, NaturalKey, Order, OrderDraft
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.query_schemas import OrderQuery
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.orders.result import moved, moved_bundle, moved_item
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.search import cursor_after, filters
from huuva_backend.orders.whereabouts import whereabouts
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor, Session, retried
from huuva_backend.platform.errors import Invalid, Unavailable
from huuva_backend.platform.ids import new_id

T = TypeVar("T")

OPTIMISTIC_TRIES = 3
STOCK_TRIES = 10
"""In a rush for the last of something, others take and give back between what was read and what is written."""


class PlacingResult(Enum):
    """What came of a message that has an order."""

    PLACED = auto()
    REPLAYED = auto()
    AMENDED = auto()


class Placed(NamedTuple):
    order: Order
    result: PlacingResult


class OrderService:
    def __init__(
        self,
        menu: MenuService,
        policy: Policy = Policy(),  # noqa: B008 - it is frozen
    ) -> None:
        self._menu = menu
        self._policy = policy

    async def get(
        self, caller: Caller, on: Executor, order_id: UUID, location_id: str | None
    ) -> Order:
        """Raises `OrderNotFound`."""
        found = await whereabouts(caller, on, order_id, location_id)
        return await OrderRepository(on).get(found, order_id)

    async def page(
        self, caller: Caller, on: Executor, query: OrderQuery, write: Callable[[Order], bytes]
    ) -> Page:
        """As sorted, as `write` writes them: that says when a page is full. Raises as `search.filters` does.

        Looked up a few at a time, so that nobody else waits for giant ones.
        """
        orders = OrderRepository(on)
        listed = await orders.page(
            caller.narrowed(filters(query, utc_now())), query.limit + 1, query.sort
        )
        written: list[bytes] = []
        length = done = 0
        async for order in _each(orders, listed[: query.limit]):
            text = write(order)
            if written and length + len(text) > PAGE_BYTES:
                break
            done += 1
            # One that has moved on since it was listed is passed over.
            if not query.status or order.status in query.status:
                written.append(text)
                length += len(text)
        if done == len(listed):
            return Page(written, None)
        return Page(written, cursor_after(listed[done - 1], query.sort))

    async def containing(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        location_id: str | None,
        plus: Sequence[str],
    ) -> list[AffectedOrder]:
        """The brand's open orders, at the location or anywhere, that have some of these.

        Raises `OutsideLimits`.
        """
        caller.must_own(brand_id, location_id)
        return await OrderRepository(on).containing(brand_id, location_id, plus)

    async def place(self, caller: Caller, on: Executor, order: OrderCreate, actor: Actor) -> Placed:
        """The order, placed now or before. Raises `OrderExists`, `Invalid`, `LocationPaused`, `OutsideLimits`."""
        caller.must_own(order.brand_id, order.location_id)
        for _ in range(STOCK_TRIES):
            asked = await self._asked(caller, on, order, actor)
            if isinstance(asked, Order):
                return Placed(asked, PlacingResult.REPLAYED)
            async with on.turn(natural_key(order)):
                placed = await retried(partial(_place, OrderRepository(on), order, asked))
            if placed is not None:
                return placed
        raise Unavailable(cause="lost-race")

    async def rehearse(
        self, caller: Caller, on: Executor, order: OrderCreate, actor: Actor
    ) -> Placed:
        """What `place` would answer; nothing is written, and nobody is waited for."""
        caller.must_own(order.brand_id, order.location_id)
        asked = await self._asked(caller, on, order, actor)
        if isinstance(asked, Order):
            return Placed(asked, PlacingResult.REPLAYED)
        existing = await placed_before(OrderRepository(on), order)
        if existing is None:
            return Placed(asked.order, PlacingResult.PLACED)
        return Placed(existing, PlacingResult.REPLAYED)

    async def _asked(
        self, caller: Caller, on: Executor, order: OrderCreate, actor: Actor
    ) -> OrderDraft | Order:
        """What placing the order would write, or the order as it was placed before.

        What could be ordered then may be sold out now, or the location paused, and a retry must be answered all the same.
        """
        plus = [line.posted.plu for line in lines_of(order.items)]
        offers = await self._menu.offers(caller, on, order.brand_id, order.location_id, plus)
        policy = self._policy.at(offers.rules)
        try:
            must_be_taken(offers.intake, order.channel, offers.as_of)
            return draft(order, offers.by_plu, new_id(), by=actor, now=offers.as_of, policy=policy)
        except (Invalid, LocationPaused):
            if (existing := await placed_before(OrderRepository(on), order)) is None:
                raise
            return existing

    async def move(
        self, caller: Caller, on: Executor, order_id: UUID, command: Command[OrderStatus]
    ) -> Order:
        """Move a whole order; at its status already, nothing is written.

        Raises `OrderNotFound` and as `commands.decide` does.
        """
        location_id = await whereabouts(caller, on, order_id, command.location_id)

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get_to_move(location_id, order_id)
            revision = decide(order, command, self._policy)
            if revision is None:
                return order
            return moved(order, revision) if await orders.move(order, revision) else None

        return await settled(on, location_id, order_id, attempt)

    async def move_item(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        plu: str,
        line: int | None,
        command: Command[ItemStatus],
    ) -> MovedItem:
        """Move one item; the order follows where its items say so.

        Raises `OrderNotFound`, as `commands.the_item` and as `commands.decide_item` do.
        """
        location_id = await whereabouts(caller, on, order_id, command.location_id)

        async def attempt(orders: OrderRepository) -> MovedItem | None:
            standing = await orders.get_item(location_id, order_id, plu)
            item = the_item(standing, line)
            revision = decide_item(standing, item, command, self._policy)
            if revision is not None and not await orders.move(standing, revision):
                return None
            if item.bundle:
                # Its parts, which carry other PLUs, are in the answer too.
                return moved_bundle(await orders.get_to_move(location_id, order_id), item.line)
            return moved_item(standing, item, revision)

        return await settled(on, location_id, order_id, attempt)

    async def fire(
        self, caller: Caller, on: Executor, order_id: UUID, wanted: Wanted, asked: Asked
    ) -> Order:
        """Let the kitchen begin lines that are held; where none of them is, nothing is written.

        Raises `OrderNotFound` and as `firing.decide_firing` does.
        """
        location_id = await whereabouts(caller, on, order_id, asked.location_id)

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get_to_move(location_id, order_id)
            firing = decide_firing(order, wanted, asked)
            if firing is None:
                return order
            return fired(order, firing) if await orders.fire(order, firing) else None

        return await settled(on, location_id, order_id, attempt)

    async def release_due(self, caller: Caller, on: Executor) -> int:
        """Show the kitchen the orders whose time has come; how many. Locations that somebody holds come last."""
        orders = OrderRepository(on)
        released = 0
        for patiently in (False, True):
            while await orders.release(patiently=patiently):
                released += 1
        return released


def natural_key(order: OrderCreate) -> NaturalKey:
    return NaturalKey(order.location_id, order.brand_id, order.channel, order.channel_order_id)


async def _place(orders: OrderRepository, order: OrderCreate, asked: OrderDraft) -> Placed | None:
    """None where what it was drafted by is no more: somebody took the last, or its key was free only now."""
    if await orders.add(asked):
        return Placed(asked.order, PlacingResult.PLACED)
    existing = await placed_before(orders, order)
    if existing is None:
        return None
    # Ours where the answer to the first of two tries was lost.
    ours = existing.id == asked.order.id
    return Placed(existing, PlacingResult.PLACED if ours else PlacingResult.REPLAYED)


async def placed_before(orders: OrderRepository, order: OrderCreate) -> Order | None:
    """The order that has the natural key already. Raises `OrderExists` where it took no such content."""
    existing = await orders.find_duplicate(natural_key(order))
    if existing is None:
        return None
    fields = differing(order, existing.content)
    if fields and not is_one_of(order, existing.later_digests):
        raise OrderExists(existing.order_id, fields)
    return await orders.get(order.location_id, existing.order_id)


async def _each(orders: OrderRepository, listed: Sequence[Listed]) -> AsyncIterator[Order]:
    for batch in batches(listed):
        for order in await orders.get_many(batch):
            yield order


async def settled(
    on: Executor,
    location_id: str,
    order_id: UUID,
    attempt: Callable[[OrderRepository], Awaitable[T | None]],
) -> T:
    """Read, decide, write; again where somebody else wrote in between; at last under the lock.

    Within a transaction the lock comes first: what a try in vain had locked would stay so, and others wait for it.
    """
    tries = 0 if isinstance(on, Session) else OPTIMISTIC_TRIES

    async def unit() -> T:
        for _ in range(tries):
            if (result := await attempt(OrderRepository(on))) is not None:
                return result
        async with on.patient() as session, session.transaction():
            orders = OrderRepository(session)
            await orders.lock(location_id, order_id)
            result = await attempt(orders)
        if result is None:
            raise AssertionError("nobody else can have written under the lock")
        return result

    async with on.turn(order_id):
        return await retried(unit)
