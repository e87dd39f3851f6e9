"""Whose turn it is to do what a loop does, as all processes on one database agree on it.

A row in a table: it also works behind a pooler, where nothing can be held by a connection.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

from huuva_backend.platform.db.database import Executor
from huuva_backend.worker.writes import GIVE_BACK, TAKE

LEASE_SECONDS = 5.0
"""How long nobody else takes over when the holder dies."""


def renewed_after() -> float:
    """Early enough to try twice."""
    return LEASE_SECONDS / 3


class Lease:
    """Of a loop, as one process sees it."""

    def __init__(self, database: Executor, loop: str, holder: UUID) -> None:
        self._database = database
        self._key = {"loop": loop, "holder": holder}
        self.until = 0.0
        """In the event loop's time. Ours ends before the database's, which got the question later."""

    async def hold(self) -> bool:
        """Take it or, where much of it is over, renew it; whether it is ours."""
        asked = asyncio.get_running_loop().time()
        if asked < self.until - LEASE_SECONDS + renewed_after():
            return True
        length = timedelta(seconds=LEASE_SECONDS)
        row = await self._database.fetchrow(TAKE, {**self._key, "length": length})
        self.until = 0.0 if row is None else asked + LEASE_SECONDS
        return row is not None

    async def give_back(self, seconds: float = 0) -> None:
        """Nobody, this process included, takes it for so long. Nothing happens where it isn't ours."""
        if self.until:
            self.until = 0.0
            length = timedelta(seconds=seconds)
            await self._database.fetch(GIVE_BACK, {**self._key, "length": length})
