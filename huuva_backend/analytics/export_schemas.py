"""What may be asked of an export, and what its columns mean. Rows are written without these (`analytics.export`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from huuva_backend.analytics.export import Export
from huuva_backend.analytics.schemas import Moment
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus
from huuva_backend.orders.totals import PaymentStatus
from huuva_backend.platform.pagination import MAX_CURSOR_LENGTH
from huuva_backend.platform.schemas import Schema
from huuva_backend.platform.text import Text64


class ExportQuery(Schema):
    """Which rows are wanted; all filters that are given must hold."""

    period_from: Annotated[
        Moment | None,
        Field(alias="from", description="Inclusive; left out: since ever"),
    ] = None
    period_to: Annotated[
        Moment | None, Field(alias="to", description="Exclusive; left out: until now")
    ] = None
    brand_id: Annotated[Text64 | None, Field(description="Only this brand's")] = None
    location_id: Annotated[Text64 | None, Field(description="Only this location's")] = None
    channel: Annotated[Text64 | None, Field(description="Only what was sold there")] = None
    cursor: Annotated[
        str | None,
        Field(
            max_length=MAX_CURSOR_LENGTH,
            description="That of the last whole row that was read: the rows after it, by the same filters",
            json_schema_extra={"format": "export-cursor"},
        ),
    ] = None


Type = Annotated[OrderType | None, Field(description="Null in orders of before there were types")]
Cursor = Annotated[str, Field(description="To go on after this row")]
Actor = Annotated[ActorKind, Field(description="What kind of caller did it, not who")]


class _ChangedRow(Schema):
    brand_id: str
    channel: str
    order_type: Type
    version: Annotated[int, Field(description="The order's version that this made")]


class _HistoryRow(_ChangedRow):
    timestamp: Annotated[
        datetime, Field(description="When it counts; `from` and `to` are about this")
    ]
    reported_at: Annotated[datetime | None, Field(description="What the client's clock said")]
    recorded_at: Annotated[datetime, Field(description="What our clock said")]
    late: Annotated[bool, Field(description="Reported with a time before the previous change")]
    previous_seconds: Annotated[
        float | None,
        Field(description="How long `fromStatus` had lasted, without the time held back"),
    ]
    held_seconds: Annotated[
        float, Field(description="How long of it the kitchen was not to begin yet")
    ]
    begun_before_recorded: Annotated[
        bool, Field(description="It began long before we knew the order: it is in no measure")
    ]
    recall: bool
    cause: Cause
    actor_kind: Actor


class OrderHistoryRow(_HistoryRow):
    """A change of an order's status."""

    location_id: str
    order_id: UUID
    seq: Annotated[int, Field(description="The order's first change is 1")]
    from_status: Annotated[OrderStatus | None, Field(description="Null in the first change")]
    status: OrderStatus
    cursor: Cursor


class ItemHistoryRow(_HistoryRow):
    """A change of a line's status."""

    location_id: str
    order_id: UUID
    line: int
    seq: Annotated[int, Field(description="The line's first change is 1")]
    from_status: Annotated[ItemStatus | None, Field(description="Null in the first change")]
    status: ItemStatus
    plu: str
    name: Annotated[str, Field(description="The product's")]
    station: str | None
    bundle: Annotated[bool, Field(description="Not made itself, but from lines of its own")]
    cursor: Cursor


class OrderRow(Schema):
    """An order as it stands when it is read; `from` and `to` are about `createdAt`."""

    location_id: str
    order_id: UUID
    brand_id: str
    channel: str
    channel_order_id: str
    external_id: str | None
    account: Annotated[
        str | None, Field(description="A stand-in where the customer was erased; null: nobody's")
    ]
    order_type: Type
    covers: int | None
    created_at: datetime
    recorded_at: datetime
    updated_at: datetime
    pickup_time: datetime | None
    promised_time: Annotated[
        datetime | None, Field(description="The first `pickupTime`, whatever it became")
    ]
    status: OrderStatus
    status_since: datetime
    version: int
    amendments: Annotated[int, Field(description="How often it was amended")]
    currency: str | None
    placed_total: Annotated[
        int | None,
        Field(
            description="In the currency's minor unit, as placed; null where a line has no price"
        ),
    ]
    payment_status: PaymentStatus | None
    paid: Annotated[int | None, Field(description="In the currency's minor unit")]
    cursor: Cursor


class AmendmentRow(_ChangedRow):
    """An amendment; `from` and `to` are about `recordedAt`."""

    location_id: str
    order_id: UUID
    seq: Annotated[int, Field(description="The order's first amendment is 1")]
    recorded_at: datetime
    actor_kind: Actor
    changes: Annotated[
        list[dict[str, Any]],
        Field(
            description="`line` (null: the order's own), `field`, `before` and `after`: null where text could be in them"
        ),
    ]
    cursor: Cursor


ROWS: Final[Mapping[Export, type[Schema]]] = {
    Export.ORDER_HISTORY: OrderHistoryRow,
    Export.ITEM_HISTORY: ItemHistoryRow,
    Export.ORDERS: OrderRow,
    Export.AMENDMENTS: AmendmentRow,
}
