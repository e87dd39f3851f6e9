"""The lines of an order in memory, written from the handbook: bundles and their parts, and what is split off."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod

Entry = tuple[int, str | None, str, bool, str]
"""Version, from, to, recall, cause."""
History = list[Entry]


@dataclass(kw_only=True)
class ModelLine:
    """`parent` is the number of the bundle that it is a part of, 0 of none; `quantity` is for one of that."""

    plu: str
    parent: int = 0
    quantity: int = 1
    made: bool = True
    held: bool = False
    fired: bool = False
    note: str | None = None
    course: int | None = None
    origin: tuple[str, int | None] = ("placed", None)
    gone: bool = False
    """Taken away by an amendment, so that nobody orders it any more."""


class ModelLines:
    """Subject 0 is the order, the others are its lines."""

    def __init__(self, lines: list[ModelLine]) -> None:
        self.version = 1
        self.pass_required = False
        self.lines: list[ModelLine] = []
        self.statuses = ["RECEIVED"]
        self.histories: list[History] = [[(1, None, "RECEIVED", False, "request")]]
        for line in lines:
            self.begin(line, "ORDERED")

    def begin(self, line: ModelLine, status: str) -> int:
        """The number of a line that is new."""
        self.lines.append(line)
        self.statuses.append(status)
        self.histories.append([(self.version, None, status, False, "request")])
        return len(self.lines)

    def line(self, number: int) -> ModelLine:
        return self.lines[number - 1]

    def in_all(self, number: int) -> int:
        """How many there are in all of the bundles; of no line: one."""
        return self.line(number).quantity * self.in_all(self.line(number).parent) if number else 1

    def is_held(self, number: int) -> bool:
        parts = [part for part in self.parts(number) if self.statuses[part] != "CANCELLED"]
        return all(self.line(part).held for part in parts or [number])

    def is_within(self, number: int, bundle: int) -> bool:
        parent = self.line(number).parent
        return number == bundle or (parent > 0 and self.is_within(parent, bundle))

    def within(self, bundle: int) -> list[int]:
        """The line and all in it."""
        return [at for at in range(1, len(self.lines) + 1) if self.is_within(at, bundle)]

    def bundles(self) -> list[int]:
        return sorted({line.parent for line in self.lines} - {0})

    def leaves(self) -> list[int]:
        return [at for at in range(1, len(self.lines) + 1) if at not in self.bundles()]

    def parts(self, bundle: int) -> list[int]:
        """The leaves in a bundle; none in what isn't one."""
        return [at for at in self.leaves() if at != bundle and self.is_within(at, bundle)]

    def that_count(self, leaves: Iterable[int]) -> list[int]:
        live = [line for line in leaves if self.statuses[line] != "CANCELLED"]
        return [line for line in live if self.line(line).made] or live

    def set_apart(self, number: int, quantity: int) -> list[int]:
        """The lines that are so many of this one in all and no more."""
        path = [number]
        while parent := self.line(path[0]).parent:
            path.insert(0, parent)
        apart = self._set_apart(path, quantity)
        assert sum(self.in_all(each) for each in apart) == quantity
        return apart

    def _set_apart(self, path: list[int], quantity: int) -> list[int]:
        """So many of the last line. The others are the bundles around it, the outermost first.

        Each gives as many; where it can't, whole ones are split off, and one more that gives what is left over.
        """
        bundle, *inner = path
        bundles = self.line(bundle).quantity
        if not inner:
            return [bundle if quantity == bundles else self.split_off(bundle, quantity)]
        if quantity % bundles == 0:
            return self._set_apart(inner, quantity // bundles)
        whole, rest = divmod(quantity, prod(self.line(each).quantity for each in inner))
        apart = self._in_so_many(path, whole)[-1:] if whole else []
        if rest:
            apart += self._set_apart(self._in_so_many(path, 1)[1:], rest)
        return apart

    def _in_so_many(self, path: list[int], bundles: int) -> list[int]:
        if bundles == self.line(path[0]).quantity:
            return path
        lines = self.within(path[0])
        first = self.split_off(path[0], bundles)
        return [first + lines.index(line) for line in path]

    def split_off(self, number: int, quantity: int) -> int:
        """A line of so many, with parts of its own, that stands where they do; the others stay."""
        part, *_ = self.copied(self.within(number), "split", quantity)
        self.line(number).quantity -= quantity
        return part

    def copied(
        self, numbers: list[int], kind: str, quantity: int, status: str | None = None
    ) -> list[int]:
        """The same lines anew, with so many of the first; live ones at this status, all others where they stand."""
        copies: dict[int, int] = {}
        for number in numbers:
            line = self.line(number)
            copy = replace(line, parent=copies.get(line.parent, line.parent), origin=(kind, number))
            if not copies:
                copy.quantity = quantity
            stands = self.statuses[number]
            begins = stands if status is None or stands == "CANCELLED" else status
            copies[number] = self.begin(copy, begins)
        return list(copies.values())
