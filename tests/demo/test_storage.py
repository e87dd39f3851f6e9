"""A demo that is loaded beside writers."""

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime

import asyncpg

from huuva_backend.demo import simulated, storage
from huuva_backend.orders import outbox
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.platform.db.database import Database, Session
from tests.locks import until_somebody_waits
from tests.orders.invariants import violations

DINNER = datetime(2026, 11, 28, 18, tzinfo=UTC)


async def test_while_it_waits_for_a_location_it_holds_nothing_and_then_sees_what_was_placed(
    own_database: str,
) -> None:
    tickets = list(simulated(1, 300, DINNER))
    ticket = next(ticket for ticket in tickets if len(ticket.events) == 1)
    location_id = ticket.order.location_id
    connection = await asyncpg.connect(own_database, server_settings={"lock_timeout": "5s"})
    writer = Session(connection)
    database = await Database.open(own_database, size=1, name="demo", statement_seconds=5)
    async with aclosing(database):
        await writer.fetch(outbox.BEGIN_COUNTING, {"location_id": location_id})
        async with writer.transaction():
            await writer.fetch(outbox.TAKE_NUMBERS, {"location_id": location_id, "count": 0})
            loading = asyncio.create_task(storage.add(database, tickets))
            await until_somebody_waits(connection)
            placed = await OrderRepository(writer).add(ticket.draft)
        loaded = await loading

    assert placed
    assert [each for each in tickets if each not in loaded] == [ticket]
    assert await violations(connection) == []
    await connection.close()
