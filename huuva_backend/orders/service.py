"""What can be done with orders: place, look up, move."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from huuva_backend.menu.service import MenuService
from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.orders.commands import AHEAD_OF_US, Command, decide, decide_item, the_item
from huuva_backend.orders.drafting import differing, draft, fingerprint
from huuva_backend.orders.errors import CreatedInFuture, InvalidPhoneNumber, OrderExists
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.order import Actor, Listing, MovedItem, NaturalKey, Order, OrderDraft
from huuva_backend.orders.release import release
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.orders.result import moved, moved_item, placed
from huuva_backend.orders.schemas import OrderCreate, OrderQuery
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database, retried
from huuva_backend.platform.errors import Invalid, Unavailable
from huuva_backend.platform.ids import new_id
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.schemas import Instant

T = TypeVar("T")

OPTIMISTIC_TRIES = 3
CURSORS = Cursors("orders", tuple[Instant, UUID])


class OrderService:
    def __init__(
        self,
        database: Database,
        menu: MenuService,
        recall_window: timedelta,
        *,
        release_lead: timedelta = timedelta(minutes=30),
        valid_phones_only: bool = False,
    ) -> None:
        self._database = database
        self._orders = OrderRepository(database)
        self._menu = menu
        self._recall_window = recall_window
        self._lead = release_lead
        self._valid_phones_only = valid_phones_only

    async def get(self, order_id: UUID, location_id: str | None) -> Order:
        return await self._orders.get(order_id, location_id)

    async def page(self, query: OrderQuery) -> Listing:
        """Newest first. Raises `InvalidCursor`."""
        given = query.model_dump(
            exclude={"limit", "cursor", "status"}, exclude_none=True, by_alias=False
        )
        if query.status:
            given["statuses"] = query.status
        if query.cursor is not None:
            given["after"] = CURSORS.decode(query.cursor)
        orders = await self._orders.page(given, query.limit + 1)
        items = orders[: query.limit]
        more = len(orders) > len(items)
        return Listing(
            items=items,
            next_cursor=CURSORS.encode((items[-1].created_at, items[-1].id)) if more else None,
        )

    async def containing(
        self, brand_id: str, location_id: str | None, plus: Sequence[str]
    ) -> list[AffectedOrder]:
        """The brand's open orders, at the location or anywhere, that have some of these."""
        return await self._orders.containing(brand_id, location_id, plus)

    async def place(self, order: OrderCreate, actor: Actor) -> tuple[Order, bool]:
        """The order, and whether it had been placed before. Raises `OrderExists`, `Invalid`."""
        asked = await self._asked(order)
        if isinstance(asked, Order):
            return asked, True
        return await retried(lambda: self._place(self._orders, order, asked, actor))

    async def rehearse(self, order: OrderCreate, actor: Actor) -> tuple[Order, bool]:
        """What `place` would answer; nothing of it is kept."""
        asked = await self._asked(order)
        if isinstance(asked, Order):
            return asked, True
        async with self._database.session() as session, session.transaction(keep=False):
            return await self._place(OrderRepository(session), order, asked, actor)

    async def _asked(self, order: OrderCreate) -> OrderDraft | Order:
        """What placing the order would write, or the order as it was placed before.

        What could be ordered then may be sold out now, and a retry must be answered all the same.
        """
        try:
            return await self._draft(order)
        except Invalid:
            if (existing := await self._placed_before(self._orders, order)) is None:
                raise
            return existing

    async def _draft(self, order: OrderCreate) -> OrderDraft:
        now = utc_now()
        if order.created is not None and order.created - now > AHEAD_OF_US:
            raise CreatedInFuture
        plus = [item.plu for item in order.items]
        offers = await self._menu.offers(order.brand_id, order.location_id, plus)
        asked = draft(order, offers, new_id(), now)
        customer = asked.customer
        if self._valid_phones_only and customer.phone_number and not customer.phone_number_e164:
            raise InvalidPhoneNumber
        return asked

    async def _place(
        self, orders: OrderRepository, order: OrderCreate, asked: OrderDraft, actor: Actor
    ) -> tuple[Order, bool]:
        minutes = [item.preparation_minutes for item in asked.items]
        shown = release(
            asked.opening.status, asked.pickup_time, minutes, lead=self._lead, now=utc_now()
        )
        made = await orders.add(asked, shown, actor)
        if made is not None:
            return placed(asked, made), False
        existing = await self._placed_before(orders, order)
        if existing is None:
            raise Unavailable  # its window ended between the two statements
        return existing, True

    async def _placed_before(self, orders: OrderRepository, order: OrderCreate) -> Order | None:
        """The order that has the natural key already. Raises `OrderExists` where that is another."""
        key = NaturalKey(order.location_id, order.brand_id, order.channel, order.channel_order_id)
        existing = await orders.find_duplicate(key)
        if existing is None:
            return None
        order_id, placed_with = existing
        if fields := differing(fingerprint(order), placed_with):
            raise OrderExists(order_id, fields)
        return await orders.get(order_id, order.location_id)

    async def move(self, order_id: UUID, command: Command[OrderStatus]) -> Order:
        """Move a whole order; at its status already, nothing is written.

        Raises `OrderNotFound` and as `commands.decide` does.
        """

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get(order_id, command.location_id)
            changes = decide(order, command, self._recall_window)
            if not changes:
                return order
            made = await orders.move(order, changes, command.actor, command.reason)
            return None if made is None else moved(order, made)

        return await self._settled(order_id, command.location_id, attempt)

    async def move_item(
        self, order_id: UUID, plu: str, line: int | None, command: Command[ItemStatus]
    ) -> MovedItem:
        """Move one item; the order follows where its items say so.

        Raises `OrderNotFound`, as `commands.the_item` and as `commands.decide_item` do.
        """

        async def attempt(orders: OrderRepository) -> MovedItem | None:
            standing = await orders.get_item(order_id, plu, command.location_id)
            item = the_item(standing, line)
            changes = decide_item(standing, item, command)
            if not changes:
                return moved_item(standing, item, None)
            made = await orders.move(standing, changes, command.actor, command.reason)
            return None if made is None else moved_item(standing, item, made)

        return await self._settled(order_id, command.location_id, attempt)

    async def release_due(self) -> int:
        """Show the kitchen the orders whose time has come; how many."""
        released = 0
        while await self._orders.release():
            released += 1
        return released

    async def _settled(
        self,
        order_id: UUID,
        location_id: str | None,
        attempt: Callable[[OrderRepository], Awaitable[T | None]],
    ) -> T:
        """Read, decide, write; again where somebody else wrote in between; at last under the lock."""

        async def unit() -> T:
            async with self._database.session() as session:
                orders = OrderRepository(session)
                for _ in range(OPTIMISTIC_TRIES):
                    if (result := await attempt(orders)) is not None:
                        return result
                async with session.transaction():
                    await orders.lock(order_id, location_id)
                    result = await attempt(orders)
            if result is None:
                raise AssertionError("nobody else can have written under the lock")
            return result

        return await retried(unit)
