"""`python -m huuva_backend worker`, as processes that can be killed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from huuva_backend.platform.settings import PREFIX
from tests.server import free_port
from tests.wire import Wire

ROOT = Path(__file__).parents[2]


class Worker:
    """`variables` are its settings by their names without prefix."""

    def __init__(self, directory: Path, **variables: str) -> None:
        self._port = free_port()
        self._log = directory / f"worker-{self._port}"
        bare = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        given = {"ENVIRONMENT": "test", "WORKER_METRICS_PORT": str(self._port)} | variables
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "huuva_backend", "worker"],
                cwd=directory,
                env=bare
                | {"PYTHONPATH": str(ROOT)}
                | {PREFIX + name: value for name, value in given.items()},
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace")

    async def runs(self) -> float | None:
        """How often it has looked for orders to be released; None while it starts."""
        assert self.process.poll() is None, self.log
        try:
            async with Wire(self._port) as wire:
                text = (await wire.get("/metrics")).body.decode()
        except OSError:
            return None
        name = 'huuva_loop_runs_total{loop="release"} '
        found = [line for line in text.splitlines() if line.startswith(name)]
        return float(found[0].removeprefix(name)) if found else None

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.process.terminate()
        return self.process.wait(15)
