"""Servers as processes of their own, and the CPU that processes have used."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
START_SECONDS: Final = 60
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    port: int
    pid: int


class Process:
    """`python -m <arguments>` of the source in `root`, which listens on `port`, its output in `log`."""

    def __init__(
        self,
        arguments: Sequence[str],
        port: int,
        environment: Mapping[str, str],
        log: Path,
        root: Path = ROOT,
    ) -> None:
        self.port = port
        self._arguments = arguments
        inherited = {name: value for name, value in os.environ.items() if "HUUVA_" not in name}
        self._environment = {**inherited, "PYTHONPATH": str(root), **environment}
        self._log = log

    def start(self) -> None:
        # Away from the root, where a developer's .env would count.
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self._arguments],
                cwd=self._log.parent,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while not _answers(self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"no server came up:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.1)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(START_SECONDS)

    def stop(self) -> float:
        """How many seconds it took to leave."""
        began = time.monotonic()
        self._process.terminate()
        self._process.wait(START_SECONDS)
        return time.monotonic() - began


@contextmanager
def room() -> Iterator[Path]:
    """A directory for a PostgreSQL and all else, gone afterwards; root's PostgreSQL gets to it."""
    with tempfile.TemporaryDirectory(prefix="huuva-benchmarks-") as name:
        directory = Path(name)
        directory.chmod(0o711)
        yield directory


@contextmanager
def serving(
    arguments: Sequence[str],
    port: int,
    environment: Mapping[str, str],
    log: Path,
    root: Path = ROOT,
) -> Iterator[Server]:
    process = Process(arguments, port, environment, log, root)
    process.start()
    try:
        process.wait()
        yield Server(port, process.pid)
    finally:
        process.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def cpu_seconds(root: int) -> float:
    """User and system time of a process and all its descendants, with those that have ended."""
    used: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        pid = int(path.parent.name)
        children[int(fields[1])].append(pid)
        used[pid] = sum(map(int, fields[11:15]))
    total, pending = 0, [root]
    while pending:
        pid = pending.pop()
        total += used.get(pid, 0)
        pending += children[pid]
    return total / _TICKS
