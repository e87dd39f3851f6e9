"""What can be changed of orders after they were placed, beside their statuses."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.adding import decide_adding
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amending import check_open, decide_amendment
from huuva_backend.orders.amendment_schemas import ItemsCreate, ItemUpdate, OrderUpdate
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.commands import Command, the_item
from huuva_backend.orders.context_drafting import amended_fields
from huuva_backend.orders.delaying import delayed
from huuva_backend.orders.drafting import modifiers_of
from huuva_backend.orders.errors import OrderExists
from huuva_backend.orders.fingerprint import digest
from huuva_backend.orders.item import within
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.line_amending import decide_line
from huuva_backend.orders.line_schemas import lines_of
from huuva_backend.orders.order import MovedItem, Order, item_standing
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.orders.resending import decide_resent
from huuva_backend.orders.result import moved_bundle
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.service import OrderService, Placed, PlacingResult, placed_before, settled
from huuva_backend.orders.splitting import decide_part
from huuva_backend.orders.whereabouts import whereabouts
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import Unavailable
from huuva_backend.platform.quantity import Quantity


class AmendmentService:
    def __init__(self, menu: MenuService, orders: OrderService, policy: Policy) -> None:
        self._menu = menu
        self._orders = orders
        self._policy = policy

    async def amend(
        self, caller: Caller, on: Executor, order_id: UUID, update: OrderUpdate, by: Asked
    ) -> Order:
        """Change what was told of an order; where it is so already, nothing is written.

        Raises `OrderNotFound`, `InvalidPhoneNumber` and as `amending.decide_amendment` does.
        """
        given = amended_fields(update, self._policy)

        def decide(order: Order, _: Mapping[str, Offer], policy: Policy) -> Amended | None:
            return decide_amendment(order, given, by, policy)

        return await self._amended(caller, on, order_id, by, lambda _: [], decide)

    async def delay(
        self, caller: Caller, on: Executor, order_id: UUID, minutes: int, by: Asked
    ) -> Order:
        """Promise it for later. Raises `OrderNotFound`, `DelayedTooFar` and as `amending.decide_amendment` does."""

        def decide(order: Order, _: Mapping[str, Offer], policy: Policy) -> Amended | None:
            check_open(order)
            given = {"pickup_time": delayed(order, minutes)}
            return decide_amendment(order, given, by, policy)

        return await self._amended(caller, on, order_id, by, lambda _: [], decide)

    async def place_or_amend(
        self, caller: Caller, on: Executor, message: OrderCreate, by: Asked, *, rehearse: bool
    ) -> Placed:
        """Place an order, or where there is one under its natural key, make that as the message says.

        A content that was taken once changes nothing any more, unless it is meant: with the version of now in `expected`.
        With `rehearse` nothing is written. Raises as `OrderService.place` and `resending.decide_resent` do.
        """
        place = self._orders.rehearse if rehearse else self._orders.place
        try:
            async with on.apart() as apart:
                placed = await place(caller, apart, message, by.actor)
        except OrderExists as exists:
            return await self._amend_as_sent(caller, on, exists.order_id, message, by, rehearse)
        if placed.result is PlacingResult.REPLAYED and by.expected is not None:
            order_id = placed.order.id
            return await self._amend_as_sent(
                caller, on, order_id, message, by, rehearse, meant=True
            )
        return placed

    async def _amend_as_sent(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        message: OrderCreate,
        by: Asked,
        rehearse: bool,
        *,
        meant: bool = False,
    ) -> Placed:
        """`meant`: also where the content was taken before."""
        given = amended_fields(message, self._policy)
        plus = [line.posted.plu for line in lines_of(message.items)]

        async def attempt(orders: OrderRepository) -> Placed | None:
            # First the order: what is taken after it was read is written after it, so that our version is stale then.
            order = await orders.get_to_move(message.location_id, order_id)
            if not meant and (taken := await _taken(orders, message)) is not None:
                return Placed(taken, PlacingResult.REPLAYED)
            offers = await self._menu.offers(caller, on, order.brand_id, order.location_id, plus)
            policy = self._policy.at(offers.rules)
            amended = decide_resent(order, message, given, offers.by_plu, by, policy)
            if rehearse:
                return Placed(amended.order if amended else order, PlacingResult.AMENDED)
            if amended is None:
                if meant:
                    return Placed(order, PlacingResult.REPLAYED)
                is_first = await orders.take_content(order, digest(message))
                return Placed(order, PlacingResult.AMENDED) if is_first else None
            if not await orders.amend(order, amended):
                return None
            return Placed(amended.order, PlacingResult.AMENDED)

        return await settled(on, message.location_id, order_id, attempt)

    async def amend_item(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        plu: str,
        line: int | None,
        update: ItemUpdate,
        by: Asked,
    ) -> Order:
        """Change what was told of a line; where it is so already, nothing is written.

        Raises `OrderNotFound`, as `commands.the_item` and as `line_amending.decide_line` do.
        """
        given = _given(update)

        def plus(order: Order) -> list[str]:
            item = the_item(item_standing(order, plu), line)
            return [each.plu for each in within(order.items, item)]

        def decide(order: Order, offers: Mapping[str, Offer], policy: Policy) -> Amended | None:
            item = the_item(item_standing(order, plu), line)
            return decide_line(order, item, given, offers, by, policy)

        return await self._amended(caller, on, order_id, by, plus, decide)

    async def move_part(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        plu: str,
        line: int | None,
        command: Command[ItemStatus],
        quantity: Quantity,
    ) -> MovedItem:
        """Move so many of a line, which become a line of their own; the order follows.

        Raises `OrderNotFound`, as `commands.the_item` and as `splitting.decide_part` do.
        """
        location_id = await whereabouts(caller, on, order_id, command.location_id)

        async def attempt(orders: OrderRepository) -> MovedItem | None:
            order = await orders.get_to_move(location_id, order_id)
            item = the_item(item_standing(order, plu), line)
            part = decide_part(order, item, command, quantity, self._policy)
            if part is None:
                return moved_bundle(order, item.line)
            amended, new_line = part
            if not await orders.amend(order, amended):
                return None
            return moved_bundle(amended.order, new_line)

        return await settled(on, location_id, order_id, attempt)

    async def add_lines(
        self, caller: Caller, on: Executor, order_id: UUID, more: ItemsCreate, by: Asked
    ) -> Order:
        """Add lines to an open order, which follows. Raises `OrderNotFound` and as `adding.decide_adding` does."""
        plus = [line.posted.plu for line in lines_of(more.items)]

        def decide(order: Order, offers: Mapping[str, Offer], policy: Policy) -> Amended:
            return decide_adding(order, more.items, offers, by, policy)

        return await self._amended(caller, on, order_id, by, lambda _: plus, decide)

    async def _amended(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        by: Asked,
        plus: Callable[[Order], Sequence[str]],
        decide: Callable[[Order, Mapping[str, Offer], Policy], Amended | None],
    ) -> Order:
        """`plus` are those of which `decide` must know what the menu offers."""
        location_id = await whereabouts(caller, on, order_id, by.location_id)

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get_to_move(location_id, order_id)
            offers = await self._menu.offers(caller, on, order.brand_id, location_id, plus(order))
            amended = decide(order, offers.by_plu, self._policy.at(offers.rules))
            if amended is None:
                return order
            return amended.order if await orders.amend(order, amended) else None

        return await settled(on, location_id, order_id, attempt)


async def _taken(orders: OrderRepository, message: OrderCreate) -> Order | None:
    """The order, if it took this content. Raises `Unavailable` where its natural key has expired since it was asked for."""
    try:
        taken = await placed_before(orders, message)
    except OrderExists:
        return None
    if taken is None:
        raise Unavailable(cause="lost-race")
    return taken


def _given(update: ItemUpdate) -> dict[str, Any]:
    """What a merge patch gives of the fields of a line."""
    given = {name: getattr(update, name) for name in update.model_fields_set - {"reason"}}
    for name in {"allergens", "modifiers"} & given.keys():
        given[name] = given[name] or []
    if "modifiers" in given:
        given["modifiers"] = modifiers_of(given["modifiers"])
    return given
