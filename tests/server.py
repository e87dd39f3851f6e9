"""The real server, as a process tree of its own, which can be killed and started again on its port."""

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from itertools import count
from pathlib import Path
from typing import Self

import asyncpg
import pytest

from huuva_backend.platform.settings import PREFIX
from tests.conftest import Connection, create_database
from tests.wire import Answer, Wire

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 30

_databases = count(1)


LISTENING = range(10_000, 32_768)
"""Below the ports that Linux gives to connections, of which one could have it before a server does."""


def free_port() -> int:
    with socket.socket() as probe:
        while True:
            with suppress(OSError):
                probe.bind(("127.0.0.1", secrets.choice(LISTENING)))
                return int(probe.getsockname()[1])


class Server:
    """`python -m huuva_backend serve`; `variables` are its settings by their names without prefix."""

    def __init__(self, directory: Path, **variables: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._directory = directory
        self._log = directory / f"log-{self.port}"
        given = {"ENVIRONMENT": "test", "LOG_LEVEL": "warning", "PORT": str(self.port)} | variables
        bare = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self._environment = bare | {"PYTHONPATH": str(ROOT)}
        self._environment |= {PREFIX + name: value for name, value in given.items()}
        self.process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Self:
        self.start()
        try:
            await self.until(ready=True)
        except BaseException:
            self.kill()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "huuva_backend", "serve"],
                cwd=self._directory,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def stop(self) -> float:
        """SIGTERM; how many seconds it took to leave."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        try:
            await asyncio.to_thread(self.process.wait, PATIENCE_SECONDS)
        finally:
            self.kill()
        return time.monotonic() - began

    def kill(self) -> None:
        """SIGKILL to the server and to its workers. An embedded PostgreSQL isn't of their group."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE_SECONDS)

    async def get(self, path: str) -> Answer:
        """On a connection of its own."""
        async with Wire(self.port) as wire:
            return await wire.get(path)

    async def is_ready(self) -> bool:
        try:
            return (await self.get("/readyz")).status == 200
        except ConnectionError:
            return False

    async def until(self, *, ready: bool) -> float:
        """Wait for it; how many seconds it took."""
        began = time.monotonic()
        while await self.is_ready() is not ready:
            assert time.monotonic() - began < PATIENCE_SECONDS, self.log
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    async def gauge(self, name: str) -> float:
        """A measurement as `/metrics` tells it."""
        text = (await self.get("/metrics")).body.decode()
        return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(name))


@pytest.fixture(scope="module")
async def database_url(migrated: str, worker_id: str) -> str:
    """A migrated database of this module's own, in which things are really committed."""
    return await create_database(f"served_{worker_id}_{next(_databases)}", template=migrated)


@pytest.fixture(scope="module")
async def servers(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Server, Server]]:
    """Two server processes on one database."""
    async with AsyncExitStack() as stack:
        started = [
            await stack.enter_async_context(
                Server(tmp_path_factory.mktemp("server"), DATABASE_URL=database_url)
            )
            for _ in range(2)
        ]
        yield started[0], started[1]


@pytest.fixture(scope="module")
async def server(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    directory = tmp_path_factory.mktemp("server")
    async with Server(directory, DATABASE_URL=database_url) as server:
        yield server


@pytest.fixture
async def committed(database_url: str) -> AsyncIterator[Connection]:
    """A look behind the servers at what they have committed."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()
