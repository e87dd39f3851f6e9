"""What is planned of an order, asked of the real services at once: the live kitchen's hands."""

from typing import Any, Final
from uuid import UUID

from huuva_backend.demo.deciding import POLICY, REFUSALS, decided, item_of
from huuva_backend.demo.planned import Planned, PlannedAnswer, PlannedLines, PlannedMove
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.acceptance_service import AcceptanceService
from huuva_backend.orders.amendment_schemas import ItemsCreate, ItemUpdate, OrderUpdate
from huuva_backend.orders.amendment_service import AmendmentService
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.commands import Command
from huuva_backend.orders.history import Actor
from huuva_backend.orders.lifecycle import CLOSED, OrderStatus
from huuva_backend.orders.listing import Page
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.query_schemas import OrderQuery
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database

CALLER: Final = system("demo")
OPEN: Final = [status.value for status in OrderStatus if status not in CLOSED]


class Hands:
    """Everybody in the kitchens and at the channels, each of whom looks at the order before they touch it."""

    def __init__(self, database: Database, policy: Policy = POLICY) -> None:
        menu = MenuService()
        self._on = database
        self._orders = OrderService(menu, policy)
        self._amendments = AmendmentService(menu, self._orders, policy)
        self._acceptances = AcceptanceService(policy)

    async def place(self, body: dict[str, Any], actor: Actor) -> Order:
        """Raises as `OrderService.place` does."""
        posted = OrderCreate.model_validate(body)
        return (await self._orders.place(CALLER, self._on, posted, actor)).order

    async def ask(self, location_id: str, order_id: UUID, planned: Planned) -> Order | None:
        """The order as it stands then; None where whoever looks at it sees that there is nothing to ask any more.

        Raises as the services do, where the order was changed since they looked, or a menu isn't ours.
        """
        order = await self._orders.get(CALLER, self._on, order_id, location_id)
        try:
            made = decided(order, planned)
        except REFUSALS:
            return None
        if made is None:
            return None
        if isinstance(planned, PlannedMove):
            await self._move(order, planned)
        elif isinstance(planned, PlannedAnswer):
            await self._answer(order, planned)
        else:
            await self._amend(order, planned)
        return await self._orders.get(CALLER, self._on, order_id, location_id)

    async def open_orders(self) -> list[Order]:
        """Everywhere, the oldest last."""
        found: list[Order] = []

        def collected(order: Order) -> bytes:
            found.append(order)
            return b""

        query = OrderQuery.model_validate({"status": OPEN, "limit": 200})
        page: Page = await self._orders.page(CALLER, self._on, query, collected)
        while page.next_cursor is not None:
            query = query.model_copy(update={"cursor": page.next_cursor})
            page = await self._orders.page(CALLER, self._on, query, collected)
        return found

    async def _move(self, order: Order, planned: PlannedMove) -> None:
        asked: dict[str, Any] = {
            "actor": planned.actor,
            "reason": planned.reason,
            "recall": planned.recall,
            "location_id": order.location_id,
        }
        if isinstance(planned.status, OrderStatus):
            await self._orders.move(
                CALLER, self._on, order.id, Command(status=planned.status, **asked)
            )
            return
        item, of_item = item_of(order, planned), Command(status=planned.status, **asked)
        line = (CALLER, self._on, order.id, item.plu, item.line, of_item)
        if planned.quantity is None:
            await self._orders.move_item(*line)
        else:
            await self._amendments.move_part(*line, planned.quantity)

    async def _amend(self, order: Order, planned: Any) -> None:
        by = self._by(order, planned.actor, planned.reason)
        to = (CALLER, self._on, order.id)
        if isinstance(planned, PlannedLines):
            more = ItemsCreate.model_validate({"items": planned.items})
            await self._amendments.add_lines(*to, more, by)
        elif planned.line is None:
            update = OrderUpdate.model_validate(planned.given)
            await self._amendments.amend(*to, update, by)
        else:
            item = order.items[planned.line - 1]
            of_line = ItemUpdate.model_validate(planned.given)
            await self._amendments.amend_item(*to, item.plu, item.line, of_line, by)

    async def _answer(self, order: Order, planned: PlannedAnswer) -> None:
        by = self._by(order, planned.actor, planned.reason)
        to = (CALLER, self._on, order.id)
        match planned.what:
            case "accept":
                await self._acceptances.accept(*to, by)
            case "deny":
                await self._acceptances.deny(*to, planned.denial, None, by)
            case "request":
                await self._acceptances.request_cancellation(*to, by)
            case "confirm":
                await self._acceptances.confirm_cancellation(*to, by)
            case "refuse":
                await self._acceptances.refuse_cancellation(*to, by)
            case "unanswered":
                await self._acceptances.answer_unanswered(*to, order.location_id)

    @staticmethod
    def _by(order: Order, actor: Actor, reason: str | None) -> Asked:
        return Asked(actor=actor, reason=reason, location_id=order.location_id)
