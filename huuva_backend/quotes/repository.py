"""Where the work of a kitchen is read from."""

from datetime import datetime

from huuva_backend.platform.db.database import Executor
from huuva_backend.quotes import reads
from huuva_backend.quotes.observation import MOST, WINDOW, Preparation
from huuva_backend.quotes.work import OpenLine


class WorkRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def open_lines(self, location_id: str) -> tuple[datetime, list[OpenLine]]:
        """As of the moment that is answered."""
        row = await self._database.fetchrow(reads.OPEN_LINES, {"location_id": location_id})
        if row is None:
            raise AssertionError("a SELECT without FROM gives one row")
        return row["now"], [OpenLine(*line) for line in row["lines"]]

    async def preparations(self, location_id: str) -> list[Preparation]:
        values = {"location_id": location_id, "window": WINDOW, "most": MOST}
        rows = await self._database.fetch(reads.PREPARATIONS, values)
        return [Preparation(*row) for row in rows]
