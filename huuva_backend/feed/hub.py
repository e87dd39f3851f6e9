"""One look at the database for all streams of this process, many times a second.

Each location that somebody watches has a channel: its newest events, written once and kept in a ring. Streams
take from it what they haven't sent yet, so that no client has a queue of its own. What is older than the
ring they read from the database themselves.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from structlog import get_logger

from huuva_backend.feed.event import News
from huuva_backend.feed.frames import Frame, frame
from huuva_backend.orders.cursor import BEGINNING, Cursor
from huuva_backend.platform.errors import DomainError

POLL_SECONDS = 0.05
OUTAGE_SECONDS = 0.5
LAST_LOOK_SECONDS = 1
AT_ONCE = 100
KEPT_BYTES = 1_000_000
"""Of each location's events: some three thousand of the usual ones."""

log = get_logger(__name__)


class Channel:
    """A location's newest events. `breaks` counts how often the feed didn't go on where it was."""

    def __init__(self, newest: Cursor) -> None:
        self.newest = newest
        self.breaks = 0
        self.watches: set[asyncio.Event] = set()
        self._frames: list[Frame] = []
        self._bytes = 0

    def after(self, cursor: Cursor) -> list[Frame] | None:
        """The next of them; None where they are older than what is kept here, or of another epoch."""
        if cursor != BEGINNING and cursor.epoch != self.newest.epoch:
            return None
        place = cursor.seq - (self.newest.seq - len(self._frames))
        return None if place < 0 else self._frames[place : place + AT_ONCE]

    def take(self, news: News) -> None:
        if not _follow(self.newest, news):
            self.breaks += 1
            self.newest = news.newest
            self._frames.clear()
            self._bytes = 0
        else:
            self._keep([frame(event, news.newest.epoch) for event in news.events])
            self.newest = self._frames[-1].cursor
        self.wake()

    def _keep(self, frames: Sequence[Frame]) -> None:
        self._frames += frames
        self._bytes += sum(len(each.text) for each in frames)
        too_many = 0
        while self._bytes > KEPT_BYTES:
            self._bytes -= len(self._frames[too_many].text)
            too_many += 1
        del self._frames[:too_many]

    def wake(self) -> None:
        for watch in self.watches:
            watch.set()


def _follow(newest: Cursor, news: News) -> bool:
    same = newest == BEGINNING or newest.epoch == news.newest.epoch
    return same and bool(news.events) and news.events[0].seq == newest.seq + 1


def _went_back(newest: Cursor, news: News) -> bool:
    """Where numbers are about to be given out a second time, and nobody could tell them apart."""
    return newest.epoch == news.newest.epoch and news.newest.seq < newest.seq


class Hub:
    """`read` gives the news of locations whose newest events are known; `renew` begins another epoch of a
    location's numbers where that which it is given still holds.
    """

    def __init__(
        self,
        read: Callable[[Mapping[str, Cursor], int], Awaitable[Sequence[News]]],
        renew: Callable[[str, str], Awaitable[object]],
    ) -> None:
        self.stopping = False
        self._read = read
        self._renew = renew
        self._channels: dict[str, Channel] = {}
        self._polling: asyncio.Task[None] | None = None

    @property
    def watches(self) -> int:
        return sum(len(channel.watches) for channel in self._channels.values())

    @contextmanager
    def watching(self, location_id: str, newest: Cursor) -> Iterator[tuple[Channel, asyncio.Event]]:
        """The location's channel, which begins after `newest` if nobody watches it yet, and what is set
        whenever there is something new in it or the hub stops.
        """
        channel = self._channels.setdefault(location_id, Channel(newest))
        watch = asyncio.Event()
        channel.watches.add(watch)
        if self._polling is None or self._polling.done():
            self._polling = asyncio.create_task(self._poll())
        try:
            yield channel, watch
        finally:
            channel.watches.remove(watch)
            if not channel.watches:
                del self._channels[location_id]

    def stop(self) -> None:
        """Streams end by themselves, as soon as they see it."""
        self.stopping = True
        for channel in self._channels.values():
            channel.wake()

    async def aclose(self) -> None:
        self.stop()
        if self._polling is not None:
            # Not cancelled at once: that would cost the connection that it may be using.
            await asyncio.wait([self._polling], timeout=LAST_LOOK_SECONDS)
            self._polling.cancel()

    async def _poll(self) -> None:
        while self._channels and not self.stopping:
            try:
                more = await self._look()
            except (
                DomainError
            ):  # without its database a stream stays open, and goes on when it is back
                await asyncio.sleep(OUTAGE_SECONDS)
            except Exception as error:
                log.error("unexpected failure", exc_info=error)
                await asyncio.sleep(OUTAGE_SECONDS)
            else:
                await asyncio.sleep(0 if more else POLL_SECONDS)

    async def _look(self) -> bool:
        """Whether there is more than was read at once."""
        known = {location: channel.newest for location, channel in self._channels.items()}
        more = False
        for news in await self._read(known, AT_ONCE):
            channel = self._channels.get(news.location_id)
            # A channel may have been given up and begun anew meanwhile.
            if channel is None or channel.newest != known[news.location_id]:
                continue
            if _went_back(channel.newest, news):
                await self._renew(news.location_id, news.newest.epoch)
                more = True
            else:
                channel.take(news)
                more = more or len(news.events) == AT_ONCE
        return more
