"""When a location's day begins, what is left over of the day before is closed: nobody waits for it any more.

An order that somebody has touched since the day began isn't left over. So a run may come late or be repeated, an
order that is taken back stays open for that day, and of two who find the same order one closes it: each move is of
the version that was found.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from huuva_backend.locations.business_day import day_began
from huuva_backend.locations.location import LocationSettings
from huuva_backend.locations.service import LocationService
from huuva_backend.orders.commands import Command
from huuva_backend.orders.errors import IllegalTransition, StaleVersion
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import Cause, OrderStatus
from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import Busy
from huuva_backend.worker.reads import LEFT_OVER

ACTOR: Final = Actor(ActorKind.SYSTEM, "close-of-day")
ENDS: Final[Mapping[str, OrderStatus]] = {OrderStatus.READY: OrderStatus.PICKED_UP}
"""Where the close of the day takes an order; all others are cancelled."""
REASONS: Final = {
    OrderStatus.PICKED_UP: "Close of day: nobody said that it was picked up",
    OrderStatus.CANCELLED: "Close of day: it was never ready",
}


class CloseOfDayLoop:
    name = "close_of_day"
    caller = system(name)

    def __init__(
        self, locations: LocationService, orders: OrderService, database: Executor, interval: float
    ) -> None:
        self.interval = interval
        self._locations = locations
        self._orders = orders
        self._database = database

    async def run_once(self) -> int:
        closed = 0
        for now, location in await self._locations.closing(self.caller, self._database):
            closed += await self._close(location, now)
        return closed

    async def _close(self, location: LocationSettings, now: datetime) -> int:
        began = day_began(now, location.timezone, location.day_starts_at)
        age = timedelta(minutes=location.close_after_minutes or 0)
        asked = {"location_id": location.location_id, "began": began, "before": began - age}
        closed = 0
        for order_id, version, status in await self._database.fetch(LEFT_OVER, asked):
            closed += await self._end(
                location.location_id, order_id, version, ENDS.get(status, OrderStatus.CANCELLED)
            )
        return closed

    async def _end(self, location_id: str, order_id: UUID, version: int, end: OrderStatus) -> bool:
        """Whether we closed it: not where somebody touches it at this moment, or did since it was found."""
        command = Command(
            status=end,
            actor=ACTOR,
            reason=REASONS[end],
            expected=[version],
            location_id=location_id,
            cause=Cause.CLOSED_BY_DAY,
        )
        try:
            order = await self._orders.move(self.caller, self._database, order_id, command)
        except (Busy, IllegalTransition, StaleVersion):
            return False
        return order.updated_at == order.as_of  # or another had closed it before
