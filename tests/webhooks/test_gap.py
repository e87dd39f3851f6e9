"""What is gone is told a day at a time."""

from datetime import UTC, datetime, timedelta

from huuva_backend.orders.cursor import Cursor
from huuva_backend.webhooks.gap import FIRST, Gap, gap_before

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LAST_GONE = Cursor.at("abcdef01", 7)


def test_it_ends_with_the_step_that_comes_to_its_end() -> None:
    gap = Gap(until=NOON, resume=LAST_GONE, since=NOON - 25 * HOUR)

    assert gap.step == NOON - HOUR
    assert not gap.take_step()
    assert (gap.since, gap.step, gap.after) == (NOON - HOUR, NOON, FIRST)
    assert gap.take_step()


def test_where_no_event_is_kept_all_of_them_are_gone_by_now() -> None:
    assert gap_before(None, LAST_GONE, NOON) == Gap(until=NOON, resume=LAST_GONE)
