"""Between being asked to stop and stopping: load balancers see it, and nobody else does."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.feed.served import Location
from tests.server import Server, database_url

__all__ = ["database_url"]

Draining: TypeAlias = Callable[[int], Server]


@pytest.fixture(params=["1", "2"], ids=["one worker", "two workers"])
def draining(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Draining:
    """A server that drains for so many seconds when it is asked to stop."""
    return lambda seconds: Server(
        tmp_path, DATABASE_URL=database_url, WORKERS=request.param, DRAIN_SECONDS=str(seconds)
    )


async def left(server: Server) -> int:
    """The exit code."""
    assert server.process is not None
    return await asyncio.to_thread(server.process.wait, 20)


def tell(server: Server, number: signal.Signals) -> None:
    assert server.process is not None
    server.process.send_signal(number)


async def test_it_is_not_ready_but_serves_all_for_a_while(draining: Draining) -> None:
    async with draining(3) as server:
        location = Location(server)
        path = await location.place()
        stream = location.stream()
        await stream.connect()
        await stream.next()
        began = time.monotonic()
        tell(server, signal.SIGTERM)
        noticed = await server.until(ready=False)
        await location.move(path, "READY")
        moved = await stream.message()
        statuses = set()
        while time.monotonic() - began < 2.5:  # each on a new connection
            for target in ("/api/orders", "/readyz"):
                statuses.add((target, (await server.get(target)).status))
            await asyncio.sleep(0.1)
        bye = await stream.message()
        told_after = time.monotonic() - began
        code = await left(server)
    print(f"not ready after {noticed:.2f} s, bye after {told_after:.2f} s")

    assert noticed < 1.5
    assert moved.data["type"] == "order.status_changed"
    assert statuses == {("/api/orders", 200), ("/readyz", 503)}
    assert bye.event == "bye"
    assert 3 <= told_after < 6
    assert code == 0


async def test_a_second_signal_ends_it(draining: Draining) -> None:
    async with draining(25) as server:
        tell(server, signal.SIGINT)
        await server.until(ready=False)
        await asyncio.sleep(1.1)  # workers take what comes within a second for the first's echo
        began = time.monotonic()
        tell(server, signal.SIGINT)
        await left(server)
        took = time.monotonic() - began
    print(f"left {took:.2f} s after the second")

    assert took < 10


async def test_what_all_processes_of_a_group_are_told_once_is_no_second_signal(
    database_url: str, tmp_path: Path
) -> None:
    settings = {"WORKERS": "2", "DRAIN_SECONDS": "2"}
    async with Server(tmp_path, DATABASE_URL=database_url, **settings) as server:
        assert server.process is not None
        os.killpg(server.process.pid, signal.SIGINT)
        began = time.monotonic()
        await left(server)

        assert time.monotonic() - began >= 2


async def test_outside_production_nobody_waits(database_url: str, tmp_path: Path) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url) as server:
        assert await server.stop() < 2
