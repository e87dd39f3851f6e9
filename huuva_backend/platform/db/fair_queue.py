"""A queue in which none of several groups keeps the others waiting, however much it asks."""

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    def __init__(self) -> None:
        self._groups: dict[str, deque[T]] = {}
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def put(self, group: str, waiting: T) -> None:
        if (queue := self._groups.get(group)) is None:
            queue = self._groups[group] = deque()
        queue.append(waiting)
        self._length += 1

    def take(self, most: int) -> list[T]:
        """At most so many: one from each group in turn, and so on; of a group in the order in which they came."""
        taken: list[T] = []
        while self._groups and len(taken) < most:
            group = next(iter(self._groups))
            queue = self._groups.pop(group)
            taken.append(queue.popleft())
            if queue:
                self._groups[group] = queue
        self._length -= len(taken)
        return taken
