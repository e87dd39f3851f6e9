"""Where the product's CPU goes: it runs here, and SIGUSR1 begins to note every millisecond of CPU what it does.

What C does counts for the Python function that called it.
"""

import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from sysconfig import get_path
from types import FrameType
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.processes import ROOT
from benchmarks.rounds import Bench
from benchmarks.stage import product
from huuva_backend.__main__ import run

INTERVAL: Final = 0.001
LINES: Final = 30
_DIRECTORIES: Final = tuple(
    f"{path}/" for path in (get_path("purelib"), get_path("stdlib"), str(ROOT))
)


def show_profile(console: Console, bench: Bench, operation: str, seconds: float) -> None:
    output = bench.pgbench.directory / "profile.json"
    module = ("benchmarks.profiler", str(output))
    with product(bench.url, 1, output.with_suffix(".log"), module) as server:
        bench.servers["product"] = server
        bench.sample((0, operation, 8, "product"), 0.5)
        os.kill(server.pid, signal.SIGUSR1)
        bench.sample((0, operation, 8, "product"), seconds)
    found = json.loads(output.read_text())
    for name, counts in found["counts"].items():
        table = Table(f"{operation}: {name}", f"of {found['samples']}")
        # What is in every sample is the way in.
        tellings = {where: count for where, count in counts.items() if count < found["samples"]}
        for where, count in Counter(tellings).most_common(LINES):
            table.add_row(where, f"{count / found['samples']:.1%}")
        console.print(table)


def _where(frame: FrameType) -> tuple[str, str]:
    """The package, and for our own code the module, that a frame is in; and the function."""
    path = frame.f_code.co_filename
    for directory in _DIRECTORIES:
        path = path.removeprefix(directory)
    package = path if path.startswith("huuva_backend") else path.partition("/")[0]
    return package, f"{path}:{frame.f_code.co_qualname}"


def serve(output: Path) -> None:
    counts = {name: Counter[str]() for name in ("packages", "functions", "with all they call")}
    samples = 0

    def note(_: int, frame: FrameType | None) -> None:
        nonlocal samples
        if frame is None:
            return
        samples += 1
        package, function = _where(frame)
        counts["packages"][package] += 1
        counts["functions"][function] += 1
        callers = set()
        while frame is not None:
            callers.add(_where(frame)[1])
            frame = frame.f_back
        counts["with all they call"].update(callers)

    signal.signal(signal.SIGPROF, note)
    signal.signal(
        signal.SIGUSR1, lambda *_: signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    )
    sys.argv[1:] = ["serve"]
    try:
        run()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        output.write_text(json.dumps({"samples": samples, "counts": counts}))


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
