"""An export is read on, page by page, for as long as its client takes what it is sent."""

from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from huuva_backend.analytics.export import COLUMNS, KEYS, Export, Row
from huuva_backend.analytics.export_repository import ExportRepository
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.schemas import Instant
from huuva_backend.platform.text import Text64

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
