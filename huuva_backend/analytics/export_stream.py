"""An export as it is sent: as fast as its client takes it, and never the part for the whole."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from time import monotonic
from typing import Final

from huuva_backend.analytics.export import Row
from huuva_backend.analytics.export_formats import Writer
from huuva_backend.analytics.export_reading import Reading
from huuva_backend.partners.authentication import Watch, Watching, unwatched
from huuva_backend.platform.errors import Busy, Unavailable
from huuva_backend.platform.http.streaming import Interrupted

PART_BYTES: Final = 64 * 1024
"""What a client must take within the seconds that it has to take something."""
ROWS_AT_ONCE: Final = 50
OUTAGE_SECONDS: Final = 30.0
"""How long the database may be away before an export that has begun is given up."""
RETRY_SECONDS: Final = 0.5


def _goes_on() -> bool:
    return False


def _cut(written: bytes) -> list[bytes]:
    return [written[start : start + PART_BYTES] for start in range(0, len(written), PART_BYTES)]


class ExportStream:
    """`stopping` says that the server leaves, `watching` that the caller's key is taken no more."""

    def __init__(
        self,
        reading: Reading,
        writer: Writer,
        *,
        stopping: Callable[[], bool] = _goes_on,
        watching: Watching = unwatched,
        outage_seconds: float = OUTAGE_SECONDS,
    ) -> None:
        self._reading = reading
        self._writer = writer
        self._stopping = stopping
        self._watching = watching
        self._outage_seconds = outage_seconds

    async def parts(
        self, page: list[Row] | None, end: Callable[[Reading], None]
    ) -> AsyncGenerator[bytes, None]:
        """From the first page on, which was read before anything is sent. Calls `end` at the end, whichever it is.

        No connection is held while a part is taken. Raises `Interrupted`.
        """
        try:
            for part in _cut(self._writer.head()):
                yield part
            async for part in self._parts(page):
                yield part
            # Most are short, and over before anybody can take a key back.
            if (page := await self._next()) is not None:
                with self._watching(asyncio.Event()) as key:
                    while page is not None:
                        self._check(key)
                        async for part in self._parts(page):
                            yield part
                            self._check(key)
                        page = await self._next()
            for part in _cut(self._writer.end()):
                yield part
        finally:
            end(self._reading)

    async def _parts(self, page: list[Row] | None) -> AsyncGenerator[bytes, None]:
        """Others have their turn after each: a client that is fast is never waited for."""
        rows = page or []
        for first in range(0, len(rows), ROWS_AT_ONCE):
            for part in _cut(self._writer.rows(rows[first : first + ROWS_AT_ONCE])):
                yield part
            await asyncio.sleep(0)

    def _check(self, key: Watch) -> None:
        if self._stopping():
            raise Interrupted("the server is stopping")
        if key.ended:
            raise Interrupted("its key is taken no more")

    async def _next(self) -> list[Row] | None:
        until = monotonic() + self._outage_seconds
        while True:
            try:
                return await self._reading.page()
            except (Busy, Unavailable):
                if self._stopping() or monotonic() > until:
                    raise Interrupted("the database doesn't answer") from None
                await asyncio.sleep(RETRY_SECONDS)
