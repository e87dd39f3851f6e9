"""Years of history before the simulated day, at thousands of orders a second.

The product's rules are asked for one day, whose orders the database then copies to all the others. Nothing is committed
before all is there, so that whoever stops it leaves nothing behind.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.demo import storage, writes
from huuva_backend.demo.day import simulated
from huuva_backend.demo.schedule import DAY, MICROSECOND, Schedule, Scheduled, Template
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.orders.lifecycle import CLOSED
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database, Session
from huuva_backend.platform.db.statement import Statement

COPIED: Final = 2000
"""Orders of the day that is simulated, from which all others are made."""
NIGHT: Final = datetime(2026, 1, 30, 6, tzinfo=UTC)
"""When the day ends that is copied: with the kitchens closed, and all that they made handed over."""
MORNING: Final = NIGHT - timedelta(hours=2)
"""From then on it simulates what is ordered just now."""
AT_ONCE: Final = 20_000
CALLER: Final = system("demo")
WRITERS: Final = (("kamppi", "tampere"), ("kallio", "tapiola"))
"""The locations of each connection, on which the database has a core to itself."""
TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class WantedYears(NamedTuple):
    """About so many orders until `now`, like `copied` of one day, and the events of the time for which they are kept."""

    seed: int
    orders: int
    years: int
    now: datetime
    kept: timedelta
    copied: int = COPIED


class YearsOfOrders:
    """The same for the same that is wanted."""

    def __init__(self, wanted: WantedYears) -> None:
        self.wanted = wanted
        self.tickets = [
            ticket
            for ticket in simulated(wanted.seed, wanted.copied, NIGHT)
            if ticket.order.status in CLOSED and ticket.order.recorded_at < MORNING
        ]
        templates = [Template.of(ticket.order) for ticket in self.tickets]
        # The simulated day is the last one.
        until = wanted.now - DAY
        self.schedule = Schedule(wanted.seed, wanted.orders, wanted.years, templates, until)

    async def add(self, database: Database, done: Callable[[int], None]) -> int | None:
        """How many were added; None where those of this seed are there already."""
        added, chunks = 0, self.schedule.chunks(AT_ONCE)
        async with AsyncExitStack() as stack:
            writers = [
                _Writer(await stack.enter_async_context(database.transaction()), self.wanted)
                for _ in WRITERS
            ]
            if await writers[0].are_there():
                return None
            for writer, locations in zip(writers, WRITERS, strict=True):
                own = [each for each in self.tickets if each.order.location_id in locations]
                await writer.begin(own)
            chunk = next(chunks)
            while chunk:
                # The next is made up while the database writes this one.
                following = asyncio.create_task(asyncio.to_thread(next, chunks, []))
                await asyncio.gather(*(writer.write(chunk) for writer in writers))
                added += len(chunk)
                done(len(chunk))
                chunk = await following
            for writer, locations in zip(writers, WRITERS, strict=True):
                await writer.tell(locations)
        for statement in writes.ANALYZE:
            await database.fetch(statement, {})
        return added


class _Writer:
    """One connection, which writes all orders of its locations."""

    def __init__(self, session: Session, wanted: WantedYears) -> None:
        self._session = session
        self._values = {
            "seed": str(wanted.seed),
            "now": wanted.now,
            "told_since": wanted.now - wanted.kept,
        }
        self._copies: Sequence[Statement] = ()

    async def are_there(self) -> bool:
        (row,) = await self._session.fetch(writes.IS_THERE, self._values)
        return bool(row["there"])

    async def begin(self, tickets: Sequence[SimulatedOrder]) -> None:
        """Keeps the templates beside the tables."""
        marked = {}
        await self._run(writes.BEGIN)
        for name, columns, rows in _rows_of(tickets):
            marked[name] = [each for each in writes.json_columns(name) if _mark(rows, each)]
            await storage.copy(self._session, writes.templates_of(name), columns, rows)
        await self._run(writes.ANALYZE_TEMPLATES)
        self._copies = writes.copies(marked)

    async def write(self, chunk: Sequence[Scheduled]) -> None:
        await self._session.fetch(writes.FORGET_SCHEDULE, {})
        await self._session.copy(writes.SCHEDULE, Scheduled._fields, chunk)
        await self._run([writes.ANALYZE_SCHEDULE, *self._copies])

    async def tell(self, locations: Sequence[str]) -> None:
        await self._session.fetch(writes.TELL, {})
        for location_id in locations:
            await RollupService().begin_anew(CALLER, self._session, location_id)

    async def _run(self, statements: Sequence[Statement]) -> None:
        for statement in statements:
            await self._session.fetch(statement, self._values)


def _rows_of(
    tickets: Sequence[SimulatedOrder],
) -> Iterator[tuple[str, Sequence[str], list[dict[str, Any]]]]:
    yield from storage.rows_of(tickets)
    events = [event | {"seq": 0} for ticket in tickets for event in storage.events_of(ticket)]
    yield writes.EVENTS, list(events[0]), events


def _mark(rows: Sequence[dict[str, Any]], column: str) -> bool:
    """Marks the times in the JSON of a column; whether there are any."""
    found = 0
    for row in rows:
        if isinstance(row[column], str):
            row[column], times = TIME.subn(_marked, row[column])
            found += times
    return bool(found)


def _marked(found: re.Match[str]) -> str:
    return f"{writes.MARK}{(datetime.fromisoformat(found[0]) - EPOCH) // MICROSECOND}]"
