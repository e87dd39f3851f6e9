import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.platform.db import embedded

USE = """
import sys
from pathlib import Path
from huuva_backend.platform.db import embedded
print(embedded.start(Path(sys.argv[1]), durable=False), flush=True)
sys.stdin.read()
"""


class Neighbour:
    """Another process on the same data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE, str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().decode().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def crash(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture
def data_dir(room: Path) -> Iterator[Path]:
    yield room / "data"
    with embedded.running(room / "data", durable=False):
        pass


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def is_running(data_dir: Path) -> bool:
    return (data_dir / "postgres" / "postmaster.pid").exists()


def wait_until_gone(data_dir: Path) -> None:
    while embedded._listening(data_dir / "postgres"):
        time.sleep(0.01)


async def setting(url: str, name: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.fetchval("SELECT current_setting($1)", name))
    finally:
        await connection.close()


async def test_it_is_durable_unless_told_otherwise(room: Path) -> None:
    with embedded.running(room) as url:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            assert await setting(url, name) == "on"
        assert await setting(url, "max_connections") == "200"
    assert not is_running(room)
    began = time.monotonic()
    with embedded.running(room, durable=False) as url:
        assert time.monotonic() - began < 1
        assert await setting(url, "fsync") == "off"


async def test_the_last_one_to_leave_stops_it(data_dir: Path) -> None:
    neighbours = [Neighbour(data_dir), Neighbour(data_dir)]
    with embedded.running(data_dir) as url:
        assert {neighbour.url for neighbour in neighbours} == {url}
        neighbours[0].leave()
        assert await setting(url, "port") == "5432"
    assert is_running(data_dir)
    neighbours[1].leave()
    assert not is_running(data_dir)


async def test_a_crashed_neighbour_does_not_count(data_dir: Path) -> None:
    neighbour = Neighbour(data_dir)
    neighbour.crash()
    assert is_running(data_dir)
    with embedded.running(data_dir) as url:
        assert await setting(url, "port") == "5432"
    assert not is_running(data_dir)


async def test_a_killed_server_is_started_again(data_dir: Path) -> None:
    with embedded.running(data_dir, durable=False):
        os.kill(postmaster(data_dir), signal.SIGKILL)
        wait_until_gone(data_dir)
        url = embedded.start(data_dir, durable=False)
        assert await setting(url, "port") == "5432"


async def test_a_pid_that_is_another_program_by_now_is_no_server(data_dir: Path) -> None:
    with embedded.running(data_dir, durable=False):
        content = (data_dir / "postgres" / "postmaster.pid").read_text()
    stale = content.replace(content.split()[0], str(os.getppid()), 1)
    (data_dir / "postgres" / "postmaster.pid").write_text(stale)
    with embedded.running(data_dir, durable=False) as url:
        assert await setting(url, "port") == "5432"


async def test_its_log_says_what_refused_a_row_and_not_what_the_row_holds(data_dir: Path) -> None:
    with embedded.running(data_dir, durable=False) as url:
        connection = await asyncpg.connect(url)
        await connection.execute("CREATE TABLE t (name text CONSTRAINT short CHECK (name < 'b'))")
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute("INSERT INTO t VALUES ($1)", "canary")
        await connection.close()
    log = (data_dir / "postgres" / "log").read_text()
    assert 'violates check constraint "short"' in log
    assert "canary" not in log


async def test_a_path_too_long_or_too_odd_for_a_socket(room: Path) -> None:
    with embedded.running(room / ("long" * 30) / "odd, %41 dir", durable=False) as url:
        assert await setting(url, "port") == "5432"


def test_without_the_wheel_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)
    embedded._programs.cache_clear()
    with pytest.raises(embedded.EmbeddedDatabaseError, match="HUUVA_BACKEND_DATABASE_URL"):
        embedded.start(tmp_path)
    embedded._programs.cache_clear()
