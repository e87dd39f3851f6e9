"""One of the hosts that a URL names, whichever is what is asked for.

The driver asks one after the other within one time limit: behind one that says nothing, as a lost machine does, it
never comes to the others.
"""

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from huuva_backend.platform.db.pool import Connection

HEAD_START_SECONDS: Final = 0.3
"""For which each host is asked before the next one is too."""


class Hosts:
    """The one that was connected to last is asked first."""

    def __init__(self, url: str) -> None:
        self._urls = _one_for_each(url)

    async def connect(self, **options: Any) -> Connection:
        """Options are `asyncpg.connect`'s; raises what that raises, of several hosts what the last of them said."""
        if len(self._urls) == 1:
            return await asyncpg.connect(self._urls[0], **options)
        asked: dict[asyncio.Task[Connection], str] = {}
        waiting = list(self._urls)
        try:
            while True:
                if waiting:
                    url = waiting.pop(0)
                    asked[asyncio.create_task(asyncpg.connect(url, **options))] = url
                soon = HEAD_START_SECONDS if waiting else None
                await asyncio.wait(asked, timeout=soon, return_when=asyncio.FIRST_COMPLETED)
                for attempt in [each for each in asked if each.done()]:
                    url = asked.pop(attempt)
                    if attempt.exception() is None:
                        self._prefer(url)
                        return attempt.result()
                    if not asked and not waiting:
                        return attempt.result()  # which raises
        finally:
            for attempt in asked:
                attempt.add_done_callback(_drop)
                attempt.cancel()

    def _prefer(self, url: str) -> None:
        self._urls = [url, *(each for each in self._urls if each != url)]


def _drop(attempt: "asyncio.Task[Connection]") -> None:
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().terminate()


def _one_for_each(url: str) -> list[str]:
    parts = urlsplit(url)
    user, at, hosts = parts.netloc.rpartition("@")
    return [urlunsplit(parts._replace(netloc=user + at + host)) for host in hosts.split(",")]
