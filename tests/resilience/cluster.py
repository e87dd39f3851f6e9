"""A PostgreSQL as a set of processes that can be killed or frozen like any other."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huuva_backend.platform.db import embedded


def processes(data_dir: Path) -> list[int]:
    """The postmaster and all that it has started."""
    postmaster = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return [postmaster, *map(int, children)]


def send(number: signal.Signals, data_dir: Path) -> None:
    for process in processes(data_dir):
        try:
            os.kill(process, number)
        except ProcessLookupError:
            continue  # it left with the one before


@contextmanager
def killed(data_dir: Path) -> Iterator[None]:
    send(signal.SIGKILL, data_dir)
    try:
        yield
    finally:
        embedded.start(data_dir, durable=False)


@contextmanager
def frozen(data_dir: Path) -> Iterator[None]:
    """It takes connections and says nothing, as one does behind a broken network."""
    stopped = processes(data_dir)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
