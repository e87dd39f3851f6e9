"""How objects of a dataclass are kept in columns, derived from its fields.

A field stands in the column of its name, as it is, unless a `Kept` says otherwise.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Kept(NamedTuple):
    """The columns of a field, how it is read from their values, and how it is written to them.

    Without `read` and `write` the one column has the field's value. A field of several columns is written as a
    tuple.
    """

    columns: tuple[str, ...]
    read: Callable[..., Any] | None = None
    write: Callable[[Any], Any] | None = None


def made(kind: type[T], values: dict[str, Any]) -> T:
    """As `kind(**values)` of a dataclass, in a third of the time. `values` has all of its fields, also those with defaults."""
    instance = kind.__new__(kind)
    instance.__dict__ = values
    return instance


class Rows:
    """What is kept of the dataclass `kind`: all of its fields but those in `without`."""

    def __init__(
        self, kind: type, kept: Mapping[str, Kept] | None = None, without: Collection[str] = ()
    ) -> None:
        known = dict(kept or {})
        names = [field.name for field in fields(kind) if field.name not in without]
        if unknown := known.keys() - set(names):
            raise ValueError(f"{kind.__name__} has no {sorted(unknown)}")
        self._fields = [(name, known.get(name, Kept((name,)))) for name in names]
        self.columns = tuple(column for _, each in self._fields for column in each.columns)
        self._names = names
        self._values = attrgetter(*names)
        # From the last to the first, since one of several columns moves those after it.
        self._reads = self._places()[::-1]
        self._writes = [
            (place, each.write, len(each.columns) > 1)
            for place, (_, each) in enumerate(self._fields)
            if each.write is not None
        ][::-1]

    def _places(self) -> list[tuple[int, int, Callable[..., Any]]]:
        """Where values must be read otherwise: the first column, and after the last where there are several."""
        places, start = [], 0
        for _, (columns, read, _) in self._fields:
            if read is not None:
                end = start + len(columns) if len(columns) > 1 else 0
                places.append((start, end, read))
            start += len(columns)
        return places

    def read(self, row: Iterable[Any]) -> list[Any]:
        """The values of the fields, in their order, from those of `columns`."""
        values = list(row)
        for start, end, read in self._reads:
            if end:
                values[start:end] = (read(*values[start:end]),)
            else:
                values[start] = read(values[start])
        return values

    def named(self, row: Iterable[Any]) -> dict[str, Any]:
        """As `read`, by the names of the fields."""
        return dict(zip(self._names, self.read(row), strict=True))

    def write(self, of: object) -> dict[str, Any]:
        """The values of the columns of an object."""
        values = list(self._values(of))
        for place, write, several in self._writes:
            value = write(values[place])
            values[place : place + 1] = value if several else (value,)
        return dict(zip(self.columns, values, strict=True))
