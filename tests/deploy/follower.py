"""Who follows a location's feed through whatever happens, and remembers what it was told."""

import asyncio
from contextlib import suppress
from typing import Any

from benchmarks.eventsource import LOST, EventSource, Message
from huuva_backend.orders.cursor import BEGINNING, Cursor

TARGET = "/api/events/stream?locationId=main"
RETRY_SECONDS = 0.1


class Follower:
    """`events` are those of the newest epoch, from where it began to follow that; `wrong` what it may not be told."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cursor = BEGINNING
        self._heard = asyncio.Event()
        self.epochs: list[str] = []
        self.events: dict[int, Any] = {}
        self.wrong: list[str] = []

    async def follow(self) -> None:
        while True:
            stream = EventSource(self._port, TARGET, self._cursor)
            with suppress(*LOST):
                async with stream:
                    while stream.status == 200:
                        self._hear(
                            await stream.message(), Cursor(stream.last_event_id or BEGINNING)
                        )
            await asyncio.sleep(RETRY_SECONDS)

    def _hear(self, message: Message, cursor: Cursor) -> None:
        if message.event == "reset":
            if cursor.epoch in self.epochs:
                self.wrong.append(f"{cursor} begins anew in an epoch that was")
            self._begin(cursor.epoch)
        elif message.event == "message":
            if not self.epochs:
                self._begin(cursor.epoch)
            if (cursor.epoch, cursor.seq) != (self.epochs[-1], self._cursor.seq + 1):
                self.wrong.append(f"{cursor} comes after {self._cursor}")
            self.events[cursor.seq] = message.data
        self._cursor = cursor
        self._heard.set()

    def _begin(self, epoch: str) -> None:
        self.epochs.append(epoch)
        self.events.clear()

    async def until(self, cursor: Cursor) -> None:
        """Wait until it has heard of that one or of a later one of its epoch."""
        async with asyncio.timeout(20):
            while (self._cursor.epoch, self._cursor.seq >= cursor.seq) != (cursor.epoch, True):
                self._heard.clear()
                await self._heard.wait()
