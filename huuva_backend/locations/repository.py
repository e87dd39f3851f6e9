"""Where what is said of locations is kept."""

import dataclasses
from collections.abc import Collection, Sequence
from datetime import datetime

from huuva_backend.locations import mapping, reads, writes
from huuva_backend.locations.intake import IntakeSwitch
from huuva_backend.locations.location import LocationSettings
from huuva_backend.platform.db.database import Executor


class LocationRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def find(self, location_id: str) -> tuple[LocationSettings, bool]:
        """What holds there, and whether the location is known."""
        row = await self._database.fetchrow(reads.GET, {"location_id": location_id})
        if row is None:
            raise AssertionError("a SELECT without FROM gives one row")
        known = bool(row["said"]) or row["has_orders"]
        return mapping.settings(location_id, row["said"]), known

    async def page(
        self, after: str | None, limit: int, own: Collection[str] | None
    ) -> list[LocationSettings]:
        """By id, of `own` alone unless that is None."""
        asked = {"after": after, "limit": limit, "own": None if own is None else sorted(own)}
        rows = await self._database.fetch(reads.PAGE, asked)
        return [mapping.settings(row["location_id"], row["said"]) for row in rows]

    async def put(self, settings: LocationSettings) -> bool:
        """Whether it replaced what was said before."""
        (row,) = await self._database.fetch(writes.PUT, dataclasses.asdict(settings))
        return bool(row["replaced"])

    async def closing(self) -> list[tuple[datetime, LocationSettings]]:
        """Those whose day is closed, each with what the database's clock shows."""
        rows = await self._database.fetch(reads.CLOSING, {})
        return [(now, LocationSettings(*said)) for now, *said in rows]

    async def intake(self, location_id: str) -> tuple[datetime, list[IntakeSwitch]]:
        """What the database's clock shows, and all switches, also those that are over."""
        (row,) = await self._database.fetch(reads.SWITCHES, {"location_id": location_id})
        return row["now"], mapping.switches(row["intake"])

    async def set_intake(self, location_id: str, switches: Sequence[IntakeSwitch]) -> None:
        """The same for several channels."""
        first = switches[0]
        values = {
            "location_id": location_id,
            "channels": [switch.channel for switch in switches],
            "mode": first.mode,
            "extra_minutes": first.extra_minutes,
            "until": first.until,
            "reason": first.reason,
        }
        await self._database.fetch(writes.SET_INTAKE, values)

    async def forget_intake(self, location_id: str) -> None:
        """What was said of single channels."""
        await self._database.fetch(writes.FORGET_INTAKE, {"location_id": location_id})
