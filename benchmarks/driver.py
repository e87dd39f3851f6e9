"""The load: keep-alive HTTP/1.1 over bare sockets, in a process of its own."""

import asyncio
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from time import perf_counter, process_time, time
from typing import Final
from uuid import UUID

import uvloop

from benchmarks.workload import filled, order_id

_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_VERSION: Final = re.compile(rb'\r\netag: *"(\d+)"', re.IGNORECASE)
_LOCATION: Final = re.compile(rb"\r\nlocation: *\S*/([0-9a-f-]{36})", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """Each order of `numbers` gets the requests of `templates` in turn, from one of the connections."""

    port: int
    templates: tuple[bytes, ...]
    numbers: range
    connections: int
    seconds: float
    changes: bool
    """Whether each order is used up by it, and its versions are to be remembered."""


@dataclass
class Result:
    """What was answered: when, after how long, and which versions of orders it promised."""

    ends: "array[float]" = field(default_factory=lambda: array("d"))
    latencies: "array[float]" = field(default_factory=lambda: array("d"))
    acknowledged: list[tuple[UUID, int]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    cpu_share: float = 0
    """Of one core, used by whoever made the load."""


class _Tally:
    """What all connections of a load share."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.numbers = iter(load.numbers) if load.changes else cycle(load.numbers)
        self.result = Result()
        self.heads: list[tuple[int, bytes]] = []
        self.deadline = perf_counter() + load.seconds

    def requests(self) -> Iterator[tuple[int, bytes]]:
        for number in self.numbers:
            for template in self.load.templates:
                if perf_counter() > self.deadline:
                    return
                yield number, filled(template, number)
        self.result.refusals.append("all prepared orders are used up")

    def finished(self) -> Result:
        for number, head in self.heads:
            version, location = _VERSION.search(head), _LOCATION.search(head)
            if version is not None:
                named = UUID(location[1].decode()) if location else order_id(number)
                self.result.acknowledged.append((named, int(version[1])))
        return self.result


class _Connection(asyncio.Protocol):
    """One request after the other; no more is read of an answer than its status and its length."""

    _transport: asyncio.WriteTransport

    def __init__(self, tally: _Tally) -> None:
        self._tally = tally
        self._requests = tally.requests()
        self._received = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.WriteTransport) -> None:  # type: ignore[override]
        self._transport = transport
        self._next()

    def _next(self) -> None:
        following = next(self._requests, None)
        if following is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._number, request = following
        self._began = perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        length = _LENGTH.search(self._received, 0, end + 2) if end >= 0 else None
        if length is None or len(self._received) < end + 4 + int(length[1]):
            return
        received, self._received = self._received, b""
        result = self._tally.result
        if received[9] == ord("2"):
            now = perf_counter()
            result.ends.append(now)
            result.latencies.append(now - self._began)
            if self._tally.load.changes:
                self._tally.heads.append((self._number, received[: end + 2]))
        else:
            result.refusals.append(received[:12].decode() + received[end + 4 :].decode()[:300])
        self._next()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.done.done():
            self._tally.result.refusals.append("the server closed the connection")
            self.done.set_result(None)


def drive(load: Load) -> Result:
    return uvloop.run(_drive(load))


async def _drive(load: Load) -> Result:
    loop = asyncio.get_running_loop()
    tally = _Tally(load)
    began, busy = perf_counter(), process_time()
    opened = [
        await loop.create_connection(lambda: _Connection(tally), "127.0.0.1", load.port)
        for _ in range(load.connections)
    ]
    await asyncio.gather(*(connection.done for _, connection in opened))
    tally.result.cpu_share = (process_time() - busy) / (perf_counter() - began)
    result = tally.finished()
    wall = time() - perf_counter()
    result.ends = array("d", (end + wall for end in result.ends))
    return result
