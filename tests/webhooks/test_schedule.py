from datetime import UTC, datetime, timedelta

import pytest

from huuva_backend.webhooks.schedule import RETRIES, has_failed_for_long, next_attempt

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_retries_slow_down_over_three_days() -> None:
    assert list(RETRIES) == sorted(RETRIES)
    assert timedelta(hours=71) < sum(RETRIES, timedelta(0)) < timedelta(hours=73)


@pytest.mark.parametrize(
    ("attempts", "asked", "after"),
    [
        (1, None, timedelta(seconds=5)),
        (2, None, timedelta(seconds=30)),
        (1, timedelta(seconds=1), timedelta(seconds=5)),
        (1, timedelta(minutes=7), timedelta(minutes=7)),
        (1, timedelta(days=400), timedelta(hours=24)),
        (12, None, timedelta(hours=24)),
    ],
)
def test_the_next_attempt_is_by_the_schedule_or_when_the_receiver_asked_for_it(
    attempts: int, asked: timedelta | None, after: timedelta
) -> None:
    assert next_attempt(attempts, NOON, asked) == NOON + after


def test_after_the_last_it_is_given_up() -> None:
    assert next_attempt(len(RETRIES) + 1, NOON, timedelta(minutes=1)) is None


def test_three_days_without_a_success_are_long() -> None:
    assert has_failed_for_long(NOON, NOON + timedelta(hours=72))
    assert not has_failed_for_long(NOON, NOON + timedelta(hours=71, minutes=59))
