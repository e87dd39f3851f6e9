"""A cable between browser and server that can go dead as cables do: without telling anybody."""

import asyncio
from contextlib import suppress
from typing import Self

CHUNK = 65_536
STREAM = b"GET /api/events/stream"


class Cable:
    """Carries TCP to a port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._alive = asyncio.Event()
        self._alive.set()
        self._streams: list[asyncio.Event] = []
        self._carried: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for carried in self._carried:
            carried.cancel()
        await asyncio.gather(*self._carried, return_exceptions=True)

    def die(self) -> None:
        self._alive.clear()

    def revive(self) -> None:
        """What was sent meanwhile arrives now."""
        self._alive.set()

    def lose_streams(self) -> None:
        """Nothing ever comes through those that are open; all else is carried, new ones too."""
        for alive in self._streams:
            alive.clear()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carried.add(task)
        alive = asyncio.Event()
        alive.set()
        try:
            there = await asyncio.open_connection("127.0.0.1", self._port)
            pumps = self._pump(reader, there[1], alive), self._pump(there[0], writer, alive)
            await asyncio.gather(*pumps)
        except OSError:
            writer.close()
        finally:
            self._carried.discard(task)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, alive: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                if chunk.startswith(STREAM):
                    self._streams.append(alive)
                await self._alive.wait()
                await alive.wait()
                writer.write(chunk)
                await writer.drain()
        writer.close()
