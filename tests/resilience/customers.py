"""Clients who each bring their own orders through a whole life with amendments, and never give up a request."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import asyncpg

from tests.factories import item, order
from tests.orders.invariants import violations
from tests.wire import Answer, Wire

PAUSE_SECONDS = 0.02
LIFE = (
    ("items/BURGER/status", "PREPARING"),
    ("items/BURGER/status", "READY"),
    ("status", "READY"),
    ("status", "PICKED_UP"),
)
AMENDMENTS: dict[str, dict[str, object]] = {"": {"table": "12"}, "/items/BURGER": {"quantity": 1}}
"""Of which a repeat changes nothing."""
CHANGES = """
    SELECT reason FROM order_status_history WHERE cause = 'request' AND version > 1
    UNION ALL
    SELECT reason FROM item_status_history WHERE cause = 'request' AND seq > 1 AND reason NOT LIKE '%/%'
    UNION ALL
    SELECT coalesce(reason, channel_order_id || ' again')
    FROM order_amendments AS amendment JOIN orders USING (location_id)
    WHERE orders.id = amendment.order_id
"""


@dataclass
class Record:
    """What was acknowledged, and how the server answered meanwhile."""

    orders: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    lost_connections: int = 0
    impolite: list[Answer] = field(default_factory=list)
    acknowledged_at: float = 0.0
    longest_pause: float = 0.0
    """Seconds between two acknowledgements, since somebody set it to 0."""
    served: asyncio.Event = field(default_factory=asyncio.Event)

    def saw(self, answer: Answer) -> None:
        self.answers[answer.status] += 1
        if answer.status < 300:
            now = time.monotonic()
            self.longest_pause = max(self.longest_pause, now - self.acknowledged_at)
            self.acknowledged_at = now
            self.served.set()
        elif not (
            answer.status in (409, 503)  # being changed by a request whose commit has no answer yet
            and answer.headers["content-type"] == "application/problem+json"
            and int(answer.headers["retry-after"]) > 0
        ):
            self.impolite.append(answer)

    async def until_served_after(self, moment: float, *, within: float) -> float:
        """Wait for the next acknowledgement; how many seconds after that moment it came."""
        async with asyncio.timeout(within):
            while self.acknowledged_at <= moment:
                self.served.clear()
                await self.served.wait()
        return self.acknowledged_at - moment


class Listener(Protocol):
    """A server, or what stands before several."""

    port: int


class Customer:
    def __init__(self, number: int, server: Listener, record: Record) -> None:
        self._number = number
        self._wire = Wire(server.port)
        self._record = record
        self.leaving = False

    async def order_until_leaving(self) -> None:
        orders = 0
        while not self.leaving:
            orders += 1
            await self._live(f"customer-{self._number}-{orders}")
        self._wire.close()

    async def _live(self, name: str) -> None:
        burgers = item("BURGER", quantity=2)
        body = order(channelOrderId=name, items=[burgers])
        placed = await self._insist(partial(self._wire.post, "/api/orders", body))
        self._record.orders[placed.json()["id"]] += 1
        target = f"/api/orders/{placed.json()['id']}"
        await self._amend(name, target, body | {"items": [burgers, item("FRIES")]})
        for step, (path, status) in enumerate(LIFE):
            body = {"status": status, "reason": f"{name}-{step}"}
            moved = await self._insist(partial(self._wire.patch, f"{target}/{path}", body))
            assert moved.json()["status"] == status
            self._record.changes[f"{name}-{step}"] += 1

    async def _amend(self, name: str, target: str, message: dict[str, object]) -> None:
        again = partial(self._wire.post, "/api/orders?ifExists=amend", message)
        sent = await self._insist(again)
        assert sent.json()["amendments"]
        self._record.changes[f"{name} again"] += 1
        for path, patch in AMENDMENTS.items():
            reason = f"{name}/{path}"
            asked = patch | {"reason": reason}
            await self._insist(partial(self._wire.patch, f"{target}{path}", asked))
            self._record.changes[reason] += 1

    async def _insist(self, send: Callable[[], Awaitable[Answer]]) -> Answer:
        """The same request again until it is acknowledged."""
        while True:
            try:
                answer = await send()
            except ConnectionError:
                self._record.lost_connections += 1
            else:
                self._record.saw(answer)
                if answer.status < 300:
                    return answer
            await asyncio.sleep(PAUSE_SECONDS)


@asynccontextmanager
async def ordering(
    server: Listener, customers: int, *, within: float = 100
) -> AsyncIterator[Record]:
    """Customers who order meanwhile; all that they asked for has been acknowledged afterwards."""
    record = Record()
    crowd = [Customer(number, server, record) for number in range(customers)]
    async with asyncio.timeout(within), asyncio.TaskGroup() as tasks:
        for customer in crowd:
            tasks.create_task(customer.order_until_leaving())
        yield record
        for customer in crowd:
            customer.leaving = True


async def check(record: Record, url: str) -> None:
    """All that was acknowledged is there once, and nothing else is."""
    connection = await asyncpg.connect(url)
    try:
        orders = [row["id"] for row in await connection.fetch("SELECT id::text FROM orders")]
        changes = [row["reason"] for row in await connection.fetch(CHANGES)]
        assert Counter(orders) == record.orders
        assert Counter(changes) == record.changes
        assert await violations(connection) == []
    finally:
        await connection.close()
    assert record.impolite == []
