"""Who goes with whom, who waits for whom, and that everyone is answered."""

import asyncio
from collections.abc import Sequence
from random import Random

import pytest

from huuva_backend.platform.db.batcher import Batcher


class Fault(Exception):
    pass


class Doom(Exception):
    pass


async def settle() -> None:
    for _ in range(8):
        await asyncio.sleep(0)


class Sender:
    """Answers ten times what is asked, when it is let `go`; all of a batch fail with a number of `faulty`."""

    def __init__(
        self, most: int = 4, patience: float | None = None, doomed: type[BaseException] = Doom
    ) -> None:
        self.batches: list[list[int]] = []
        self.faulty: dict[int, Exception] = {}
        self.gates: dict[int, asyncio.Event] = {}
        self.batcher = Batcher[int, int](
            self.send, most=most, patience=patience, shared_fate=(doomed,)
        )

    async def send(self, asked: Sequence[int]) -> list[int]:
        self.batches.append(list(asked))
        await asyncio.sleep(0)
        for number in asked:
            if number in self.gates:
                await self.gates[number].wait()
        for number in asked:
            if number in self.faulty:
                raise self.faulty[number]
        return [number * 10 for number in asked]

    def hold(self, number: int) -> asyncio.Event:
        gate = self.gates[number] = asyncio.Event()
        return gate

    def ask(self, *numbers: int, group: str = "") -> "list[asyncio.Task[int]]":
        return [asyncio.create_task(self.batcher.ask(number, group)) for number in numbers]

    @property
    def left_behind(self) -> tuple[int, int]:
        return self.batcher.waiting, self.batcher.under_way


async def outcomes(tasks: "Sequence[asyncio.Task[int]]") -> list[int | BaseException]:
    async with asyncio.timeout(5):
        return await asyncio.gather(*tasks, return_exceptions=True)


async def test_who_finds_nothing_under_way_goes_at_once() -> None:
    sender = Sender()
    asking = asyncio.create_task(sender.batcher.ask(1))
    await asyncio.sleep(0)

    assert sender.batches == [[1]]
    assert await asking == 10
    assert sender.left_behind == (0, 0)


async def test_those_who_ask_meanwhile_go_together_in_their_order() -> None:
    sender = Sender()
    gate = sender.hold(0)
    asking = sender.ask(0, 1, 2, 3)
    await settle()
    assert (sender.batches, sender.left_behind) == ([[0]], (3, 1))

    gate.set()
    assert await outcomes(asking) == [0, 10, 20, 30]
    assert sender.batches == [[0], [1, 2, 3]]
    assert sender.left_behind == (0, 0)


async def test_no_more_than_the_most_go_and_one_batch_at_a_time() -> None:
    sender = Sender(most=2)
    gate = sender.hold(1)
    asking = sender.ask(*range(6))
    await settle()
    assert sender.batches == [[0], [1, 2]]

    gate.set()
    assert await outcomes(asking) == [0, 10, 20, 30, 40, 50]
    assert sender.batches == [[0], [1, 2], [3, 4], [5]]


async def test_groups_take_turns() -> None:
    sender = Sender(most=3)
    many = sender.ask(*range(6), group="many")
    few = sender.ask(10, group="few")
    await outcomes([*many, *few])

    assert sender.batches == [[0], [1, 10, 2], [3, 4, 5]]


async def test_those_who_were_answered_together_ask_together_again() -> None:
    sender = Sender()

    async def thrice(number: int) -> None:
        for _ in range(3):
            await sender.batcher.ask(number)

    await asyncio.gather(*(thrice(number) for number in range(4)))

    assert sender.batches[:3] == [[0], [1, 2, 3], [0]] or max(map(len, sender.batches)) == 4
    assert len(sender.batches) <= 6
    assert sender.left_behind == (0, 0)


async def test_a_batch_that_lasts_gives_up_its_place() -> None:
    sender = Sender(patience=0)
    gate = sender.hold(0)
    slow = sender.ask(0)
    await settle()
    others = sender.ask(1, 2)

    assert await outcomes(others) == [10, 20]
    assert not slow[0].done()
    assert sender.left_behind == (0, 1)

    assert await outcomes(sender.ask(3)) == [30]
    gate.set()
    assert await outcomes(slow) == [0]
    assert sender.left_behind == (0, 0)


async def test_without_patience_it_keeps_its_place() -> None:
    sender = Sender(patience=None)
    gate = sender.hold(0)
    asking = sender.ask(0, 1)
    await asyncio.sleep(0.06)
    assert sender.batches == [[0]]

    gate.set()
    assert await outcomes(asking) == [0, 10]


