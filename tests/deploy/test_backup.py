"""The drill of docs/backup.md: a dump with pictures, brought into another database, answers as before."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from tests.conftest import _room
from tests.deploy import business
from tests.deploy.deployed import PROGRAMS, as_role, create, give_roles, libpq
from tests.server import ROOT, Server

OF_THE_MOMENT = {"now", "asOf", "newest", "oldest", "nextAfter", "remainingSeconds"}
"""What tells when it was asked, how long is left then, or of which epoch a cursor is."""

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")


@pytest.fixture
def cluster(postgres: str) -> Iterator[str]:
    with _room() as directory, embedded.running(directory / "data", durable=False) as url:
        yield url


async def run(program: Path | str, *arguments: str, url: str) -> None:
    environment = libpq(url)
    environment["PATH"] = f"{PROGRAMS}:{environment['PATH']}"
    command = [str(program), *arguments]
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


async def renew_feeds(url: str) -> None:
    command = [sys.executable, "-m", "huuva_backend", "feed", "renew"]
    settings = {"HUUVA_BACKEND_DATABASE_URL": url, "HUUVA_BACKEND_ENVIRONMENT": "prod"}
    settings |= {"HUUVA_BACKEND_AUTH": "proxy"}
    done = await asyncio.to_thread(
        subprocess.run,
        command,
        env=os.environ | settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "locations with another epoch: 2" in done.stderr  # the kitchen's, and that of products


def lasting(answer: Any) -> Any:
    """Without what is of the moment."""
    if isinstance(answer, dict):
        return {k: lasting(v) for k, v in answer.items() if k not in OF_THE_MOMENT}
    return [lasting(each) for each in answer] if isinstance(answer, list) else answer


def served(cluster: str, database: str, directory: Path, data: Path) -> Server:
    directory.mkdir()
    return Server(
        directory,
        ENVIRONMENT="prod",
        AUTH="proxy",
        DRAIN_SECONDS="0",
        WORKER="none",  # who compares answers wants nothing to happen between them
        DATABASE_URL=as_role(cluster, "huuva_app", database),
        DATA_DIR=str(data),
    )


async def made(cluster: str, database: str) -> str:
    """An empty one with roles; as its owner."""
    await create(cluster, database)
    await asyncio.to_thread(give_roles, cluster, database)
    return as_role(cluster, "huuva_owner", database)


async def status_after(api: AsyncClient, cursor: str) -> int:
    return (await api.get("/api/events", params={"after": cursor})).status_code


@pytest.mark.timeout(180)
async def test_a_backup_answers_as_before_and_cursors_begin_anew(
    cluster: str, tmp_path: Path
) -> None:
    owner = await made(cluster, "huuva")
    await asyncio.to_thread(upgrade, owner)
    data, backup, restored_data = (tmp_path / name for name in ("data", "backup", "restored"))
    async with (
        served(cluster, "huuva", tmp_path / "old", data) as server,
        AsyncClient(base_url=server.url, timeout=30) as api,
    ):
        await business.put_menu(api)
        orders = await business.serve_guests(api, 10)
        await business.keep_the_rest(api)
        before = await business.answers(api, orders)
        cursor = before["/api/events"]["newest"]
        await run(ROOT / "deploy/backup.sh", str(backup), str(data), url=owner)
        await business.place(api, 100)
        later = (await api.get("/api/events", params={"after": "0"})).json()["newest"]

    restored_owner = await made(cluster, "restored")
    await run(ROOT / "deploy/restore.sh", str(backup), str(restored_data), url=restored_owner)
    await renew_feeds(as_role(cluster, "huuva_app", "restored"))
    async with (
        served(cluster, "restored", tmp_path / "new", restored_data) as server,
        AsyncClient(base_url=server.url, timeout=30) as api,
    ):
        after = await business.answers(api, orders)
        gone = [await status_after(api, each) for each in (cursor, later)]
        retried = await business.place(api, 0)
        await business.place(api, 100)
        events = (await api.get("/api/events", params={"after": "0"})).json()

    assert sorted(after) == sorted(before)
    for path, answer in before.items():
        assert lasting(after[path]) == lasting(answer), path
    assert any(path.startswith("/media/") for path in before)
    assert gone == [410, 410]
    assert retried == orders[0]
    assert events["newest"].partition(".")[0] != cursor.partition(".")[0]
    assert (restored_data / "webhook.key").read_bytes() == (data / "webhook.key").read_bytes()
