import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from huuva_backend.platform.metrics import LoopRuns, exposition, gauge, observe_request
from tests.feed.served import Location, until
from tests.server import Server, database_url

__all__ = ["database_url"]


def lines() -> list[str]:
    body, media_type = exposition()
    assert media_type.startswith("text/plain")
    return body.decode().splitlines()


def test_requests_are_counted_and_timed_by_operation() -> None:
    observe_request("GET", "testOperation", 200, 0.004)
    observe_request("GET", "testOperation", 404, 0.004)
    exposed = lines()
    labels = 'method="GET",operation="testOperation"'
    assert f'huuva_http_requests_total{{{labels},status="200"}} 1.0' in exposed
    assert f'huuva_http_requests_total{{{labels},status="404"}} 1.0' in exposed
    assert f'huuva_http_request_seconds_bucket{{le="0.002",{labels}}} 0.0' in exposed
    assert f'huuva_http_request_seconds_bucket{{le="0.005",{labels}}} 2.0' in exposed


def test_a_gauge_is_asked_at_each_scrape() -> None:
    values = iter([8, 7])
    gauge("test_gauge", "Of this test.", lambda: next(values, 0))
    assert "test_gauge 8.0" in lines()
    assert "test_gauge 7.0" in lines()


def test_runs_of_a_loop_are_counted_and_the_last_success_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = LoopRuns("testLoop")
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    runs.observe(succeeded=True)
    monkeypatch.setattr(time, "time", lambda: 1_900_000_000.0)
    runs.observe(succeeded=False)

    exposed = lines()
    assert 'huuva_loop_runs_total{loop="testLoop"} 2.0' in exposed
    assert 'huuva_loop_failures_total{loop="testLoop"} 1.0' in exposed
    assert 'huuva_loop_last_success_timestamp_seconds{loop="testLoop"} 1.8e+09' in exposed


def test_processes_are_added_up(tmp_path: Path) -> None:
    program = """
import pytest

from huuva_backend.platform.metrics import LoopRuns, exposition, gauge, observe_request
from tests.feed.served import Location, until
from tests.server import Server, database_url

__all__ = ["database_url"]

gauge("test_gauge", "Of this test.", lambda: 5)
observe_request("GET", "op", 200, 0.1)
print(exposition()[0].decode())
"""
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for count in (1, 2):
        exposed = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        line = 'huuva_http_requests_total{method="GET",operation="op",status="200"}'
        assert f"{line} {count}.0" in exposed
        assert "test_gauge 5.0" in exposed


async def scraped(server: Server) -> dict[str, float]:
    """What `/metrics` says, by names and labels."""
    text = (await server.get("/metrics")).body.decode()
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def workers_in(metrics: dict[str, float], name: str) -> set[int]:
    """The processes of whom it is told."""
    found = (re.fullmatch(name + r'\{pid="(\d+)"\}', each) for each in metrics)
    return {int(match[1]) for match in found if match}


async def test_whichever_worker_is_asked_all_are_counted(database_url: str, tmp_path: Path) -> None:
    settings = {"WORKERS": "2", "POOL_SIZE": "3"}
    async with Server(tmp_path, DATABASE_URL=database_url, **settings) as server:
        await until(lambda: server.gauge("huuva_database_pool_size"), 6.0)  # both have started
        streams = [Location(server).stream() for _ in range(7)]
        for stream in streams:
            await stream.connect()
        await until(lambda: server.gauge("huuva_event_streams"), 7.0)
        all_scraped = [await scraped(server) for _ in range(12)]
        for stream in streams[:4]:
            stream.close()
        await until(lambda: server.gauge("huuva_event_streams"), 3.0)

    assert {metrics["huuva_event_streams"] for metrics in all_scraped} == {7}
    assert {metrics["huuva_database_pool_size"] for metrics in all_scraped} == {6}
    one = all_scraped[0]
    for name in ("cpu_seconds_total", "resident_memory_bytes", "open_fds", "start_time_seconds"):
        assert len(workers_in(one, f"process_{name}")) == 2
    last = 'huuva_loop_last_success_timestamp_seconds{loop="release"}'
    assert time.time() - 60 < one[last] < time.time() + 1


async def test_a_killed_worker_is_counted_no_more(database_url: str, tmp_path: Path) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url, WORKERS="2") as server:
        await until(lambda: server.gauge("huuva_database_pool_size"), 16.0)
        before = workers_in(await scraped(server), "process_open_fds")
        killed = min(before)
        os.kill(killed, signal.SIGKILL)

        async def others() -> int:
            with suppress(ConnectionError):
                return len(workers_in(await scraped(server), "process_open_fds") - {killed})
            return 0

        await until(others, 2)
        # Of a worker that has just begun a scrape may know its process before its pool.
        await until(lambda: server.gauge("huuva_database_pool_size"), 16.0)
        metrics = await scraped(server)

    assert killed not in workers_in(metrics, "process_open_fds")


def test_a_file_that_a_worker_is_just_making_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    (tmp_path / "counter_1.db").touch()
    (tmp_path / "gauge_livesum_999999999.db").touch()

    body, _ = exposition()

    assert body == b""
    assert [path.name for path in tmp_path.iterdir()] == ["counter_1.db"]
