"""What is done with a message of a delivery platform, in whichever dialect it came."""

from huuva_backend.orders.acceptance_service import AcceptanceService
from huuva_backend.orders.amendment_service import AmendmentService
from huuva_backend.orders.asked import Asked
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.service import Placed, PlacingResult
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor, retried


class MessageService:
    def __init__(self, amendments: AmendmentService, acceptances: AcceptanceService) -> None:
        self._amendments = amendments
        self._acceptances = acceptances

    async def take(
        self, caller: Caller, on: Executor, order: OrderCreate, by: Asked, *, to_cancel: bool
    ) -> Placed:
        """Place the order or make the one that there is as it says; `to_cancel` asks the kitchen to give it up then, both
        in one transaction.

        Raises as `AmendmentService.place_or_amend` and `AcceptanceService.request_cancellation` do.
        """
        if not to_cancel:
            return await self._amendments.place_or_amend(caller, on, order, by, rehearse=False)

        async def unit() -> Placed:
            async with on.patient() as session, session.transaction():
                return await self._to_cancel(caller, session, order, by)

        return await retried(unit)

    async def _to_cancel(
        self, caller: Caller, on: Executor, order: OrderCreate, by: Asked
    ) -> Placed:
        """What was replayed is amended where it is asked to be given up only now."""
        placed = await self._amendments.place_or_amend(caller, on, order, by, rehearse=False)
        before = placed.order.version
        asked = await self._acceptances.request_cancellation(caller, on, placed.order.id, by)
        if placed.result is PlacingResult.REPLAYED and asked.version != before:
            return Placed(asked, PlacingResult.AMENDED)
        return placed._replace(order=asked)
