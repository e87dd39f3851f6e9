"""Where events are kept. What `reads` and `writes` say in SQL, this says in events."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from huuva_backend.feed import mapping, reads, writes
from huuva_backend.feed.event import Event, Extent, News
from huuva_backend.orders import epochs
from huuva_backend.orders.cursor import Cursor
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement


class FeedRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def extent(self, location_id: str) -> Extent:
        asked = {"location_id": location_id}
        (row,) = await epochs.read(self._database, reads.EXTENT, asked, location_id)
        return mapping.extent(row)

    async def page(
        self, location_id: str, after: int, limit: int, brands: Collection[str] | None
    ) -> tuple[Extent, list[Event]]:
        """The events of orders after one, of `brands` alone unless None, and how far the feed reaches at that moment."""
        of_brands = None if brands is None else sorted(brands)
        return await self._read(reads.PAGE, location_id, after, limit, {"brands": of_brands})

    async def following(
        self, location_id: str, after: int, limit: int
    ) -> tuple[Extent, list[Event]]:
        """The same of all, those of products too."""
        return await self._read(reads.FOLLOWING, location_id, after, limit, {})

    async def _read(
        self,
        statement: Statement,
        location_id: str,
        after: int,
        limit: int,
        narrowed: Mapping[str, Any],
    ) -> tuple[Extent, list[Event]]:
        asked = {"location_id": location_id, "after": after, "limit": limit, **narrowed}
        (row,) = await epochs.read(self._database, statement, asked, location_id)
        return mapping.extent(row), mapping.events(row["events"])

    async def news(self, known: Mapping[str, Cursor], limit: int) -> list[News]:
        """Of locations and their newest events as far as known, those that have gone on since."""
        asked = {
            "location_ids": list(known),
            "cursors": list(known.values()),
            "seqs": [cursor.seq for cursor in known.values()],
            "limit": limit,
        }
        rows = await epochs.read(self._database, reads.NEWS, asked, *known)
        return [mapping.news(row) for row in rows]

    async def renew(self, location_id: str | None, epoch: str | None) -> int:
        """How many locations have another epoch now: one or all of them, where it is still this one."""
        asked = {"location_id": location_id, "epoch": epoch}
        return len(await self._database.fetch(writes.RENEW, asked))

    async def find_expired(self, retention: timedelta) -> list[str]:
        rows = await self._database.fetch(writes.FIND_EXPIRED, {"retention": retention})
        return [row["location_id"] for row in rows]

    async def expire(self, location_id: str, retention: timedelta, limit: int) -> int:
        """How many of the oldest events, at most `limit`, have gone."""
        asked = {"location_id": location_id, "retention": retention, "limit": limit}
        (row,) = await self._database.fetch(writes.EXPIRE, asked)
        gone: int = row["gone"]
        return gone
