"""Where roll-ups are kept. What `rollup_writes` says in SQL, this says in batches."""

from datetime import datetime
from typing import Final, NamedTuple

from asyncpg import Record

from huuva_backend.analytics import rollup_writes, verification_reads
from huuva_backend.platform.db.database import Executor

EVENTS_AT_ONCE: Final = 2000
"""More than a busy kitchen's between two turns; in a batch of as many an event costs little, and it takes 60 ms."""
ORDERS_AT_ONCE: Final = 1000


class Folded(NamedTuple):
    """How many events were added, and how many orders of before; whether there may be more."""

    events: int
    orders: int
    more: bool


class RollupRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def behind(self) -> list[str]:
        """The locations of which something isn't added yet."""
        rows = await self._database.fetch(rollup_writes.BEHIND, {})
        return [row["location_id"] for row in rows]

    async def is_much(self, events: int) -> bool:
        """Whether as many events or more aren't added yet, or any orders of before."""
        (waiting,) = await self._database.fetch(rollup_writes.WAITING, {})
        return bool(waiting["earlier"]) or waiting["events"] >= events

    async def orders(self) -> dict[str, int]:
        """How many each location has."""
        rows = await self._database.fetch(rollup_writes.ALL, {})
        return {row["location_id"]: row["orders"] for row in rows}

    async def fold(self, location_id: str) -> Folded | None:
        """Add a batch; None where events are gone that should be in it."""
        asked = {"location_id": location_id}
        batch = {**asked, "events": EVENTS_AT_ONCE, "orders": ORDERS_AT_ONCE}
        async with self._database.transaction() as session:
            await session.fetch(rollup_writes.BEGIN, asked)
            (mark,) = await session.fetch(rollup_writes.LOCK, asked)
            if mark["torn"]:
                return None
            (done,) = await session.fetch(rollup_writes.FOLD, batch)
        return Folded(done["events"], done["orders"], done["behind"] or done["rebuilding"])

    async def empty(self, location_id: str) -> None:
        """Nothing of the location is added any more."""
        asked = {"location_id": location_id}
        async with self._database.transaction() as session:
            await session.fetch(rollup_writes.BEGIN, asked)
            await session.fetch(rollup_writes.LOCK, asked)
            for statement in (*rollup_writes.EMPTY, rollup_writes.REWIND):
                await session.fetch(statement, asked)

    async def differences(self, location_id: str, begins: datetime, ends: datetime) -> list[Record]:
        """Cells that aren't what history comes to."""
        asked = {"location_id": location_id, "begins": begins, "ends": ends}
        return await self._database.fetch(verification_reads.VERIFY, asked)
