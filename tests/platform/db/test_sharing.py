"""Who shares a statement, and who waits where something is held."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import pytest
from sqlalchemy import Integer, select

from huuva_backend.platform.db.sharing import Sharing
from huuva_backend.platform.db.statement import ASKED, Shared, Statement, asked
from huuva_backend.platform.errors import Busy

_ROWS = asked({"number": Integer()})
SHARED = Shared(select(_ROWS.c.place), {"number": Integer()}, select(_ROWS.c.number))


async def settle() -> None:
    for _ in range(12):
        await asyncio.sleep(0)


class Locks:
    """Answers as a database does in which some groups are held. Who waits for one is let go by `free`."""

    def __init__(self) -> None:
        self.held: set[str] = set()
        self.batches: list[tuple[bool, list[int]]] = []
        self.free = asyncio.Event()
        self.waiters = self.most_waiters = 0
        self.error: Exception | None = None
        self.sharing = Sharing(self.fetch, self.waiting, 8)

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[Any]:
        rows = json.loads(values[ASKED])
        patient = statement is SHARED.patient
        self.batches.append((patient, [row["number"] for row in rows]))
        await asyncio.sleep(0)
        if patient:
            await self.free.wait()
            if self.error is not None:
                raise self.error
        return [
            {
                "place": row["place"],
                "number": row["number"],
                "held": not patient and row["group"] in self.held,
            }
            for row in rows
        ]

    @asynccontextmanager
    async def waiting(self) -> AsyncIterator[None]:
        self.waiters += 1
        self.most_waiters = max(self.waiters, self.most_waiters)
        try:
            yield
        finally:
            self.waiters -= 1

    async def ask(self, number: int, group: str) -> int:
        row = await self.sharing.ask(SHARED, {"number": number, "group": group}, group)
        assert row is not None
        answer: int = row["number"]
        return answer

    def asking(self, numbers: range, group: str) -> "list[asyncio.Task[int]]":
        return [asyncio.create_task(self.ask(number, group)) for number in numbers]

    @property
    def left_behind(self) -> tuple[int, int, int]:
        return (
            len(self.sharing._lanes),
            self.sharing.waiting,
            self.sharing.under_way,
        )


@pytest.fixture
def locks() -> Locks:
    return Locks()


async def test_those_of_a_held_group_wait_in_one_batch_and_nobody_else_does(locks: Locks) -> None:
    locks.held = {"held"}
    held = locks.asking(range(6), "held")
    await settle()
    others = await asyncio.gather(*locks.asking(range(10, 14), "free"))

    assert others == [10, 11, 12, 13]
    assert not any(task.done() for task in held)
    assert locks.most_waiters == 1

    locks.free.set()
    assert await asyncio.gather(*held) == list(range(6))
    assert locks.left_behind == (0, 0, 0)


async def test_those_who_were_passed_over_together_wait_together(locks: Locks) -> None:
    locks.held = {"held"}
    free = locks.asking(range(1), "free")
    held = locks.asking(range(1, 6), "held")  # they gather while that is under way
    await settle()
    locks.free.set()
    await asyncio.gather(*free, *held)

    assert locks.batches == [(False, [0]), (False, [1, 2, 3, 4, 5]), (True, [1, 2, 3, 4, 5])]


async def test_who_comes_while_others_wait_goes_with_everybody_afterwards(locks: Locks) -> None:
    locks.held = {"held"}
    first = locks.asking(range(1), "held")
    await settle()
    later = locks.asking(range(1, 4), "held")
    await settle()
    assert locks.batches == [(False, [0]), (True, [0])]

    locks.held.clear()
    locks.free.set()
    assert await asyncio.gather(*first, *later) == [0, 1, 2, 3]
    assert all(not patient for patient, _ in locks.batches[2:])
    assert locks.left_behind == (0, 0, 0)


async def test_whoever_is_held_up_for_too_long_is_told_so_once_and_all_at_once(
    locks: Locks,
) -> None:
    locks.held, locks.error = {"held"}, Busy()
    free = locks.asking(range(1), "free")
    held = locks.asking(range(1, 6), "held")
    await settle()
    locks.free.set()
    await asyncio.gather(*free)
    answers = await asyncio.gather(*held, return_exceptions=True)

    assert [type(answer) for answer in answers] == [Busy] * 5
    assert [numbers for patient, numbers in locks.batches if patient] == [[1, 2, 3, 4, 5]]
    assert locks.left_behind == (0, 0, 0)


@pytest.mark.parametrize("leaving", [slice(0, 1), slice(1, None), slice(0, None)])
async def test_a_group_is_served_again_after_those_who_waited_have_left(
    locks: Locks, leaving: slice
) -> None:
    locks.held = {"held"}
    waiting = locks.asking(range(5), "held")
    await settle()
    for task in waiting[leaving]:
        task.cancel()
    await settle()
    locks.held.clear()
    locks.free.set()
    await asyncio.gather(*waiting, return_exceptions=True)
    await settle()

    assert locks.left_behind == (0, 0, 0)
    async with asyncio.timeout(1):
        assert await locks.ask(99, "held") == 99


async def test_those_in_a_batch_that_waits_may_all_leave(locks: Locks) -> None:
    locks.held = {"held"}
    first = locks.asking(range(1), "held")
    rest = locks.asking(range(1, 5), "held")
    await settle()
    first[0].cancel()  # and the rest begin to wait, as a batch
    await settle()
    for task in rest:
        task.cancel()
    await settle()
    locks.held.clear()
    locks.free.set()
    async with asyncio.timeout(1):
        assert await locks.ask(99, "held") == 99
    await settle()

    assert locks.left_behind == (0, 0, 0)


@pytest.mark.parametrize("seed", range(40))
async def test_nobody_is_forgotten_whatever_is_held_and_whoever_leaves(
    locks: Locks, seed: int
) -> None:
    random = Random(seed)
    groups = ["a", "b", "c"]
    asking: dict[int, asyncio.Task[int]] = {}
    for number in range(120):
        locks.held = {group for group in groups if random.random() < 0.4}
        locks.error = Busy() if random.random() < 0.2 else None
        (locks.free.set if random.random() < 0.5 else locks.free.clear)()
        asking[number] = asyncio.create_task(locks.ask(number, random.choice(groups)))
        if random.random() < 0.2:
            random.choice(list(asking.values())).cancel()
        for _ in range(random.randrange(4)):
            await asyncio.sleep(0)
    locks.held.clear()
    locks.free.set()
    async with asyncio.timeout(5):
        answers = await asyncio.gather(*asking.values(), return_exceptions=True)
    await settle()

    assert all(
        answer == number or isinstance(answer, Busy | asyncio.CancelledError)
        for number, answer in zip(asking, answers, strict=True)
    )
    assert locks.left_behind == (0, 0, 0)
