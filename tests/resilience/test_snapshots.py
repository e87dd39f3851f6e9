"""What a display is shown is exactly what the events up to `asOf` have made, whoever writes meanwhile."""

import asyncio
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from huuva_backend.orders.cursor import Cursor
from tests.conftest import Connection
from tests.factories import order
from tests.resilience.writers import work_together
from tests.server import Server
from tests.wire import Wire

SECONDS = 5
LEAD = timedelta(minutes=30)
"""How long before the pick-up an order is released, unless told otherwise."""

EVENTS = """
    SELECT seq, type, order_id::text, order_version, order_status FROM order_events
    WHERE location_id = 'main' ORDER BY seq
"""
LINES = """
    SELECT order_id::text, line, version, to_status FROM item_status_history ORDER BY version, seq
"""


class Shown(NamedTuple):
    """An order as it stands on a display."""

    order_id: str
    version: int
    status: str
    lines: tuple[str, ...]


class Look(NamedTuple):
    as_of: int
    tickets: frozenset[Shown]
    held: int


class Counts(NamedTuple):
    as_of: int
    preparing: int
    ready: int


class Past:
    """What the database says, after all is over, of any moment before."""

    def __init__(self, events: Sequence[Any], lines: Sequence[Any], later: set[str]) -> None:
        self._events = events
        self._later = later
        self._lines = defaultdict[str, dict[int, list[tuple[int, str]]]](dict)
        for order_id, line, version, status in lines:
            self._lines[order_id].setdefault(line, []).append((version, status))

    def tickets(self, as_of: int) -> frozenset[Shown]:
        newest, seen = {}, set()
        for event in self._events[:as_of]:
            newest[event["order_id"]] = (event["order_version"], event["order_status"])
            if event["type"] != "order.created" or event["order_id"] not in self._later:
                seen.add(event["order_id"])
        return frozenset(
            Shown(order_id, version, status, self._lines_at(order_id, version))
            for order_id, (version, status) in newest.items()
            if order_id in seen and status not in ("PICKED_UP", "CANCELLED")
        )

    def held(self, as_of: int) -> int:
        created = self._of(as_of, "order.created") & self._later
        return len(created - self._of(as_of, "order.released"))

    def _of(self, as_of: int, kind: str) -> set[str]:
        return {event["order_id"] for event in self._events[:as_of] if event["type"] == kind}

    def _lines_at(self, order_id: str, version: int) -> tuple[str, ...]:
        chains = self._lines[order_id]
        return tuple(
            chains[line][bisect_right(chains[line], version, key=lambda entry: entry[0]) - 1][1]
            for line in sorted(chains)
            if chains[line][0][0] <= version  # it was there
        )


async def look(wire: Wire, until: float) -> list[Look | Counts]:
    seen: list[Look | Counts] = []
    while time.monotonic() < until:
        shown = (await wire.get("/api/kitchen/tickets")).json()
        tickets = frozenset(
            Shown(
                ticket["orderId"],
                ticket["orderVersion"],
                ticket["orderStatus"],
                tuple(item["status"] for item in ticket["items"]),
            )
            for ticket in shown["tickets"]
        )
        seen.append(Look(Cursor(shown["asOf"]).seq, tickets, shown["held"]["count"]))
        board = (await wire.get("/api/kitchen/board")).json()
        seen.append(Counts(Cursor(board["asOf"]).seq, len(board["preparing"]), len(board["ready"])))
    return seen


async def place_for_later(wire: Wire, until: float) -> set[str]:
    """Orders that are held back for a second, one after the other."""
    placed = set()
    while time.monotonic() < until:
        pickup = datetime.now(UTC) + LEAD + timedelta(seconds=1)
        answer = await wire.post("/api/orders", order(pickupTime=pickup.isoformat()))
        assert answer.status == 201
        placed.add(str(answer.json()["id"]))
        await asyncio.sleep(0.1)
    return placed


@pytest.mark.timeout(120)
async def test_every_snapshot_is_what_the_events_up_to_it_made(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    until = time.monotonic() + SECONDS
    wires = [Wire(server.port) for server in (*servers, servers[0])]
    try:
        before = await look(wires[0], time.monotonic() + 0.01)
        _, one, other, later = await asyncio.gather(
            work_together(servers, writers=12, orders=15, seconds=SECONDS),
            look(wires[0], until),
            look(wires[1], until),
            place_for_later(wires[2], until),
        )
    finally:
        for wire in wires:
            wire.close()
    events = await committed.fetch(EVENTS)
    past = Past(events, await committed.fetch(LINES), later)
    looks = [seen for seen in before + one + other if isinstance(seen, Look)]
    boards = [seen for seen in before + one + other if isinstance(seen, Counts)]
    print(f"{len(looks)} snapshots over {len(events)} events")

    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    for seen in looks:
        assert seen.tickets == past.tickets(seen.as_of)
        assert seen.held == past.held(seen.as_of)
    for board in boards:
        tickets = past.tickets(board.as_of)
        ready = sum(ticket.status == "READY" for ticket in tickets)
        assert (board.preparing, board.ready) == (len(tickets) - ready, ready)
    assert len({seen.as_of for seen in looks}) > 20
    assert {seen.held for seen in looks} > {0}
