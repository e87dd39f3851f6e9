"""What can be asked and said of locations."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Protocol

from huuva_backend.locations.errors import LocationNotFound, OtherLocation, StationTwice
from huuva_backend.locations.location import (
    MOST_OFFERED,
    Heard,
    LocationListing,
    LocationSettings,
    StationedLocation,
    StationListing,
    StationThresholds,
)
from huuva_backend.locations.repository import LocationRepository
from huuva_backend.locations.schemas import LocationQuery, LocationStation, LocationUpdate
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor, retried
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.text import Text64

CURSORS = Cursors("locations", tuple[Text64])
"""The id of the last location on the page."""


class Stations(Protocol):
    """Whoever knows the stations of locations. They are known by the orders, too, that are routed to them."""

    async def stations(
        self, caller: Caller, on: Executor, location_ids: Sequence[str]
    ) -> Mapping[str, StationListing]: ...

    async def replace_stations(
        self, caller: Caller, on: Executor, location_id: str, told: Sequence[StationThresholds]
    ) -> None: ...


class LocationService:
    def __init__(self, stations: Stations) -> None:
        self._stations = stations

    async def page(self, caller: Caller, on: Executor, query: LocationQuery) -> LocationListing:
        """By id: those of which something was said, or that have had orders. Raises `InvalidCursor`."""
        after = None if query.cursor is None else CURSORS.decode(query.cursor)[0]
        found = await LocationRepository(on).page(after, query.limit + 1, caller.locations)
        items = found[: query.limit]
        stations = await self._stations.stations(
            caller, on, [settings.location_id for settings in items]
        )
        more = len(found) > len(items)
        return LocationListing(
            [_stationed(settings, stations[settings.location_id]) for settings in items],
            CURSORS.encode((items[-1].location_id,)) if more else None,
        )

    async def get(self, caller: Caller, on: Executor, location_id: str) -> StationedLocation:
        """Raises `LocationNotFound`."""
        settings = await self.must_be_known(caller, on, location_id)
        return await self._with_stations(caller, on, settings)

    async def must_be_known(
        self, caller: Caller, on: Executor, location_id: str
    ) -> LocationSettings:
        """What holds there. Raises `LocationNotFound`, also of another's."""
        settings, known = await LocationRepository(on).find(caller.at(location_id))
        if not known:
            raise LocationNotFound(await self._offered(caller, on))
        return settings

    async def put(
        self, caller: Caller, on: Executor, location_id: str, said: LocationUpdate
    ) -> tuple[StationedLocation, bool]:
        """The location, and whether it replaced what was said before. Raises `OtherLocation`, `StationTwice`,
        `OutsideLimits`.

        Without stations what was said of them stays.
        """
        caller.must_own(None, location_id)
        settings = _settings(location_id, said)
        told = None if said.stations is None else [_thresholds(each) for each in said.stations]

        async def unit() -> bool:
            async with on.transaction() as session:
                replaced = await LocationRepository(session).put(settings)
                if told is not None:
                    await self._stations.replace_stations(caller, session, location_id, told)
                return replaced

        replaced = await retried(unit)
        return await self._with_stations(caller, on, settings), replaced

    async def settings(self, caller: Caller, on: Executor, location_id: str) -> LocationSettings:
        """What holds at a location, also at one that nobody has heard of."""
        settings, _ = await LocationRepository(on).find(caller.at(location_id))
        return settings

    async def heard(
        self, caller: Caller, on: Executor, location_id: str, station: str | None = None
    ) -> Heard:
        """Whether anybody has heard of the location, and of its station; what to offer where not."""
        _, known = await LocationRepository(on).find(caller.at(location_id))
        if not known:
            return Heard(known=False, known_locations=await self._offered(caller, on))
        if station is None:
            return Heard()
        stations = await self._stations.stations(caller, on, [location_id])
        names = [each.station for each in stations[location_id].items]
        if station in names:
            return Heard()
        return Heard(station_known=False, known_stations=names[:MOST_OFFERED])

    async def closing(
        self, caller: Caller, on: Executor
    ) -> list[tuple[datetime, LocationSettings]]:
        """Those whose day is closed, each with what the database's clock shows."""
        return await LocationRepository(on).closing()

    async def _offered(self, caller: Caller, on: Executor) -> list[str]:
        found = await LocationRepository(on).page(None, MOST_OFFERED, caller.locations)
        return [settings.location_id for settings in found]

    async def _with_stations(
        self, caller: Caller, on: Executor, settings: LocationSettings
    ) -> StationedLocation:
        stations = await self._stations.stations(caller, on, [settings.location_id])
        return _stationed(settings, stations[settings.location_id])


def _settings(location_id: str, said: LocationUpdate) -> LocationSettings:
    if said.id not in (None, location_id):
        raise OtherLocation
    names = Counter[str]()
    twice = []
    for at, station in enumerate(said.stations or ()):
        names[station.station] += 1
        if names[station.station] > 1:
            twice.append(at)
    if twice:
        raise StationTwice(twice)
    given = said.model_dump(exclude={"id", "name", "stations"}, by_alias=False)
    return LocationSettings(location_id, said.name or location_id, **given)


def _thresholds(station: LocationStation) -> StationThresholds:
    return StationThresholds(station.station, station.warn_seconds, station.late_seconds)


def _stationed(settings: LocationSettings, stations: StationListing) -> StationedLocation:
    said = asdict(settings)
    return StationedLocation(id=said.pop("location_id"), **said, stations=stations.items)
