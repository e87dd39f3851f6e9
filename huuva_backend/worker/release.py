"""Orders for later are shown to the kitchen when their time has come."""

from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor


class ReleaseLoop:
    name = "release"
    caller = system(name)

    def __init__(self, orders: OrderService, database: Executor, interval: float) -> None:
        self.interval = interval
        self._orders = orders
        self._database = database

    async def run_once(self) -> int:
        return await self._orders.release_due(self.caller, self._database)
