"""The stations of a location. Pure."""

from collections.abc import Iterable

from huuva_backend.locations.location import (
    LATE_SECONDS,
    WARN_SECONDS,
    StationListing,
    StationThresholds,
)


def stations(known: Iterable[str], told: Iterable[StationThresholds]) -> StationListing:
    """By name; where the location says nothing of one, with the usual thresholds."""
    named = {name: StationThresholds(name, WARN_SECONDS, LATE_SECONDS) for name in known}
    named |= {station.station: station for station in told}
    return StationListing([named[name] for name in sorted(named)])
