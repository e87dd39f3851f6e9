"""A location of real servers: what is done there, and who watches."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any, TypeVar

from benchmarks.eventsource import EventSource
from tests.conftest import Connection
from tests.factories import item, order
from tests.server import Server
from tests.wire import Wire

T = TypeVar("T")

PATIENCE_SECONDS = 15

MANY_LIKE_THE_LAST = """
    WITH counted AS (
        UPDATE location_feeds SET last_seq = 201 WHERE location_id = $1 RETURNING location_id
    )
    INSERT INTO order_events
    SELECT location_id, number, type, order_id, order_version, order_status, at, changes,
        brand_id, channel
    FROM counted JOIN order_events USING (location_id), generate_series(3, 201) AS number
    WHERE seq = 2
"""

_numbers = count(1)


class Location:
    """Nobody else's. What is done there is done through `server`."""

    def __init__(self, server: Server) -> None:
        self.id = f"location-{next(_numbers)}"
        self._server = server

    def stream(
        self, *, of: Server | None = None, last_event_id: str | None = None, **query: str | int
    ) -> EventSource:
        """Not connected yet."""
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        target = f"/api/events/stream?locationId={self.id}{asked}"
        return EventSource((of or self._server).port, target, last_event_id)

    async def place(self, **changes: Any) -> str:
        """An order; its path."""
        async with Wire(self._server.port) as wire:
            answer = await wire.post("/api/orders", order(locationId=self.id) | changes)
        assert answer.status == 201, answer.body
        return f"/api/orders/{answer.json()['id']}"

    async def move(self, path: str, status: str, **body: Any) -> None:
        async with Wire(self._server.port) as wire:
            answer = await wire.patch(f"{path}/status", {"status": status, **body})
        assert answer.status == 200, answer.body

    async def cursor(self, seq: int) -> str:
        """Of an event, in the epoch that holds."""
        answer = await self._server.get(f"/api/events?locationId={self.id}&limit=1")
        return f"{answer.json()['newest'].partition('.')[0]}.{seq}"

    async def page(self) -> list[dict[str, Any]]:
        answer = await self._server.get(f"/api/events?locationId={self.id}&limit=500")
        events: list[dict[str, Any]] = answer.json()["items"]
        return events


async def deaf_client(location: Location, server: Server, committed: Connection) -> socket.socket:
    """It asks for more than fits into all buffers, hears the beginning and then reads nothing any more."""
    path = await location.place(items=[item(f"PLU-{number}") for number in range(500)])
    await location.move(path, "READY")
    await committed.execute(MANY_LIKE_THE_LAST, location.id)
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", server.port))
    target = f"/api/events/stream?locationId={location.id}&after=0"
    deaf.sendall(f"GET {target} HTTP/1.1\r\nHost: kitchen\r\n\r\n".encode())
    deaf.recv(1)
    return deaf


async def seqs(stream: EventSource, number: int) -> list[int]:
    """Of the next messages."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        return [(await stream.message()).data["seq"] for _ in range(number)]


async def until(measured: Callable[[], Awaitable[T]], wanted: T) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if await measured() == wanted:
                return
            await asyncio.sleep(0.02)
