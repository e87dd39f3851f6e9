import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Self

import pytest

from huuva_backend.platform.settings import PREFIX, VERSION
from tests.server import free_port

ROOT = Path(__file__).parents[1]


def environment(**variables: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return bare | {"PYTHONPATH": str(ROOT)} | {PREFIX + k: v for k, v in variables.items()}


def call(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "huuva_backend", *arguments],
        cwd=tmp_path,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


class Server:
    """`python -m huuva_backend` in a directory of its own."""

    def __init__(self, directory: Path, **variables: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._said = directory / f"stderr-{port}"
        with self._said.open("w") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "huuva_backend"],
                cwd=directory,
                env=environment(PORT=str(port), **variables),
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(20)

    def ready(self) -> bool:
        assert self.process.poll() is None, self.said
        try:
            urllib.request.urlopen(f"{self.url}/readyz", timeout=5).close()
        except OSError:  # which a 503 is too
            return False
        return True

    def wait(self, *, ready: bool) -> None:
        deadline = time.monotonic() + 20
        while self.ready() is not ready:
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)


def test_version_and_help(tmp_path: Path) -> None:
    assert call(tmp_path, "--version").stdout.strip() == VERSION
    shown = call(tmp_path, "--help").stdout
    assert all(name in shown for name in ("serve", "worker", "migrate", "demo", "openapi"))


def test_wrong_settings_are_one_line_each_and_exit_code_2(tmp_path: Path) -> None:
    refused = call(tmp_path, PORT="eighty", WORKRES="2")
    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        "HUUVA_BACKEND_WORKRES: must be removed or corrected, no such setting exists",
        "HUUVA_BACKEND_PORT: must be a valid integer",
    ]


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = call(tmp_path, PORT=str(taken.getsockname()[1]))
    assert refused.returncode == 1
    assert "HUUVA_BACKEND_PORT" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / ".data").exists()


def test_migrations_are_printed_without_a_database(tmp_path: Path) -> None:
    printed = call(tmp_path, "migrate", "--sql")
    assert printed.returncode == 0, printed.stderr
    assert "CREATE TABLE orders" in printed.stdout
    assert not (tmp_path / ".data").exists()


@pytest.mark.parametrize(
    ("workers", "number"), [("1", signal.SIGTERM), ("1", signal.SIGINT), ("2", signal.SIGTERM)]
)
def test_it_serves_with_nothing_set_up_and_leaves_nothing_running(
    room: Path, workers: str, number: signal.Signals
) -> None:
    with Server(room, WORKERS=workers) as server:
        server.wait(ready=True)
        with urllib.request.urlopen(f"{server.url}/api/openapi.json", timeout=5) as response:
            assert "server" not in response.headers
            assert "/api/orders" in json.load(response)["paths"]
        server.process.send_signal(number)
        assert server.process.wait(15) == 0
    assert f"{server.url}/api/docs" in server.said
    assert "Traceback" not in server.said
    assert (room / ".data" / "postgres" / "PG_VERSION").exists()
    assert not (room / ".data" / "postgres" / "postmaster.pid").exists()


def test_two_servers_share_one_data_directory(room: Path) -> None:
    with Server(room) as first, Server(room) as second:
        first.wait(ready=True)
        second.wait(ready=True)
        second.process.kill()
        second.process.wait(10)
        assert first.ready()
    assert not (room / ".data" / "postgres" / "postmaster.pid").exists()


def test_a_killed_embedded_database_comes_back(room: Path) -> None:
    with Server(room) as server:
        server.wait(ready=True)
        pid_file = room / ".data" / "postgres" / "postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        server.wait(ready=False)
        server.wait(ready=True)


def test_a_menu_is_loaded_and_a_faulty_one_is_refused_in_one_line_each(room: Path) -> None:
    faulty = room / "menu.json"
    faulty.write_text('{"products": [{"plu": "P"}]}')

    loaded = call(room, "menu", "load")
    refused = call(room, "menu", "load", str(faulty))

    assert (loaded.returncode, refused.returncode) == (0, 2)
    assert "napoli-ovens: 21 products added" in loaded.stderr
    assert refused.stderr.splitlines()[-2:] == [
        f"{faulty}: products/0/name: Field required",
        f"{faulty}: products/0/price: Field required",
    ]
