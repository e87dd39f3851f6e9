"""How often each caller may ask, and the headers by which it is told.

Windows are fixed: one opens with a caller's first request and closes when its time is over. The headers are those of
the IETF's draft-ietf-httpapi-ratelimit-headers-10.
"""

from collections.abc import Callable
from math import ceil
from time import monotonic
from typing import Final, NamedTuple, Protocol

from huuva_backend.partners.caller import Caller
from huuva_backend.partners.partner import PartnerKind
from huuva_backend.platform.errors import TooManyRequests
from huuva_backend.platform.rate import Rate

REFUSALS: Final = Rate(60, 60)
"""How many requests of one address may come without a key that is taken."""
MOST_WINDOWS: Final = 10_000

Headers = list[tuple[bytes, bytes]]


class Window(NamedTuple):
    """How many came in it, and how long it stays open."""

    requests: int
    seconds: float


class Windows:
    """Those of this process. The memory of `limits` looks through all of them at each request; these it never does."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._open: dict[str, tuple[int, float]] = {}

    def count(self, who: str, rate: Rate) -> Window:
        now = self._clock()
        count, closes = self._open.get(who, (0, now))
        if closes <= now:
            count, closes = 0, now + rate.seconds
            self._forget(now)
        self._open[who] = (count + 1, closes)
        return Window(count + 1, closes - now)

    def _forget(self, now: float) -> None:
        """Only where there are many: those that are over, or all, which keeps an attack from filling the memory."""
        if len(self._open) >= MOST_WINDOWS:
            self._open = {who: window for who, window in self._open.items() if window[1] > now}
        if len(self._open) >= MOST_WINDOWS:
            self._open.clear()


class Store(Protocol):
    """Where processes count together."""

    async def count(self, who: str, rate: Rate) -> Window | None:
        """None where it doesn't answer."""


class Limiter:
    """`rate` is that of each key that has none of its own, but for displays, which nothing may stop in a rush.

    Refusals are counted by each process for itself: a bound is all that they need.
    """

    def __init__(
        self, rate: Rate | None, store: Store | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self._rate = rate
        self._store = store
        self._callers = Windows(clock)
        self._refused = Windows(clock)

    async def count(self, caller: Caller, told: Headers) -> None:
        """A request of the caller, who is `told` where it stands. Raises `TooManyRequests`."""
        if caller.key is not None:
            is_display = caller.kind == PartnerKind.DISPLAY
            await self._count(caller.key, caller.rate or (None if is_display else self._rate), told)

    async def count_user(self, name: str, told: Headers) -> None:
        """A request of somebody whom the proxy in front names. Raises `TooManyRequests`."""
        await self._count(f"user:{name}", self._rate, told)

    async def _count(self, who: str, rate: Rate | None, told: Headers) -> None:
        if rate is None:
            return
        window = self._store and await self._store.count(who, rate)
        _tell("default", rate, window or self._callers.count(who, rate), told)

    def refuse(self, address: str, told: Headers) -> None:
        """A request with a key or a signature that isn't taken. Raises `TooManyRequests`.

        Only whoever is refused anyway: a key that is right is taken whatever others at its address do, for behind a
        proxy all have one address.
        """
        _tell("refused", REFUSALS, self._refused.count(address, REFUSALS), told)


def _tell(policy: str, rate: Rate, window: Window, told: Headers) -> None:
    seconds = ceil(window.seconds)
    remaining = max(rate.amount - window.requests, 0)
    told += [
        (b"ratelimit-policy", f'"{policy}";q={rate.amount};w={rate.seconds}'.encode()),
        (b"ratelimit", f'"{policy}";r={remaining};t={seconds}'.encode()),
    ]
    if window.requests > rate.amount:
        raise TooManyRequests(max(seconds, 1))
