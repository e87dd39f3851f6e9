"""Orders that nobody answered in time are accepted or denied, as whoever sent them said.

Of two who find the same order one answers it: each answer is of the version that was read.
"""

from typing import Final

from huuva_backend.orders.acceptance_service import AcceptanceService
from huuva_backend.orders.errors import OrderNotFound
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import Busy
from huuva_backend.worker.reads import UNANSWERED

AT_ONCE: Final = 100


class AcceptanceLoop:
    name = "acceptance"
    caller = system(name)

    def __init__(self, acceptances: AcceptanceService, database: Executor, interval: float) -> None:
        self.interval = interval
        self._acceptances = acceptances
        self._database = database

    async def run_once(self) -> int:
        answered = 0
        for row in await self._database.fetch(UNANSWERED, {"limit": AT_ONCE}):
            asked = (self.caller, self._database, row["order_id"], row["location_id"])
            try:
                answered += await self._acceptances.answer_unanswered(*asked)
            except (Busy, OrderNotFound):
                continue  # at the next turn
        return answered
