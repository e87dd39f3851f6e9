"""Why we answer that we are unavailable: each cause in a metric, and in the log, where it isn't repeated for every request."""

from time import monotonic
from typing import Final

from structlog import get_logger

from huuva_backend.platform.metrics import observe_unavailable

QUIET_SECONDS: Final = 10
"""After a line about a cause, until the next of the same. Metrics count them all."""

log = get_logger(__name__)

_told: dict[str, float] = {}
_untold: dict[str, int] = {}


def tell(code: str, cause: str) -> None:
    """Of an answer that is about to be given. Both come from small fixed sets."""
    observe_unavailable(cause)
    now = monotonic()
    if now - _told.get(cause, -QUIET_SECONDS) < QUIET_SECONDS:
        _untold[cause] = _untold.get(cause, 0) + 1
        return
    _told[cause] = now
    log.warning("unavailable", code=code, cause=cause, before=_untold.pop(cause, 0))
