"""From rows to what is said of a location."""

from collections.abc import Sequence
from typing import Any, TypeVar

from huuva_backend.locations.intake import IntakeMode, IntakeSwitch
from huuva_backend.locations.location import LocationSettings

T = TypeVar("T")


def said(kind: type[T], rows: Sequence[Sequence[Any]]) -> T:
    """From the records of `reads.said_of`; where there are none, the defaults of the dataclass."""
    return kind(*rows[0]) if rows else kind()


def settings(location_id: str, rows: Sequence[Sequence[Any]]) -> LocationSettings:
    return LocationSettings(*rows[0]) if rows else LocationSettings.usual(location_id)


def switches(rows: Sequence[Sequence[Any]]) -> list[IntakeSwitch]:
    """From the records of `reads.intake_of`."""
    return [IntakeSwitch(channel, IntakeMode(mode), *rest) for channel, mode, *rest in rows]
