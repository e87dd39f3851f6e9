"""Another epoch by hand, for whom the database can't tell that it came back as it was."""

import asyncio
from contextlib import aclosing
from datetime import timedelta

from huuva_backend.feed.service import FeedService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database

CALLER = system("feed renew")


def run(url: str, location_id: str | None) -> int:
    """Of all locations where None; how many."""
    return asyncio.run(_renew(url, location_id))


async def _renew(url: str, location_id: str | None) -> int:
    opened = Database.open(url, size=1, name="huuva_backend feed renew", statement_seconds=30)
    async with aclosing(await opened) as database:
        feed = FeedService(database, timedelta())
        return await feed.renew(CALLER, database, location_id)
