"""Clients follow their locations for a while, are cut off again and again, and the servers are killed in turn meanwhile.

Afterwards each of them must have seen every event of its location exactly once and in order.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random
from typing import Final, Protocol

import httpx

from benchmarks.eventsource import LOST, EventSource
from benchmarks.workload import BODY, FIRST_NUMBER

SETTLE_SECONDS: Final = 30
RETRY_SECONDS: Final = 0.05
LIFE: Final = ("PREPARING", "READY", "PICKED_UP")


class Server(Protocol):
    port: int

    def start(self) -> None: ...
    def kill(self) -> None: ...


@dataclass(frozen=True)
class Plan:
    clients: int
    seconds: float
    """So long it lasts at least: until as many changes are done as are due in that time."""
    changes_per_second: float
    locations: int
    cut_after: tuple[float, float] = (1.0, 3.0)
    """Each client is cut off at random within so many seconds, and resumes."""


@dataclass
class Client:
    """Goes to the servers in turn."""

    location: str
    seen: list[int] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    """From a change to here, of those that came while the connection stood."""
    connections: int = 0
    resets: int = 0

    async def follow(self, servers: Sequence[Server], plan: Plan, rng: Random) -> None:
        cursor = "0"
        for number in count(rng.randrange(len(servers))):
            stream = EventSource(servers[number % len(servers)].port, self._target, cursor)
            with suppress(*LOST, TimeoutError):
                async with asyncio.timeout(rng.uniform(*plan.cut_after)), stream:
                    await self._read(stream)
            if stream.status != 200:
                await asyncio.sleep(RETRY_SECONDS)
            cursor = stream.last_event_id or "0"

    @property
    def _target(self) -> str:
        return f"/api/events/stream?locationId={self.location}"

    async def _read(self, stream: EventSource) -> None:
        await stream.next()
        began = time.time()
        self.connections += 1
        while True:
            message = await stream.message()
            now = time.time()
            if message.event == "message":
                self.seen.append(message.data["seq"])
                happened = datetime.fromisoformat(message.data["at"]).timestamp()
                if happened > began:
                    self.latencies.append(now - happened)
            elif message.event == "reset":
                self.resets += 1


class Cook:
    """Takes orders of one location in and through their lives, at a steady pace."""

    def __init__(self, location: str, numbers: Iterator[int], servers: Sequence[Server]) -> None:
        self._location = location
        self._numbers = numbers
        self._servers = servers
        self.changes = 0

    async def work(self, pause_seconds: float) -> None:
        due = time.monotonic()
        async with httpx.AsyncClient(timeout=5) as http:
            for attempt in count():
                server = self._servers[attempt % len(self._servers)]
                # A server that is being killed fails whatever it is asked: the next order goes elsewhere.
                with suppress(httpx.TransportError):
                    async for answer in self._life(http, f"http://127.0.0.1:{server.port}"):
                        if not answer.is_success:
                            break
                        self.changes += 1
                        due += pause_seconds
                        await asyncio.sleep(max(0, due - time.monotonic()))

    async def _life(self, http: httpx.AsyncClient, server: str) -> AsyncIterator[httpx.Response]:
        number = next(self._numbers)
        text = json.dumps(BODY) % {"n": number, "phone": number % 10**7, "k": 0}
        order = json.loads(text) | {"locationId": self._location}
        placed = await http.post(f"{server}/api/orders", json=order)
        yield placed
        for status in LIFE:
            path = f"{server}{placed.headers['location']}/status"
            yield await http.patch(path, json={"status": status})


@dataclass
class Result:
    plan: Plan
    clients: list[Client]
    newest: dict[str, int]
    """By location the last event that there was."""
    changes: int
    kills: int

    @property
    def wrong(self) -> list[str]:
        """Who missed something, or saw it twice or out of order."""
        return [
            f"a client of {client.location} saw {len(client.seen)} events, "
            f"{len(set(client.seen))} different ones, of {self.newest[client.location]}"
            for client in self.clients
            if client.seen != list(range(1, self.newest[client.location] + 1))
        ]

    @property
    def latencies(self) -> list[float]:
        return sorted(latency for client in self.clients for latency in client.latencies)


async def soak(servers: Sequence[Server], plan: Plan, seed: int = 1) -> Result:
    """The servers run, and do so afterwards; the plan's locations are nobody else's."""
    locations = [f"soak-{number}" for number in range(plan.locations)]
    clients = [Client(locations[number % len(locations)]) for number in range(plan.clients)]
    numbers = count(FIRST_NUMBER)
    cooks = [Cook(location, numbers, servers) for location in locations]
    following = [
        asyncio.create_task(client.follow(servers, plan, Random(seed + place)))
        for place, client in enumerate(clients)
    ]
    pause = plan.locations / plan.changes_per_second
    cooking = [asyncio.create_task(cook.work(pause)) for cook in cooks]
    part = plan.seconds * plan.changes_per_second / (len(servers) + 1)
    for server in servers:
        await _changed(cooks, cooking, part)
        server.kill()
        await asyncio.sleep(RETRY_SECONDS)
        server.start()
        await _back(server)
    await _changed(cooks, cooking, part)
    await _ended(cooking)
    newest = await _newest(servers[0], locations)
    await _caught_up(clients, newest)
    await _ended(following)
    return Result(plan, clients, newest, sum(cook.changes for cook in cooks), len(servers))


async def _changed(
    cooks: Sequence[Cook], cooking: Sequence["asyncio.Task[None]"], number: float
) -> None:
    """Until so many more changes are done, however long that takes on a busy machine."""
    begun = sum(cook.changes for cook in cooks)
    while sum(cook.changes for cook in cooks) < begun + number:
        if any(task.done() for task in cooking):
            return  # `_ended` says why
        await asyncio.sleep(RETRY_SECONDS)


async def _back(server: Server) -> None:
    """Until it serves again: one of them always does."""
    async with httpx.AsyncClient() as http:
        while True:
            with suppress(httpx.TransportError):
                if (await http.get(f"http://127.0.0.1:{server.port}/readyz")).is_success:
                    return
            await asyncio.sleep(RETRY_SECONDS)


async def _ended(tasks: Sequence["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    for ending in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(ending, asyncio.CancelledError):
            raise RuntimeError("it ended too early") from ending


async def _newest(server: Server, locations: Sequence[str]) -> dict[str, int]:
    address = f"http://127.0.0.1:{server.port}/api/events"
    async with httpx.AsyncClient() as http:
        return {location: await _newest_of(http, address, location) for location in locations}


async def _newest_of(http: httpx.AsyncClient, address: str, location: str) -> int:
    page = (await http.get(address, params={"locationId": location})).json()
    return int(page["newest"].rpartition(".")[2])


async def _caught_up(clients: Sequence[Client], newest: dict[str, int]) -> None:
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline:
        if all(newest[client.location] in client.seen[-1:] for client in clients):
            break
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)  # in which something could come twice
