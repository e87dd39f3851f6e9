"""A location's events as a client follows them: from its cursor on, whatever happens, until one of us leaves."""

import asyncio
from collections.abc import AsyncGenerator

from huuva_backend.feed.errors import EventsExpired
from huuva_backend.feed.event import Extent
from huuva_backend.feed.frames import (
    HEARTBEAT,
    RETRY,
    Frame,
    bye,
    frame,
    identified,
    joined,
    reset,
    unheard,
)
from huuva_backend.feed.hub import AT_ONCE, OUTAGE_SECONDS, Channel
from huuva_backend.feed.service import FeedService
from huuva_backend.locations.location import Heard
from huuva_backend.orders.cursor import Cursor
from huuva_backend.partners.authentication import Watching, unwatched
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import DomainError

HEARTBEAT_SECONDS = 15.0


class Stream:
    """`station` narrows it to events that concern the station or a whole order; `heard` is what is known of both.

    `watching` tells when the caller may follow no longer.
    """

    def __init__(
        self,
        feed: FeedService,
        caller: Caller,
        on: Executor,
        location_id: str,
        station: str | None,
        *,
        watching: Watching = unwatched,
        heard: Heard | None = None,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> None:
        self._feed = feed
        self._caller = caller
        self._on = on
        self._location_id = location_id
        self._station = station
        self._watching = watching
        self._heard = heard or Heard()
        self._heartbeat_seconds = heartbeat_seconds

    async def frames(self, extent: Extent, after: Cursor | None) -> AsyncGenerator[bytes, None]:
        """From `after` on; from now on where that is None or can't be continued any more."""
        hub = self._feed.hub
        with (
            hub.watching(self._caller.at(self._location_id), extent.newest) as (channel, watch),
            self._watching(watch) as key,
        ):
            breaks = channel.breaks
            if after is None or extent.continues(after):
                cursor = extent.newest if after is None else after
                yield RETRY + identified(cursor)
            else:
                cursor = extent.newest
                yield RETRY + reset(cursor)
            if not (self._heard.known and self._heard.station_known):
                yield unheard(self._heard)
            while not hub.stopping and not key.ended:
                watch.clear()
                if channel.breaks != breaks:
                    breaks, cursor = channel.breaks, channel.newest
                    yield reset(cursor)
                patience = self._heartbeat_seconds
                try:
                    frames = await self._after(channel, cursor)
                except EventsExpired as expired:
                    cursor = expired.newest
                    yield reset(cursor)
                    continue
                except DomainError:
                    frames, patience = [], OUTAGE_SECONDS
                if frames:
                    cursor = frames[-1].cursor
                    yield joined(frames, self._station, self._caller.brands)
                elif not await _is_set_within(patience, watch):
                    yield HEARTBEAT
            if not key.ended:
                yield bye(cursor)

    async def _after(self, channel: Channel, cursor: Cursor) -> list[Frame]:
        frames = channel.after(cursor)
        if frames is None:
            page = await self._feed.follow(
                self._caller, self._on, self._location_id, cursor, AT_ONCE
            )
            frames = [frame(event, page.newest.epoch) for event in page.items]
        return frames


async def _is_set_within(seconds: float, watch: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await watch.wait()
    except TimeoutError:
        return False
    return True
