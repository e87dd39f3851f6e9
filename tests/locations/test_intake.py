"""Whether a location takes orders, by its switches."""

from datetime import UTC, datetime, timedelta

import pytest

from huuva_backend.locations.errors import LocationPaused
from huuva_backend.locations.intake import (
    IntakeMode,
    IntakeSwitch,
    holding,
    must_be_taken,
    shown,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SOON = NOW + timedelta(seconds=90)
OPEN, BUSY, PAUSED = IntakeMode


@pytest.mark.parametrize(
    ("switches", "mode"),
    [
        ([], OPEN),
        ([("", PAUSED, None)], PAUSED),
        ([("", PAUSED, NOW)], OPEN),  # over at its last instant
        ([("", PAUSED, SOON)], PAUSED),
        ([("", PAUSED, None), ("wolt", OPEN, None)], OPEN),
        ([("wolt", PAUSED, NOW), ("", BUSY, None)], BUSY),  # its own is over
        ([("foodora", PAUSED, None)], OPEN),
    ],
)
def test_a_channels_own_switch_holds_before_that_of_all(
    switches: list[tuple[str, IntakeMode, datetime | None]], mode: IntakeMode
) -> None:
    said = [IntakeSwitch(channel, how, until=until) for channel, how, until in switches]

    assert holding(said, "wolt", NOW).mode is mode


def test_who_is_paused_is_told_until_when() -> None:
    with pytest.raises(LocationPaused) as for_good:
        must_be_taken([IntakeSwitch("", PAUSED)], "wolt", NOW)
    with pytest.raises(LocationPaused) as for_now:
        must_be_taken([IntakeSwitch("", PAUSED, until=SOON, reason="Fire")], "wolt", NOW)

    assert for_good.value.retry_after_seconds is None
    assert for_now.value.retry_after_seconds == 90
    told = {"channel": "wolt", "until": "2026-11-28T12:01:30Z", "reason": "Fire"}
    assert for_now.value.members() == told


def test_busy_takes_orders() -> None:
    must_be_taken([IntakeSwitch("", BUSY, 10)], "wolt", NOW)


def test_what_is_over_is_not_shown() -> None:
    switches = [
        IntakeSwitch("wolt", BUSY, 10, SOON),
        IntakeSwitch("", PAUSED, until=NOW),
        IntakeSwitch("foodora", PAUSED),
    ]

    found = [(each.channel, each.mode) for each in shown(switches, NOW)]

    assert found == [(None, OPEN), ("foodora", PAUSED), ("wolt", BUSY)]
