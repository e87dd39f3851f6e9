"""Questions to analytics by roll-ups, over raw history and by a materialized view, in one run over a history made for it."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated, Any, Final
from unittest.mock import patch

import asyncpg
import typer
from rich.console import Console
from rich.table import Table

from benchmarks import history
from benchmarks.processes import room
from huuva_backend.__main__ import upgrade
from huuva_backend.analytics import answers, rollup_running
from huuva_backend.analytics.grouped_schemas import (
    GroupedQuery,
    StatusDurationsQuery,
    ThroughputQuery,
)
from huuva_backend.analytics.order_schemas import (
    CancellationsQuery,
    ProductsQuery,
    PunctualityQuery,
)
from huuva_backend.analytics.order_service import OrderMeasureService
from huuva_backend.analytics.schemas import BucketsQuery
from huuva_backend.analytics.service import AnalyticsService
from huuva_backend.kitchen.service import StationService
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database

CALLER: Final = system("benchmark")
UNTIL: Final = datetime(2026, 1, 1, tzinfo=UTC)
HELSINKI: Final = {"timezone": "Europe/Helsinki"}
QUESTIONS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("durations 30 days", {"days": 30}),
    ("durations 30 days by brand", {"days": 30, "groupBy": "brand"}),
    ("durations 1 year by location", {"days": 365, "groupBy": "location"}),
    ("durations 1 year by channel", {"days": 365, "groupBy": "channel"}),
    ("durations 1 year by day, UTC", {"days": 365, "groupBy": "day"}),
    ("durations 1 year by day, Helsinki", {"days": 365, "groupBy": "day", **HELSINKI}),
    (
        "durations of a brand, 1 year by day, Helsinki",
        {"days": 365, "groupBy": "day", "brandId": "brand-1", **HELSINKI},
    ),
    ("durations 31 days by hour", {"days": 31, "groupBy": "hour"}),
    ("durations of items, 1 year", {"days": 365, "subject": "item"}),
    ("durations of one kitchen, a day", {"days": 1, "locationId": "kitchen-1"}),
    (
        "durations of one kitchen, 1 year by day, Helsinki",
        {"days": 365, "groupBy": "day", "locationId": "kitchen-1", **HELSINKI},
    ),
    ("throughput 30 days by hour", {"days": 30, "interval": "hour"}),
    ("throughput 31 days by 15 minutes", {"days": 31, "interval": "15min"}),
    ("throughput 1 year by day, Helsinki", {"days": 365, "interval": "day", **HELSINKI}),
    (
        "throughput of a brand, 1 year by day, Helsinki",
        {"days": 365, "interval": "day", "brandId": "brand-1", **HELSINKI},
    ),
)
PAIR: Final = {"groupBy": "brand", "thenBy": "weekday"}
OF_HISTORY: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    *(
        (f"{measure} 30 days{each}", {"days": 30, **how})
        for measure in (
            *("punctuality", "pickups", "cancellations", "amendments", "products", "retention"),
        )
        for each, how in (("", {}), (" by brand and weekday", PAIR))
    ),
    ("status_durations 30 days spent", {"days": 30, "basis": "spent"}),
    ("status_durations 30 days by order type", {"days": 30, "groupBy": "orderType"}),
    ("status_durations 30 days by brand and weekday", {"days": 30, **PAIR}),
    ("throughput 30 days by hour and brand", {"days": 30, "interval": "hour", "groupBy": "brand"}),
)
"""The name begins with that of a service's method."""
VIEW: Final = """
    CREATE MATERIALIZED VIEW hourly AS
    SELECT date_trunc('hour', occurred_at) AS hour, o.location_id, brand_id, channel, from_status, count(*) AS stays,
        avg(previous_seconds) AS average, max(previous_seconds) AS longest,
        percentile_cont(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY previous_seconds) AS percentiles
    FROM order_status_history AS h JOIN orders AS o ON o.location_id = h.location_id AND o.id = h.order_id
    WHERE from_status IS NOT NULL GROUP BY 1, 2, 3, 4, 5
"""
READ_VIEW: Final = """
    SELECT from_status, sum(stays), sum(stays * average) / sum(stays), max(longest) FROM hourly
    WHERE hour >= $1 AND hour < $2 GROUP BY 1
"""

QUERIES: Final[dict[str, type[BucketsQuery]]] = {
    "punctuality": PunctualityQuery,
    "cancellations": CancellationsQuery,
    "products": ProductsQuery,
    "status_durations": StatusDurationsQuery,
    "throughput": ThroughputQuery,
}

console = Console(width=None if Console().is_terminal else 150)


async def fill(url: str, orders: int, days: int, locations: int) -> None:
    connection = await asyncpg.connect(url, command_timeout=3600)
    shape = {"orders": orders, "days": days, "locations": locations, "until": UNTIL.isoformat()}
    began = time.monotonic()
    for first in range(0, orders, history.AT_ONCE):
        last = min(first + history.AT_ONCE, orders) - 1
        await history.make(connection, first, last, **shape)
    seconds = time.monotonic() - began
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
    console.print(f"{orders} orders in {seconds:.0f} s ({orders / seconds:.0f}/s)")


