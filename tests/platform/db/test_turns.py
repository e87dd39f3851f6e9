import asyncio
from random import Random

import pytest

from huuva_backend.platform.db.turns import Turns
from huuva_backend.platform.errors import Busy


@pytest.fixture
def turns() -> Turns:
    return Turns(5)


async def settle() -> None:
    for _ in range(6):
        await asyncio.sleep(0)


async def act(turns: Turns, key: str, name: int, acts: list[int], end: asyncio.Event) -> None:
    async with turns.turn(key):
        acts.append(name)
        await end.wait()


async def test_acts_on_one_thing_follow_each_other_in_the_order_in_which_they_came(
    turns: Turns,
) -> None:
    acts, ends = list[int](), [asyncio.Event() for _ in range(3)]
    tasks = [asyncio.create_task(act(turns, "a", n, acts, end)) for n, end in enumerate(ends)]
    seen = []
    for end in ends:
        await settle()
        seen.append(list(acts))
        end.set()
    await asyncio.gather(*tasks)

    assert seen == [[0], [0, 1], [0, 1, 2]]
    assert turns.queues == {}


async def test_acts_on_other_things_do_not_wait(turns: Turns) -> None:
    acts, end = list[int](), asyncio.Event()
    tasks = [asyncio.create_task(act(turns, key, n, acts, end)) for n, key in enumerate("ab")]
    await settle()

    assert acts == [0, 1]
    end.set()
    await asyncio.gather(*tasks)


async def test_whose_turn_does_not_come_in_time_is_told_that_it_is_busy() -> None:
    turns, acts, end = Turns(0), list[int](), asyncio.Event()
    holding = asyncio.create_task(act(turns, "a", 0, acts, end))
    await settle()
    with pytest.raises(Busy):
        await act(turns, "a", 1, acts, end)
    end.set()
    await holding

    assert acts == [0]
    assert turns.queues == {}


async def test_who_leaves_is_passed_over(turns: Turns) -> None:
    acts, end = list[int](), asyncio.Event()
    tasks = [asyncio.create_task(act(turns, "a", n, acts, end)) for n in range(3)]
    await settle()
    tasks[1].cancel()
    end.set()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert acts == [0, 2]
    assert turns.queues == {}


async def test_who_leaves_as_its_turn_comes_passes_it_on(turns: Turns) -> None:
    acts, end = list[int](), asyncio.Event()
    end.set()
    async with turns.turn("a"):
        tasks = [asyncio.create_task(act(turns, "a", n, acts, end)) for n in range(2)]
        await settle()
    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert acts == [1]
    assert turns.queues == {}


async def test_an_act_that_fails_passes_its_turn_on(turns: Turns) -> None:
    with pytest.raises(RuntimeError):
        async with turns.turn("a"):
            raise RuntimeError

    assert turns.queues == {}


@pytest.mark.parametrize("seed", range(30))
async def test_two_never_act_at_once_and_nobody_is_forgotten(seed: int) -> None:
    random, turns, acting = Random(seed), Turns(0.01), set[str]()

    async def one(key: str) -> None:
        async with turns.turn(key):
            assert key not in acting
            acting.add(key)
            try:
                for _ in range(random.randrange(6)):
                    await asyncio.sleep(random.choice([0, 0, 0.002]))
                if random.random() < 0.1:
                    raise RuntimeError
            finally:
                acting.discard(key)

    tasks = []
    for _ in range(100):
        tasks.append(asyncio.create_task(one(random.choice("ab"))))
        if random.random() < 0.2:
            random.choice(tasks).cancel()
        if random.random() < 0.3:
            await asyncio.sleep(0)
    async with asyncio.timeout(5):
        ends = await asyncio.gather(*tasks, return_exceptions=True)

    assert {type(end) for end in ends} <= {type(None), Busy, RuntimeError, asyncio.CancelledError}
    assert turns.queues == {}
