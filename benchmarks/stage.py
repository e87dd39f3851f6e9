"""Everything that a run needs beside the driver's load: the database and both servers."""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from pathlib import Path

from benchmarks.empty import ANSWERS
from benchmarks.pgbench import Runner
from benchmarks.processes import ROOT, Server, free_port, room, serving
from benchmarks.rounds import Bench
from benchmarks.specimen import record
from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import PREFIX


@contextmanager
def running(workers: int) -> Iterator[Bench]:
    """A durable PostgreSQL of our own, the two servers beside it and the driver."""
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        catalogue = asyncio.run(record(url))
        answers = directory / "answers"
        answers.mkdir()
        for operation, specimen in catalogue.specimens.items():
            (answers / operation).write_bytes(specimen.answer)
        with (
            product(url, workers, directory / "product.log") as ours,
            _empty(answers, workers, directory / "empty.log") as empty,
            ProcessPoolExecutor(1, get_context("spawn")) as driver,
        ):
            servers = {"product": ours, "empty": empty}
            pgbench = Runner(url, catalogue.session, directory)
            yield Bench(url, postmaster(directory), servers, catalogue, pgbench, driver)


def postmaster(directory: Path) -> int:
    pid, *_ = (directory / "postgres" / "postmaster.pid").read_text().split()
    return int(pid)


def product(
    url: str,
    workers: int,
    log: Path,
    module: Sequence[str] = ("huuva_backend", "serve"),
    root: Path = ROOT,
) -> AbstractContextManager[Server]:
    port = free_port()
    settings = {"DATABASE_URL": url, "PORT": port, "WORKERS": workers}
    environment = {PREFIX + name: str(value) for name, value in settings.items()}
    return serving(module, port, environment, log, root)


def _empty(answers: Path, workers: int, log: Path) -> AbstractContextManager[Server]:
    """In the product's own process layout: see `huuva_backend.server.configured`."""
    port = free_port()
    command = f"uvicorn benchmarks.empty:create_app --factory --port {port} --workers {workers}"
    command += " --loop uvloop --http httptools --ws none --lifespan on"
    command += " --no-access-log --no-server-header"
    return serving(command.split(), port, {ANSWERS: str(answers)}, log)
