"""Between being asked to stop and stopping: load balancers see it, and nobody else does."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from benchmarks.eventsource import LOST
from tests.factories import order
from tests.feed.served import Location, until
from tests.server import Server, database_url

__all__ = ["database_url"]

DRAIN_SECONDS = 3


@pytest.fixture(params=["1", "2"], ids=["one worker", "two workers"])
async def draining(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    """A server that drains when it is asked to stop."""
    settings = {"WORKERS": request.param, "DRAIN_SECONDS": str(DRAIN_SECONDS)}
    async with Server(tmp_path, DATABASE_URL=database_url, **settings) as server:
        yield server


async def left(server: Server) -> int:
    """The exit code."""
    assert server.process is not None
    return await asyncio.to_thread(server.process.wait, 20)


def tell(server: Server, number: signal.Signals) -> None:
    assert server.process is not None
    server.process.send_signal(number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_is_not_ready_but_serves_all_for_a_while(
    draining: Server, number: signal.Signals
) -> None:
    location = Location(draining)
    path = await location.place()
    stream = location.stream()
    await stream.connect()
    await stream.next()

    tell(draining, number)
    began = time.monotonic()
    await draining.until(ready=False)
    noticed = time.monotonic() - began
    await location.move(path, "READY")
    moved = await stream.message()
    served = [
        (await draining.get(target)).status for target in ("/api/orders", "/livez", "/readyz")
    ]
    bye = await stream.message()
    told_after = time.monotonic() - began
    code = await left(draining)
    took = time.monotonic() - began
    print(f"not ready after {noticed:.2f} s, bye after {told_after:.2f} s, left after {took:.2f} s")

    assert noticed < 1.5
    assert moved.data["order"]["status"] == "READY"
    assert served == [200, 200, 503]
    assert bye.event == "bye"
    assert told_after >= DRAIN_SECONDS
    assert code == 0
    assert took < DRAIN_SECONDS + 3


async def test_new_connections_are_served_until_the_end_of_it(draining: Server) -> None:
    tell(draining, signal.SIGTERM)
    began = time.monotonic()
    await draining.until(ready=False)
    answers = []
    while time.monotonic() - began < DRAIN_SECONDS - 0.5:
        answers.append((await draining.get("/api/orders")).status)
        await asyncio.sleep(0.1)

    assert set(answers) == {200}
    assert await left(draining) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_second_signal_ends_it(draining: Server, number: signal.Signals) -> None:
    tell(draining, number)
    await draining.until(ready=False)
    await asyncio.sleep(1.1)  # workers take what comes within a second for the echo of the first
    tell(draining, number)
    began = time.monotonic()
    await left(draining)
    took = time.monotonic() - began
    print(f"left {took:.2f} s after the second")

    assert took < DRAIN_SECONDS - 1.5


async def test_outside_production_nobody_waits(database_url: str, tmp_path: Path) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url) as server:
        assert await server.stop() < 2
