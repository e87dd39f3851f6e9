"""A stream whose client reads, leaves, or does neither."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from prometheus_client import REGISTRY
from starlette.requests import ClientDisconnect
from starlette.types import Message
from structlog.testing import capture_logs

from huuva_backend.platform.http import middleware, streaming
from huuva_backend.platform.http.middleware import RequestMiddleware
from huuva_backend.platform.http.protocol import CUT
from huuva_backend.platform.http.sse import EventStream


class Client:
    """One end of a connection. It reads so many messages, then nothing more."""

    def __init__(self, reads: int, *, can_be_cut: bool = True) -> None:
        self._reads = reads
        self.gone = asyncio.Event()
        self.served = asyncio.Event()
        self.received: list[Message] = []
        self.scope: dict[str, Any] = {"type": "http", "method": "GET", "headers": []}
        if can_be_cut:
            self.scope["extensions"] = {CUT: {"now": self.gone.set}}

    async def send(self, message: Message) -> None:
        if len(self.received) == self._reads:
            await asyncio.Event().wait()
        self.received.append(message)
        if len(self.received) == 3:
            self.served.set()

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}


class Frames:
    """Of these so many, and then silence or the end."""

    def __init__(self, number: int, *, ends: bool = False) -> None:
        self._number = number
        self._ends = ends
        self.closed = False

    async def __call__(self) -> AsyncGenerator[bytes, None]:
        try:
            for number in range(self._number):
                yield b"id: %d\n\n" % number
            if not self._ends:
                await asyncio.Event().wait()
        finally:
            self.closed = True


async def stream(frames: Frames, client: Client) -> None:
    answer = EventStream(frames(), send_seconds=0.01)
    async with asyncio.timeout(5):
        await answer(client.scope, client.receive, client.send)


async def test_who_leaves_ends_the_stream() -> None:
    frames, client = Frames(2), Client(100)
    streaming = asyncio.create_task(stream(frames, client))
    await client.served.wait()
    client.gone.set()
    await streaming

    assert frames.closed
    assert [message.get("body") for message in client.received[1:]] == [b"id: 0\n\n", b"id: 1\n\n"]


@pytest.mark.parametrize("reads", [1, 3])
async def test_who_reads_nothing_is_cut_off(reads: int) -> None:
    frames, client = Frames(100), Client(reads)
    with capture_logs() as lines:
        await stream(frames, client)

    assert client.gone.is_set()
    assert frames.closed
    assert [line["event"] for line in lines] == ["cut off a client that doesn't read"]


async def test_a_server_that_cannot_cut_hears_that_the_client_is_gone() -> None:
    with pytest.raises(ClientDisconnect):
        await stream(Frames(100), Client(3, can_be_cut=False))


async def test_who_does_not_even_read_the_end_is_cut_off_after_it() -> None:
    client = Client(100)
    await stream(Frames(1, ends=True), client)
    assert client.received[-1] == {"type": "http.response.body", "body": b"", "more_body": False}

    async with asyncio.timeout(5):
        await client.gone.wait()


async def test_a_stream_is_measured_until_it_begins_and_logged_with_its_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([100.0, 3700.0])
    monkeypatch.setattr(middleware, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(streaming, "perf_counter", lambda: 100.5)
    client = Client(100)
    client.scope |= {"path": "/", "query_string": b""}
    app = RequestMiddleware(EventStream(Frames(1, ends=True)()))
    labels = {"method": "GET", "operation": "unmatched"}
    before = REGISTRY.get_sample_value("huuva_http_request_seconds_sum", labels) or 0
    with capture_logs() as lines:
        await app(client.scope, client.receive, client.send)

    after = REGISTRY.get_sample_value("huuva_http_request_seconds_sum", labels)
    assert after == pytest.approx(before + 0.5)
    assert lines[-1]["duration_ms"] == 3_600_000
