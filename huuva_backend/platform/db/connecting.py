"""How a connection is opened: straight to PostgreSQL, or through a pooler, and that it never undoes a wait for a standby."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, Protocol

import asyncpg

from huuva_backend.platform.db.hosts import Hosts

CONNECT_SECONDS: Final = 2

PLANNED_BY_KEY: Final = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_bitmapscan": "off",
}
"""Plan once, along the indexes, whatever the tables' size: what is planned on an empty table lives on."""

TRACKED_BY_POOLERS: Final = ("application_name", "timezone")
"""What a pooler sets for each of its clients. All else its roles have: deploy/pooler.sql."""


class CommittingConnection(asyncpg.Connection):
    """Asks for nothing to be cancelled that may be a commit.

    A commit that waits for a standby is, cancelled, committed here alone: everybody sees it, and a failover loses it.
    What is overridden is private. asyncpg's public way is not to cancel or time out the call at all, which takes a task,
    a shield and a timer of ours around every write; tests/platform/db/test_connecting.py notices when asyncpg changes.
    """

    committing = False

    def _cancel_current_command(
        self, waiter: "asyncio.Future[None]", cancel_waiter: "asyncio.Future[None] | None" = None
    ) -> None:
        if self.committing or not self.is_in_transaction():
            waiter.set_result(None)  # whoever uses the connection next waits for the answer
        else:
            super()._cancel_current_command(waiter, cancel_waiter)  # type: ignore[misc]


@contextmanager
def committing(connection: object) -> Iterator[None]:
    """What runs on the connection meanwhile is the commit of a transaction."""
    # By its type: asyncpg takes any of its connections for an instance of any of its classes.
    if type(connection) is not CommittingConnection:
        yield
        return
    connection.committing = True
    try:
        yield
    finally:
        connection.committing = False


class Connect(Protocol):
    async def __call__(self, **options: Any) -> "asyncpg.Connection[asyncpg.Record]": ...


def connector(
    url: str, *, name: str, statement_seconds: int, by_key: bool, pooled: bool
) -> Connect:
    """`pooled`: through a pooler in transaction mode, which takes few settings and keeps no statement."""
    settings = {
        "application_name": name,
        "timezone": "UTC",
        "jit": "off",
        "lock_timeout": "2s",
        "statement_timeout": f"{statement_seconds}s",
        "idle_in_transaction_session_timeout": "10s",
    }
    options: dict[str, Any] = {
        "timeout": CONNECT_SECONDS,
        "command_timeout": statement_seconds + 1,  # for a server that doesn't keep to its own
        "connection_class": CommittingConnection,
    }
    if pooled:
        options["server_settings"] = {each: settings[each] for each in TRACKED_BY_POOLERS}
        options["statement_cache_size"] = 0
    else:
        options["server_settings"] = settings | (PLANNED_BY_KEY if by_key else {})
        # However long it is: the longest are the busiest.
        options["max_cacheable_statement_size"] = 0
        options["target_session_attrs"] = "read-write" if by_key else "any"

    return partial(Hosts(url).connect, **options)
