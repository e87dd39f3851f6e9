"""What screens in and before the kitchen ask, and what a location says of its stations."""

from collections.abc import Sequence
from dataclasses import replace

from huuva_backend.kitchen.all_day import all_day
from huuva_backend.kitchen.board import PickupBoard, Snapshot, pickup_board, snapshot
from huuva_backend.kitchen.repository import KitchenRepository
from huuva_backend.kitchen.schemas import KitchenStationUpdate, TicketsQuery
from huuva_backend.kitchen.stations import stations
from huuva_backend.locations.location import StationListing, StationThresholds
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor


class KitchenService:
    def __init__(self, locations: LocationService) -> None:
        self._locations = locations

    async def tickets(self, caller: Caller, on: Executor, query: TicketsQuery) -> Snapshot:
        location_id, station = query.location_id, query.station
        read = await KitchenRepository(on).tickets(
            caller.at(location_id), station, query.order_ids, caller.brands
        )
        counts = None if query.order_ids else all_day(read.shares)
        shown = snapshot(location_id, station, read, counts)
        if read.shares or query.order_ids:
            return shown
        # Nothing to make there: perhaps there is no such place.
        heard = await self._locations.heard(caller, on, location_id, station)
        return replace(shown, **vars(heard))

    async def board(self, caller: Caller, on: Executor, location_id: str) -> PickupBoard:
        read = await KitchenRepository(on).board(caller.at(location_id), caller.brands)
        shown = pickup_board(read)
        if read.orders:
            return shown
        return replace(shown, **vars(await self._locations.heard(caller, on, location_id)))


class StationService:
    async def stations(
        self, caller: Caller, on: Executor, location_ids: Sequence[str]
    ) -> dict[str, StationListing]:
        """Of each location, by name; another's has none."""
        found = await KitchenRepository(on).stations([caller.at(each) for each in location_ids])
        return {each: stations(*found[caller.at(each)]) for each in location_ids}

    async def set_station(
        self,
        caller: Caller,
        on: Executor,
        location_id: str,
        name: str,
        update: KitchenStationUpdate,
    ) -> tuple[StationThresholds, bool]:
        """The station, and whether it replaced what was said before. Raises `OutsideLimits`."""
        caller.must_own(None, location_id)
        station = StationThresholds(name, update.warn_seconds, update.late_seconds)
        return station, await KitchenRepository(on).put_station(location_id, station)

    async def replace_stations(
        self, caller: Caller, on: Executor, location_id: str, told: Sequence[StationThresholds]
    ) -> None:
        """Of all others nothing is said any more. Raises `OutsideLimits`."""
        caller.must_own(None, location_id)
        await KitchenRepository(on).replace_stations(location_id, told)

    async def remove_station(
        self, caller: Caller, on: Executor, location_id: str, name: str
    ) -> None:
        """Raises `OutsideLimits`."""
        caller.must_own(None, location_id)
        await KitchenRepository(on).remove_station(location_id, name)