async def test_who_leaves_before_its_turn_is_not_sent() -> None:
    sender = Sender()
    gate = sender.hold(0)
    asking = sender.ask(0, 1, 2, 3)
    await settle()
    asking[2].cancel()
    gate.set()
    await outcomes(asking)

    assert sender.batches == [[0], [1, 3]]
    assert asking[2].cancelled()


async def test_where_all_who_wait_leave_nothing_is_sent_and_the_next_goes_at_once() -> None:
    sender = Sender()
    gate = sender.hold(0)
    asking = sender.ask(0, 1, 2)
    await settle()
    for task in asking[1:]:
        task.cancel()
    gate.set()
    await outcomes(asking)
    await settle()

    assert await outcomes(sender.ask(9)) == [90]
    assert sender.batches == [[0], [9]]
    assert sender.left_behind == (0, 0)


async def test_who_leaves_a_batch_takes_nobodys_answer_along() -> None:
    sender = Sender()
    gate = sender.hold(1)
    asking = sender.ask(0, 1, 2)
    await settle()
    asking[1].cancel()
    await settle()
    gate.set()

    assert (await outcomes(asking))[::2] == [0, 20]
    assert asking[1].cancelled()


async def test_who_goes_alone_and_leaves_gives_up_the_place() -> None:
    sender = Sender()
    sender.hold(0)
    asking = sender.ask(0, 1)
    await settle()
    asking[0].cancel()

    assert (await outcomes(asking))[1] == 10
    assert sender.left_behind == (0, 0)


async def test_where_a_batch_fails_each_goes_alone_and_only_the_faulty_one_fails() -> None:
    sender = Sender()
    sender.faulty[2] = fault = Fault()
    asking = sender.ask(0, 1, 2, 3)

    assert await outcomes(asking) == [0, 10, fault, 30]
    assert sender.batches == [[0], [1, 2, 3], [1], [2], [3]]
    assert sender.left_behind == (0, 0)


async def test_who_has_left_a_batch_that_fails_does_not_go_again() -> None:
    sender = Sender()
    gate = sender.hold(1)
    sender.faulty[2] = Fault()
    asking = sender.ask(0, 1, 2, 3)
    await settle()
    asking[3].cancel()
    await settle()
    gate.set()
    await outcomes(asking)

    assert sender.batches == [[0], [1, 2, 3], [1], [2]]


async def test_a_fate_that_all_share_is_not_tried_again() -> None:
    sender = Sender()
    sender.faulty[2] = doom = Doom()
    asking = sender.ask(0, 1, 2, 3)

    assert await outcomes(asking) == [0, doom, doom, doom]
    assert sender.batches == [[0], [1, 2, 3]]


async def test_those_whose_sending_is_cancelled_are_told_so() -> None:
    sender = Sender()
    sender.faulty[1] = asyncio.CancelledError()  # type: ignore[assignment]
    asking = sender.ask(0, 1, 2)
    await outcomes(asking)

    assert [task.cancelled() for task in asking] == [False, True, True]
    assert sender.left_behind == (0, 0)


async def test_a_batch_that_is_answered_too_little_fails() -> None:
    async def answer_one(asked: Sequence[int]) -> list[int]:
        await asyncio.sleep(0)
        return [asked[0]]

    batcher = Batcher[int, int](answer_one, most=4, shared_fate=(ValueError,))
    answers = await outcomes([asyncio.create_task(batcher.ask(number)) for number in range(3)])

    assert answers[0] == 0
    assert [type(answer) for answer in answers[1:]] == [ValueError, ValueError]


@pytest.mark.parametrize("patience", [None, 0, 0.001])
@pytest.mark.parametrize("seed", range(20))
async def test_everyone_gets_an_end_of_its_own(seed: int, patience: float | None) -> None:
    random = Random(seed)
    sender = Sender(most=random.choice([1, 3, 8]), patience=patience)
    kinds = [Fault, Doom]
    asking, left = list[asyncio.Task[int]](), set[int]()
    for number in range(150):
        if random.random() < 0.1:
            sender.faulty[number] = random.choice(kinds)()
        if random.random() < 0.1:
            gate = sender.hold(number)
            asyncio.get_running_loop().call_later(random.random() / 200, gate.set)
        asking += sender.ask(number, group=random.choice("abc"))
        if random.random() < 0.2:
            gone = random.randrange(len(asking))
            if asking[gone].cancel():
                left.add(gone)
        for _ in range(random.randrange(3)):
            await asyncio.sleep(0)
    ends = await outcomes(asking)
    await settle()

    for number, end in enumerate(ends):
        if number in left:
            assert isinstance(end, asyncio.CancelledError)
        elif isinstance(end, BaseException):
            assert isinstance(end, Doom) or end is sender.faulty[number]
        else:
            assert end == number * 10
            assert number not in sender.faulty
    assert sender.left_behind == (0, 0)
    assert await outcomes(sender.ask(999)) == [9990]
