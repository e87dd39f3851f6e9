"""Orders for later are shown to the kitchen when their time has come."""

from huuva_backend.orders.service import OrderService


class ReleaseLoop:
    name = "release"

    def __init__(self, orders: OrderService, interval: float) -> None:
        self.interval = interval
        self._orders = orders

    async def run_once(self) -> int:
        return await self._orders.release_due()
