"""Who waits for a lock that a test holds, and not for those of other tests on the same PostgreSQL."""

import asyncio

from tests.conftest import Connection

WAITING = """
    SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
"""


async def until_somebody_waits(connection: Connection) -> None:
    async with asyncio.timeout(5):
        while True:
            if await connection.fetchval(WAITING):
                return
            await asyncio.sleep(0.01)
