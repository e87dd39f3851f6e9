"""What is gone of a location's events before an endpoint was told of it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from huuva_backend.orders.cursor import Cursor
from huuva_backend.webhooks.endpoint import ToldEvent

STEP: Final = timedelta(days=1)
"""How much of it is told, then noted: who dies in between tells of as much again."""
RACE: Final = timedelta(seconds=10)
"""By how much what is numbered later may have been recorded earlier: so long may a statement wait."""
FIRST: Final = UUID(int=0)


@dataclass(slots=True)
class Gap:
    """It was recorded from `since` on, before `until`; `since` is None until it was looked up.

    `resume` is the last event that is gone. Histories are read order by order: `after` is the last that was read, None
    where there are no more.
    """

    until: datetime
    resume: Cursor
    since: datetime | None = None
    after: UUID | None = FIRST

    @property
    def step(self) -> datetime:
        """Until when it is told now."""
        return self.until if self.since is None else min(self.since + STEP, self.until)

    def take_step(self) -> bool:
        """Whether all of it is told."""
        self.since, self.after = self.step, FIRST
        return self.since >= self.until


def gap_before(oldest: ToldEvent | None, newest: Cursor, now: datetime) -> Gap:
    """Before the oldest event that is kept; up to now where none is."""
    if oldest is None:
        return Gap(until=now, resume=newest)
    return Gap(until=oldest.at, resume=Cursor.at(newest.epoch, oldest.seq - 1))
