"""Core statements as asyncpg wants them: SQL text and positional arguments.

SQLAlchemy writes the SQL, so renames and types are checked; asyncpg runs it, because the layers between
the two cost more than the statements themselves (docs/adr/0002).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic_core import to_json
from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Executable,
    FromClause,
    Integer,
    Select,
    TableValuedAlias,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.types import TypeEngine

_DIALECT = dialect()  # type: ignore[no-untyped-call]
_WRITING: Final = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|FOR (KEY )?SHARE)\b")
"""Also `FOR UPDATE`: a lock on a row is written, and its commit waits as any does."""


class Statement:
    """A statement compiled once; `arguments` orders the values of its named parameters."""

    __slots__ = ("_constants", "_names", "sql", "writes")

    def __init__(self, statement: Executable) -> None:
        compiled = statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]
        self.sql: str = compiled.string
        self.writes = _WRITING.search(self.sql) is not None
        if "POSTCOMPILE" in self.sql:
            raise ValueError("IN over a list is written anew for each list: compare with = ANY")
        self._names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._constants = {
            name: bind.effective_value
            for name, bind in compiled.binds.items()
            if not bind.required and name in self._names
        }

    @property
    def parameters(self) -> tuple[str, ...]:
        """By name, in their order; some may stand in it more than once."""
        return self._names

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Raises KeyError for a parameter without a value."""
        if self._constants:
            values = {**self._constants, **values}
        return [values[name] for name in self._names]


def fields(source: FromClause, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [source.c[name] for name in names]


def records(rows: Select[Any]) -> ColumnElement[Any]:
    """All rows of a one-column sub-select as one array, so that nested rows need no second query."""
    return func.array(rows.scalar_subquery())


def recordset(name: str, types: Mapping[str, TypeEngine[Any]]) -> CTE:
    """The rows of a JSON array of objects given as parameter `name`.

    One parameter and one function scan; parallel arrays would cost one of each per column.
    """
    rows = members(bindparam(name, type_=JSONB()), f"{name}_rows", types)
    return select(*rows.c).cte(name)


def members(
    array: ColumnElement[Any], name: str, types: Mapping[str, TypeEngine[Any]]
) -> TableValuedAlias:
    """The objects of a JSON array as rows; of a column's, to be joined to the row that has it."""
    columns: list[Column[Any]] = [Column(key, type_) for key, type_ in types.items()]
    rows = func.jsonb_to_recordset(array).table_valued(*columns)
    return rows.render_derived(name=name, with_types=True)


ASKED: Final = "asked"


def asked(types: Mapping[str, TypeEngine[Any]]) -> CTE:
    """What each of many asks of a `Shared` statement, and its `place` among them."""
    return recordset(ASKED, {"place": Integer(), **types})


class Shared(Statement):
    """A statement for many who ask, of which each has at most one row of the answer, told by its `place`.

    A second form of it, `patient`, waits for what the first passes over where somebody holds it; a row of the first says
    then that it is `held`.
    """

    __slots__ = ("patient", "types")

    def __init__(
        self,
        statement: Executable,
        types: Mapping[str, TypeEngine[Any]],
        patient: Executable | None = None,
    ) -> None:
        super().__init__(statement)
        self.types = types
        self.patient = None if patient is None else Statement(patient)

    @staticmethod
    def together(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """The one parameter, from what each asks."""
        placed = [{"place": place, **row} for place, row in enumerate(rows)]
        return {ASKED: to_json(placed).decode()}
