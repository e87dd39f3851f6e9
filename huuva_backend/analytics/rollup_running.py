"""What the command line asks for, done on a connection of its own."""

import asyncio
from contextlib import aclosing
from typing import Final

from asyncpg import Record
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.partners.caller import system
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database

CALLER: Final = system("rollups")
STATEMENT_SECONDS: Final = 300
PLACE: Final = (
    *("location_id", "level", "kind", "starts_at", "brand_id", "channel", "status", "cause"),
)
SUMS: Final = ("count", "microseconds", "longest", "histogram")

console: Final = Console(stderr=True, highlight=False)


def rebuild(url: str) -> int:
    """How many orders and events were added."""
    columns = (SpinnerColumn(), TextColumn("orders"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        return asyncio.run(_rebuild(url, progress))


async def _rebuild(url: str, progress: Progress) -> int:
    task = progress.add_task("orders", total=None)
    async with aclosing(await _opened(url, "rebuild", by_key=True)) as database:
        return await RollupService().rebuild(
            CALLER,
            database,
            lambda orders: progress.update(task, total=orders),
            lambda orders: progress.advance(task, orders),
        )


def verify(url: str, days: int) -> list[str]:
    """A line for each cell that isn't what history comes to."""
    return asyncio.run(_verify(url, days))


async def _verify(url: str, days: int) -> list[str]:
    async with aclosing(await _opened(url, "verify")) as database:
        found = await RollupService().differences(CALLER, database, utc_now(), days)
    return [_line(difference) for difference in found]


async def _opened(url: str, act: str, *, by_key: bool = False) -> Database:
    name = f"huuva_backend rollups {act}"
    return await Database.open(
        url, size=1, name=name, statement_seconds=STATEMENT_SECONDS, by_key=by_key
    )


def _line(difference: Record) -> str:
    where = " ".join(f"{name}={difference.get(name, 'everywhere')}" for name in PLACE)
    told = ", ".join(
        f"{name} is {_shown(difference[f'kept_{name}'])}, should be {_shown(difference[f'true_{name}'])}"
        for name in SUMS
        if difference[f"kept_{name}"] != difference[f"true_{name}"]
    )
    return f"{where}: {told}"


def _shown(value: object) -> str:
    return "missing" if value is None else str(value)
