"""An answer of server-sent events, which goes on until either side leaves."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from time import perf_counter

from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send
from structlog import get_logger

from huuva_backend.platform.http.protocol import CUT

SEND_SECONDS = 5.0
"""How long a client may take nothing of what it is sent, once the buffers between us are full."""

HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    # It ends with the stream, so that nobody comes back on it to a server that is leaving.
    "Connection": "close",
}

log = get_logger(__name__)


class EventStream(StreamingResponse):
    media_type = "text/event-stream"

    def __init__(
        self, frames: AsyncGenerator[bytes, None], *, send_seconds: float = SEND_SECONDS
    ) -> None:
        super().__init__(frames, headers=HEADERS)
        self._frames = frames
        self._send_seconds = send_seconds
        self._cut: Callable[[], None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._cut = scope.get("extensions", {}).get(CUT, {}).get("now")
        scope.setdefault("state", {})["answered_at"] = perf_counter()
        await super().__call__(scope, receive, send)

    async def stream_response(self, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(self._send_seconds):
                await send(message)

        try:
            async with aclosing(self._frames):
                await super().stream_response(send_in_time)
        except TimeoutError:
            log.info("cut off a client that doesn't read")
            if self._cut is None:
                raise ClientDisconnect from None
            self._cut()
            await asyncio.Event().wait()  # until we are told that it is gone, which cancels this
        else:
            if self._cut is not None:  # where the end isn't read either; else it is closed by then
                asyncio.get_running_loop().call_later(self._send_seconds, self._cut)
