"""The rounds: in each, operations are driven against the product, the empty endpoint and the SQL alone in turn."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from typing import Final, TypeAlias
from uuid import UUID

from benchmarks.driver import Load, Result, drive
from benchmarks.orders import clone, execute
from benchmarks.pgbench import Runner
from benchmarks.processes import Server, cpu_seconds
from benchmarks.specimen import Catalogue, Specimen
from benchmarks.workload import FIRST_NUMBER, Operation

TARGETS: Final = ("product", "empty", "pgbench")
READ_ORDERS: Final = 2000
STILL: Final = (
    "ALTER SYSTEM SET autovacuum = off",
    "SELECT pg_reload_conf()",
    "VACUUM ANALYZE",
    "CHECKPOINT",
)
"""Statistics for the planner, and no vacuum disturbs from now on."""

Turn: TypeAlias = tuple[int, str, int, str]
"""Round, operation, connections and target."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One target's turn. CPU is in seconds for each request or transaction."""

    round: int
    operation: str
    connections: int
    target: str
    rate: float
    p50: float
    p99: float
    server_cpu: float
    postgres_cpu: float
    load_cpu_share: float

    @property
    def cpu(self) -> float:
        return self.server_cpu + self.postgres_cpu


@dataclass(frozen=True)
class Plan:
    operations: tuple[str, ...]
    connections: tuple[int, ...]
    rounds: int
    seconds: float
    """How long a turn is measured, after its warm-up."""

    def turns(self, targets: Sequence[str]) -> list[Turn]:
        """Every other round takes the targets in the opposite order: what drifts favours none."""
        return [
            (number, operation, connections, target)
            for number in range(self.rounds)
            for operation, connections in product(self.operations, self.connections)
            for target in targets[:: -1 if number % 2 else 1]
        ]


def measured(
    turn: Turn,
    finish: Callable[[], Result],
    warm_up: float,
    seconds: float,
    cpu: Callable[[], tuple[float, float]],
) -> tuple[Sample, Result]:
    """What a load that has just begun gets, after its warm-up; `cpu` is of the server and of PostgreSQL."""
    number, operation, connections, target = turn
    time.sleep(warm_up)
    began, *used = time.time(), *cpu()
    time.sleep(seconds)
    ended, *now = time.time(), *cpu()
    result = finish()
    times = zip(result.ends, result.latencies, strict=True)
    latencies = sorted(latency for end, latency in times if began <= end < ended) or [0]
    count = len(latencies)
    server_cpu, postgres_cpu = (
        (after - before) / count for before, after in zip(used, now, strict=True)
    )
    sample = Sample(
        round=number,
        operation=operation,
        connections=connections,
        target=target,
        rate=count / (ended - began),
        p50=latencies[count // 2],
        p99=latencies[count * 99 // 100],
        server_cpu=server_cpu,
        postgres_cpu=postgres_cpu,
        load_cpu_share=result.cpu_share,
    )
    return sample, result


def enough(operation: Operation, connections: int, seconds: float) -> int:
    """More orders than are used up in a turn."""
    requests = min(1500 * connections, 6000) * (seconds + 2)
    return int(requests / len(operation.requests)) + connections


@dataclass
class Bench:
    """Everything that runs meanwhile, and what it has promised so far."""

    url: str
    postmaster: int
    servers: dict[str, Server]
    catalogue: Catalogue
    pgbench: Runner
    driver: ProcessPoolExecutor
    refusals: list[str] = field(default_factory=list)
    acknowledged: dict[str, list[tuple[UUID, UUID, int]]] = field(default_factory=dict)
    """By target: the operation's specimen, the order and its version."""
    _used: int = FIRST_NUMBER + 1000
    _readable: range = range(0)

    def prepare(self) -> None:
        """The orders that are read, and a database that is at rest."""
        self._readable = self._take(READ_ORDERS)
        self._clone("PREPARING", self._readable)
        asyncio.run(execute(self.url, *STILL))

    def sample(self, turn: Turn, seconds: float) -> Sample:
        _, operation, connections, target = turn
        # Each of pgbench's clients has a new session, which prepares every statement once.
        warm_up = 0.5 + (connections / 32 if target == "pgbench" else 0)
        finish = self._start(operation, connections, target, warm_up + seconds)
        sample, result = measured(turn, finish, warm_up, seconds, lambda: self._cpu(target))
        self._remember(operation, target, result)
        return sample

    def _start(
        self, operation: str, connections: int, target: str, seconds: float
    ) -> Callable[[], Result]:
        """Begin; the function returned waits for the end."""
        specimen = self.catalogue.specimens[operation]
        numbers = self._numbers(specimen, target, connections, seconds)
        if target == "pgbench":
            return self.pgbench.start(specimen, numbers, connections, seconds)
        templates = tuple(request.template() for request in specimen.operation.requests)
        changes = specimen.operation.changes and target == "product"
        load = Load(
            self.servers[target].port, templates, numbers, connections, seconds + 0.3, changes
        )
        running = self.driver.submit(drive, load)
        return lambda: running.result(seconds + 60)

    def _numbers(self, specimen: Specimen, target: str, connections: int, seconds: float) -> range:
        """The orders for a turn: more than are moved in it, and as they are when the operation begins."""
        if target == "empty" or not specimen.operation.changes:
            return self._readable
        numbers = self._take(enough(specimen.operation, connections, seconds))
        if specimen.operation.source is not None:
            self._clone(specimen.operation.source, numbers)
        return numbers

    def _take(self, count: int) -> range:
        self._used += count
        return range(self._used - count, self._used)

    def _cpu(self, target: str) -> tuple[float, float]:
        """What the target has used so far as a server, and in PostgreSQL."""
        server = self.servers.get(target)
        return (
            cpu_seconds(server.pid) if server else 0,
            cpu_seconds(self.postmaster) if target != "empty" else 0,
        )

    def _remember(self, operation: str, target: str, result: Result) -> None:
        self.refusals += (f"{target}, {operation}: {refusal}" for refusal in result.refusals)
        specimen = self.catalogue.specimens[operation].order_id
        promised = self.acknowledged.setdefault(target, [])
        promised += ((specimen, order, version) for order, version in result.acknowledged)

    def _clone(self, source: str, numbers: range) -> None:
        asyncio.run(clone(self.url, self.catalogue.sources[source], numbers))
