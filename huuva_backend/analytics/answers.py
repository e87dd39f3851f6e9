"""How the one statement of a measure is asked: of roll-ups where these can tell, else of history."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from asyncpg import Record

from huuva_backend.analytics import reads, rollup_reads
from huuva_backend.analytics.groupings import Groupings, OrderGrouping
from huuva_backend.analytics.levels import Plan, plan
from huuva_backend.analytics.rollup_sources import OF_LOCATION
from huuva_backend.platform.db.database import Executor, Session
from huuva_backend.platform.db.statement import Statement

LONGEST_EXACT: Final = timedelta(hours=48)
"""How much of one location's history is read where it is asked about, rather than what it was summed up to."""


async def measured(
    on: Executor, statement: Statement, values: Mapping[str, Any]
) -> tuple[datetime, Record]:
    """As of when what the statement read is, and its one row."""
    async with on.session() as session:
        return await _asked(session, statement, values)


async def summed(
    on: Executor,
    statement: Callable[..., Statement],
    groupings: Groupings,
    values: Mapping[str, Any],
) -> tuple[datetime, Record] | None:
    """As `measured`, by roll-ups; None where only history can tell. What a statement takes for granted it also tells:
    where it isn't so, one is asked that doesn't.
    """
    known = planned(groupings, values)
    if known is None:
        return None
    values = {**values, **_parameters(known)}
    holds = {"whole": True, "everywhere": _is_of_all(groupings, values)}
    async with on.transaction() as session:
        await session.fetch(rollup_reads.ALONG_INDEXES, {})
        while True:
            as_of, row = await _asked(session, statement(**holds), values)
            found = {name: holds[name] and row[name] for name in holds}
            if found == holds or not row["folded"]:
                break
            holds = found
    return (as_of, row) if row["folded"] and row["sound"] else None


def planned(groupings: Groupings, values: Mapping[str, Any]) -> Plan | None:
    """Which cells fill the period; None where history is to be asked: it alone knows order types, which are amended, and
    percentiles of a short period exactly.
    """
    start, end = values["start"], values["end"]
    is_short = "location_id" in values and end - start <= LONGEST_EXACT
    if is_short or OrderGrouping.ORDER_TYPE in groupings:
        return None
    return plan(_edges(values["starts"], start, end), _told_apart(groupings, values))


async def _asked(
    session: Session, statement: Statement, values: Mapping[str, Any]
) -> tuple[datetime, Record]:
    (known,) = await session.fetch(reads.AS_OF, {})
    as_of: datetime = known["as_of"]
    (row,) = await session.fetch(statement, {**values, "as_of": as_of})
    return as_of, row


def _edges(starts: Sequence[datetime], start: datetime, end: datetime) -> list[datetime]:
    """Of the buckets of a period, which is one where it isn't cut."""
    return [start, *starts[1:], end]


def _told_apart(groupings: Groupings, values: Mapping[str, Any]) -> set[str]:
    """What the question narrows or groups by, of what levels may tell apart."""
    asked = {"brand_id": "brand", "brands": "brand", "channel": "channel"}
    told = {dimension for name, dimension in asked.items() if name in values}
    return told | set(asked.values()).intersection(map(str, groupings))


def _is_of_all(groupings: Groupings, values: Mapping[str, Any]) -> bool:
    """Whether all locations are asked about, and not told apart."""
    return OrderGrouping.LOCATION not in groupings and not OF_LOCATION.keys() & values.keys()


def _parameters(known: Plan) -> dict[str, Any]:
    return {
        "run_levels": [run.level for run in known.runs],
        "run_begins": [run.begin for run in known.runs],
        "run_ends": [run.end for run in known.runs],
        "piece_begins": [piece.begin for piece in known.pieces],
        "piece_ends": [piece.end for piece in known.pieces],
    }
