from collections import Counter
from random import Random

import pytest

from huuva_backend.platform.db.fair_queue import FairQueue


def queue_of(*waiting: tuple[str, int]) -> FairQueue[tuple[str, int]]:
    queue = FairQueue[tuple[str, int]]()
    for each in waiting:
        queue.put(each[0], each)
    return queue


def test_those_of_one_group_are_taken_in_the_order_in_which_they_came() -> None:
    queue = queue_of(("a", 1), ("a", 2), ("a", 3))

    assert queue.take(2) == [("a", 1), ("a", 2)]
    assert queue.take(2) == [("a", 3)]
    assert queue.take(2) == []


def test_groups_are_taken_from_in_turn() -> None:
    queue = queue_of(("a", 1), ("a", 2), ("a", 3), ("b", 1), ("c", 1), ("c", 2))

    assert queue.take(6) == [("a", 1), ("b", 1), ("c", 1), ("a", 2), ("c", 2), ("a", 3)]


def test_whose_turn_it_was_comes_last_the_next_time() -> None:
    queue = queue_of(("a", 1), ("a", 2), ("b", 1))

    assert queue.take(1) == [("a", 1)]
    assert queue.take(1) == [("b", 1)]
    assert queue.take(1) == [("a", 2)]


def test_its_length_is_how_many_wait() -> None:
    queue = queue_of(("a", 1), ("a", 2), ("b", 1))
    queue.take(2)

    assert len(queue) == 1


@pytest.mark.parametrize("seed", range(20))
def test_everyone_is_taken_once_and_a_newcomer_waits_for_one_of_each_group_at_most(
    seed: int,
) -> None:
    random = Random(seed)
    queue, put, taken = FairQueue[tuple[str, int]](), list[tuple[str, int]](), Counter[object]()
    for number in range(300):
        each = (random.choice("abcde"), number)
        put.append(each)
        queue.put(each[0], each)
        taken.update(queue.take(random.randrange(3)))
    queue.put("new", ("new", 0))
    soon = queue.take(6)
    taken.update(soon)
    taken.update(queue.take(1000))

    assert ("new", 0) in soon
    assert taken == Counter([*put, ("new", 0)])
    assert len(queue) == 0
