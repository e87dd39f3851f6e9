"""What screens in and before the kitchen ask, and what a location says of its stations."""

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
from huuva_backend.platform.db.database import Database


class KitchenService:
    def __init__(self, database: Database) -> None:
        self._kitchen = KitchenRepository(database)

    async def tickets(self, query: TicketsQuery) -> Snapshot:
        read = await self._kitchen.tickets(query.location_id, query.station, query.order_ids)
        return snapshot(query.location_id, query.station, read, whole=not query.order_ids)

    async def board(self, location_id: str) -> PickupBoard:
        return pickup_board(await self._kitchen.board(location_id))

    async def stations(self, location_id: str) -> StationListing:
        return stations(*await self._kitchen.stations(location_id))

    async def set_station(
        self, location_id: str, name: str, update: KitchenStationUpdate
    ) -> tuple[StationThresholds, bool]:
        """The station, and whether it replaced what was said before."""
        station = StationThresholds(name, update.warn_seconds, update.late_seconds)
        return station, await self._kitchen.put_station(location_id, station)

    async def remove_station(self, location_id: str, name: str) -> None:
        await self._kitchen.remove_station(location_id, name)
