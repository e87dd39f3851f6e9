"""What isn't sold for now, and the orders that have it in them already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor


@dataclass(slots=True)
class Snooze:
    """Of a product or modifier: everywhere without a location, for good without an end."""

    location_id: str | None
    plu: str
    until: datetime | None


@dataclass(slots=True)
class Snoozes:
    items: Sequence[Snooze]


@dataclass(slots=True)
class AffectedOrder:
    """An open order and what it has of what was snoozed."""

    order_id: UUID
    location_id: str
    channel_order_display_id: str | None
    status: str
    plus: Sequence[str]


@dataclass(slots=True)
class Snoozed:
    brand_id: str
    location_id: str | None
    plus: Sequence[str]
    until: datetime | None
    open_orders: Sequence[AffectedOrder]


class OpenOrders(Protocol):
    """Whoever knows the orders. The menu doesn't: they are made from it."""

    async def containing(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        location_id: str | None,
        plus: Sequence[str],
    ) -> Sequence[AffectedOrder]: ...
