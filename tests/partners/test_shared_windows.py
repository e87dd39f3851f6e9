"""Processes count together where they are told where: in a real Redis, where the machine has one."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest
from httpx import AsyncClient

from huuva_backend.partners import shared_windows
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.shared_windows import SharedWindows
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.rate import Rate
from tests.partners.callers import key_of
from tests.server import Server, free_port

MINUTE = Rate(600, 60)
NOWHERE = "redis://127.0.0.1:1/0"


async def test_what_the_library_counts_is_what_a_window_tells() -> None:
    windows = SharedWindows("memory://")
    first = await windows.count("wolt", MINUTE)
    second = await windows.count("wolt", MINUTE)
    other = await windows.count("foodora", MINUTE)
    assert first is not None
    assert second is not None
    assert other is not None
    assert (first.requests, second.requests, other.requests) == (1, 2, 1)
    assert 59 < second.seconds <= first.seconds <= 60


async def test_a_store_that_does_not_answer_is_asked_again_after_a_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    windows = SharedWindows(NOWHERE)
    assert await windows.count("wolt", MINUTE) is None
    asked: list[str] = []

    async def incr(name: str, _: int) -> int:
        asked.append(name)
        raise ConnectionError

    monkeypatch.setattr(windows._storage, "incr", incr)
    assert await windows.count("wolt", MINUTE) is None
    assert asked == []
    monkeypatch.setattr(windows, "_resting_until", 0.0)
    assert await windows.count("wolt", MINUTE) is None
    assert asked == ["huuva/wolt/600/60"]


async def test_nobody_waits_long_for_a_store_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = SharedWindows("memory://")
    monkeypatch.setattr(shared_windows, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(windows._storage, "incr", lambda *_: asyncio.Event().wait())
    assert await windows.count("wolt", MINUTE) is None


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


@pytest.fixture
async def redis(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a Redis of the test's own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server here")
    port = free_port()
    quiet = ("--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--dir", str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        *(program, "--port", str(port), *quiet), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        began = time.monotonic()
        while not await listens(port):
            assert time.monotonic() - began < 10
            await asyncio.sleep(0.02)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        await process.wait()


async def test_two_servers_count_together(redis: str, own_database: str, tmp_path: Path) -> None:
    opened = Database.open(own_database, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        key = (await key_of(database, "wolt", Scope.ORDERS_READ)).key
    told = {"DATABASE_URL": own_database, "AUTH": "keys", "WORKER": "none"}
    told |= {"RATE_LIMIT": "10/hour", "RATE_LIMIT_STORE": redis}
    async with AsyncExitStack() as stack:
        clients = []
        for name in ("one", "other"):
            directory = tmp_path / name
            directory.mkdir()
            server = await stack.enter_async_context(Server(directory, **told))
            client = AsyncClient(base_url=server.url, headers={"Authorization": f"Bearer {key}"})
            clients.append(await stack.enter_async_context(client))
        answers = [await clients[number % 2].get("/api/orders") for number in range(12)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
    remaining = [answer.headers["RateLimit"].split(";")[1] for answer in answers]
    assert remaining == [f"r={left}" for left in (9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0)]
    assert 3500 < int(answers[-1].headers["Retry-After"]) <= 3600
