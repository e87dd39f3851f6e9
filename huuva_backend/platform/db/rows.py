"""How objects of a dataclass are kept in columns, derived from its fields.

A field stands in the column of its name, as it is, unless a `Kept` says otherwise.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
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
    """What is kept of the dataclass `kind`: all of its fields but those in `without`.

    `read` gives the values of the fields, in their order, from those of `columns`; `named` as `read`, by the names of
    the fields; `write` the values of the columns of an object. Each is written out once, as dataclasses write their
    `__init__`: going through the fields for every row takes twice as long.
    """

    def __init__(
        self, kind: type, kept: Mapping[str, Kept] | None = None, without: Collection[str] = ()
    ) -> None:
        known = dict(kept or {})
        names = [field.name for field in fields(kind) if field.name not in without]
        if unknown := known.keys() - set(names):
            raise ValueError(f"{kind.__name__} has no {sorted(unknown)}")
        self._fields = {name: known.get(name, Kept((name,))) for name in names}
        self.columns = tuple(column for each in self._fields.values() for column in each.columns)
        values = {
            name: self._called("read", name, each.columns) for name, each in self._fields.items()
        }
        columns = [f"{', '.join(self.columns)}, = given"]
        self.read: Callable[[Iterable[Any]], list[Any]] = self._function(
            columns, f"[{', '.join(values.values())}]"
        )
        self.named: Callable[[Iterable[Any]], dict[str, Any]] = self._function(
            columns, _dict(values)
        )
        written = [
            f"{', '.join(each.columns)} = {self._called('write', name, [f'given.{name}'])}"
            for name, each in self._fields.items()
        ]
        self.write: Callable[[Any], dict[str, Any]] = self._function(
            written, _dict({column: column for column in self.columns})
        )

    def _called(self, way: str, name: str, values: Sequence[str]) -> str:
        """A field's values as they are, or what its `read` or `write` makes of them."""
        listed = ", ".join(values)
        return listed if getattr(self._fields[name], way) is None else f"{way}_{name}({listed})"

    def _function(self, statements: Sequence[str], result: str) -> Callable[[Any], Any]:
        lines = ["def function(given):", *statements, f"return {result}"]
        made: dict[str, Any] = {
            f"{way}_{name}": getattr(each, way)
            for name, each in self._fields.items()
            for way in ("read", "write")
        }
        exec("\n ".join(lines), made)  # noqa: S102 - of names of our own fields and columns
        function: Callable[[Any], Any] = made["function"]
        return function


def _dict(expressions: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name!r}: {text}" for name, text in expressions.items()) + "}"
