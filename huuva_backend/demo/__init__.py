"""A simulated day of several kitchens: the day before now, with the orders of right now still open; and years before."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from datetime import datetime, timedelta
from itertools import islice

from huuva_backend.demo import close_of_day, storage
from huuva_backend.demo.asking import Hands
from huuva_backend.demo.day import simulated
from huuva_backend.demo.menu import LOCATIONS
from huuva_backend.demo.pages import pages
from huuva_backend.demo.progress import bar, console
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.demo.years import WRITERS, WantedYears, YearsOfOrders
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.order import Order
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database

__all__ = ["run", "simulated"]

AT_ONCE = 200
MANY = 10_000
"""More orders than of one day."""
YEARS = 3
KEPT = timedelta(days=30)
"""For how long events are, unless configured otherwise."""


def run(
    url: str,
    *,
    seed: int,
    orders: int,
    years: int | None = None,
    until: datetime | None = None,
    kept: timedelta = KEPT,
    port: int = 8000,
) -> None:
    """Fill the database, and say with what and where to see it. Orders that are there already stay.

    Where there are many, they are of `years` and few of them of the last day.
    """
    until = until or utc_now()
    if years is None:
        years = YEARS if orders > MANY else 0
    if years:
        orders = _run_years(url, WantedYears(seed, orders, years, until, kept))
    began = time.monotonic()
    with bar() as progress:
        task = progress.add_task("orders", total=orders)
        day = simulated(seed, orders, until)
        added, busiest = asyncio.run(_fill(url, day, lambda done: progress.advance(task, done)))
    _tell(added, orders, time.monotonic() - began)
    server = f"http://127.0.0.1:{port}"
    console.print("With the server running (make run), look at:")
    for page in pages(busiest, server):
        console.print(f"  {page}", soft_wrap=True)
    console.print("Orders come and are made while you watch: make live. Or try:")
    for line in _examples(added, until, server):
        console.print(f"  [cyan]{line}[/cyan]", soft_wrap=True)


def _run_years(url: str, wanted: WantedYears) -> int:
    """All but the last day; how many orders come on that."""
    began = time.monotonic()
    past = YearsOfOrders(wanted)
    with bar() as progress:
        task = progress.add_task("orders of years", total=wanted.orders)
        added = asyncio.run(_fill_years(url, past, lambda done: progress.advance(task, done)))
    if added is None:
        console.print(
            f"  years of seed {wanted.seed} are there already; another --seed makes others"
        )
    else:
        seconds = time.monotonic() - began
        console.print(
            f"[green]✓[/green] {added} orders of {wanted.years} years"
            f" [dim]{seconds:.1f} s, {added / seconds:.0f} a second[/dim]"
        )
    return past.schedule.a_day


async def _fill_years(url: str, past: YearsOfOrders, done: Callable[[int], None]) -> int | None:
    database = await Database.open(
        url, size=len(WRITERS), name="huuva_backend demo", statement_seconds=600
    )
    async with aclosing(database):
        return await past.add(database, done)


async def _fill(
    url: str, day: Iterator[SimulatedOrder], done: Callable[[int], None]
) -> tuple[list[Order], str]:
    """The orders that were added, and the location with the most open ones."""
    database = await Database.open(url, size=1, name="huuva_backend demo", statement_seconds=30)
    added = []
    try:
        await close_of_day.say(database)
        while tickets := list(islice(day, AT_ONCE)):
            added += [ticket.order for ticket in await storage.add(database, tickets)]
            done(len(tickets))
        opened = Counter(order.location_id for order in await Hands(database).open_orders())
    finally:
        await database.aclose()
    ((busiest, _),) = opened.most_common(1) or [(LOCATIONS[0].id, 0)]
    return added, busiest


def _tell(added: Sequence[Order], asked: int, seconds: float) -> None:
    rows = sum(order.status_seq + sum(item.status_seq for item in order.items) for order in added)
    amendments = sum(len(order.amendments) for order in added)
    console.print(
        f"[green]✓[/green] {len(added)} orders with {rows} history rows and {amendments} amendments"
        f" [dim]{seconds:.1f} s[/dim]"
    )
    if len(added) < asked:
        console.print(f"  {asked - len(added)} were there already; another --seed makes others")
    for name in ("status", "brand_id", "location_id", "channel") if added else ():
        counted = Counter(str(getattr(order, name)) for order in added).most_common()
        shown = ", ".join(f"{value} {count}" for value, count in counted)
        console.print(f"  {name.removesuffix('_id'):9} {shown}", soft_wrap=True)


def _examples(added: Sequence[Order], until: datetime, server: str) -> Iterator[str]:
    first, last = (f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in (until - timedelta(days=1), until))
    yield f"curl '{server}/api/menu/products?ingredient=bacon'"
    yield f"curl '{server}/api/orders?status=PREPARING&locationId=kamppi'"
    recalled = [order for order in added if any(e.recall for e in order.status_history)]
    amended = [order for order in added if order.amendments]
    for order in (*recalled[-1:], *amended[-1:]):
        yield f"curl {server}/api/orders/{order.id}"
    for order in [order for order in added if order.status is OrderStatus.PREPARING][-1:]:
        yield (
            f"curl -X PATCH {server}/api/orders/{order.id}/status"
            """ -H 'Content-Type: application/json' -d '{"status": "READY"}'"""
        )
    day = f"from={first}&to={last}"
    yield f"curl '{server}/api/analytics/status-durations?subject=item&{day}'"
    yield f"curl '{server}/api/analytics/throughput?interval=hour&{day}'"
    yield f"curl '{server}/api/analytics/customers'"
