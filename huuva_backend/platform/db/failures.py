"""What a failure of the database means to those who use it."""

from collections.abc import Mapping

import asyncpg

from huuva_backend.platform.errors import Busy, DomainError, Unavailable

READ_ONLY = asyncpg.ReadOnlySQLTransactionError


class MustRetry(Unavailable):
    """The unit of work lost to a concurrent one; run whole again it may succeed."""


SQLSTATES: Mapping[str, type[DomainError]] = {
    "55P03": Busy,  # lock_not_available
    "40001": MustRetry,  # serialization_failure
    "40P01": MustRetry,  # deadlock_detected
    "57014": Unavailable,  # query_canceled: statement_timeout
    "57P": Unavailable,  # shutting down, crashed, starting up
    "08": Unavailable,  # connection exceptions
    "53": Unavailable,  # out of connections, memory, disk
    "25006": Unavailable,  # read-only: a standby answered while another is promoted
    "25P03": Unavailable,  # idle_in_transaction_session_timeout
}
"""What an SQLSTATE, or the class that it begins with, is to a caller. All others are our own faults."""


def failure(error: BaseException) -> DomainError | None:
    """The kind of failure that an exception of the driver stands for, None where it is a bug of ours."""
    if isinstance(error, asyncpg.PostgresError):
        state = error.sqlstate or ""
        kind = next(
            (SQLSTATES[key] for key in (state, state[:3], state[:2]) if key in SQLSTATES), None
        )
        return None if kind is None else kind()
    # InternalClientError: a statement met a connection that was just being told that its server dies.
    if isinstance(error, OSError | asyncpg.InterfaceError | asyncpg.InternalClientError):
        return Unavailable()
    return None
