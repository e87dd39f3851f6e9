"""Whether a location takes orders now, channel by channel. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from huuva_backend.locations.errors import LocationPaused

EVERY_CHANNEL: Final = ""
"""The channel of a switch that holds for all that have none of their own."""


class IntakeMode(StrEnum):
    OPEN = "OPEN"
    BUSY = "BUSY"
    PAUSED = "PAUSED"


@dataclass(frozen=True, slots=True)
class IntakeSwitch:
    """`extra_minutes` are what BUSY adds to quotes; `until` of None is until somebody says otherwise."""

    channel: str
    mode: IntakeMode
    extra_minutes: int = 0
    until: datetime | None = None
    reason: str | None = None
    since: datetime | None = None

    def holds(self, now: datetime) -> bool:
        return self.until is None or self.until > now


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSwitch:
    """A switch as it is answered: `channel` of None is for all that aren't named beside it."""

    channel: str | None
    mode: IntakeMode
    extra_minutes: int
    until: datetime | None
    reason: str | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Intake:
    location_id: str
    as_of: datetime
    items: Sequence[ShownSwitch]


def holding(switches: Iterable[IntakeSwitch], channel: str, now: datetime) -> IntakeSwitch:
    """A channel's own before that for all; one that is over says nothing, and nothing said is OPEN."""
    now_by_channel = {switch.channel: switch for switch in switches if switch.holds(now)}
    found = now_by_channel.get(channel) or now_by_channel.get(EVERY_CHANNEL)
    return found or IntakeSwitch(EVERY_CHANNEL, IntakeMode.OPEN)


def must_be_taken(switches: Sequence[IntakeSwitch], channel: str, now: datetime) -> None:
    """Raises `LocationPaused`."""
    if not switches:
        return
    switch = holding(switches, channel, now)
    if switch.mode is IntakeMode.PAUSED:
        raise LocationPaused(channel, switch.until, switch.reason, now)


def shown(switches: Iterable[IntakeSwitch], now: datetime) -> list[ShownSwitch]:
    """That for all first, then those of channels by name, as far as they hold."""
    held = [switch for switch in switches if switch.holds(now)]
    own = sorted((each for each in held if each.channel), key=lambda each: each.channel)
    return [_shown(each) for each in (holding(held, EVERY_CHANNEL, now), *own)]


def _shown(switch: IntakeSwitch) -> ShownSwitch:
    return ShownSwitch(
        channel=switch.channel or None,
        mode=switch.mode,
        extra_minutes=switch.extra_minutes,
        until=switch.until,
        reason=switch.reason,
        since=switch.since,
    )
