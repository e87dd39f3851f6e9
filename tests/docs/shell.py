"""A shell in which the commands of a page are typed, one after the other."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.docs.pages import ROOT

PATIENCE_SECONDS = 100
AFTERWARDS_SECONDS = 40
"""For what is printed by what a command started: a webhook that found nobody comes again after 5 seconds and after 30."""
MAKE = """make() { command make -f Makefile -o .venv/.local.stamp -o .venv/.dev.stamp "$@"; }
curl() { command curl -sS "$@"; }
"""
"""On a terminal curl shows no progress; the environment is made already."""
STAYING = ("make run", "make live")
"""Commands that go on until somebody ends them."""


class Shell:
    """In a directory that looks as a clone does to those who use it."""

    def __init__(self, directory: Path, variables: dict[str, str]) -> None:
        self._directory = directory
        self._log = self._at = directory / ".printed"
        self._done = directory / ".done"
        for name in ("Makefile", "deploy", "clients", "docs"):
            (directory / name).symlink_to(ROOT / name)
        (directory / ".venv").symlink_to(sys.prefix)
        theirs = ("HUUVA_", "MAKE", "MFLAGS")  # of the make that runs the tests
        bare = {key: value for key, value in os.environ.items() if not key.startswith(theirs)}
        self.variables = variables
        self._environment = bare | variables | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self._staying: list[subprocess.Popen[bytes]] = []
        self._read = 0
        self._stays = False
        self._log.touch()
        with self._log.open("ab") as log:
            self._bash = subprocess.Popen(
                ["bash", "--norc"],
                cwd=self._directory,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._type(MAKE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for process in self._staying:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            await asyncio.to_thread(process.wait, PATIENCE_SECONDS)
        os.killpg(self._bash.pid, signal.SIGKILL)
        self._bash.wait(PATIENCE_SECONDS)

    def begin(self, text: str) -> None:
        """What stays prints where nobody else does: it has a terminal of its own, as whoever follows the page gives it."""
        self._done.unlink(missing_ok=True)
        self._stays = text.strip() in STAYING
        if self._stays:
            arguments = text.split()
            self._at = self._directory / f".printed-{len(self._staying)}"
            self._read = 0
            with self._at.open("wb") as log:
                started = subprocess.Popen(
                    [*("make", "-o", ".venv/.local.stamp"), *arguments[1:]],
                    cwd=self._directory,
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            self._staying.append(started)
        else:
            self._at, self._read = self._log, self._log.stat().st_size
            self._type(f"{text}\ntouch .done\n")

    def printed(self) -> str:
        """By the command that was begun last, and what it started."""
        with self._at.open("rb") as log:
            log.seek(self._read)
            return log.read().decode(errors="replace")

    def all_printed(self) -> str:
        logs = sorted([*self._directory.glob(".printed*"), *self._directory.glob("log-*")])
        return "\n".join(log.read_text(errors="replace") for log in logs)

    async def is_over(self, began: float) -> bool:
        """Whether nothing more will come of it."""
        await asyncio.sleep(0.02)
        if self._done.exists():
            return time.time() - self._done.stat().st_mtime > AFTERWARDS_SECONDS
        return time.monotonic() - began > PATIENCE_SECONDS

    @property
    def has_answered(self) -> bool:
        return self._stays or self._done.exists()

    def _type(self, text: str) -> None:
        assert self._bash.stdin is not None
        self._bash.stdin.write(text.encode())
        self._bash.stdin.flush()
