"""Windows that the processes share, in a store of the library `limits`."""

import asyncio
from time import monotonic, time
from typing import Any, Final

from structlog import get_logger

from huuva_backend.partners.limiting import Window
from huuva_backend.platform.rate import Rate

PATIENCE_SECONDS: Final = 0.1
"""How long a request waits for the store at most."""
REST_SECONDS: Final = 1.0
"""How long a store that failed isn't asked. Meanwhile each process counts for itself."""

log = get_logger(__name__)


def shared(uri: str | None) -> "SharedWindows | None":
    return None if uri is None else SharedWindows(uri)


class SharedWindows:
    """`uri` as `limits` takes it, such as `redis://host:6379/0`."""

    def __init__(self, uri: str) -> None:
        # Here, so that who has no store loads neither the library nor a client.
        from limits.storage import storage_from_string  # noqa: PLC0415

        options = {} if uri.startswith("memory") else {"implementation": "redispy"}
        self._storage: Any = storage_from_string(f"async+{uri}", **options)
        self._resting_until = 0.0

    async def count(self, who: str, rate: Rate) -> Window | None:
        """None where the store doesn't answer: a limit is no reason to refuse everybody."""
        if monotonic() < self._resting_until:
            return None
        name = f"huuva/{who}/{rate.amount}/{rate.seconds}"
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                count = await self._storage.incr(name, rate.seconds)
                closes = await self._storage.get_expiry(name)
        except Exception as error:  # whatever the client of the store raises
            self._resting_until = monotonic() + REST_SECONDS
            log.warning("the store of limits does not answer", error=type(error).__name__)
            return None
        return Window(count, max(closes - time(), 0.0))
