"""What can be done with a feed: page it, follow it, let go of what is old."""

from dataclasses import replace
from datetime import timedelta

from huuva_backend.feed.errors import EventsExpired, TooManyStreams
from huuva_backend.feed.event import Event, EventListing, Extent
from huuva_backend.feed.hub import Hub
from huuva_backend.feed.repository import FeedRepository
from huuva_backend.orders.cursor import Cursor
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Database, Executor

MAX_STREAMS = 1000
LET_GO_AT_ONCE = 1000


class FeedService:
    def __init__(self, database: Database, retention: timedelta) -> None:
        """`database` is where its hub looks, for all streams at once."""
        self.retention = retention
        events = FeedRepository(database)
        self.hub = Hub(events.news, events.renew)

    async def page(
        self, caller: Caller, on: Executor, location_id: str, after: Cursor | None, limit: int
    ) -> EventListing:
        """From the oldest that is kept where `after` is None. Raises `EventsExpired`."""
        extent, events = await FeedRepository(on).page(
            caller.at(location_id), after.seq if after else 0, limit, caller.brands
        )
        page = _listing(extent, events, after)
        if len(page.items) < limit:
            # There are no more: what others had meanwhile, and what happened to products, is passed over.
            return replace(page, next_after=page.newest)
        return page

    async def follow(
        self, caller: Caller, on: Executor, location_id: str, after: Cursor, limit: int
    ) -> EventListing:
        """As `page`, of all brands, and of products: a stream passes over what isn't the caller's, to know how far it is."""
        extent, events = await FeedRepository(on).following(
            caller.at(location_id), after.seq, limit
        )
        return _listing(extent, events, after)

    async def open(self, caller: Caller, on: Executor, location_id: str) -> Extent:
        """How far the feed reaches as a stream of it is opened. Raises `TooManyStreams`."""
        if self.hub.watches >= MAX_STREAMS:
            raise TooManyStreams
        return await FeedRepository(on).extent(caller.at(location_id))

    async def renew(self, caller: Caller, on: Executor, location_id: str | None = None) -> int:
        """Begin another epoch: no cursor of before goes on. Of all locations where None; how many."""
        return await FeedRepository(on).renew(location_id, None)

    async def let_go(self, caller: Caller, on: Executor) -> int:
        """Of all events older than the retention; how many."""
        kept = FeedRepository(on)
        gone = 0
        for location_id in await kept.find_expired(self.retention):
            batch = LET_GO_AT_ONCE
            while batch == LET_GO_AT_ONCE:
                batch = await kept.expire(location_id, self.retention, LET_GO_AT_ONCE)
                gone += batch
        return gone

    async def aclose(self) -> None:
        await self.hub.aclose()


def _listing(extent: Extent, events: list[Event], after: Cursor | None) -> EventListing:
    """Raises `EventsExpired`."""
    if after is None:
        after = extent.at(extent.first - 1)
    elif not extent.continues(after):
        raise EventsExpired(extent.at(extent.first), extent.newest)
    return EventListing(
        items=events,
        next_after=extent.at(events[-1].seq) if events else after,
        newest=extent.newest,
    )
