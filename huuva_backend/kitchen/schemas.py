"""Questions of the kitchen's screens and their answers on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, StrictInt

from huuva_backend.kitchen.board import Sla
from huuva_backend.kitchen.board_schemas import AsOf, DisplayId, Now, example_of
from huuva_backend.kitchen.examples import TICKETS
from huuva_backend.kitchen.ticket_schemas import (
    ElsewhereRead,
    TicketItemRead,
    ToAcceptRead,
    ToCancelRead,
)
from huuva_backend.locations.location import LATE_SECONDS, WARN_SECONDS
from huuva_backend.locations.schemas import Known, KnownLocations
from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.platform.money import Money
from huuva_backend.platform.quantity import QuantityRead, Unit
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Text64

MAX_ORDERS = 100
DAY_SECONDS = 86_400


class TicketsQuery(Schema):
    location_id: Annotated[Text64, Field(description="Whose kitchen")] = "main"
    station: Annotated[
        Text64 | None,
        Field(description="Only its lines; left out: the whole orders", examples=["grill"]),
    ] = None
    order_ids: Annotated[
        list[UUID],
        Field(
            alias="orderId",
            max_length=MAX_ORDERS,
            description="Only these orders; repeat it for several",
        ),
    ] = []


Seconds = Annotated[StrictInt, Field(ge=0, le=DAY_SECONDS)]


class KitchenStationUpdate(Schema):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"warnSeconds": 240, "lateSeconds": 60}]}
    )

    warn_seconds: Annotated[
        Seconds, Field(description="Warn from so long before `startBy` or `dueAt`")
    ]
    late_seconds: Annotated[Seconds, Field(description="Late from so long after it")]


class TicketRead(Answer):
    order_id: UUID
    order_version: int
    order_status: OrderStatus
    display_id: DisplayId
    channel: str
    brand_id: str
    order_type: OrderType
    table: str | None
    covers: int | None
    server: str | None
    customer_name: Annotated[str | None, Field(description="As it was sent")]
    to_collect: Annotated[
        Money | None,
        Field(description="What is still to be paid; null where nothing is, or nobody told"),
    ]
    station: Annotated[str | None, Field(description="Null for the whole order")]
    status: Annotated[
        OrderStatus | ItemStatus,
        Field(
            description="The order's; a station's share has that of its lines: ORDERED, READY or "
            "CANCELLED where all stand there (cancelled ones apart), else PREPARING"
        ),
    ]
    pickup_time: Annotated[datetime | None, Field(description="Null: as soon as possible")]
    asap: bool
    start_by: Annotated[
        datetime,
        Field(
            description="`dueAt` less the longest preparation of the lines neither cancelled nor held"
        ),
    ]
    due_at: Annotated[
        datetime,
        Field(
            description="When it must be there: the pick-up, or as soon as possible: the longest preparation "
            "of the order after it was recorded"
        ),
    ]
    remaining_seconds: Annotated[
        int,
        Field(
            description="Whole seconds from `now` to `startBy`, or to `dueAt` once it is begun; "
            "negative when past"
        ),
    ]
    sla: Annotated[
        Sla,
        Field(
            description="By the station's thresholds; on_time where nothing is left to be made or all of it is held. "
            "A ticket that isn't begun (RECEIVED, ORDERED) is judged by `startBy`, a begun one by `dueAt`: "
            f"unless set otherwise warn from {WARN_SECONDS} s before it, late from {LATE_SECONDS} s after. What is "
            "wanted as soon as possible warns from then, and is late that much later"
        ),
    ]
    to_accept: Annotated[
        ToAcceptRead | None,
        Field(
            description="Waits for `POST /api/orders/{id}/accept` or `deny`; begun, it is accepted"
        ),
    ]
    early: Annotated[
        bool,
        Field(description="An order for later, shown for its answer alone and counted nowhere"),
    ]
    cancellation_request: Annotated[
        ToCancelRead | None,
        Field(
            description="Waits for `POST /api/orders/{id}/cancellation-requests/confirm` or `refuse`"
        ),
    ]
    created_at: datetime
    note: str | None
    allergens: list[str]
    pass_required: Annotated[
        bool,
        Field(
            description="Whether somebody completes it at the pass, by moving the whole order to READY"
        ),
    ]
    to_pack: Annotated[
        bool,
        Field(description="All of the order is made, and it waits at the pass to be completed"),
    ]
    elsewhere: Annotated[
        list[ElsewhereRead],
        Field(
            description="How far the stations are that have something else of the order, by name"
        ),
    ]
    items: list[TicketItemRead]


class AllDayModifierRead(Answer):
    plu: str | None
    name: str | None
    action: ModifierAction
    portion: Portion
    quantity: Annotated[QuantityRead, Field(description="For all of the product together")]


class AllDayRead(Answer):
    brand_id: str
    plu: str
    name: str
    unit: Unit | None
    quantity: QuantityRead
    modifiers: list[AllDayModifierRead]


class HeldRead(Answer):
    """Orders for later, at whatever station."""

    count: int
    next_release_at: datetime | None


class TicketsRead(Answer):
    model_config = example_of(**TICKETS)

    location_id: str
    station: str | None
    as_of: AsOf
    now: Now
    tickets: Annotated[list[TicketRead], Field(description="By `startBy`, then `createdAt`")]
    all_day: Annotated[
        list[AllDayRead] | None,
        Field(
            description="Still to be made and not held, most first; null where orders were asked for"
        ),
    ]
    held: HeldRead
    ring_again_seconds: Annotated[
        int | None,
        Field(description="A screen rings again so long after a ticket came; null: never"),
    ]
    known: Known
    known_locations: KnownLocations
    station_known: Annotated[
        bool,
        Field(
            description="False where nothing was said of the station and nothing was sent to it; true where none was "
            "named"
        ),
    ]
    known_stations: Annotated[
        list[str], Field(description="Where it isn't known, those that are; at most 100")
    ]


class KitchenStationRead(Answer):
    model_config = example_of(station="grill", warnSeconds=240, lateSeconds=60)

    station: str
    warn_seconds: int
    late_seconds: int


class KitchenStationsRead(Answer):
    model_config = example_of(items=[{"station": "grill", "warnSeconds": 240, "lateSeconds": 60}])

    items: list[KitchenStationRead]
