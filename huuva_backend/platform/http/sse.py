"""An answer of server-sent events, which goes on until either side leaves."""

from collections.abc import AsyncGenerator

from huuva_backend.platform.http.streaming import SEND_SECONDS, LongAnswer

HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    # It ends with the stream, so that nobody comes back on it to a server that is leaving.
    "Connection": "close",
}


class EventStream(LongAnswer):
    media_type = "text/event-stream"

    def __init__(
        self, frames: AsyncGenerator[bytes, None], *, send_seconds: float = SEND_SECONDS
    ) -> None:
        super().__init__(frames, HEADERS, send_seconds=send_seconds)
