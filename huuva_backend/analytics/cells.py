"""The rows of answers that are grouped: which groups there are, and how many at most. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final, Protocol, TypeVar

from huuva_backend.analytics.errors import TooManyCells
from huuva_backend.analytics.groupings import Groupings, Pair, Stretches

MOST_CELLS: Final = 5_000
"""How many pairs of groups an answer tells of."""


class Grouped(Protocol):
    """A dataclass; where `group` is a pair, `subgroup` is told apart by `paired`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def group(self) -> Any: ...


G = TypeVar("G", bound=Grouped)


def names_of(groupings: Groupings, cut: Stretches, found: Sequence[Any]) -> Sequence[Any]:
    """Of the clock's groups each, of columns and of pairs those in which something was `found`.

    Raises `TooManyCells`.
    """
    if not groupings:
        return [None]
    if len(groupings) == 1:
        return cut.names or sorted(set(found))
    pairs = [*dict.fromkeys(found)]
    if len(pairs) > MOST_CELLS:
        raise TooManyCells(MOST_CELLS)
    return pairs


def paired(rows: Sequence[G]) -> list[G]:
    return [
        replace(row, **row.group._asdict()) if isinstance(row.group, Pair) else row for row in rows
    ]