async def timed(ask: Callable[[], Awaitable[Any]], rounds: int) -> tuple[float, Any]:
    """The median in milliseconds, and the answer."""
    taken, answer = [], None
    for _ in range(rounds + 1):
        began = time.perf_counter()
        answer = await ask()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken[1:] or taken), answer


def asking(database: Database, about: dict[str, Any]) -> Callable[[], Awaitable[Any]]:
    asked = AnalyticsService(LocationService(StationService()), timedelta(minutes=360))
    told = {name: value for name, value in about.items() if name != "days"}
    period = {
        "from": UNTIL - timedelta(days=about["days"], hours=3, minutes=7),
        "to": UNTIL - timedelta(hours=5),
    }
    if "interval" in about:
        flow = ThroughputQuery.model_validate({**told, **period})
        return lambda: asked.throughput(CALLER, database, flow)
    query = StatusDurationsQuery.model_validate({**told, **period})
    return lambda: asked.status_durations(CALLER, database, query)


async def ask_history(url: str, rounds: int) -> None:
    """What no roll-up answers, and what two groupings cost."""
    shown = Table("question", "ms", "items", "n", title="medians")
    locations = LocationService(StationService())
    services = (OrderMeasureService(locations), AnalyticsService(locations, timedelta(minutes=360)))
    opened = Database.open(url, size=2, name="bench", statement_seconds=600)
    async with aclosing(await opened) as database:
        for name, about in OF_HISTORY:
            method = name.partition(" ")[0]
            (measure,) = (getattr(each, method) for each in services if hasattr(each, method))
            told = {key: value for key, value in about.items() if key != "days"}
            period = {"from": UNTIL - timedelta(days=about["days"]), "to": UNTIL}
            query = QUERIES.get(method, GroupedQuery).model_validate({**told, **period})
            taken, answer = await timed(partial(measure, CALLER, database, query), rounds)
            shown.add_row(name, f"{taken:.1f}", str(len(answer.items)), str(answer.n))
    console.print(shown)


async def compare(url: str, rounds: int, raw: bool) -> None:
    shown = Table("question", "roll-up ms", "raw history ms", "items", title="medians")
    opened = Database.open(url, size=2, name="bench", statement_seconds=600)
    async with aclosing(await opened) as database:
        for name, about in QUESTIONS:
            summed, answer = await timed(asking(database, about), rounds)
            row = [name, f"{summed:.1f}"]
            if raw:
                with patch.object(answers, "planned", return_value=None):
                    whole, raw_answer = await timed(asking(database, about), 0)
                same = raw_answer.n == answer.n and raw_answer.excluded == answer.excluded
                row.append(f"{whole:.0f}" + ("" if same else " OTHER NUMBERS"))
            else:
                row.append("-")
            shown.add_row(*row, str(len(answer.items)))
    console.print(shown)


async def view(url: str, rounds: int) -> None:
    connection = await asyncpg.connect(url, command_timeout=3600)
    made, _ = await timed(lambda: connection.execute(VIEW), 0)
    await connection.execute("CREATE INDEX ON hourly (hour); ANALYZE hourly")
    read, _ = await timed(
        lambda: connection.fetch(READ_VIEW, UNTIL - timedelta(days=30), UNTIL), rounds
    )
    refreshed, _ = await timed(lambda: connection.execute("REFRESH MATERIALIZED VIEW hourly"), 0)
    sizes = await connection.fetch(
        "SELECT relname, pg_total_relation_size(oid) / 1048576 AS mb FROM pg_class WHERE relname IN"
        " ('rollups', 'rollup_spans', 'order_status_history', 'item_status_history', 'hourly', 'orders')"
    )
    cells = await connection.fetch("SELECT level, count(*) AS n FROM rollups GROUP BY 1 ORDER BY 1")
    await connection.close()
    console.print(
        f"materialized view: made {made:.0f} ms, 30 days read {read:.1f} ms, refresh {refreshed:.0f} ms"
    )
    console.print("MB: " + ", ".join(f"{row['relname']} {row['mb']}" for row in sizes))
    console.print("cells by level: " + ", ".join(f"{row['level']}: {row['n']}" for row in cells))


def main(
    orders: Annotated[int, typer.Option(min=1000)] = 100_000,
    days: Annotated[int, typer.Option()] = 400,
    locations: Annotated[int, typer.Option()] = 10,
    rounds: Annotated[int, typer.Option()] = 5,
    raw: Annotated[bool, typer.Option(help="Ask history too.")] = True,
) -> None:
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        asyncio.run(fill(url, orders, days, locations))
        began = time.monotonic()
        rollup_running.rebuild(url)
        seconds = time.monotonic() - began
        console.print(
            f"roll-ups from the beginning: {seconds:.0f} s ({orders / seconds:.0f} orders/s)"
        )
        asyncio.run(_vacuum(url))
        asyncio.run(compare(url, rounds, raw))
        asyncio.run(ask_history(url, rounds))
        asyncio.run(view(url, rounds))


async def _vacuum(url: str) -> None:
    connection = await asyncpg.connect(url, command_timeout=3600)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


if __name__ == "__main__":
    typer.run(main)
