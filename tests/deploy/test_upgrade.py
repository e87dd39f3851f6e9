"""From one release to the next without stopping, as docs/upgrading.md says: nobody's request fails.

For longer, by hand: HUUVA_TEST_REQUESTS=20000 python -m pytest tests/deploy/test_upgrade.py -s
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.conftest import Connection, create_database
from tests.deploy.releases import release_before
from tests.deploy.rolling import Load, asking
from tests.orders.invariants import violations
from tests.server import ROOT, Server

REQUESTS = int(os.environ.get("HUUVA_TEST_REQUESTS", "150"))
"""How many are answered in each stage."""
DRAINING = {"DRAIN_SECONDS": "1"}
STATUSES = "SELECT id::text, status FROM orders"
EVENTS = "SELECT last_seq FROM location_feeds WHERE location_id = 'main'"


class Former(Server):
    """Of the release whose source is there."""

    def __init__(self, source: Path, directory: Path, **variables: str) -> None:
        super().__init__(directory, **variables)
        self._environment["PYTHONPATH"] = str(source)


async def migrate(url: str, root: Path = ROOT) -> None:
    """`python -m huuva_backend migrate`, with a release's own source."""
    environment = os.environ | {"HUUVA_BACKEND_DATABASE_URL": url, "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "huuva_backend", "migrate"]
    done = await asyncio.to_thread(
        subprocess.run, command, cwd=root, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-1500:]


@pytest.fixture
async def empty(postgres: str, worker_id: str) -> str:
    return await create_database(f"upgraded_{worker_id}")


@pytest.fixture
async def behind(empty: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(empty)
    yield connection
    await connection.close()


async def nothing_is_lost(load: Load, behind: Connection) -> None:
    """Of what was acknowledged, and of what a follower was told."""
    kept = dict(map(tuple, await behind.fetch(STATUSES)))
    last = await behind.fetchval(EVENTS)

    assert load.failures == []
    assert {id_: kept.get(id_) for id_ in load.placed} == load.placed
    assert await violations(behind) == []
    assert load.resets == 0
    assert load.seen == list(range(1, len(load.seen) + 1))
    assert last - len(load.seen) < 50, "who follows is behind"
    print(
        f"\n{load.answered.total()} requests ({dict(load.answered)}), 0 failed,"
        f" the longest took {load.longest:.2f} s; {len(load.seen)} events followed"
    )


async def swap(old: Server, new: Server, load: Load) -> float:
    """Both serve, then the old one is told to leave; how many seconds that took it."""
    new.start()
    await load.only(old, new)
    await load.more(REQUESTS)
    leaving = await old.stop()
    await load.only(new)
    await load.more(REQUESTS)
    return leaving


@pytest.mark.timeout(600)
async def test_from_the_release_before_nobody_notices(
    empty: str, behind: Connection, tmp_path: Path
) -> None:
    source = await asyncio.to_thread(release_before, tmp_path)
    if source is None:
        pytest.skip("the release before is neither in this clone nor to be had from its origin")
    await migrate(empty, source)
    old = Former(source, tmp_path, DATABASE_URL=empty, **DRAINING)
    new = Server(tmp_path, DATABASE_URL=empty, **DRAINING)
    async with old, asking(old, new) as load:
        await load.more(REQUESTS)
        await migrate(empty)
        await load.more(REQUESTS)
        leaving = await swap(old, new, load)
    try:
        await nothing_is_lost(load, behind)
        assert min(load.answered.values()) > REQUESTS / 4
        assert leaving < 15
    finally:
        await new.stop()


@pytest.mark.timeout(300)
async def test_a_server_is_replaced_by_one_of_its_own_release(
    empty: str, behind: Connection, tmp_path: Path
) -> None:
    """As when a setting changes; this needs no history."""
    await migrate(empty)
    old, new = (Server(tmp_path, DATABASE_URL=empty, **DRAINING) for _ in range(2))
    async with old, asking(old, new) as load:
        await load.more(REQUESTS)
        await swap(old, new, load)
    try:
        await nothing_is_lost(load, behind)
    finally:
        await new.stop()
