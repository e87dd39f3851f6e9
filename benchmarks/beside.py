"""The product beside itself at another revision: the same requests, in interleaved rounds, in one run."""

import asyncio
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.driver import Load, drive
from benchmarks.orders import clone, execute
from benchmarks.processes import ROOT, Server, cpu_seconds, room
from benchmarks.report import Rounds, Spread, show_figures
from benchmarks.rounds import READ_ORDERS, STILL, Sample, Turn, enough, measured
from benchmarks.stage import postmaster, product
from benchmarks.workload import FIRST_NUMBER, OPERATIONS, Request
from huuva_backend.platform.db import embedded

HERE: Final = "here"
WARM_UP_SECONDS: Final = 0.5
_RATIOS: Final[dict[str, Callable[[Sample], float]]] = {
    "requests/s": lambda sample: sample.rate,
    "CPU for each request": lambda sample: sample.cpu,
    "server's": lambda sample: sample.server_cpu,
    "PostgreSQL's": lambda sample: sample.postgres_cpu,
}


class UnknownRevision(Exception):
    pass


@dataclass
class Revision:
    """One of the two, with a server and a database of its own."""

    url: str
    server: Server
    sources: dict[str, UUID]
    used: int = FIRST_NUMBER + 1000
    readable: range = range(0)

    def copies(self, source: str | None, count: int) -> range:
        numbers = range(self.used, self.used + count)
        self.used += count
        if source is not None:
            asyncio.run(clone(self.url, self.sources[source], numbers))
        return numbers


@dataclass
class Comparison:
    revisions: dict[str, Revision]
    postmaster: int
    driver: ProcessPoolExecutor
    refusals: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        for revision in self.revisions.values():
            revision.readable = revision.copies("PREPARING", READ_ORDERS)
            asyncio.run(execute(revision.url, *STILL))

    def sample(self, turn: Turn, seconds: float) -> Sample:
        _, name, connections, target = turn
        revision = self.revisions[target]
        operation = next(each for each in OPERATIONS if each.name == name)
        numbers = revision.readable
        if operation.changes:
            numbers = revision.copies(operation.source, enough(operation, connections, seconds))
        templates = tuple(request.template() for request in operation.requests)
        duration = WARM_UP_SECONDS + seconds + 0.3
        load = Load(
            revision.server.port, templates, numbers, connections, duration, operation.changes
        )
        running = self.driver.submit(drive, load)
        sample, result = measured(
            turn,
            lambda: running.result(duration + 60),
            WARM_UP_SECONDS,
            seconds,
            lambda: (cpu_seconds(revision.server.pid), cpu_seconds(self.postmaster)),
        )
        self.refusals += (f"{target}, {name}: {refusal}" for refusal in result.refusals)
        return sample


@contextmanager
def compared(revision: str, workers: int) -> Iterator[Comparison]:
    """Both servers on one durable PostgreSQL; each has made its own database by its own migrations."""
    with ExitStack() as stack:
        roots = {HERE: ROOT, revision: stack.enter_context(_source(revision))}
        directory = stack.enter_context(room())
        url = stack.enter_context(embedded.running(directory))
        driver = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        revisions = {}
        for number, (name, root) in enumerate(roots.items()):
            asyncio.run(execute(url, f"CREATE DATABASE revision_{number}"))
            own = url.replace("/postgres?", f"/revision_{number}?")
            log = directory / f"server-{number}.log"
            server = stack.enter_context(product(own, workers, log, root=root))
            revisions[name] = Revision(own, server, _sources(server))
        yield Comparison(revisions, postmaster(directory), driver)


@contextmanager
def _source(revision: str) -> Iterator[Path]:
    archived = subprocess.run(
        ["git", "archive", revision], cwd=ROOT, capture_output=True, check=False
    )
    if archived.returncode:
        raise UnknownRevision(archived.stderr.decode().strip())
    with tempfile.TemporaryDirectory(prefix="huuva-beside-") as name:
        with tarfile.open(fileobj=BytesIO(archived.stdout)) as archive:
            archive.extractall(name, filter="data")
        yield Path(name)


def _sources(server: Server) -> dict[str, UUID]:
    """An order in each status that an operation begins with."""
    create = next(each.requests[0] for each in OPERATIONS if each.source is None)
    made = {}
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", trust_env=False) as client:
        for number, status in enumerate(("RECEIVED", "PREPARING"), FIRST_NUMBER):
            id_ = _sent(client, create, number).json()["id"]
            _sent(client, Request("PATCH", f"/api/orders/{id_}/status", {"status": status}), number)
            made[status] = UUID(id_)
    return made


def _sent(client: httpx.Client, request: Request, number: int) -> httpx.Response:
    method, path, body = request.filled(number)
    answer = client.request(method, path, content=body, headers=request.headers)
    return answer.raise_for_status()


def show_comparison(console: Console, rounds: Rounds, revision: str) -> None:
    show_figures(console, rounds, (HERE, revision))
    ratios = Table("operation", "conns", title=f"Here ÷ {revision}, of each round")
    for heading in _RATIOS:
        ratios.add_column(heading, justify="right")
    for case, turns in rounds.items():
        cells = [
            Spread.of(read(turn[HERE]) / read(turn[revision]) for turn in turns).shown(".2f")
            for read in _RATIOS.values()
        ]
        ratios.add_row(case.operation, str(case.connections), *cells)
    console.print(ratios)
