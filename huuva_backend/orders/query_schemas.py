"""What a listing of orders is asked."""

from typing import Annotated

from pydantic import Field

from huuva_backend.orders.order import OrderSort
from huuva_backend.orders.statuses import OrderStatusInQuery
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.schemas import Instant, Schema
from huuva_backend.platform.text import Text64, Text255


class OrderQuery(Schema):
    """The filters of a listing; all that are given must hold."""

    status: Annotated[
        list[OrderStatusInQuery], Field(max_length=10, description="Repeat it for several")
    ] = []
    location_id: Annotated[Text64 | None, Field(description="Where it is made")] = None
    brand_id: Annotated[Text64 | None, Field(description="Whose it is")] = None
    channel: Annotated[Text64 | None, Field(description="Where it was sold")] = None
    channel_order_id: Annotated[Text64 | None, Field(description="The channel's own id")] = None
    external_id: Annotated[
        Text64 | None, Field(description="The partner's own id, sent as `id` or `_id`")
    ] = None
    account: Annotated[Text64 | None, Field(description="The customer's account")] = None
    display_id: Annotated[
        Text64 | None, Field(description="What screens call it, whatever the case of its letters")
    ] = None
    customer: Annotated[
        Text255 | None,
        Field(description="A part of the customer's name; takes `locationId`"),
    ] = None
    phone: Annotated[
        Text64 | None,
        Field(
            description="The customer's number in any spelling, or its last digits, four or more; "
            "takes `locationId`"
        ),
    ] = None
    created_from: Annotated[
        Instant | None,
        Field(
            alias="from",
            description="Inclusive. Left out beside `customer` or `phone`: 30 days ago",
        ),
    ] = None
    created_to: Annotated[Instant | None, Field(alias="to", description="Exclusive")] = None
    pickup_from: Annotated[
        Instant | None,
        Field(
            description="Inclusive, of the time to pick up; as soon as possible is when we recorded it"
        ),
    ] = None
    pickup_to: Annotated[Instant | None, Field(description="Exclusive")] = None
    sort: Annotated[
        OrderSort, Field(description="Newest first, or soonest to be picked up first")
    ] = OrderSort.CREATED_AT
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("orders")] = None
