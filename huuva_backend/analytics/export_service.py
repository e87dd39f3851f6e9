"""Exports: each is read on, page by page, for as long as its client takes what it is sent."""

from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from huuva_backend.analytics.errors import TooManyExports
from huuva_backend.analytics.export import COLUMNS, KEYS, Export, Row
from huuva_backend.analytics.export_repository import ExportRepository
from huuva_backend.analytics.export_schemas import ExportQuery
from huuva_backend.analytics.periods import check_order
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.schemas import Instant
from huuva_backend.platform.text import Text64

AT_ONCE: Final = 8
"""How many a process serves: each writes while no other request of the process is served."""

Number = Annotated[int, Field(ge=0, lt=2**31)]
CURSORS: Final[dict[Export, Cursors[Any]]] = {
    Export.ORDER_HISTORY: Cursors("order-history", tuple[Text64, Instant, UUID, Number]),
    Export.ITEM_HISTORY: Cursors("item-history", tuple[Text64, Instant, UUID, Number, Number]),
    Export.ORDERS: Cursors("orders-export", tuple[Text64, Instant, UUID]),
    Export.AMENDMENTS: Cursors("amendments", tuple[Text64, UUID, Number]),
}
"""The location and the keys of the row after which it goes on."""


class Reading:
    """An export under way, from after its cursor on. Locations come one after the other, by their ids."""

    def __init__(
        self, repository: ExportRepository, export: Export, cursor: tuple[Any, ...] | None
    ) -> None:
        self._repository = repository
        self._cursors = CURSORS[export]
        self._keys = [COLUMNS[export].index(name) for name in KEYS[export]]
        self._location: str | None = None
        self._after: Sequence[Any] | None = None
        self._from = cursor
        self._begun = False

    async def page(self) -> list[Row] | None:
        """The next rows, each with its cursor; sometimes none. None: that was all.

        After a `Busy` or `Unavailable` it may be asked again.
        """
        location = self._location or await self._move_on()
        if location is None:
            return None
        page = await self._repository.page(location, self._after)
        self._after = page.last
        if page.last is None:
            self._from, self._location = (location,), None
        return [(*row, self._cursor(location, row)) for row in page.rows]

    async def _move_on(self) -> str | None:
        """To the next location that has rows, if any; the first time, to the one of the cursor."""
        name, *keys = self._from or ("",)
        self._location = await self._repository.location(name, beyond=self._begun)
        self._begun = True
        self._after = keys if keys and self._location == name else None
        return self._location

    def _cursor(self, location: str, row: Row) -> str:
        return self._cursors.encode((location, *(row[place] for place in self._keys)))


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
