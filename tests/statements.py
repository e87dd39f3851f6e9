"""How many round trips something takes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asyncpg.connection import LoggedQuery

from tests.conftest import Connection

SAVEPOINTS = ("SAVEPOINT", "RELEASE")
"""What the tests' own pool adds."""

INTROSPECTION = ("typeinfo_tree", "'jit'")
"""What the driver asks about a type that the connection hasn't met before."""


@asynccontextmanager
async def counted(sql: Connection) -> AsyncIterator[list[str]]:
    """The statements of a block."""
    seen: list[str] = []

    def see(logged: LoggedQuery) -> None:
        query = logged.query
        if not query.startswith(SAVEPOINTS) and not any(word in query for word in INTROSPECTION):
            seen.append(query)

    sql.add_query_logger(see)
    yield seen
    sql.remove_query_logger(see)
