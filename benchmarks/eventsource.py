"""A client of server-sent events, over a bare socket: what a browser's EventSource sees, comments included."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Self

LOST: Final = (EOFError, OSError)
"""How a connection ends: regularly or cut off, or not at all made."""


class Message(NamedTuple):
    """What stands between two blank lines. `event` is "message" where it has data and no other name."""

    event: str | None
    id: str | None
    data: Any
    fields: Mapping[str, str]


class EventSource:
    """One connection. `last_event_id` is where the next one resumes."""

    def __init__(self, port: int, target: str, last_event_id: str | None = None) -> None:
        self._port = port
        self._target = target
        self._received = b""
        self._writer: asyncio.StreamWriter | None = None
        self.last_event_id = last_event_id
        self.status = 0
        self.headers: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def connect(self) -> None:
        """Raises `LOST`."""
        self.close()
        self._received = b""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        lines = [f"GET {self._target} HTTP/1.1", "Host: kitchen", "Accept: text/event-stream"]
        if self.last_event_id is not None:
            lines.append(f"Last-Event-ID: {self.last_event_id}")
        self._writer.write("\r\n".join([*lines, "", ""]).encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        self.status = int(head[0].split()[1])
        pairs = (line.partition(": ") for line in head[1:] if line)
        self.headers = {name.lower(): value for name, _, value in pairs}

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    async def next(self) -> Message:
        """The next of anything. Raises `LOST`."""
        while b"\n\n" not in self._received:
            self._received += await self._chunk()
        block, _, self._received = self._received.partition(b"\n\n")
        message = _parsed(block.decode())
        if message.id is not None:
            self.last_event_id = message.id
        return message

    async def message(self) -> Message:
        """The next that has data."""
        while True:
            message = await self.next()
            if message.data is not None:
                return message

    async def _chunk(self) -> bytes:
        size = int(await self._reader.readuntil(b"\r\n"), 16)
        chunk = await self._reader.readexactly(size + 2)
        if size == 0:
            raise EOFError
        return chunk[:-2]


def _parsed(block: str) -> Message:
    pairs = [line.partition(":") for line in block.split("\n")]
    fields = {name: value.removeprefix(" ") for name, _, value in pairs}
    data = json.loads(fields["data"]) if "data" in fields else None
    event = fields.get("event", "message" if "data" in fields else None)
    return Message(event, fields.get("id"), data, fields)
