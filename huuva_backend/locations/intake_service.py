"""Whether a location takes orders: what the kitchen says, and what partners see of it."""

from huuva_backend.locations.errors import BusyMinutes, IntakeIsOver
from huuva_backend.locations.intake import EVERY_CHANNEL, Intake, IntakeMode, IntakeSwitch, shown
from huuva_backend.locations.intake_schemas import IntakeUpdate
from huuva_backend.locations.repository import LocationRepository
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor, retried


class IntakeService:
    """A switch is over by itself: it is compared with the clock. No order changes by it, and no event tells of it."""

    def __init__(self, locations: LocationService) -> None:
        self._locations = locations

    async def get(self, caller: Caller, on: Executor, location_id: str) -> Intake:
        """Raises `LocationNotFound`."""
        await self._locations.must_be_known(caller, on, location_id)
        now, switches = await LocationRepository(on).intake(location_id)
        return Intake(location_id, now, shown(switches, now))

    async def switch(
        self, caller: Caller, on: Executor, location_id: str, asked: IntakeUpdate
    ) -> Intake:
        """The last one asked for holds. Raises `LocationNotFound`, `OutsideLimits`, `BusyMinutes`, `IntakeIsOver`."""
        await self._locations.must_be_known(caller, on, location_id)
        caller.must_own(None, location_id)
        is_busy = asked.mode is IntakeMode.BUSY
        if is_busy is not (asked.extra_minutes is not None):
            raise BusyMinutes(wanted=is_busy)
        if asked.until is not None and asked.until <= utc_now():
            raise IntakeIsOver
        switches = [
            IntakeSwitch(channel, asked.mode, asked.extra_minutes or 0, asked.until, asked.reason)
            for channel in sorted({*(asked.channels or [EVERY_CHANNEL])})
        ]

        async def unit() -> None:
            async with on.transaction() as session:
                kept = LocationRepository(session)
                if asked.channels is None:
                    await kept.forget_intake(location_id)
                await kept.set_intake(location_id, switches)

        await retried(unit)
        now, found = await LocationRepository(on).intake(location_id)
        return Intake(location_id, now, shown(found, now))
