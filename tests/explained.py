"""A connection that looks, before each statement, at what that will touch: with the values that it is given, as it is planned."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import asyncpg

PARTITION = re.compile(r"(?P<table>\w+)_(?P<remainder>\d+)")


class Touch(NamedTuple):
    """A partition of a table, by its number."""

    table: str
    remainder: int


class Looked(NamedTuple):
    sql: str
    touched: frozenset[Touch]
    """What was looked into; whatever the plan has besides was never run."""

    @property
    def remainders(self) -> set[int]:
        """Tables divided alike have a location in partitions of one number."""
        return {each.remainder for each in self.touched}


class Explained(asyncpg.Connection):
    """`looks` is its record, to be set once it is connected."""

    looks: list[Looked]

    async def fetch(self, query: str, *args: Any, **options: Any) -> list[Any]:
        await self._look(query, args)
        rows: list[Any] = await super().fetch(query, *args, **options)
        return rows

    async def fetchrow(self, query: str, *args: Any, **options: Any) -> Any:
        await self._look(query, args)
        return await super().fetchrow(query, *args, **options)

    async def _look(self, query: str, args: Sequence[Any]) -> None:
        """Run it in a transaction that is undone, along the plan for any values."""
        given = f"({', '.join(map(literal, args))})" if args else ""
        await self.execute(f"PREPARE looked_at AS {query}")
        work = self.transaction()
        await work.start()
        try:
            (row,) = await super().fetch(
                f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE looked_at {given}"
            )
        finally:
            await work.rollback()
            await self.execute("DEALLOCATE looked_at")
        self.looks.append(Looked(query, frozenset(_touched(json.loads(row[0])[0]["Plan"]))))


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return f"ARRAY[{', '.join(map(literal, value))}]" if value else "'{}'"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    return "'" + str(value).replace("'", "''") + "'"


def _touched(plan: dict[str, Any]) -> Iterator[Touch]:
    match = PARTITION.fullmatch(plan.get("Relation Name", ""))
    if match is not None and plan["Node Type"] != "ModifyTable" and plan["Actual Loops"]:
        yield Touch(match["table"], int(match["remainder"]))
    for below in plan.get("Plans", []):
        yield from _touched(below)
