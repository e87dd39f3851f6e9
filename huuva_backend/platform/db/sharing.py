"""Which requests share a statement: those that ask the same, and where they must wait, those of one location."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, TypeAlias

from asyncpg import Record

from huuva_backend.platform.db.batcher import Batcher
from huuva_backend.platform.db.statement import Shared, Statement
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.metrics import observe_batch

Asked: TypeAlias = Mapping[str, Any]
Fetch: TypeAlias = Callable[[Statement, Asked], Awaitable[list[Record]]]
_Batcher: TypeAlias = Batcher[Asked, Record | None]


class _Lane(_Batcher):
    """Those of a group that wait for what somebody holds. The others of the group come when it is `over`.

    That is when nobody asks any more: a batch whose askers have all left keeps nobody waiting.
    """

    def __init__(self, send: Callable[..., Awaitable[list[Record | None]]], most: int) -> None:
        # Whoever holds one of them up holds up all, and a second batch would wait for the same.
        super().__init__(send, most=most, patience=None, shared_fate=(Busy,))
        self._crowded = True  # those who were passed over together ask together
        self.over = asyncio.Event()
        self.asking = 0


class Sharing:
    """One batch of each statement is under way at a time, over all groups, and passes over what is held.

    Those whom it passed over wait in a batch of their group alone. Who of the group asks meanwhile waits for that to be
    over, and then goes with all others again. `waiting` is entered by those who hold a connection while they wait: it
    lets in only a few.
    """

    def __init__(
        self, fetch: Fetch, waiting: Callable[[], AbstractAsyncContextManager[None]], most: int
    ) -> None:
        self._fetch = fetch
        self._waiting = waiting
        self._most = most
        self._together: dict[Shared, _Batcher] = {}
        self._lanes: dict[tuple[Shared, str], _Lane] = {}

    async def ask(self, statement: Shared, asked: Asked, group: str) -> Record | None:
        """The row that answers; raises as the database does."""
        while (lane := self._lanes.get((statement, group))) is not None:
            await lane.over.wait()
        if (batcher := self._together.get(statement)) is None:
            send = partial(self._send, statement, statement)
            batcher = self._together[statement] = Batcher(send, most=self._most)
        row = await batcher.ask(asked, group)
        if row is None or statement.patient is None or not row["held"]:
            return row
        return await self._wait(statement, asked, group)

    async def _wait(self, statement: Shared, asked: Asked, group: str) -> Record | None:
        key = (statement, group)
        if (lane := self._lanes.get(key)) is None:
            lane = self._lanes[key] = _Lane(partial(self._send_patiently, statement), self._most)
        lane.asking += 1
        try:
            return await lane.ask(asked)
        finally:
            lane.asking -= 1
            if not lane.asking:
                lane.over.set()
                del self._lanes[key]

    async def _send_patiently(
        self, statement: Shared, asked: Sequence[Asked]
    ) -> list[Record | None]:
        async with self._waiting():
            return await self._send(statement, statement.patient or statement, asked)

    async def _send(
        self, shared: Shared, form: Statement, asked: Sequence[Asked]
    ) -> list[Record | None]:
        observe_batch(len(asked))
        answers: list[Record | None] = [None] * len(asked)
        for row in await self._fetch(form, shared.together(asked)):
            answers[row["place"]] = row
        return answers

    @property
    def waiting(self) -> int:
        """How many ask for a share in a statement that hasn't begun."""
        return sum(batcher.waiting for batcher in self._batchers())

    @property
    def under_way(self) -> int:
        """How many shared statements have begun."""
        return sum(batcher.under_way for batcher in self._batchers())

    def _batchers(self) -> Iterable[_Batcher]:
        return (*self._together.values(), *self._lanes.values())
