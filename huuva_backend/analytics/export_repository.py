"""Where exports are read, page by page. What `export_reads` says in SQL, this says in rows."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from huuva_backend.analytics import export_reads
from huuva_backend.analytics.export import COLUMNS, KEYS, Export, Row, changes
from huuva_backend.platform.db.database import Executor

WALKED = frozenset({"location_id", "locations"})
"""What says which locations are walked through."""


class ExportPage(NamedTuple):
    """`last` are the keys after which there may be more rows of the location; None: there are none."""

    rows: list[Row]
    last: Sequence[Any] | None


class ExportRepository:
    """`filters` are as `Caller.narrowed` makes them, with `start` and `end`."""

    def __init__(self, database: Executor, export: Export, filters: Mapping[str, Any]) -> None:
        self._database = database
        self._export = export
        self._filters = filters
        self._of_rows = {name: value for name, value in filters.items() if name not in WALKED}

    async def location(self, name: str, *, beyond: bool) -> str | None:
        """The first that has rows from this one on, or beyond it."""
        allowed = WALKED.intersection(self._filters)
        statement = export_reads.next_location(self._export, allowed, beyond=beyond)
        async with self._database.patient() as session:
            row = await session.fetchrow(statement, {**self._filters, "location": name})
        return None if row is None else row["location_id"]

    async def page(self, location_id: str, after: Sequence[Any] | None) -> ExportPage:
        """On a connection of its own, that nobody holds who then waits for a client."""
        given = {**self._of_rows, "location_id": location_id}
        filters = frozenset(self._of_rows)
        keys = KEYS[self._export]
        if after is not None:
            filters |= {"after"}
            given |= {f"after_{name}": value for name, value in zip(keys, after, strict=True)}
        async with self._database.patient() as session:
            found = await session.fetch(export_reads.page(self._export, filters), given)
        last = found[-1] if found and found[-1]["place"] == export_reads.ROWS else None
        rows = [self._row(tuple(row)[2:]) for row in found if row["wanted"]]
        return ExportPage(rows, None if last is None else [last[name] for name in keys])

    def _row(self, values: Row) -> Row:
        if self._export is not Export.AMENDMENTS:
            return values
        told = COLUMNS[self._export].index("changes")
        return [*values[:told], changes(values[told]), *values[told + 1 :]]
