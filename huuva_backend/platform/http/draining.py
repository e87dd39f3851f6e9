"""What happens between being asked to stop and stopping."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from types import FrameType

from starlette.datastructures import State

ECHO_SECONDS = 1.0
"""A terminal and systemd tell every process of a group; its parent tells a worker once more."""


@contextmanager
def draining_when_told(state: State, seconds: float, leave: Callable[[], None]) -> Iterator[None]:
    """Asked to stop, let load balancers see it by `/readyz` for some seconds, in which all is served as
    before; then call `leave` and let the server stop. Asked again, at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    drain = _Drain(state, seconds, leave)
    try:
        yield
    finally:
        drain.restore()


class _Drain:
    def __init__(self, state: State, seconds: float, leave: Callable[[], None]) -> None:
        self._state = state
        self._seconds = seconds
        self._leave = leave
        self._loop = asyncio.get_running_loop()
        self._ending: asyncio.TimerHandle | None = None
        self._began = 0.0
        numbers = (signal.SIGTERM, signal.SIGINT)
        self._before = {number: signal.signal(number, self._told) for number in numbers}

    def restore(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _told(self, number: int, _: FrameType | None) -> None:
        # The interpreter calls this between any two instructions; the rest waits for the loop's turn.
        self._loop.call_soon_threadsafe(self._drain, signal.Signals(number))

    def _drain(self, number: signal.Signals) -> None:
        now = self._loop.time()
        if self._ending is None:
            self._state.draining = True
            self._began = now
            self._ending = self._loop.call_later(self._seconds, self._stop, number)
        elif parent_process() is None or now - self._began > ECHO_SECONDS:
            self._ending.cancel()
            self._stop(number)

    def _stop(self, number: signal.Signals) -> None:
        self.restore()
        self._state.stopping = True  # for what goes on for long
        self._leave()
        stop = self._before[number]
        if callable(stop):
            stop(number, None)
