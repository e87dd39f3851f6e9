"""Where the kitchen's open orders and stations are kept."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from huuva_backend.kitchen import mapping, reads, writes
from huuva_backend.kitchen.board import Reading, Standings, Station
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement


class KitchenRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def reading(
        self, location_id: str, station: str | None, order_ids: Sequence[UUID]
    ) -> Reading:
        """All that is open, or of `order_ids` those that are; a station's lines, or all of them."""
        values: dict[str, Any] = {"location_id": location_id, "station": station}
        if order_ids:
            row = await self._row(reads.CHOSEN, values | {"order_ids": order_ids})
        else:
            row = await self._row(reads.SNAPSHOT, values)
        return mapping.reading(row)

    async def standings(self, location_id: str) -> Standings:
        return mapping.standings(await self._row(reads.STANDINGS, {"location_id": location_id}))

    async def stations(self, location_id: str) -> tuple[list[str], list[Station]]:
        """Those that are known by name, and those that the location says something of."""
        row = await self._row(reads.STATIONS_OF, {"location_id": location_id})
        return row["known"], [Station(*told) for told in row["told"]]

    async def put_station(self, location_id: str, station: Station) -> bool:
        """Whether it replaced what was said before."""
        values = {
            "location_id": location_id,
            "station": station.station,
            "warn_seconds": station.warn_seconds,
            "late_seconds": station.late_seconds,
        }
        return bool((await self._row(writes.PUT_STATION, values))["replaced"])

    async def remove_station(self, location_id: str, station: str) -> None:
        values = {"location_id": location_id, "station": station}
        await self._database.fetchrow(writes.REMOVE_STATION, values)

    async def _row(self, statement: Statement, values: Mapping[str, Any]) -> Record:
        row = await self._database.fetchrow(statement, values)
        if row is None:
            raise AssertionError("each of these statements gives one row")
        return row
