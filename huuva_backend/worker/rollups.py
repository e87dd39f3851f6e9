"""What happened is added to roll-ups, behind the feed."""

from typing import Final

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor

MANY: Final = 4000
"""Events that are in no cell: a question that reads as many takes some 30 ms longer."""
PATIENCE: Final = 6
"""Every so many turns fewer are added too."""


class RollupsLoop:
    """Adds in as large batches as questions don't notice, which read what is in no cell yet.

    Of a batch of a location most is for its cells, hardly for its events: one event costs 0.8 ms of PostgreSQL's CPU, 80
    cost 80 µs each, 400 cost 40 µs, 2,000 cost 25 µs; in no cell it costs each question 8 µs. So a busy kitchen's are
    added every turn, those of a thousand quiet ones, 140 a second, every half a minute.
    """

    name = "rollups"
    caller = system(name)

    def __init__(self, rollups: RollupService, database: Executor, interval: float) -> None:
        self.interval = interval
        self._rollups = rollups
        self._database = database
        self._put_off = PATIENCE  # whoever begins knows not since when they wait

    async def run_once(self) -> int:
        self._put_off += 1
        if self._put_off < PATIENCE and not await self._rollups.is_much(
            self.caller, self._database, MANY
        ):
            return 0
        added = await self._rollups.fold(self.caller, self._database)
        self._put_off = 0
        return added
