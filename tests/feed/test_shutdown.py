"""The server is asked to leave while many watch and somebody still waits for an answer."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.eventsource import LOST, EventSource
from tests.conftest import Connection
from tests.feed.served import Location, deaf_client
from tests.locks import until_somebody_waits
from tests.server import Server
from tests.wire import Wire

LOCK = "SELECT FROM orders WHERE location_id = $1 FOR NO KEY UPDATE"
STREAMS = 50


async def goodbye(stream: EventSource) -> tuple[str | None, object]:
    """What it was told before it ended."""
    last = None
    try:
        while True:
            last = await stream.message()
    except LOST:
        assert last is not None
        return last.event, last.data


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_all_are_told_goodbye_and_the_last_request_is_answered(
    database_url: str, committed: Connection, tmp_path: Path, workers: str
) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url, WORKERS=workers) as server:
        location = Location(server)
        path = await location.place()
        now = await location.cursor(1)
        streams = [location.stream() for _ in range(STREAMS)]
        for stream in streams:
            await stream.connect()
            await stream.next()
        async with Wire(server.port) as wire:
            async with committed.transaction():
                await committed.execute(LOCK, location.id)
                moving = asyncio.create_task(wire.patch(f"{path}/status", {"status": "READY"}))
                await until_somebody_waits(committed)
                leaving = asyncio.create_task(server.stop())
                told = await asyncio.gather(*(goodbye(stream) for stream in streams))
                assert not moving.done()
            answer = await moving
        took = await leaving
    print(f"left in {took:.2f} s")

    assert told == [("bye", {"cursor": now})] * STREAMS
    assert (answer.status, answer.json()["status"]) == (200, "READY")
    assert took < 10
    assert "unexpected failure" not in server.log
    assert "Exception" not in server.log


async def test_who_reads_nothing_keeps_nobody_from_leaving(
    database_url: str, committed: Connection, tmp_path: Path
) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url) as server:
        with await deaf_client(Location(server), server, committed):
            took = await server.stop()
    print(f"left in {took:.2f} s")

    assert took < 10
    assert "Exception" not in server.log
