"""When a change counts and how long the stay was that it ended: cases drawn by hand, and whatever clocks may say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies

from huuva_backend.orders.timeline import (
    Stay,
    can_be_history,
    can_have_happened,
    is_ahead,
    is_late,
    observed_stay,
    recorded,
    stay,
    timestamp,
)

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)


def at(minutes: float | None) -> datetime | None:
    return None if minutes is None else NOW + timedelta(minutes=minutes)


def moment(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("since", "reported", "counts", "late"),
    [
        (-10, None, 0, False),
        (-10, -5, -5, False),
        (-10, -10, -10, False),
        (-10, -12, -10, True),
        (-10, 2, 0, False),
        (-170, -172, -170, True),
        (None, -5, -5, False),
        (None, None, 0, False),
        (None, 1, 0, False),
    ],
)
def test_a_change_counts_as_reported_but_neither_before_its_forerunner_nor_ahead_of_us(
    since: float | None, reported: float | None, counts: float, late: bool
) -> None:
    assert timestamp(at(reported), NOW, at(since)) == at(counts)
    assert is_late(at(reported), at(since)) is late


@pytest.mark.parametrize(
    ("since", "until", "held_until", "lasted"),
    [
        (-10, 0, None, Stay(600)),
        (-10, 0, -20, Stay(600)),
        (-10, 0, -10, Stay(600)),
        (-10, 0, -4, Stay(240, 360)),
        (-10, 0, 0, Stay(0, 600)),
        (-10, 0, 60, Stay(0, 600)),
        (0, 0, None, Stay(0)),
        (0, 0, 5, Stay(0)),
    ],
)
def test_the_clock_stands_still_while_an_order_is_held_back(
    since: float, until: float, held_until: float | None, lasted: Stay
) -> None:
    assert stay(moment(since), moment(until), at(held_until)) == lasted


@pytest.mark.parametrize(
    ("since", "until", "held_until", "lasted"),
    [
        (-360, 5, None, Stay(21_900)),
        (-361, 5, None, Stay(300, 0, True)),
        (-361, 5, 2, Stay(180, 120, True)),
        (-361, -300, None, Stay(0, 0, True)),
        (-2_629_800, 1, None, Stay(60, 0, True)),
    ],
)
def test_what_began_too_long_before_the_order_was_recorded_counts_from_then(
    since: float, until: float, held_until: float | None, lasted: Stay
) -> None:
    known = observed_stay(
        moment(since),
        moment(until),
        at(held_until),
        order_recorded=NOW,
        trusted_delay=timedelta(hours=6),
    )

    assert known == lasted


def test_records_rise_though_the_clock_was_set_back() -> None:
    assert recorded(NOW, moment(-1)) == NOW
    assert recorded(NOW, NOW) == NOW + timedelta(microseconds=1)
    assert recorded(moment(-60), NOW) == NOW + timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("reported", "created", "possible"),
    [(-65, -60, True), (-66, -60, False), (2, -60, True), (2.1, -60, False)],
)
def test_what_may_be_reported(reported: float, created: float, possible: bool) -> None:
    assert can_have_happened(moment(reported), created=moment(created), now=NOW) is possible


@pytest.mark.parametrize(
    ("edge", "ahead"),
    [(datetime.min.replace(tzinfo=UTC), False), (datetime.max.replace(tzinfo=UTC), True)],
)
def test_the_edges_of_the_calendar_are_no_times_for_a_change(edge: datetime, ahead: bool) -> None:
    assert not can_have_happened(edge, created=NOW, now=NOW)
    assert is_ahead(edge, NOW) is ahead


@pytest.mark.parametrize(
    ("times", "possible"),
    [([0], True), ([-5, -5, 0], True), ([-5, -6], False), ([-5, 0.01], False)],
)
def test_a_history_goes_forward_and_has_happened(times: list[float], possible: bool) -> None:
    assert can_be_history([moment(minutes) for minutes in times], NOW) is possible


SECONDS = strategies.floats(-100_000, 130, allow_nan=False).map(
    lambda seconds: timedelta(seconds=seconds)
)


@given(
    strategies.lists(
        strategies.tuples(strategies.none() | SECONDS, strategies.floats(0, 10_000)), min_size=1
    ),
    strategies.none() | SECONDS,
)
def test_times_rise_and_stays_add_up_whatever_is_reported(
    reports: list[tuple[timedelta | None, float]], held: timedelta | None
) -> None:
    """Each report comes so many seconds after the one before, and says so much before or after it was sent."""
    clock = since = first = NOW
    held_until = None if held is None else NOW - held
    lasted = 0.0
    for says, later in reports:
        clock = recorded(clock + timedelta(seconds=later), clock)
        counts = timestamp(None if says is None else clock + says, clock, since)
        ended = stay(since, counts, held_until)
        assert since <= counts <= clock
        assert ended.seconds >= 0
        assert ended.held_seconds >= 0
        lasted += ended.seconds + ended.held_seconds
        since = counts

    assert lasted == pytest.approx((since - first).total_seconds(), abs=1e-6)
