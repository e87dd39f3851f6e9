"""The days of the simulated kitchens: when they begin, and what becomes of what is left over."""

from datetime import datetime, timedelta
from typing import Final

from huuva_backend.demo.menu import LOCATIONS
from huuva_backend.demo.planned import PlannedMove
from huuva_backend.kitchen.service import StationService
from huuva_backend.locations.business_day import day_began
from huuva_backend.locations.location import LocationSettings
from huuva_backend.locations.schemas import LocationUpdate
from huuva_backend.locations.service import LocationService
from huuva_backend.orders.lifecycle import Cause, OrderStatus
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database
from huuva_backend.worker.close_of_day import ACTOR, REASONS

TIMEZONE: Final = "Europe/Helsinki"
DAY_STARTS_AT: Final = "04:00"
CLOSE_AFTER: Final = timedelta(hours=3)
CALLER: Final = system("demo")


async def say(database: Database) -> None:
    """What holds at the kitchens, where nobody has said anything else."""
    locations = LocationService(StationService())
    for location in LOCATIONS:
        if await locations.settings(CALLER, database, location.id) == LocationSettings.usual(
            location.id
        ):
            said = LocationUpdate(
                name=location.id.title(),
                timezone=TIMEZONE,
                day_starts_at=DAY_STARTS_AT,
                close_after_minutes=CLOSE_AFTER // timedelta(minutes=1),
            )
            await locations.put(CALLER, database, location.id, said)


def left_over(waiting_since: datetime) -> PlannedMove:
    """The end of an order that is ready, and that nobody says was picked up."""
    old_enough = waiting_since + CLOSE_AFTER
    today = day_began(old_enough, TIMEZONE, DAY_STARTS_AT)
    tomorrow = day_began(today + timedelta(hours=26), TIMEZONE, DAY_STARTS_AT)
    end = OrderStatus.PICKED_UP
    at = tomorrow + timedelta(seconds=20)
    return PlannedMove(at, ACTOR, end, reason=REASONS[end], cause=Cause.CLOSED_BY_DAY)
