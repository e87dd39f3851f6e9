"""Exports: which rows are wanted, and how many exports are under way."""

from typing import Final

from huuva_backend.analytics.errors import TooManyExports
from huuva_backend.analytics.export import Export
from huuva_backend.analytics.export_reading import CURSORS, Reading
from huuva_backend.analytics.export_repository import ExportRepository
from huuva_backend.analytics.export_schemas import ExportQuery
from huuva_backend.analytics.periods import check_order
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

AT_ONCE: Final = 8
"""How many a process serves: each writes while no other request of the process is served."""


class ExportService:
    def __init__(self, stall_seconds: float) -> None:
        """`stall_seconds` is how long a client may take nothing."""
        self.stall_seconds = stall_seconds
        self._under_way: set[Reading] = set()

    @property
    def under_way(self) -> int:
        return len(self._under_way)

    def begin(self, caller: Caller, on: Executor, export: Export, query: ExportQuery) -> Reading:
        """To be given to `end`. Raises `InvalidPeriod`, `InvalidCursor`, `TooManyExports`."""
        if query.period_from and query.period_to:
            check_order(query.period_from, query.period_to)
        cursor = None if query.cursor is None else CURSORS[export].decode(query.cursor)
        if len(self._under_way) >= AT_ONCE:
            raise TooManyExports
        within = {"start": query.period_from, "end": query.period_to}
        names = {"location_id", "brand_id", "channel"}
        asked = query.model_dump(include=names, exclude_none=True, by_alias=False)
        filters = caller.narrowed(asked) | {name: at for name, at in within.items() if at}
        reading = Reading(ExportRepository(on, export, filters), export, cursor)
        self._under_way.add(reading)
        return reading

    def end(self, reading: Reading) -> None:
        self._under_way.discard(reading)
