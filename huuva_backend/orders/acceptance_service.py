"""What the kitchen answers: whether it takes an order, and whether it gives up one that a partner wants cancelled."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from huuva_backend.orders.acceptance import DenialReason
from huuva_backend.orders.answering import (
    answered,
    decide_acceptance,
    decide_denial,
    decide_unanswered,
)
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.cancelling import (
    decide_confirmation,
    decide_refusal,
    decide_request,
)
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.orders.service import settled
from huuva_backend.orders.whereabouts import whereabouts
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

UNANSWERED: Final = Actor(ActorKind.SYSTEM, "acceptance")


class AcceptanceService:
    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    async def accept(self, caller: Caller, on: Executor, order_id: UUID, by: Asked) -> Order:
        """Raises `OrderNotFound` and as `answering.decide_acceptance` does."""
        return await self._decided(
            caller, on, order_id, by, lambda order: decide_acceptance(order, by)
        )

    async def deny(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        reason: DenialReason,
        text: str | None,
        by: Asked,
    ) -> Order:
        """Raises `OrderNotFound` and as `answering.decide_denial` does."""

        def denied(order: Order) -> Decided | None:
            return decide_denial(order, reason, text, by, self._policy)

        return await self._decided(caller, on, order_id, by, denied)

    async def answer_unanswered(
        self, caller: Caller, on: Executor, order_id: UUID, location_id: str
    ) -> bool:
        """Do with the order what was to become of it; False where somebody answered it or did this before.

        Raises `OrderNotFound`.
        """
        by = Asked(actor=UNANSWERED, location_id=location_id)
        done = False

        def unanswered(order: Order) -> Decided | None:
            nonlocal done
            decided = decide_unanswered(order, by, self._policy)
            done = decided is not None
            return decided

        await self._decided(caller, on, order_id, by, unanswered)
        return done

    async def request_cancellation(
        self, caller: Caller, on: Executor, order_id: UUID, by: Asked
    ) -> Order:
        """Raises `OrderNotFound` and as `cancelling.decide_request` does."""

        def requested(order: Order) -> Decided | None:
            return decide_request(order, by, self._policy)

        return await self._decided(caller, on, order_id, by, requested)

    async def confirm_cancellation(
        self, caller: Caller, on: Executor, order_id: UUID, by: Asked
    ) -> Order:
        """Raises `OrderNotFound` and as `cancelling.decide_confirmation` does."""

        def confirmed(order: Order) -> Decided | None:
            return decide_confirmation(order, by, self._policy)

        return await self._decided(caller, on, order_id, by, confirmed)

    async def refuse_cancellation(
        self, caller: Caller, on: Executor, order_id: UUID, by: Asked
    ) -> Order:
        """Raises `OrderNotFound` and as `cancelling.decide_refusal` does."""
        return await self._decided(
            caller, on, order_id, by, lambda order: decide_refusal(order, by)
        )

    async def _decided(
        self,
        caller: Caller,
        on: Executor,
        order_id: UUID,
        by: Asked,
        decide: Callable[[Order], Decided | None],
    ) -> Order:
        location_id = await whereabouts(caller, on, order_id, by.location_id)

        async def attempt(orders: OrderRepository) -> Order | None:
            order = await orders.get_to_move(location_id, order_id)
            decided = decide(order)
            if decided is None:
                return order
            return answered(order, decided) if await orders.answer(order, decided) else None

        return await settled(on, location_id, order_id, attempt)
