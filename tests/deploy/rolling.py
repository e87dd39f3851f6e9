"""Clients who go on asking while servers come and go, as a load balancer sends them: to whoever says that it is ready."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from benchmarks.eventsource import LOST, EventSource
from tests.factories import order
from tests.server import Server
from tests.wire import Answer, Wire

WATCH_SECONDS = 0.05
"""How often a balancer looks at /readyz: far more often than DRAIN_SECONDS is long."""


@dataclass
class Load:
    """What was asked, of whom, and what became of it."""

    servers: Sequence[Server]
    ready: set[int] = field(default_factory=set)
    answered: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    placed: dict[str, str] = field(default_factory=dict)
    """The status that each order was last acknowledged to have."""
    longest: float = 0
    seen: list[int] = field(default_factory=list)
    """The numbers of the events that somebody who follows was told."""
    resets: int = 0
    closing: bool = False

    async def more(self, requests: int) -> None:
        """Wait until so many more were answered."""
        wanted = self.answered.total() + requests
        while self.answered.total() < wanted:
            assert not self.failures, self.failures
            await asyncio.sleep(WATCH_SECONDS)

    async def only(self, *servers: Server) -> None:
        """Wait until the balancer sends to these alone."""
        while self.ready != {server.port for server in servers}:  # noqa: ASYNC110 - not our process
            await asyncio.sleep(WATCH_SECONDS)

    async def watch(self) -> None:
        while True:
            self.ready = {each.port for each in self.servers if await each.is_ready()}
            await asyncio.sleep(WATCH_SECONDS)

    async def customer(self) -> None:
        """Places orders and takes each through the kitchen, every request to any server that is ready."""
        wires = {server.port: Wire(server.port) for server in self.servers}
        while not self.closing:
            placed = await self._ask(wires, "POST", "/api/orders", order())
            if placed is None:
                continue
            id_ = placed.json()["id"]
            self.placed[id_] = "RECEIVED"
            path = f"/api/orders/{id_}"
            for target, status in (
                (f"{path}/items/BURGER/status", "READY"),
                (f"{path}/status", "READY"),
                (f"{path}/status", "PICKED_UP"),
            ):
                if moved := await self._ask(wires, "PATCH", target, {"status": status}):
                    self.placed[id_] = moved.json()["status"]
            await self._ask(wires, "GET", path)
            await self._ask(wires, "GET", "/api/kitchen/tickets?locationId=main")
            await self._ask(wires, "GET", "/api/orders?limit=10")

    async def _ask(
        self, wires: dict[int, Wire], method: str, path: str, document: object = None
    ) -> Answer | None:
        port = random.choice(sorted(self.ready))
        began = time.monotonic()
        try:
            answer = await wires[port].request(method, path, document)
        except OSError as error:
            self.failures.append(f"{method} {path} of {port}: {error}")
            return None
        self.longest = max(self.longest, time.monotonic() - began)
        self.answered[port] += 1
        if answer.status >= 400:
            self.failures.append(f"{method} {path} of {port}: {answer.status} {answer.body!r}")
            return None
        return answer

    async def follower(self) -> None:
        """Follows the events, and goes on where it was when its server leaves."""
        last: str | None = "0"
        while True:
            port = random.choice(sorted(self.ready))
            stream = EventSource(port, "/api/events/stream?locationId=main", last)
            try:
                async with stream:
                    while True:
                        told = await stream.message()
                        last = stream.last_event_id
                        if told.event == "reset":
                            self.resets += 1
                        elif isinstance(told.data, dict) and "seq" in told.data:
                            self.seen.append(told.data["seq"])
            except LOST:
                await asyncio.sleep(WATCH_SECONDS)


@asynccontextmanager
async def asking(first: Server, *later: Server, customers: int = 6) -> AsyncIterator[Load]:
    """They ask meanwhile; `first` is ready already."""
    load = Load((first, *later), ready={first.port})
    around = [asyncio.create_task(each) for each in (load.watch(), load.follower())]
    asked = [asyncio.create_task(load.customer()) for _ in range(customers)]
    try:
        yield load
        load.closing = True
        await asyncio.gather(*asked)
    finally:
        for task in (*around, *asked):
            task.cancel()
        await asyncio.gather(*around, *asked, return_exceptions=True)
