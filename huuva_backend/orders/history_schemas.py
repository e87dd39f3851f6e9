"""Histories of statuses on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus
from huuva_backend.platform.schemas import Answer


class ActorRead(Answer):
    kind: ActorKind
    id: str | None


class HistoryEntryRead(Answer):
    timestamp: Annotated[
        datetime,
        Field(
            description="When it counts: as reported, but not before the status it ended, nor ahead of us"
        ),
    ]
    reported_at: Annotated[
        datetime | None, Field(description="What the client's clock said; null: it said nothing")
    ]
    recorded_at: Annotated[datetime, Field(description="What our clock said")]
    version: Annotated[int, Field(description="The order's version that this made")]
    actor: ActorRead
    reason: str | None
    recall: bool
    cause: Cause
    counted: Annotated[
        bool, Field(description="False for a partner's claim that no measure counts")
    ]
    late: Annotated[bool, Field(description="Reported with a time before the previous change")]
    previous_seconds: Annotated[
        float | None,
        Field(description="How long the previous status had lasted, without the time held back"),
    ]
    held_seconds: Annotated[
        float, Field(description="How long of the previous status the kitchen was not to begin yet")
    ]
    begun_before_recorded: Annotated[
        bool,
        Field(
            description="The previous status began long before we knew the order: it is in no measure"
        ),
    ]


class OrderHistoryEntryRead(HistoryEntryRead):
    status: OrderStatus
    from_status: OrderStatus | None


class ItemHistoryEntryRead(HistoryEntryRead):
    status: ItemStatus
    from_status: ItemStatus | None


HistoryTotal = Annotated[
    int,
    Field(description="How many there are; the answer to a PATCH has its own and the 20 before"),
]
