"""Where the kitchen's open orders and stations are kept."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from huuva_backend.kitchen import mapping, reads, writes
from huuva_backend.kitchen.board import BoardReading, TicketsReading
from huuva_backend.locations.location import StationThresholds
from huuva_backend.orders import epochs
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement


class KitchenRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def tickets(
        self,
        location_id: str,
        station: str | None,
        order_ids: Sequence[UUID],
        brands: Collection[str] | None,
    ) -> TicketsReading:
        """All that is open, or of `order_ids` those that are; a station's lines, or all of them.

        Of `brands` alone unless that is None.
        """
        values: dict[str, Any] = {"location_id": location_id, "station": station}
        values |= {"order_ids": order_ids, "brands": sorted(brands or ())}
        statement = reads.tickets(chosen=bool(order_ids), of_brands=brands is not None)
        (row,) = await epochs.read(self._database, statement, values, location_id)
        return mapping.tickets(row, station)

    async def board(self, location_id: str, brands: Collection[str] | None) -> BoardReading:
        """Of `brands` alone unless that is None."""
        asked = {"location_id": location_id, "brands": sorted(brands or ())}
        statement = reads.board(of_brands=brands is not None)
        (row,) = await epochs.read(self._database, statement, asked, location_id)
        return mapping.board(row)

    async def stations(
        self, location_ids: Sequence[str]
    ) -> dict[str, tuple[list[str], list[StationThresholds]]]:
        """Of each location those that are known by name, and those that it says something of."""
        rows = await self._database.fetch(reads.STATIONS_OF, {"location_ids": location_ids})
        return {
            row["location_id"]: (row["known"], [StationThresholds(*told) for told in row["told"]])
            for row in rows
        }

    async def put_station(self, location_id: str, station: StationThresholds) -> bool:
        """Whether it replaced what was said before."""
        values = {"location_id": location_id, **dataclasses.asdict(station)}
        return bool((await self._row(writes.PUT_STATION, values))["replaced"])

    async def replace_stations(
        self, location_id: str, stations: Sequence[StationThresholds]
    ) -> None:
        """These are all that the location says something of."""
        values = {"location_id": location_id, "stations": [station.station for station in stations]}
        await self._database.fetch(writes.FORGET_OTHERS, values)
        for station in stations:
            await self.put_station(location_id, station)

    async def remove_station(self, location_id: str, station: str) -> None:
        values = {"location_id": location_id, "station": station}
        await self._database.fetchrow(writes.REMOVE_STATION, values)

    async def _row(self, statement: Statement, values: Mapping[str, Any]) -> Record:
        row = await self._database.fetchrow(statement, values)
        if row is None:
            raise AssertionError("each of these statements gives one row")
        return row
