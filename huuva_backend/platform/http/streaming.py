"""An answer that goes on for long, to a client that may be slow, may leave, or may stop reading."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from time import perf_counter

from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send
from structlog import get_logger

from huuva_backend.platform.http.protocol import CUT

SEND_SECONDS = 5.0
"""How long a client may take nothing of what it is sent, once the buffers between us are full."""

log = get_logger(__name__)


class Interrupted(Exception):
    """What is left can't be sent: the connection is cut, or the client would take the part for the whole."""


class LongAnswer(StreamingResponse):
    def __init__(
        self,
        parts: AsyncGenerator[bytes, None],
        headers: Mapping[str, str],
        *,
        media_type: str | None = None,
        send_seconds: float = SEND_SECONDS,
    ) -> None:
        super().__init__(parts, headers=headers, media_type=media_type)
        self._parts = parts
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
            async with aclosing(self._parts):
                await super().stream_response(send_in_time)
        except TimeoutError:
            await self._leave("cut off a client that doesn't read")
        except Interrupted as interrupted:
            await self._leave(f"cut off a client: {interrupted}")
        else:
            if self._cut is not None:  # where the end isn't read either; else it is closed by then
                asyncio.get_running_loop().call_later(self._send_seconds, self._cut)

    async def _leave(self, why: str) -> None:
        log.info(why)
        if self._cut is None:
            raise ClientDisconnect from None
        self._cut()
        await asyncio.Event().wait()  # until we are told that it is gone, which cancels this
