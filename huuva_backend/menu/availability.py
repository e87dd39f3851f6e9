"""What others are told of a product or modifier: that it is off sale, or on again. Pure."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from huuva_backend.platform.db.database import Executor

EVERYWHERE: Final = ""
"""The location of what holds at every one. Where it is told, none is named."""


class ProductEventType(StrEnum):
    SNOOZED = "product.snoozed"
    SOLD_OUT = "product.soldOut"
    AVAILABLE = "product.available"
    """A snooze was ended, or there is some of it again; that of another place may still hold."""


class ProductEvent(NamedTuple):
    """`until` is of a snooze; None: for good."""

    type: ProductEventType
    plu: str
    until: datetime | None = None


class ProductNews(Protocol):
    """Whoever writes events. A location's are numbered under a lock that comes before all others, those of every
    location under one that comes after all others: so nobody who waits for it holds what is waited for.
    """

    async def open(self, on: Executor, location_id: str | None) -> None:
        """Before anything is changed there."""

    async def tell(
        self, on: Executor, brand_id: str, location_id: str | None, news: Sequence[ProductEvent]
    ) -> None:
        """In the transaction that changed it, after all else."""


class Untold:
    """For those who change nothing that anybody is told of."""

    async def open(self, on: Executor, location_id: str | None) -> None: ...

    async def tell(
        self, on: Executor, brand_id: str, location_id: str | None, news: Sequence[ProductEvent]
    ) -> None: ...
