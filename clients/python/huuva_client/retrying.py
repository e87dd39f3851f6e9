"""When a request is sent again, and how long is waited before."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

PASSING: Final = frozenset({429, 502, 503, 504})
DONE_NOTHING: Final = frozenset({429})


@dataclass(frozen=True, slots=True)
class Patience:
    """`attempts` is how often a request is sent in all.

    What is waited first at most is `back_off_seconds`; it doubles each time. No wait is longer than `longest_seconds`,
    and what asks for a longer one is not sent again. A stream in which nothing is heard for `silence_seconds` is dead:
    the server says something every 15 s.
    """

    attempts: int = 5
    back_off_seconds: float = 0.25
    longest_seconds: float = 60
    silence_seconds: float = 45

    def delay(self, attempt: int, at_least: float | None = None) -> float | None:
        """At random up to a limit that doubles, so that who failed together doesn't come back together. None: too long."""
        limit = min(self.back_off_seconds * 2 ** (attempt - 1), self.longest_seconds)
        jitter = random.uniform(0, limit)  # noqa: S311 - no secret
        if at_least is None:
            return jitter
        return None if at_least > self.longest_seconds else at_least + jitter


async def persisting(
    send: Callable[[], Awaitable[httpx.Response]], patience: Patience, *, safe: bool
) -> httpx.Response:
    """`safe`: to send it twice does no more than once. What isn't is sent again only where nothing was done: 429."""
    for attempt in range(1, patience.attempts):
        try:
            response = await send()
        except httpx.TransportError:
            if not safe:  # it may have been done
                raise
            wait = patience.delay(attempt)
        else:
            wait = patience.delay(attempt, retry_after(response.headers))
            if response.status_code not in (PASSING if safe else DONE_NOTHING) or wait is None:
                return response
        await asyncio.sleep(wait or 0)
    return await send()


def retry_after(headers: httpx.Headers) -> float | None:
    """What `Retry-After` says, in seconds or as a date."""
    said = headers.get("retry-after")
    if said is None:
        return None
    if said.isdecimal():
        return float(said)
    try:
        at = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (at.astimezone(UTC) - datetime.now(UTC)).total_seconds())
