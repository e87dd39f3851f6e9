"""Roll-ups by the command line, as a process on a database whose commits are real."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
from httpx import AsyncClient

from huuva_backend.platform.settings import PREFIX
from tests.analytics.analyst import Analyst
from tests.analytics.test_in_flight import kitchen

__all__ = ["kitchen"]

ROOT = Path(__file__).parents[2]


def run(directory: Path, url: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    bare = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.run(
        [sys.executable, "-m", "huuva_backend", "rollups", *arguments],
        cwd=directory,
        env=bare | {"PYTHONPATH": str(ROOT), f"{PREFIX}DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def test_they_are_rebuilt_and_verified(
    kitchen: AsyncClient, own_database: str, tmp_path: Path
) -> None:
    for _ in range(3):
        await Analyst(kitchen).order("RECEIVED 12:00:00", "PREPARING 12:05:00")

    rebuilt = await asyncio.to_thread(run, tmp_path, own_database, "rebuild")
    verified = await asyncio.to_thread(run, tmp_path, own_database, "verify", "--days", "400")
    sql = await asyncpg.connect(own_database)
    await sql.execute("UPDATE rollups SET count = 7 WHERE level = 4 AND kind = 'order-stay'")
    await sql.close()
    spoiled = await asyncio.to_thread(run, tmp_path, own_database, "verify", "--days", "400")

    assert (rebuilt.returncode, verified.returncode) == (0, 0), rebuilt.stderr + verified.stderr
    assert rebuilt.stdout == "orders and events added: 6\n"
    assert verified.stdout == "differences: 0\n"
    assert spoiled.returncode == 1
    first, second, last = spoiled.stdout.splitlines()
    assert first.startswith("location_id=main level=4 kind=order-stay")
    assert first.endswith("status=RECEIVED cause=forward: count is 7, should be 3")
    assert second.startswith("location_id=everywhere level=4 kind=order-stay")
    assert second.endswith("status=RECEIVED cause=forward: count is 3, should be 7")
    assert last == "differences: 2"
