"""A connection to a receiver: a request at a time, and of its answer as much as is kept.

Of HTTP it speaks what a POST needs and nothing else, in a tenth of the time that a client of many uses takes: of a
thousand messages a second each costs as little as it is.
"""

import asyncio
from typing import Final, NamedTuple, cast

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

KEPT_BYTES: Final = 1024
"""How much of an answer is kept, and read."""
MOST_BYTES: Final = 65_536
"""Of an answer that isn't whole by then, with its head, what is between its chunks, and what follows them."""
FIRST_FINAL: Final = 200
"""A status below it is followed by another."""
LOST: Final = "the connection was lost"
NO_HTTP: Final = "the answer is no HTTP"


class NoAnswer(Exception):
    """Why there was none; `begun` where a part of one had come."""

    def __init__(self, why: str, *, begun: bool = False) -> None:
        super().__init__(why)
        self.begun = begun


class ReceiverAnswer(NamedTuple):
    status: int
    body: bytes
    retry_after: str | None


class ReceiverConnection(asyncio.Protocol):
    """`reusable` while nothing is under way and another request may be sent."""

    def __init__(self) -> None:
        self.reusable = False
        self._waiting: asyncio.Future[ReceiverAnswer] | None = None
        self._parser = HttpResponseParser(self)
        self._begin()

    async def post(self, request: bytes) -> ReceiverAnswer:
        """Raises `NoAnswer`. Whoever is cancelled meanwhile leaves a connection that is closed."""
        if self._transport.is_closing():
            raise NoAnswer(LOST)
        self.reusable = False
        self._begin()
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            return await self._waiting
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            self._waiting = None

    def close(self) -> None:
        """At once: nothing more is read."""
        self.reusable = False
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self.reusable = True

    def connection_lost(self, reason: Exception | None) -> None:
        self.reusable = False
        if self._head_is_over and not self._told_length and reason is None:
            self._answered()  # of no length, it ends where the connection does
        else:
            self._failed(LOST)

    def data_received(self, data: bytes) -> None:
        if self._waiting is None:
            self.close()  # nobody asked
            return
        self._came += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self._failed(NO_HTTP)
        if self._whole:
            return
        if not self._head_is_over and self._came > MOST_BYTES:
            self._failed(NO_HTTP)
        elif self._came > MOST_BYTES or len(self._body) >= KEPT_BYTES:
            self._answered()
            self.close()

    # What the parser calls.

    def on_message_begin(self) -> None:
        if self._waiting is None or self._waiting.done():
            self.close()  # a second answer to one request
        self._retry_after: str | None = None
        self._told_length = False

    def on_header(self, name: bytes, value: bytes) -> None:
        match name.lower():
            case b"retry-after":
                self._retry_after = value.decode("latin-1")
            case b"content-length" | b"transfer-encoding":
                self._told_length = True

    def on_headers_complete(self) -> None:
        self._status = self._parser.get_status_code()
        self._head_is_over = self._status >= FIRST_FINAL

    def on_body(self, body: bytes) -> None:
        if len(self._body) < KEPT_BYTES:
            self._body += body[:KEPT_BYTES]

    def on_message_complete(self) -> None:
        if not self._head_is_over:
            return  # another follows, which is the answer
        self._whole = True
        keeps = self._parser.should_keep_alive()
        self._answered()
        if keeps and not self._transport.is_closing():
            self.reusable = True
        else:
            self.close()

    def _begin(self) -> None:
        self._came = self._status = 0
        self._body = b""
        self._head_is_over = self._told_length = self._whole = False
        self._retry_after = None

    def _answered(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            answer = ReceiverAnswer(self._status, self._body, self._retry_after)
            self._waiting.set_result(answer)

    def _failed(self, why: str) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(NoAnswer(why, begun=self._came > 0))
        self.close()
