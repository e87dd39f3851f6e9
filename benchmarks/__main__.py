"""Requests per second and CPU of the product, beside an empty endpoint and its SQL alone, in one run."""

import asyncio
import json
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.empty import ANSWERS
from benchmarks.orders import check
from benchmarks.pgbench import Runner
from benchmarks.processes import Server, free_port, serving
from benchmarks.report import bars, by_round, show
from benchmarks.rounds import Bench, Plan, Sample
from benchmarks.specimen import record
from benchmarks.workload import OPERATIONS
from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import PREFIX

QUICK = Plan(tuple(each.name for each in OPERATIONS), (8,), rounds=3, seconds=1.0)
FULL = Plan(QUICK.operations, (1, 8, 64), rounds=5, seconds=2.0)

console = Console(width=None if Console().is_terminal else 170)


def main(  # noqa: PLR0917
    quick: Annotated[bool, typer.Option("--quick", help="8 connections only, a minute.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help=f"Of {', '.join(QUICK.operations)}; repeatable.")
    ] = None,
    connections: Annotated[list[int] | None, typer.Option(help="Repeatable.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1)] = None,
    seconds: Annotated[float | None, typer.Option(help="Measured in each turn.")] = None,
    workers: Annotated[int, typer.Option(help="Processes of the servers.")] = 1,
    output: Annotated[Path | None, typer.Option("--json", help="Write all figures there.")] = None,
) -> None:
    usual = QUICK if quick else FULL
    plan = Plan(
        tuple(only or usual.operations),
        tuple(connections or usual.connections),
        rounds or usual.rounds,
        seconds or usual.seconds,
    )
    with running(workers) as bench:
        samples = _measured(bench, plan)
        checks = {
            target: asyncio.run(check(bench.url, promised))
            for target, promised in bench.acknowledged.items()
            if promised
        }
    by_case = by_round(samples)
    show(console, by_case)
    _conclude(bench, checks)
    reached = bars(by_case)
    for bar in reached:
        verdict = "[green]PASS[/green]" if bar.met else "[red]FAIL[/red]"
        console.print(f"{verdict} {bar.name}: {bar.reached:.2f}")
    if output is not None:
        rows = [asdict(sample) for sample in samples]
        found = {"samples": rows, "bars": [bar._asdict() for bar in reached], "history": checks}
        output.write_text(json.dumps(found, indent=1))
    if bench.refusals:
        raise typer.Exit(1)


def _measured(bench: Bench, plan: Plan) -> list[Sample]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("orders to read", total=len(plan.turns))
        bench.prepare()
        samples = []
        for turn in plan.turns:
            number, operation, connections, target = turn
            progress.update(
                task, description=f"round {number + 1}: {operation} × {connections}, {target}"
            )
            samples.append(bench.sample(turn, plan.seconds))
            progress.advance(task)
        return samples


def _conclude(bench: Bench, checks: dict[str, dict[str, int]]) -> None:
    """Whether nothing was refused, and everything acknowledged is in history exactly once."""
    for target, found in checks.items():
        right = not (found["missing"] or found["doubled"] or found["unasked"])
        console.print(
            "[green]PASS[/green]" if right else "[red]FAIL[/red]",
            f"{target}: every acknowledged change is in history exactly once:",
            ", ".join(f"{count:,} {name}" for name, count in found.items()),
        )
    for refusal in bench.refusals[:5]:
        console.print("[red]not answered as it should be[/red]", refusal, markup=False)


@contextmanager
def running(workers: int) -> Iterator[Bench]:
    """A durable PostgreSQL of our own, the two servers beside it and the driver."""
    with tempfile.TemporaryDirectory(prefix="huuva-benchmarks-") as name:
        directory = Path(name)
        with embedded.running(directory) as url:
            upgrade(url)
            catalogue = asyncio.run(record(url))
            answers = directory / "answers"
            answers.mkdir()
            for operation, specimen in catalogue.specimens.items():
                (answers / operation).write_bytes(specimen.answer)
            with (
                _product(url, workers, directory / "product.log") as product,
                _empty(answers, workers, directory / "empty.log") as empty,
                ProcessPoolExecutor(1, get_context("spawn")) as driver,
            ):
                postmaster = (directory / "postgres" / "postmaster.pid").read_text().split()[0]
                servers = {"product": product, "empty": empty}
                pgbench = Runner(url, catalogue.session, directory)
                yield Bench(url, int(postmaster), servers, catalogue, pgbench, driver)


def _product(url: str, workers: int, log: Path) -> AbstractContextManager[Server]:
    port = free_port()
    settings = {"DATABASE_URL": url, "PORT": port, "WORKERS": workers}
    environment = {PREFIX + name: str(value) for name, value in settings.items()}
    return serving(["huuva_backend", "serve"], port, environment, log)


def _empty(answers: Path, workers: int, log: Path) -> AbstractContextManager[Server]:
    """In the product's own process layout: see `huuva_backend.__main__._server_config`."""
    port = free_port()
    command = f"uvicorn benchmarks.empty:create_app --factory --port {port} --workers {workers}"
    command += " --loop uvloop --http httptools --ws none --lifespan on"
    command += " --no-access-log --no-server-header"
    return serving(command.split(), port, {ANSWERS: str(answers)}, log)


if __name__ == "__main__":
    typer.run(main)
