"""Where roll-ups are kept. What `rollup_writes` says in SQL, this says in batches."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import Final, NamedTuple

from asyncpg import Record

from huuva_backend.analytics import everywhere_writes, rollup_writes, verification_reads
from huuva_backend.analytics.contributions import Kind
from huuva_backend.analytics.levels import FOUR_WEEKS, LEVELS
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

    async def sum_up(self) -> None:
        """Make the cells of all locations together anew, where they aren't the sum of all cells."""
        (found,) = await self._database.fetch(everywhere_writes.APART, {})
        if not found["apart"]:
            return
        kinds = {"kinds": [*Kind]}
        async with self._database.transaction() as session:
            await session.fetch(everywhere_writes.LOCK, {})
            await session.fetch(everywhere_writes.EMPTY, {})
            (known,) = await session.fetch(everywhere_writes.STRETCH, kinds)
            for level, begins in product(LEVELS, _stretch(known["begins"], known["ends"])):
                part = {"level": level.number, "begins": begins, "ends": begins + FOUR_WEEKS}
                await session.fetch(everywhere_writes.SUM_UP, kinds | part)
            await session.fetch(everywhere_writes.SETTLE, {})

    async def differences(self, location_id: str, begins: datetime, ends: datetime) -> list[Record]:
        """Cells that aren't what history comes to."""
        asked = {"location_id": location_id, "begins": begins, "ends": ends}
        return await self._database.fetch(verification_reads.VERIFY, asked)

    async def differences_everywhere(self, begins: datetime, ends: datetime) -> list[Record]:
        """Cells of all locations together that aren't the sum of those of each."""
        asked = {"begins": begins, "ends": ends}
        return await self._database.fetch(verification_reads.VERIFY_EVERYWHERE, asked)


def _stretch(begins: datetime | None, ends: datetime | None) -> Iterator[datetime]:
    """When the cells of the widest level begin; none where there are none."""
    while begins is not None and ends is not None and begins <= ends:
        yield begins
        begins += FOUR_WEEKS
