"""Whose key it is, known by this process for less than a second at a time.

A key is looked up once for all requests that come with it until then, so that a revoked one is refused within a
second in every process, and nobody has to tell them. What is known counts from before it was asked.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from time import monotonic
from typing import Final, NamedTuple

from huuva_backend.partners import keys
from huuva_backend.partners.caller import Caller, system
from huuva_backend.partners.errors import KeyRefused
from huuva_backend.partners.partner import KeptKey, KeyState
from huuva_backend.partners.service import KeyService
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import DomainError, Unauthenticated

KNOWN_SECONDS: Final = 0.5
"""For how long what was looked up is believed."""
NOTED_SECONDS: Final = 60
"""How often it is noted that a key was used, by each process."""
MOST_KNOWN: Final = 10_000

SYSTEM: Final = system("keys")
REFUSALS: Final = {
    KeyState.EXPIRED: "It has expired.",
    KeyState.REVOKED: "It was revoked.",
}
UNKNOWN: Final = "It is none of ours, or was not copied whole."


class _Known(NamedTuple):
    key: KeptKey
    caller: Caller
    until: float


class Watch:
    """Of a stream: `ended` once its key is taken no more. What is `woken` is set then."""

    def __init__(self, woken: asyncio.Event) -> None:
        self.ended = False
        self._woken = woken

    def end(self) -> None:
        self.ended = True
        self._woken.set()


Watching = Callable[[asyncio.Event], AbstractContextManager[Watch]]


def unwatched(woken: asyncio.Event) -> AbstractContextManager[Watch]:
    """Of whom nobody asked for a key."""
    return nullcontext(Watch(woken))


class Keyring:
    """`on` is where keys are looked up, for all requests of this process."""

    def __init__(self, service: KeyService, on: Executor) -> None:
        self._service = service
        self._on = on
        self._known: dict[str, _Known] = {}
        self._noted: dict[str, float] = {}
        self._watches: dict[str, set[Watch]] = {}
        self._polling: asyncio.Task[None] | None = None

    async def identify(self, authorization: Sequence[bytes]) -> Caller:
        """Who comes with these headers. Raises `Unauthenticated`, `KeyRefused`."""
        if not authorization:
            raise Unauthenticated
        return await self.recognise(_bearer(authorization))

    async def recognise(self, text: str) -> Caller:
        """Whose key it is. Raises `KeyRefused`."""
        prefix = keys.prefix_of(text)
        if prefix is None:
            raise KeyRefused(UNKNOWN)
        known = self._known.get(prefix)
        if known is not None and known.until > monotonic():
            return _verified(known, text)
        known = await self._look_up(prefix)
        caller = _verified(known, text)
        await self._note_use(prefix)
        return caller

    @contextmanager
    def watching(self, caller: Caller, woken: asyncio.Event) -> Iterator[Watch]:
        """Who goes on for long is told when its key is taken no more."""
        watch = Watch(woken)
        if caller.key is None:
            yield watch
            return
        self._watches.setdefault(caller.key, set()).add(watch)
        if self._polling is None or self._polling.done():
            self._polling = asyncio.create_task(self._poll())
        try:
            yield watch
        finally:
            self._watches[caller.key].remove(watch)
            if not self._watches[caller.key]:
                del self._watches[caller.key]

    async def aclose(self) -> None:
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)

    async def _look_up(self, prefix: str) -> _Known | None:
        until = monotonic() + KNOWN_SECONDS
        key = await self._service.find(SYSTEM, self._on, prefix)
        if key is None:
            return None
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
            self._noted.clear()
        known = self._known.get(prefix)
        # Many may ask at once: whoever began before the last may not undo what that one found.
        if known is None or known.until < until:
            known = self._known[prefix] = _Known(key, key.caller, until)
        return known

    async def _note_use(self, prefix: str) -> None:
        now = monotonic()
        if now - self._noted.get(prefix, -NOTED_SECONDS) < NOTED_SECONDS:
            return
        self._noted[prefix] = now
        with suppress(DomainError):  # it is nobody's business but the operator's
            await self._service.use(SYSTEM, self._on, prefix, utc_now())

    async def _poll(self) -> None:
        while self._watches:
            with suppress(DomainError):  # without its database nobody is told of anything anyway
                watched = list(self._watches)
                live = await self._service.live(SYSTEM, self._on, watched)
                for prefix in set(watched) - live:
                    for watch in self._watches.get(prefix, ()):
                        watch.end()
            await asyncio.sleep(KNOWN_SECONDS)


def _bearer(authorization: Sequence[bytes]) -> str:
    """What stands in the one header behind the name of the scheme; empty where it is another's, or there are two."""
    scheme, _, text = authorization[0].decode("latin-1").partition(" ")
    return text.strip() if len(authorization) == 1 and scheme.lower() == "bearer" else ""


def _verified(known: _Known | None, text: str) -> Caller:
    if known is None or not keys.is_of(text, known.key.digest):
        raise KeyRefused(UNKNOWN)
    if known.key.state != KeyState.LIVE:
        raise KeyRefused(REFUSALS[KeyState(known.key.state)])
    return known.caller
