"""What can be changed of orders after they were placed, beside their statuses."""

from uuid import UUID

from huuva_backend.menu.service import MenuService
from huuva_backend.orders.adding import Adding, decide_adding
from huuva_backend.orders.amending import Amend, decide_amendment
from huuva_backend.orders.amendment_schemas import ItemsCreate, OrderUpdate
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.context_drafting import amended_fields
from huuva_backend.orders.line_schemas import lines_of
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.orders.service import settled
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor


class AmendmentService:
    def __init__(self, menu: MenuService, policy: Policy) -> None:
        self._menu = menu
        self._policy = policy

    async def amend(
        self, caller: Caller, on: Executor, order_id: UUID, update: OrderUpdate, by: Asked
    ) -> Order:
        """Change what was told of an order; where it is so already, nothing is written.

        Raises `OrderNotFound`, `InvalidPhoneNumber` and as `amending.decide_amendment` does.
        """
        location_id = by.location_id or await OrderRepository(on).locate(order_id)
        given = amended_fields(update, self._policy)
        amend = Amend(given=given, actor=by.actor, reason=update.reason, expected=by.expected)

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get_to_move(location_id, order_id)
            policy = self._policy
            if "pickup_time" in given:
                offers = await self._menu.offers(caller, on, order.brand_id, location_id, [])
                policy = policy.at(offers.rules)
            amended = decide_amendment(order, amend, policy)
            if amended is None:
                return order
            return amended.order if await orders.amend(order, amended) else None

        return await settled(on, location_id, order_id, attempt)

    async def add_lines(
        self, caller: Caller, on: Executor, order_id: UUID, more: ItemsCreate, by: Asked
    ) -> Order:
        """Add lines to an open order, which follows. Raises `OrderNotFound` and as `adding.decide_adding` does."""
        location_id = by.location_id or await OrderRepository(on).locate(order_id)
        adding = Adding(items=more.items, actor=by.actor, reason=more.reason, expected=by.expected)
        plus = [line.posted.plu for line in lines_of(more.items)]

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get_to_move(location_id, order_id)
            offers = await self._menu.offers(caller, on, order.brand_id, location_id, plus)
            policy = self._policy.at(offers.rules)
            amended = decide_adding(order, adding, offers.by_plu, policy)
            return amended.order if await orders.amend(order, amended) else None

        return await settled(on, location_id, order_id, attempt)
