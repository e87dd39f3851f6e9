"""A PostgreSQL as a set of processes that can be killed or frozen like any other."""

import os
import signal
from pathlib import Path


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
