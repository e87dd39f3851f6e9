"""When a message that failed is sent again, and when nobody waits for its receiver any more. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

RETRIES: Final[Sequence[timedelta]] = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""From each attempt to the next: together three days."""

LONGEST_ASKED: Final = timedelta(hours=24)
"""No receiver puts us off for longer by one `Retry-After`."""

FAILING_FOR: Final = timedelta(hours=72)
"""An endpoint at which nothing has succeeded for so long is disabled."""


def next_attempt(attempts: int, at: datetime, retry_after: timedelta | None) -> datetime | None:
    """When to try again after so many attempts, the last at `at`; None: never."""
    if attempts > len(RETRIES):
        return None
    asked = min(retry_after or timedelta(0), LONGEST_ASKED)
    return at + max(RETRIES[attempts - 1], asked)


def has_failed_for_long(since: datetime, now: datetime) -> bool:
    return now - since >= FAILING_FOR
