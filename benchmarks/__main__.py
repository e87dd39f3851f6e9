"""Requests per second and CPU of the product, beside an empty endpoint and its SQL alone, in one run."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.beside import HERE, Comparison, UnknownRevision, compared, show_comparison
from benchmarks.orders import check
from benchmarks.profiler import show_profile
from benchmarks.report import Bar, bars, by_round, show
from benchmarks.rounds import TARGETS, Bench, Plan, Sample, Turn
from benchmarks.stage import running
from benchmarks.workload import OPERATIONS

QUICK = Plan(tuple(each.name for each in OPERATIONS), (8,), rounds=3, seconds=1.0)
FULL = Plan(QUICK.operations, (1, 8, 64), rounds=4, seconds=2.0)

console = Console(width=None if Console().is_terminal else 170)


def main(  # noqa: PLR0913, PLR0917
    quick: Annotated[bool, typer.Option("--quick", help="8 connections only, a minute.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help=f"Of {', '.join(QUICK.operations)}; repeatable.")
    ] = None,
    connections: Annotated[list[int] | None, typer.Option(help="Repeatable.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1)] = None,
    seconds: Annotated[float | None, typer.Option(help="Measured in each turn.")] = None,
    workers: Annotated[int, typer.Option(help="Processes of the servers.")] = 1,
    beside: Annotated[
        str | None, typer.Option(help="A revision to compare with instead.", metavar="REV")
    ] = None,
    output: Annotated[Path | None, typer.Option("--json", help="Write all figures there.")] = None,
    profile: Annotated[
        bool, typer.Option("--profile", help="Only where the product's CPU goes.")
    ] = False,
) -> None:
    usual = QUICK if quick else FULL
    plan = Plan(
        tuple(only or usual.operations),
        tuple(connections or usual.connections),
        rounds or usual.rounds,
        seconds or usual.seconds,
    )
    if beside is not None:
        _compare(beside, plan, workers)
        return
    with running(workers) as bench:
        if profile:
            _profile(bench, plan)
            return
        samples = _measured(bench, plan.turns(TARGETS), plan.seconds)
        checks = _checked(bench)
    show(console, by_round(samples))
    right = _conclude(bench, checks)
    _tell(bars(by_round(samples)), samples, checks, output)
    if not right:
        raise typer.Exit(1)


def _profile(bench: Bench, plan: Plan) -> None:
    bench.prepare()
    for operation in plan.operations:
        show_profile(console, bench, operation, 10 * plan.seconds)


def _checked(bench: Bench) -> dict[str, dict[str, int]]:
    return {
        target: asyncio.run(check(bench.url, promised))
        for target, promised in bench.acknowledged.items()
        if promised
    }


def _tell(
    reached: list[Bar],
    samples: list[Sample],
    checks: dict[str, dict[str, int]],
    output: Path | None,
) -> None:
    for bar in reached:
        console.print(_verdict(bar.met), f"{bar.name}: {bar.reached:.2f}")
    if output is not None:
        rows = [asdict(sample) for sample in samples]
        found = {"samples": rows, "bars": [bar._asdict() for bar in reached], "history": checks}
        output.write_text(json.dumps(found, indent=1))


def _verdict(met: bool) -> str:
    return "[green]PASS[/green]" if met else "[red]FAIL[/red]"


def _compare(revision: str, plan: Plan, workers: int) -> None:
    try:
        with compared(revision, workers) as comparison:
            samples = _measured(comparison, plan.turns((HERE, revision)), plan.seconds)
    except UnknownRevision as error:
        raise typer.BadParameter(str(error), param_hint="--beside") from None
    show_comparison(console, by_round(samples), revision)
    _tell_refusals(comparison.refusals)
    if comparison.refusals:
        raise typer.Exit(1)


def _measured(bench: Bench | Comparison, turns: list[Turn], seconds: float) -> list[Sample]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("orders to read", total=len(turns))
        bench.prepare()
        samples = []
        for turn in turns:
            number, operation, connections, target = turn
            progress.update(
                task, description=f"round {number + 1}: {operation} × {connections}, {target}"
            )
            samples.append(bench.sample(turn, seconds))
            progress.advance(task)
        return samples


def _tell_refusals(refusals: list[str]) -> None:
    for refusal in refusals[:5]:
        console.print("[red]not answered as it should be[/red]", escape(refusal))


def _conclude(bench: Bench, checks: dict[str, dict[str, int]]) -> bool:
    """Whether nothing was refused, and everything acknowledged is in history exactly once."""
    right = not bench.refusals
    for target, found in checks.items():
        whole = not (found["missing"] or found["doubled"] or found["unasked"])
        right &= whole
        console.print(
            _verdict(whole),
            f"{target}: every acknowledged change is in history exactly once:",
            ", ".join(f"{count:,} {name}" for name, count in found.items()),
        )
    _tell_refusals(bench.refusals)
    return right


if __name__ == "__main__":
    typer.run(main)
