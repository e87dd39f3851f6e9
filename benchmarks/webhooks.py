"""How soon partners are told, and what it costs: `python -m benchmarks.webhooks`.

From the time that an event says of itself, which is before its commit, to when its message has come to a receiver in a
process of its own. The worker is a process of its own as well, and so is PostgreSQL; who orders is this one.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import reduce
from itertools import count
from operator import add
from pathlib import Path
from statistics import quantiles
from typing import Annotated, Final, NamedTuple

import typer
import uvloop
from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table
from sqlalchemy import delete

from benchmarks.processes import Process, cpu_seconds, free_port, room
from benchmarks.receivers import BEHAVIOURS, Receipt, Receivers, receiving
from benchmarks.stage import postmaster
from benchmarks.workload import BODY, FIRST_NUMBER
from huuva_backend.__main__ import upgrade
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.commands import Command
from huuva_backend.orders.history import Actor
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.db.statement import Statement
from huuva_backend.platform.settings import PREFIX
from huuva_backend.platform.vault import Vault
from huuva_backend.webhooks import reads
from huuva_backend.webhooks.schemas import EndpointCreate
from huuva_backend.webhooks.service import WebhookService

ENDPOINTS: Final = 20
LIFE: Final = (OrderStatus.PREPARING, OrderStatus.READY, OrderStatus.PICKED_UP)
EVENTS_OF_AN_ORDER: Final = 1 + len(LIFE)
MOVED_AFTER_SECONDS: Final = 0.25
WARM_UP_SECONDS: Final = 1
SETTLE_SECONDS: Final = 1.5
ACTOR: Final = Actor("display", None)
REMOVE_ALL: Final = Statement(delete(reads.ENDPOINTS))

console = Console(width=None if Console().is_terminal else 140)


@dataclass(frozen=True)
class Figures:
    name: str
    messages: int
    p50: float
    p95: float
    p99: float
    worker: float
    """CPU for a message, in seconds, those that failed among them; so are the next two."""
    postgres: float
    receivers: float
    calm_p99: float | None
    """Of the turns between, in which nothing was bad."""
    load: float


class Plan(NamedTuple):
    events: float
    seconds: float
    rounds: int


class Stage:
    def __init__(self, url: str, directory: Path, receivers: Receivers, bad: Receivers) -> None:
        self.url = url
        self.directory = directory
        self.receivers = receivers
        self.bad = bad
        self.key = Fernet.generate_key().decode()
        self._numbers = count(1)

    @contextmanager
    def working(self) -> Iterator[Process]:
        port = free_port()
        settings = {"DATABASE_URL": self.url, "WEBHOOK_KEY": self.key}
        settings |= {"WEBHOOK_ALLOWED_HOSTS": "127.0.0.1", "WORKER_METRICS_PORT": str(port)}
        environment = {PREFIX + name: value for name, value in settings.items()}
        log = self.directory / f"worker-{port}.log"
        process = Process(("huuva_backend", "worker"), port, environment, log)
        process.start()
        try:
            process.wait()
            yield process
        finally:
            process.stop()

    async def tell(self, database: Database, paths: Sequence[str], bad: Sequence[str]) -> None:
        """Endpoints of these paths and no others. One that is named for a location is told of that alone."""
        await database.fetch(REMOVE_ALL, {})
        service = WebhookService(Vault([self.key], self.directory), {"127.0.0.1"})
        for path in paths:
            where = [path] if path.startswith("kitchen") else None
            wanted = EndpointCreate(url=self.receivers.url(path), location_ids=where)
            await service.add(TRUSTED, database, wanted)
        for path in bad:
            await service.add(TRUSTED, database, EndpointCreate(url=self.bad.url(path)))

    async def order(self, database: Database, rate: float, seconds: float) -> None:
        """So many events a second, evenly: each order is placed and moved to its end."""
        service, tasks = OrderService(MenuService()), []
        began = time.monotonic()
        for nth in range(int(rate * seconds / EVENTS_OF_AN_ORDER)):
            due = began + nth * EVENTS_OF_AN_ORDER / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            tasks.append(asyncio.create_task(self._live(service, database)))
        await asyncio.gather(*tasks)

    async def _live(self, service: OrderService, database: Database) -> None:
        number = next(self._numbers)
        filled = {"n": FIRST_NUMBER + number, "k": number % ENDPOINTS, "phone": number}
        order = OrderCreate.model_validate_json(json.dumps(BODY) % filled)
        placed = (await service.place(TRUSTED, database, order, ACTOR)).order
        for status in LIFE:
            await asyncio.sleep(MOVED_AFTER_SECONDS)
            command = Command(actor=ACTOR, location_id=placed.location_id, status=status)
            await service.move(TRUSTED, database, placed.id, command)


SPREAD: Final = tuple(f"kitchen-{number}" for number in range(ENDPOINTS))
ALL: Final = tuple(f"all-{number}" for number in range(ENDPOINTS))


class Phase(NamedTuple):
    name: str
    paths: Sequence[str]
    bad: Sequence[str] = ()


CALM: Final = (Phase("each told of its own location", SPREAD), Phase("each told of all", ALL))
BAD: Final = (
    *(Phase(f"its own, beside one: {name}", SPREAD, [name]) for name in BEHAVIOURS),
    Phase("its own, beside all of these", SPREAD, [*BEHAVIOURS]),
    Phase("all, beside all of these", ALL, [*BEHAVIOURS]),
)


@dataclass
class Sample:
    """Of one turn or more."""

    latencies: list[float]
    sent: int
    cpu: list[float]
    """Of the worker, of PostgreSQL and of the receivers."""

    def __add__(self, other: "Sample") -> "Sample":
        cpu = [mine + its for mine, its in zip(self.cpu, other.cpu, strict=True)]
        return Sample(self.latencies + other.latencies, self.sent + other.sent, cpu)

    def percentiles(self, *wanted: int) -> list[float]:
        found = quantiles(self.latencies, n=100)
        return [found[at - 1] for at in wanted]


async def measure(stage: Stage, worker: Process, phase: Phase, plan: Plan) -> Sample:
    database = await Database.open(stage.url, size=4, name="benchmark", statement_seconds=5)
    async with aclosing(database):
        await stage.tell(database, phase.paths, phase.bad)
        await stage.order(database, plan.events, WARM_UP_SECONDS)
        await asyncio.sleep(SETTLE_SECONDS)
        for receivers in (stage.receivers, stage.bad):
            receivers.taken()
        watched = (worker.pid, postmaster(stage.directory), stage.receivers.pid)
        before = [cpu_seconds(pid) for pid in watched]
        await stage.order(database, plan.events, plan.seconds)
        await asyncio.sleep(SETTLE_SECONDS)
    used = [cpu_seconds(pid) - so_far for pid, so_far in zip(watched, before, strict=True)]
    receipts, in_vain = stage.receivers.taken(), len(stage.bad.taken())
    return Sample([latency(each) for each in receipts], len(receipts) + in_vain, used)


def latency(receipt: Receipt) -> float:
    return receipt.came_at - datetime.fromisoformat(receipt.happened_at).timestamp()


def figures_of(stage: Stage, phase: Phase, plan: Plan) -> Figures:
    """Turn by turn with what is calm, so that whatever else the machine does is in both."""
    samples: list[Sample] = []
    calm: list[Sample] = []
    with stage.working() as worker:
        for _ in range(plan.rounds):
            if phase.bad:
                still = phase._replace(bad=())
                calm.append(uvloop.run(measure(stage, worker, still, plan)))
            samples.append(uvloop.run(measure(stage, worker, phase, plan)))
    whole = reduce(add, samples)
    p50, p95, p99 = whole.percentiles(50, 95, 99)
    worker_cpu, postgres_cpu, receivers_cpu = (each / whole.sent for each in whole.cpu)
    return Figures(
        phase.name,
        len(whole.latencies),
        p50,
        p95,
        p99,
        worker_cpu,
        postgres_cpu,
        receivers_cpu,
        calm_p99=reduce(add, calm).percentiles(99)[0] if calm else None,
        load=os.getloadavg()[0],
    )


def show(figures: Sequence[Figures], plan: Plan) -> None:
    table = Table(title=f"{plan.events:g} events a second, {ENDPOINTS} healthy endpoints")
    for column in ("", "messages", "p50 ms", "p95 ms", "p99 ms", "calm", "p99 ÷ calm"):
        table.add_column(column, justify="right" if column else "left")
    for column in ("worker's CPU µs", "PostgreSQL's", "receivers'", "load"):
        table.add_column(column, justify="right")
    for each in figures:
        calm = ["", ""]
        if each.calm_p99 is not None:
            calm = [f"{1e3 * each.calm_p99:.0f}", f"{each.p99 / each.calm_p99:.2f}"]
        table.add_row(
            each.name,
            f"{each.messages:,}",
            *(f"{1e3 * value:.0f}" for value in (each.p50, each.p95, each.p99)),
            *calm,
            *(f"{1e6 * value:.0f}" for value in (each.worker, each.postgres, each.receivers)),
            f"{each.load:.1f}",
        )
    console.print(table)


def main(
    seconds: Annotated[float, typer.Option(help="Measured in each turn.")] = 5,
    rounds: Annotated[int, typer.Option(min=1)] = 2,
    events: Annotated[float, typer.Option(help="A second.")] = 100,
    only: Annotated[
        str, typer.Option(help="Of what is bad only what has this in its name; none: calm alone.")
    ] = "",
    output: Annotated[Path | None, typer.Option("--json", help="Write all figures there.")] = None,
) -> None:
    plan = Plan(events, seconds, rounds)
    figures = []
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        with receiving() as receivers, receiving() as bad:
            stage = Stage(url, directory, receivers, bad)
            for phase in (*CALM, *(each for each in BAD if only in each.name)):
                figures.append(figures_of(stage, phase, plan))
                console.print(f"[dim]{figures[-1]}[/dim]")
    show(figures, plan)
    if output is not None:
        output.write_text(json.dumps([asdict(each) for each in figures], indent=1))


if __name__ == "__main__":
    typer.run(main)
