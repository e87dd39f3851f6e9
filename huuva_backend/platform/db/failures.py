"""What a failure of the database means to those who use it."""

from collections.abc import Mapping
from typing import TypeVar

import asyncpg

from huuva_backend.platform.errors import Busy, DomainError, Unavailable

Found = TypeVar("Found")

READ_ONLY = asyncpg.ReadOnlySQLTransactionError


class MustRetry(Unavailable):
    """The unit of work lost to a concurrent one; run whole again it may succeed."""

    cause = "lost-race"


SQLSTATES: Mapping[str, type[DomainError]] = {
    "55P03": Busy,  # lock_not_available
    "40001": MustRetry,  # serialization_failure
    "40P01": MustRetry,  # deadlock_detected
    "57014": Unavailable,  # query_canceled: statement_timeout
    "57P": Unavailable,  # shutting down, crashed, starting up
    "08": Unavailable,  # connection exceptions
    "53": Unavailable,  # out of connections, memory, disk
    "58030": Unavailable,  # io_error
    "25006": Unavailable,  # read-only: a standby answered while another is promoted
    "25P03": Unavailable,  # idle_in_transaction_session_timeout
}
"""What an SQLSTATE, or the class that it begins with, is to a caller. All others are our own faults."""


CAUSES: Mapping[str, str] = {
    "57014": "statement-too-long",
    "57P": "database-stopping",
    "08": "connection-lost",
    "53100": "disk-full",
    "53200": "out-of-memory",
    "53300": "too-many-connections",
    "53": "out-of-resources",
    "25006": "read-only",
    "25P03": "idle-too-long",
    "58030": "disk-fails",
}
"""What is told of those that make us unavailable, in problems, the log and metrics."""


def _found(table: Mapping[str, Found], state: str) -> Found | None:
    return next((table[key] for key in (state, state[:3], state[:2]) if key in table), None)


def cause_of(error: BaseException | None) -> str | None:
    """In a word, where it is known."""
    if isinstance(error, asyncpg.PostgresError):
        return _found(CAUSES, error.sqlstate or "")
    if isinstance(error, TimeoutError):
        return "no-answer"
    if isinstance(error, ConnectionRefusedError | FileNotFoundError):
        return "no-database"
    if isinstance(error, OSError | asyncpg.InterfaceError | asyncpg.InternalClientError):
        return "connection-lost"
    return None


def failure(error: BaseException) -> DomainError | None:
    """The kind of failure that an exception of the driver stands for, None where it is a bug of ours."""
    if isinstance(error, asyncpg.PostgresError):
        kind = _found(SQLSTATES, error.sqlstate or "")
        if kind is Unavailable:
            return Unavailable(cause=cause_of(error))
        return None if kind is None else kind()
    # InternalClientError: a statement met a connection that was just being told that its server dies.
    if isinstance(error, OSError | asyncpg.InterfaceError | asyncpg.InternalClientError):
        return Unavailable(cause=cause_of(error))
    return None
