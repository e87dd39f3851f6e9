"""Adds history to roll-ups again and again, in a process that can be killed: `python -m tests.resilience.adding URL`."""

import asyncio
import sys

from huuva_backend.analytics import rollup_repository
from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database

CALLER = system("tests")
rollup_repository.EVENTS_AT_ONCE = 7  # type: ignore[misc]
rollup_repository.ORDERS_AT_ONCE = 3  # type: ignore[misc]


async def main(url: str) -> None:
    database = await Database.open(url, size=1, name="adding", statement_seconds=5, by_key=True)
    print("begun", flush=True)
    while True:
        await RollupService().fold(CALLER, database)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
