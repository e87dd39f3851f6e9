"""What screens in and before the kitchen ask, and what a location says of its stations."""

from huuva_backend.kitchen.all_day import all_day
from huuva_backend.kitchen.board import (
    PickupBoard,
    Snapshot,
    StationListing,
    StationThresholds,
    pickup_board,
    snapshot,
    stations,
)
from huuva_backend.kitchen.repository import KitchenRepository
from huuva_backend.kitchen.schemas import KitchenStationUpdate, TicketsQuery
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor


class KitchenService:
    async def tickets(self, caller: Caller, on: Executor, query: TicketsQuery) -> Snapshot:
        read = await KitchenRepository(on).tickets(
            query.location_id, query.station, query.order_ids
        )
        counts = None if query.order_ids else all_day(read.shares)
        return snapshot(query.location_id, query.station, read, counts)

    async def board(self, caller: Caller, on: Executor, location_id: str) -> PickupBoard:
        return pickup_board(await KitchenRepository(on).board(location_id))

    async def stations(self, caller: Caller, on: Executor, location_id: str) -> StationListing:
        return stations(*await KitchenRepository(on).stations(location_id))

    async def set_station(
        self,
        caller: Caller,
        on: Executor,
        location_id: str,
        name: str,
        update: KitchenStationUpdate,
    ) -> tuple[StationThresholds, bool]:
        """The station, and whether it replaced what was said before."""
        station = StationThresholds(name, update.warn_seconds, update.late_seconds)
        return station, await KitchenRepository(on).put_station(location_id, station)

    async def remove_station(
        self, caller: Caller, on: Executor, location_id: str, name: str
    ) -> None:
        await KitchenRepository(on).remove_station(location_id, name)
