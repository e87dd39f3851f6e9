"""`kill -9` of who adds history to roll-ups, while orders are written: nothing is missing, nothing is there twice.

CI kills a few times; `HUUVA_TEST_ROLLUP_KILLS=50` does it as often as one likes.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from random import Random

import asyncpg
import pytest

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from tests.analytics.folding import CALLER, everything, fold
from tests.resilience.customers import ordering
from tests.server import Server

KILLS = int(os.environ.get("HUUVA_TEST_ROLLUP_KILLS", "5"))
TOGETHER = 5
CUSTOMERS = 4
ROOT = Path(__file__).parents[2]
ADDING = [sys.executable, "-m", "tests.resilience.adding"]

pytestmark = pytest.mark.timeout(150)


async def add_until_killed(url: str, seconds: float) -> None:
    process = await asyncio.create_subprocess_exec(*ADDING, url, cwd=ROOT, stdout=PIPE)
    assert process.stdout is not None
    await process.stdout.readline()  # it is at it
    await asyncio.sleep(seconds)
    assert process.returncode is None
    process.kill()
    await process.wait()


async def differences(database: Database) -> list[object]:
    return list(await RollupService().differences(CALLER, database, utc_now(), 2))


@pytest.mark.parametrize("seed", range(max(KILLS // TOGETHER, 1)))
async def test_killing_who_adds_to_rollups_loses_and_doubles_nothing(room: Path, seed: int) -> None:
    random = Random(seed)
    with embedded.running(room / "data") as url:
        server = Server(room, DATABASE_URL=url, WORKER="none")
        async with server, ordering(server, CUSTOMERS):
            opened = await Database.open(url, size=1, name="tests", statement_seconds=60)
            for _ in range(TOGETHER):
                await add_until_killed(url, random.uniform(0, 0.5))
                assert await differences(opened) == []  # also of what it had got to
        while await fold(opened):
            pass
        assert await differences(opened) == []
        sql = await asyncpg.connect(url)
        added = await everything(sql)
        await RollupService().rebuild(CALLER, opened, lambda _: None, lambda _: None)
        assert await everything(sql) == added
        assert len(added[0]) > 10
        await sql.close()
        await opened.aclose()
