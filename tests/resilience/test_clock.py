"""The database's clock goes back by an hour under a running server."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from tests.conftest import Connection
from tests.feed.served import Location
from tests.server import Server

SHIFTED = """
    CREATE SCHEMA shifted;
    CREATE TABLE shifted.clock (by interval NOT NULL);
    INSERT INTO shifted.clock VALUES ('0');
    CREATE FUNCTION shifted.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
        AS 'SELECT pg_catalog.clock_timestamp() + by FROM shifted.clock';
"""
"""Statements ask for the clock by this name, and find this one before PostgreSQL's own."""
FOUND_FIRST = "ALTER DATABASE {} SET search_path = shifted, pg_catalog, public"
BACK = "UPDATE shifted.clock SET by = '-1 hour'"


@pytest.fixture
async def own(
    database_url: str, committed: Connection, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    await committed.execute(SHIFTED)
    name = await committed.fetchval("SELECT current_database()")
    await committed.execute(FOUND_FIRST.format(name))
    async with Server(tmp_path_factory.mktemp("server"), DATABASE_URL=database_url) as server:
        yield server


def times(order: dict[str, Any]) -> list[datetime]:
    return [datetime.fromisoformat(each["timestamp"]) for each in order["statusHistory"]]


async def read(server: Server, path: str) -> dict[str, Any]:
    answer = await server.get(path)
    assert answer.status == 200
    found: dict[str, Any] = answer.json()
    return found


async def test_no_status_begins_before_the_one_it_followed_and_no_event_is_lost(
    own: Server, committed: Connection
) -> None:
    location = Location(own)
    async with location.stream() as watching:
        await watching.next()
        path = await location.place()
        await location.move(path, "PREPARING")
        await committed.execute(BACK)
        await location.move(path, "READY")
        later = await location.place()
        await location.move(path, "PICKED_UP")
        seqs = [(await watching.message()).data["seq"] for _ in range(5)]
    order, second = await read(own, path), await read(own, later)
    events = await location.page()
    measured = await read(own, f"/api/analytics/throughput?locationId={location.id}")

    assert seqs == [event["seq"] for event in events] == [1, 2, 3, 4, 5]
    assert order["status"] == "PICKED_UP"
    assert times(order) == sorted(times(order))
    assert (times(order)[1] - times(second)[0]).total_seconds() > 3500  # it did go back
    assert sum(each["received"] for each in measured["items"]) == 2
    assert "unexpected failure" not in own.log
