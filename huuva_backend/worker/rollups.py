"""What happened is added to roll-ups, behind the feed."""

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor


class RollupsLoop:
    name = "rollups"
    caller = system(name)

    def __init__(self, rollups: RollupService, database: Executor, interval: float) -> None:
        self.interval = interval
        self._rollups = rollups
        self._database = database

    async def run_once(self) -> int:
        return await self._rollups.fold(self.caller, self._database)
