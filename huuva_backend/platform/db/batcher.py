"""Requests that wait together go together.

Who finds nothing under way goes at once. While a batch is under way, those who ask gather for the next: no timer holds
anybody back, and the busier it is the more share a statement. A batch that lasts gives up its place to the others.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from huuva_backend.platform.db.fair_queue import FairQueue

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

PATIENCE_SECONDS: Final = 0.05
"""How long the others wait for a batch: many times what one takes."""


GATHERING_TURNS: Final = 2  # of the loop: those who were answered together ask together


class _Waiting(NamedTuple):
    asked: Any
    answer: "asyncio.Future[Any]"


_Batch = list[_Waiting]
_GATHERING: Final[_Batch] = []


class Batcher(Generic[Asked, Answer]):
    """Sends what is asked in batches of at most `most`: one at a time, taken from the groups in turn.

    `send` answers each of a batch in its place. Where a batch fails, each of it goes again alone, so that nobody fails
    for another's fault: what it does must not be done twice by that. A failure of one of the kinds in `shared_fate` is
    every one's own. Without `patience` (seconds) a batch never gives up its place.
    """

    def __init__(
        self,
        send: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]],
        *,
        most: int,
        patience: float | None = PATIENCE_SECONDS,
        shared_fate: tuple[type[BaseException], ...] = (),
    ) -> None:
        self._send = send
        self._most = most
        self._patience = patience
        self._shared_fate = shared_fate
        self._queue = FairQueue[_Waiting]()
        self._place: _Batch | None = None  # the batch that the others wait for
        self._crowded = False
        self._overdue: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.under_way = 0

    @property
    def waiting(self) -> int:
        return len(self._queue)

    async def ask(self, asked: Asked, group: str = "") -> Answer:
        """Raises what `send` raises. One who is cancelled before its turn isn't sent."""
        if self._place is None and not self._crowded:
            return await self._go_alone(asked)
        waiting = _Waiting(asked, asyncio.get_running_loop().create_future())
        self._queue.put(group, waiting)
        if self._place is None:
            self._gather()
        elif self._overdue is None and self._place is not _GATHERING:
            self._watch()
        answer: Answer = await waiting.answer
        return answer

    async def _go_alone(self, asked: Asked) -> Answer:
        self._place = batch = list[_Waiting]()
        self.under_way += 1
        try:
            (answer,) = await self._send([asked])
            return answer
        finally:
            self._leave(batch)

    def _gather(self, turns: int = GATHERING_TURNS) -> None:
        self._place = _GATHERING
        soon = asyncio.get_running_loop().call_soon
        soon(lambda: self._gather(turns - 1) if turns > 1 else self._begin())

    def _begin(self) -> None:
        batch = [each for each in self._queue.take(self._most) if not each.answer.done()]
        self._crowded = len(batch) > 1
        if not batch:
            self._next()
            return
        self._place = batch
        self._start(batch)
        if self._queue:
            self._watch()

    def _start(self, batch: _Batch) -> None:
        self.under_way += 1
        task = asyncio.create_task(self._go(batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _go(self, batch: _Batch) -> None:
        try:
            answers = await self._send([waiting.asked for waiting in batch])
            answered = list(zip(batch, answers, strict=True))
        except Exception as error:
            self._fail(batch, error)
        except BaseException:
            for waiting in batch:
                waiting.answer.cancel()
            raise
        else:
            for (_, answer), value in answered:
                if not answer.done():
                    answer.set_result(value)
        finally:
            self._leave(batch)

    def _fail(self, batch: _Batch, error: Exception) -> None:
        waiting = [each for each in batch if not each.answer.done()]
        if len(batch) > 1 and not isinstance(error, self._shared_fate):
            for each in waiting:
                self._start([each])
            return
        for _, answer in waiting:
            answer.set_exception(error)

    def _leave(self, batch: _Batch) -> None:
        self.under_way -= 1
        if self._place is batch:  # else it lasted too long, or went again
            self._next()

    def _next(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None
        if self._queue:
            self._gather()
        else:
            self._place = None

    def _watch(self) -> None:
        if self._patience is not None:
            self._overdue = asyncio.get_running_loop().call_later(self._patience, self._next)
