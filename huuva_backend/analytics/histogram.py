"""How long stays lasted, summed up so that it can be added: how many in each of ever wider bins. Pure.

A bin of exponent k holds lengths over `GAMMA`^(k-1) and up to `GAMMA`^k microseconds and stands for the value that is off
by no more than `BOUND` of any of them (as DDSketch has it: Masson, Rim, Lee, VLDB 2019). Bin 0 holds those of no length.
A histogram is an array of integers, a bin and its size in each.
"""

from collections.abc import Iterable
from math import ceil, log
from typing import Final, NamedTuple

GAMMA: Final = 1.04
BOUND: Final = 0.02
"""What a percentile is off at most, as a part of it; that of the bins alone is a little less."""

SIZE_BITS: Final = 40
"""Of an entry the lower ones say how many, those above them in which bin."""
SIZE_MASK: Final = (1 << SIZE_BITS) - 1

MICROSECONDS: Final = 1_000_000


class Bin(NamedTuple):
    number: int
    size: int

    @property
    def value(self) -> float:
        """In seconds."""
        if self.number == 0:
            return 0.0
        return float(2 * GAMMA ** (self.number - 1) / (GAMMA + 1) / MICROSECONDS)


def bin_of(microseconds: int) -> int:
    """As `contributions.bin_of` says in SQL."""
    return 0 if microseconds <= 0 else 1 + ceil(log(microseconds) / log(GAMMA))


def bins(histogram: Iterable[int]) -> list[Bin]:
    """In the order of length."""
    return [Bin(entry >> SIZE_BITS, entry & SIZE_MASK) for entry in sorted(histogram)]


def percentiles(found: list[Bin], shares: Iterable[float], longest: float) -> list[float]:
    """Interpolated between the two lengths next to them, as PostgreSQL's `percentile_cont`; `shares` rise."""
    last = sum(each.size for each in found) - 1
    values, place, passed = [], 0, 0

    def at(rank: int) -> float:
        nonlocal place, passed
        while passed + found[place].size <= rank:
            passed += found[place].size
            place += 1
        return min(found[place].value, longest)

    for share in shares:
        rank = share * last
        below = at(int(rank))
        # The next length may lie in a bin after it, where the next share may not begin.
        here = place, passed
        above = at(ceil(rank))
        place, passed = here
        values.append(below + (above - below) * (rank - int(rank)))
    return values
