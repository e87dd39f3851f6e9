"""A bad network before a server: what is asked is kept, and what becomes of each request can be told."""

import asyncio
import socket
import struct
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import NamedTuple, Self

RESET_AT_CLOSE = struct.pack("ii", 1, 0)
"""Linger for no time at all."""


class Asked(NamedTuple):
    method: str
    target: str
    headers: dict[str, str]
    at: float
    raw: bytes


Fate = Callable[["Network", Asked, asyncio.StreamWriter], Awaitable[None]]


class Network:
    """Carries each request to a port of this machine, unless `fates` has something else for the next."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.asked: list[Asked] = []
        self.fates: deque[Fate] = deque()
        self.carrying = asyncio.Event()
        """Something was answered."""
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def of(self, path: str) -> list[Asked]:
        return [each for each in self.asked if each.target.partition("?")[0] == path]

    def cut(self) -> None:
        """All that is open is reset."""
        for writer in self._open.values():
            if not writer.is_closing():
                reset(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                asked = await _read(reader)
                self.asked.append(asked)
                fate = self.fates.popleft() if self.fates else carried
                await fate(self, asked, writer)
        finally:
            del self._open[task]
            writer.close()

    async def carry(self, asked: Asked, write: Callable[[bytes], object]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(asked.raw)
            while chunk := await reader.read(65_536):
                write(chunk)
                self.carrying.set()
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    pairs = [line.partition(": ") for line in head[1:] if line]
    headers = {name.lower(): value for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    method, target, _ = head[0].split()
    kept = [line for line in head if line and not line.lower().startswith("connection:")]
    raw = "\r\n".join([*kept, "Connection: close", "", ""]).encode() + body
    return Asked(method, target, headers, asyncio.get_running_loop().time(), raw)


def reset(writer: asyncio.StreamWriter) -> None:
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
    writer.transport.abort()


async def carried(network: Network, asked: Asked, writer: asyncio.StreamWriter) -> None:
    await network.carry(asked, writer.write)
    await writer.drain()


async def done_but_reset(network: Network, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """It is done, and nobody hears of it."""
    await network.carry(asked, lambda _: None)
    reset(writer)


async def silence(_: Network, __: Asked, writer: asyncio.StreamWriter) -> None:
    """A stream is opened, and nothing comes through it."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
    await asyncio.sleep(3600)


def answered(status: int, *headers: str, body: bytes = b"") -> Fate:
    """By something in between, which doesn't ask the server."""

    async def answer(_: Network, __: Asked, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status} So", f"Content-Length: {len(body)}", "Connection: close"]
        writer.write("\r\n".join([*lines, *headers, "", ""]).encode() + body)
        await writer.drain()

    return answer
