"""What the event feed costs, how fast it is and whether it loses anything: `python -m benchmarks.feed`."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.driver import Load, drive
from benchmarks.orders import clone
from benchmarks.processes import Process, free_port, room
from benchmarks.report import Bar, Spread
from benchmarks.soak import Plan, Result, soak
from benchmarks.specimen import Catalogue, record
from benchmarks.watching import Watched, watch
from benchmarks.workload import BODY, FIRST_NUMBER, LOCATIONS, OPERATIONS
from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import PREFIX

COST_BAR: Final = 0.75
P50_BAR: Final = 0.100
P99_BAR: Final = 0.500
LEAVING_BAR: Final = 10
WRITERS: Final = 16
STREAMS: Final = 200
WARM_UP_SECONDS: Final = 0.5
FULL: Final = Plan(clients=50, seconds=60, changes_per_second=100, locations=LOCATIONS)
QUICK: Final = Plan(clients=50, seconds=12, changes_per_second=100, locations=LOCATIONS)
VARIANTS: Final = {
    "with the feed": (("huuva_backend", "serve"), 1),
    "without it": (("benchmarks.unfed", "serve"), 1),
    "with it, all at one location": (("huuva_backend", "serve"), LOCATIONS),
}
"""Which program serves, and of how many prepared orders one is taken: they are dealt out to locations in turn."""

console = Console(width=None if Console().is_terminal else 120)


@dataclass
class Stage:
    url: str
    directory: Path
    catalogue: Catalogue
    used: int = FIRST_NUMBER + 1000 * LOCATIONS

    @contextmanager
    def serving(self, *module: str) -> Iterator[Process]:
        port = free_port()
        environment = {PREFIX + "DATABASE_URL": self.url, PREFIX + "PORT": str(port)}
        log = self.directory / f"log-{port}"
        process = Process(module or ("huuva_backend", "serve"), port, environment, log)
        process.start()
        try:
            process.wait()
            yield process
        finally:
            process.stop()

    def orders(self, wanted: int, step: int) -> range:
        """Copies of an order that is RECEIVED."""
        numbers = range(self.used, self.used + wanted * step, step)
        self.used += wanted * step
        asyncio.run(clone(self.url, self.catalogue.sources["RECEIVED"], numbers))
        return numbers


@contextmanager
def _staged() -> Iterator[Stage]:
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        yield Stage(url, directory, asyncio.run(record(url)))


def _moves_per_second(stage: Stage, port: int, step: int, seconds: float) -> float:
    operation = next(each for each in OPERATIONS if each.name == "patch-order")
    templates = tuple(request.template() for request in operation.requests)
    wanted = int(2500 * (seconds + 2) / len(templates))
    load = Load(
        port,
        templates,
        stage.orders(wanted, step),
        WRITERS,
        WARM_UP_SECONDS + seconds,
        changes=True,
    )
    result = drive(load)
    if result.refusals:
        raise RuntimeError(result.refusals[0])
    begin = min(result.ends) + WARM_UP_SECONDS
    return sum(end >= begin for end in result.ends) / (max(result.ends) - begin)


def _cost(stage: Stage, rounds: int, seconds: float) -> Bar:
    rates: dict[str, list[float]] = {name: [] for name in VARIANTS}
    with stage.serving() as fed, stage.serving("benchmarks.unfed", "serve") as unfed:
        for number in range(rounds):
            # In turn from either end, so that none always comes after the same other one.
            for name in list(VARIANTS)[:: 1 if number % 2 else -1]:
                module, step = VARIANTS[name]
                port = unfed.port if module[0] == "benchmarks.unfed" else fed.port
                rates[name].append(_moves_per_second(stage, port, step, seconds))
    table = Table(f"PATCH of orders, {WRITERS} writers, {rounds} rounds", "changes/s")
    for name, found in rates.items():
        table.add_row(name, Spread.of(found).shown(",.0f"))
    console.print(table)
    ratio = median(
        fed / unfed for fed, unfed in zip(rates["with the feed"], rates["without it"], strict=True)
    )
    name = f"changes/s over {LOCATIONS} locations, with the feed ÷ without it ≥ {COST_BAR}"
    return Bar(name, ratio, ratio >= COST_BAR)


def _soaked(stage: Stage, plan: Plan) -> list[Bar]:
    with stage.serving() as one, stage.serving() as other:
        result = asyncio.run(soak([one, other], plan))
    latencies = result.latencies
    p50, p99 = (latencies[len(latencies) * share // 100] for share in (50, 99))
    _tell_soak(result)
    for wrong in result.wrong[:5]:
        console.print("[red]wrong[/red]", wrong)
    whole = len(result.clients) - len(result.wrong)
    return [
        Bar(
            f"clients of {plan.clients} that saw every event of their location once and in order",
            whole,
            whole == plan.clients,
        ),
        Bar(f"from change to client, p50 in s ≤ {P50_BAR}", p50, p50 <= P50_BAR),
        Bar(f"from change to client, p99 in s ≤ {P99_BAR}", p99, p99 <= P99_BAR),
    ]


def _tell_soak(result: Result) -> None:
    seen = sum(len(client.seen) for client in result.clients)
    connections = sum(client.connections for client in result.clients)
    console.print(
        f"Soak: {result.changes:,} changes in {result.plan.seconds:.0f} s,"
        f" {seen:,} events seen over {connections:,} connections of {len(result.clients)} clients,"
        f" {result.kills} × kill -9, {len(result.latencies):,} latencies,"
        f" worst {result.latencies[-1]:.3f} s"
    )


def _watched(stage: Stage) -> list[Bar]:
    order: dict[str, Any] = json.loads(
        json.dumps(BODY) % {"n": FIRST_NUMBER - 1, "phone": 7, "k": 0}
    )
    with stage.serving() as server:
        found = asyncio.run(watch(stage.url, server, order, STREAMS))
    _tell_watched(found)
    left = found.leaving_seconds
    return [
        Bar(
            f"{STREAMS} idle streams: connections free of the pool's {found.pool_size}",
            found.pool_idle,
            found.pool_idle == found.pool_size,
        ),
        Bar(f"SIGTERM with them open: seconds to leave ≤ {LEAVING_BAR}", left, left <= LEAVING_BAR),
        Bar(
            "and the request in flight was answered, all told goodbye",
            found.goodbyes,
            found.last_answer == 200 and found.goodbyes == STREAMS,
        ),
    ]


def _tell_watched(found: Watched) -> None:
    grown = found.megabytes - found.megabytes_before
    console.print(
        f"{found.streams} idle streams: {found.megabytes_before:.1f} → {found.megabytes:.1f} MB resident"
        f" ({grown * 1024 / found.streams:.0f} KB each),"
        f" {found.connections_before} → {found.connections} connections to PostgreSQL,"
        f" {found.cpu_share:.1%} of a core"
    )


def main(
    quick: Annotated[bool, typer.Option("--quick", help="A soak of 12 s, few rounds.")] = False,
    rounds: Annotated[int | None, typer.Option(min=1)] = None,
    seconds: Annotated[float, typer.Option(help="Measured in each turn of the cost.")] = 2.0,
    only: Annotated[str | None, typer.Option(help="cost, soak or idle")] = None,
) -> None:
    with _staged() as stage:
        bars = []
        if only in (None, "cost"):
            bars.append(_cost(stage, rounds or (3 if quick else 6), seconds))
        if only in (None, "soak"):
            bars += _soaked(stage, QUICK if quick else FULL)
        if only in (None, "idle"):
            bars += _watched(stage)
    for bar in bars:
        verdict = "[green]PASS[/green]" if bar.met else "[red]FAIL[/red]"
        console.print(verdict, f"{bar.name}: {bar.reached:.3g}")
    if not all(bar.met for bar in bars):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
