"""Partners' receivers in a process of their own: they note when each message came, as cheaply as they can."""

import asyncio
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final, NamedTuple, cast

import uvloop

OK: Final = b"HTTP/1.1 204 No Content\r\n\r\n"
REDIRECT: Final = (
    b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
)
_PART: Final = bytes(100_000)
_AT: Final = b'"timestamp":"'


class Receipt(NamedTuple):
    """When a message came to which path, and when its event says that it happened."""

    path: str
    came_at: float
    happened_at: str


class Receiver(asyncio.Protocol):
    """Of one connection. What a request is answered is a matter of its path's last word."""

    def __init__(self, receipts: list[Receipt]) -> None:
        self._receipts = receipts
        self._kept = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._kept += data
        while (end := self._kept.find(b"\r\n\r\n")) >= 0:
            head = self._kept[:end].lower()
            found = head.find(b"content-length: ") + 16
            length = int(head[found : (head + b"\r").find(b"\r", found)])
            if len(self._kept) < end + 4 + length:
                return
            path = self._kept.split(b" ", 2)[1].decode()
            body = self._kept[end + 4 : end + 4 + length]
            self._kept = self._kept[end + 4 + length :]
            at = body.find(_AT) + len(_AT)
            happened_at = body[at : body.find(b'"', at)].decode()
            self._receipts.append(Receipt(path, time.time(), happened_at))
            BEHAVIOURS.get(path.rpartition("/")[2], _well)(self._transport)


def _well(transport: asyncio.Transport) -> None:
    transport.write(OK)


def _status(line: bytes, *headers: bytes) -> Callable[[asyncio.Transport], None]:
    answer = b"\r\n".join((b"HTTP/1.1 " + line, b"Content-Length: 0", *headers, b"", b""))
    return lambda transport: transport.write(answer)


def _reset(transport: asyncio.Transport) -> None:
    connection: socket.socket = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _drip(transport: asyncio.Transport) -> None:
    transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")

    def more() -> None:
        if not transport.is_closing():
            transport.write(b".")
            asyncio.get_running_loop().call_later(1, more)

    more()


def _flood(transport: asyncio.Transport) -> None:
    """Ten megabytes, for as long as anybody reads them."""
    transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n")

    def more(left: int) -> None:
        if left and not transport.is_closing():
            if not transport.get_write_buffer_size():
                transport.write(_PART)
                left -= 1
            asyncio.get_running_loop().call_later(0.001, more, left)

    more(100)


BEHAVIOURS: Final[dict[str, Callable[[asyncio.Transport], None]]] = {
    "500": _status(b"500 No"),
    "hang": lambda _: None,
    "reset": _reset,
    "drip": _drip,
    "flood": _flood,
    "redirect": lambda transport: transport.write(REDIRECT),
    "410": _status(b"410 Gone"),
    "429": _status(b"429 Slow Down", b"Retry-After: 1"),
}


class Receivers:
    def __init__(self, pipe: Connection, pid: int) -> None:
        self._pipe = pipe
        self.pid = pid
        self.port: int = pipe.recv()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def taken(self) -> list[Receipt]:
        """What came since the last time."""
        self._pipe.send(None)
        receipts: list[Receipt] = self._pipe.recv()
        return receipts


@contextmanager
def receiving() -> Iterator[Receivers]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield Receivers(ours, process.pid or 0)
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection) -> None:
    with suppress(KeyboardInterrupt):
        uvloop.run(_served(pipe))


async def _served(pipe: Connection) -> None:
    loop = asyncio.get_running_loop()
    receipts: list[Receipt] = []
    server = await loop.create_server(lambda: Receiver(receipts), "127.0.0.1", 0, backlog=500)
    pipe.send(server.sockets[0].getsockname()[1])

    while True:
        await asyncio.to_thread(pipe.recv)
        pipe.send([*receipts])
        receipts.clear()
