"""Where the menu is kept. What `reads` and `writes` say in SQL, this says in products."""

from collections.abc import Mapping, Sequence
from typing import Any

from asyncpg import Record

from huuva_backend.menu import mapping, reads
from huuva_backend.menu.offer import Offer
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement

EVERYWHERE = ""
"""The location of a snooze that holds at every one."""


class MenuRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def offers(
        self, brand_id: str, location_id: str, plus: Sequence[str]
    ) -> Mapping[str, Offer]:
        values = {
            "brand_id": brand_id,
            "location_id": location_id,
            "locations": [EVERYWHERE, location_id],
            "plus": plus,
        }
        return mapping.offers(await self._row(reads.OFFERS, values))

    async def _row(self, statement: Statement, values: Mapping[str, Any]) -> Record:
        row = await self._database.fetchrow(statement, values)
        if row is None:
            raise AssertionError("a SELECT without FROM gives one row")
        return row
