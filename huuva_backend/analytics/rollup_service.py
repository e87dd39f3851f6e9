"""What can be done with roll-ups: add what is new, make them anew, compare them with history."""

from collections.abc import Callable
from datetime import datetime

from asyncpg import Record
from structlog import get_logger

from huuva_backend.analytics.levels import DAY, whole_cells
from huuva_backend.analytics.rollup_repository import Folded, RollupRepository
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

log = get_logger(__name__)


def _nothing(_: int) -> None:
    """Nobody wants to know how far it is."""


class RollupService:
    async def is_much(self, caller: Caller, on: Executor, events: int) -> bool:
        """Whether there is enough to add that questions notice: as many events, or any orders of before."""
        return await RollupRepository(on).is_much(events)

    async def fold(
        self, caller: Caller, on: Executor, told: Callable[[int], None] = _nothing
    ) -> int:
        """Add all that isn't in any cell yet, of the locations in turn; how many events and orders. `told` hears how many
        orders of before each batch had.
        """
        kept, done = RollupRepository(on), 0
        behind = await kept.behind()
        failures: list[Exception] = []
        while behind:
            further = []
            for location_id in behind:
                try:
                    batch = await _batch(kept, location_id)
                except Exception as error:
                    # It keeps no other location waiting.
                    failures.append(error)
                    continue
                if batch is not None:
                    told(batch.orders)
                    done += batch.events + batch.orders
                if batch is None or batch.more:
                    further.append(location_id)
            behind = further
        await kept.sum_up()
        if failures:
            raise failures[0]
        return done

    async def begin_anew(self, caller: Caller, on: Executor, location_id: str) -> None:
        """Where orders of the past were written, which are in no cell and which no event tells of."""
        await RollupRepository(on).empty(location_id)

    async def rebuild(
        self,
        caller: Caller,
        on: Executor,
        total: Callable[[int], None],
        told: Callable[[int], None],
    ) -> int:
        """Empty all cells and add everything anew. Answers are right meanwhile, and slow."""
        kept = RollupRepository(on)
        orders = await kept.orders()
        total(sum(orders.values()))
        for location_id in orders:
            await kept.empty(location_id)
        await kept.sum_up()
        return await self.fold(caller, on, told)

    async def differences(
        self, caller: Caller, on: Executor, now: datetime, days: int
    ) -> list[Record]:
        """The cells of the last days, and of those beside them in one cell, that aren't what history comes to."""
        begins, ends = whole_cells(now - days * DAY, now + DAY)
        kept = RollupRepository(on)
        found: list[Record] = []
        for location_id in await kept.orders():
            found += await kept.differences(location_id, begins, ends)
        return found + await kept.differences_everywhere(begins, ends)


async def _batch(kept: RollupRepository, location_id: str) -> Folded | None:
    """What was added; None where the location begins anew."""
    batch = await kept.fold(location_id)
    if batch is None:
        log.warning("roll-ups begin anew: events are gone", location=location_id)
        await kept.empty(location_id)
    return batch
