"""A simulated day of several kitchens: the day before now, with the orders of right now still open."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from huuva_backend.demo import close_of_day, storage
from huuva_backend.demo.answering import answers
from huuva_backend.demo.arrivals import Arrival, arrival
from huuva_backend.demo.kitchen import Kitchens
from huuva_backend.demo.progress import bar, console
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.orders.lifecycle import CLOSED, OrderStatus
from huuva_backend.orders.order import Order
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database

AT_ONCE = 200


def run(
    url: str, *, seed: int, orders: int, until: datetime | None = None, port: int = 8000
) -> None:
    """Fill the database, and say with what and where to see it. Orders that are there already stay."""
    began, until = time.monotonic(), until or utc_now()
    with bar() as progress:
        task = progress.add_task("orders", total=orders)
        day = simulated(seed, orders, until)
        added = asyncio.run(_fill(url, day, lambda done: progress.advance(task, done)))
    _tell(added, orders, time.monotonic() - began)
    console.print("With the server running (make run), try:")
    for line in _examples(added, until, f"http://127.0.0.1:{port}"):
        console.print(f"  [cyan]{line}[/cyan]", soft_wrap=True)


def simulated(seed: int, orders: int, until: datetime) -> Iterator[SimulatedOrder]:
    """The same for the same arguments."""
    kitchens = Kitchens(orders)
    arrivals = (arrival(seed, number, until) for number in range(orders))
    for order in sorted(arrivals, key=lambda order: order.at):
        yield _handled(order, kitchens, until)


def _handled(order: Arrival, kitchens: Kitchens, until: datetime) -> SimulatedOrder:
    rng = order.rng
    placed = min(order.at + timedelta(seconds=rng.uniform(1, 5)), until)
    offline = not order.channel.delivers and rng.random() < 0.15
    told = placed + timedelta(hours=rng.uniform(1, 3))
    ticket = SimulatedOrder.place(order, order.body, placed)
    asked = kitchens.handle(order, placed)
    asked += answers(order, placed, asked)
    for planned in sorted(asked, key=lambda each: each.at):
        if planned.at <= until:
            ticket.ask(planned)
    # Whoever amends an order has reached us, so its POS wasn't offline.
    offline = offline and ticket.is_as_placed
    if offline and ticket.order.status in CLOSED and ticket.order.updated_at < told <= until:
        return ticket.told_later(order, told)
    return ticket


async def _fill(
    url: str, day: Iterator[SimulatedOrder], done: Callable[[int], None]
) -> list[Order]:
    database = await Database.open(url, size=1, name="huuva_backend demo", statement_seconds=30)
    added = []
    try:
        await close_of_day.say(database)
        while tickets := list(islice(day, AT_ONCE)):
            added += [ticket.order for ticket in await storage.add(database, tickets)]
            done(len(tickets))
    finally:
        await database.aclose()
    return added


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
