"""How many round trips something takes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asyncpg.connection import LoggedQuery

from tests.conftest import Connection

SAVEPOINTS = ("SAVEPOINT", "RELEASE")
"""What the tests' own pool adds."""


@asynccontextmanager
async def counted(sql: Connection) -> AsyncIterator[list[str]]:
    """The statements of a block."""
    seen: list[str] = []

    def see(query: LoggedQuery) -> None:
        if not query.query.startswith(SAVEPOINTS):
            seen.append(query.query)

    sql.add_query_logger(see)
    yield seen
    sql.remove_query_logger(see)
