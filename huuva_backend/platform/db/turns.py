"""One act on a thing at a time. Who waits for its turn holds no connection."""

import asyncio
from collections import deque
from collections.abc import Hashable
from typing import Self

from huuva_backend.platform.errors import Busy


class Turns:
    """Of this process: other processes are kept apart by what they write, not by this."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.queues: dict[Hashable, deque[asyncio.Future[None]]] = {}

    def turn(self, key: Hashable) -> "Turn":
        return Turn(self, key)


class Turn:
    """The turn on what `key` names, for the length of a block. Raises `Busy` where it doesn't come in time.

    A class, because a generator with the same lines costs three times as much, and this is in every write.
    """

    __slots__ = ("_key", "_turns")

    def __init__(self, turns: Turns, key: Hashable) -> None:
        self._turns = turns
        self._key = key

    async def __aenter__(self) -> Self:
        queue = self._turns.queues.get(self._key)
        if queue is None:
            self._turns.queues[self._key] = deque()
            return self
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            async with asyncio.timeout(self._turns.seconds):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():  # it came just as we gave up
                self._pass_on()
            if isinstance(error, TimeoutError):
                raise Busy from None
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        queue = self._turns.queues[self._key]
        while queue:
            turn = queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        del self._turns.queues[self._key]
