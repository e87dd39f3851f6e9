"""Where it is read how kitchens stand."""

from collections.abc import Collection, Sequence
from typing import Any

from asyncpg import Record
from pydantic_core import from_json

from huuva_backend.kitchen import now_reads
from huuva_backend.kitchen.mapping import ORDER_STATUSES
from huuva_backend.kitchen.now import NowLine, NowOrder, NowReading, PairedDisplay, SnoozedThere
from huuva_backend.orders import epochs
from huuva_backend.orders.kept import ITEM_STATUSES
from huuva_backend.platform.db.database import Executor


class NowRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def now(
        self, location_ids: Sequence[str], brands: Collection[str] | None
    ) -> dict[str, NowReading]:
        """Of each location, as of one moment; of `brands` alone unless that is None."""
        asked = {"location_ids": location_ids, "brands": sorted(brands or ())}
        statement = now_reads.now(of_brands=brands is not None)
        rows = await epochs.read(self._database, statement, asked, *location_ids)
        return {row["location_id"]: _reading(row) for row in rows}


def _reading(row: Record) -> NowReading:
    return NowReading(
        as_of=row["cursor"],
        now=row["now"],
        orders=[_order(order) for order in row["orders"]],
        snoozed=[SnoozedThere(*each) for each in row["snoozed"]],
        displays=[PairedDisplay(*each) for each in row["displays"]],
    )


def _order(row: Sequence[Any]) -> NowOrder:
    """From a record of what `now_reads` says, the lines as JSON."""
    seen, release_at, status, pickup_time, recorded_at, lines = row
    made = [_line(line) for line in from_json(lines or "[]")]
    return NowOrder(seen, release_at, ORDER_STATUSES[status], pickup_time, recorded_at, made)


def _line(row: Sequence[Any]) -> NowLine:
    line, parent_line, station, minutes, status, held, to_make, bundle = row
    return NowLine(
        line, parent_line, station, minutes, ITEM_STATUSES[status], held, to_make, bundle
    )
