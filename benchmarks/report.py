"""What the samples say: a table, shares of the ceiling, and whether the bars are met."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.rounds import TARGETS, Sample

SHARE_BAR: Final = 0.60
BAR_CONNECTIONS: Final = 8

EXPLANATION: Final = """
CPU is user + system time of the server's process tree, and of all of PostgreSQL's processes, while a turn
is measured, divided by the answers that came in that time. The ceiling is 1 / (CPU of the empty endpoint
+ PostgreSQL's CPU of the SQL alone; pgbench's own isn't in it), taken in each round from that round's turns.
 · cpu: what the ceiling allows ÷ what the product used (server + PostgreSQL): how much of the work is
   necessary work. Neither idle cores nor neighbours change it: this is the bar.
 · rate: the product's requests/s × the ceiling's CPU per request: how many cores' worth of necessary work
   got done in a second. Over 1 where server and database work at the same time, less on busy cores.
 · in turn: the product's requests/s ÷ 1 / (1/empty + 1/pgbench), their measured requests/s: what a request
   would take that went through both one after the other, each with the whole machine and its driver.
"""


class Spread(NamedTuple):
    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        known = sorted(values)
        return cls(median(known), known[0], known[-1])

    def shown(self, form: str, scale: float = 1) -> str:
        middle, least, most = (format(value * scale, form) for value in self)
        return f"{middle} [dim]\\[{least}..{most}][/dim]"


class Case(NamedTuple):
    operation: str
    connections: int


Rounds = dict[Case, list[dict[str, Sample]]]
"""For each case its rounds, each with the sample of every target."""

_COLUMNS: Final[Sequence[tuple[str, Callable[[Sample], float], str, float]]] = (
    ("requests/s", lambda sample: sample.rate, ",.0f", 1),
    ("p50 ms", lambda sample: sample.p50, ".2f", 1e3),
    ("p99 ms", lambda sample: sample.p99, ".2f", 1e3),
    ("server CPU µs", lambda sample: sample.server_cpu, ".0f", 1e6),
    ("PostgreSQL CPU µs", lambda sample: sample.postgres_cpu, ".0f", 1e6),
    ("driver's core", lambda sample: sample.load_cpu_share, ".0%", 1),
)

Measure = Callable[[dict[str, Sample]], float]


def _ceiling_cpu(turns: dict[str, Sample]) -> float:
    return turns["empty"].server_cpu + turns["pgbench"].postgres_cpu


_SHARES: Final[dict[str, Measure]] = {
    "cpu": lambda turns: _ceiling_cpu(turns) / turns["product"].cpu,
    "rate": lambda turns: turns["product"].rate * _ceiling_cpu(turns),
    "in turn": lambda turns: turns["product"].rate
    * (1 / turns["empty"].rate + 1 / turns["pgbench"].rate),
}
_RATIOS: Final[dict[str, Measure]] = {
    "requests/s ÷ empty": lambda turns: turns["product"].rate / turns["empty"].rate,
    "requests/s ÷ pgbench": lambda turns: turns["product"].rate / turns["pgbench"].rate,
    "CPU ÷ empty": lambda turns: turns["product"].cpu / turns["empty"].server_cpu,
    "PostgreSQL CPU ÷ pgbench": lambda turns: turns["product"].postgres_cpu
    / turns["pgbench"].postgres_cpu,
}


def by_round(samples: Iterable[Sample]) -> Rounds:
    rounds: defaultdict[Case, defaultdict[int, dict[str, Sample]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for sample in samples:
        case = Case(sample.operation, sample.connections)
        rounds[case][sample.round][sample.target] = sample
    return {case: list(turns.values()) for case, turns in rounds.items()}


def show_figures(console: Console, rounds: Rounds, targets: Sequence[str]) -> None:
    figures = Table(
        "operation", "conns", "target", title="Measured: median \\[least..most] of rounds"
    )
    for heading, *_ in _COLUMNS:
        figures.add_column(heading, justify="right")
    for case, turns in rounds.items():
        for target in targets:
            cells = [
                Spread.of(read(turn[target]) for turn in turns).shown(form, scale)
                for _, read, form, scale in _COLUMNS
            ]
            first = target == targets[0]
            names = (case.operation, str(case.connections)) if first else ("", "")
            figures.add_row(*names, target, *cells, end_section=target == targets[-1])
    console.print(figures)


def show(console: Console, rounds: Rounds) -> None:
    show_figures(console, rounds, TARGETS)
    shares = Table("operation", "conns", title="The product's share of the combined ceiling")
    for heading in (*_SHARES, *_RATIOS):
        shares.add_column(heading, justify="right")
    for case, turns in rounds.items():
        cells = [Spread.of(map(each, turns)).shown(".0%") for each in _SHARES.values()]
        cells += [Spread.of(map(each, turns)).shown(".2f") for each in _RATIOS.values()]
        shares.add_row(case.operation, str(case.connections), *cells)
    console.print(shares)
    console.print(EXPLANATION, highlight=False)


class Bar(NamedTuple):
    name: str
    reached: float
    met: bool


def bars(rounds: Rounds) -> list[Bar]:
    found = []
    for case, turns in rounds.items():
        if case.connections != BAR_CONNECTIONS:
            continue
        for name in ("cpu", "rate"):
            share = Spread.of(map(_SHARES[name], turns)).middle
            title = f"{case.operation}: share of the ceiling by {name} ≥ {SHARE_BAR}"
            found.append(Bar(title, share, share >= SHARE_BAR))
    return found
