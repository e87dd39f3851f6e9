"""Endpoints of webhooks and what was sent to them, on the wire."""

import json
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import (
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from huuva_backend.menu.availability import ProductEventType
from huuva_backend.orders.cursor import PATTERN, Cursor
from huuva_backend.orders.events import EventType
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Text64
from huuva_backend.webhooks.endpoint import DeliveryState, DisabledReason
from huuva_backend.webhooks.wording import Worded, Wording

DAY_SECONDS: Final = 86_400
LONGEST_OVERLAP_SECONDS: Final = 30 * DAY_SECONDS

ENDPOINT_ID: Final = "01a200f3-8f25-70dd-9187-be12b1d3dddc"
ASKED: Final[dict[str, Any]] = {
    "url": "https://partner.example/hooks",
    "dialect": "native",
    "events": ["order.created", "order.status_changed"],
    "brandIds": None,
    "locationIds": ["main"],
}
ENDPOINT: Final[dict[str, Any]] = {
    "id": ENDPOINT_ID,
    **ASKED,
    "createdAt": "2026-11-28T10:00:00Z",
    "enabled": True,
    "disabledAt": None,
    "disabledReason": None,
    "failingSince": None,
    "overlapsUntil": None,
    "restartedAt": None,
    "restartedReason": None,
}
ISSUED: Final = ENDPOINT | {"secret": "whsec_" + "x" * 43 + "="}
BODY: Final[dict[str, Any]] = {
    "type": "webhook.test",
    "timestamp": "2026-11-28T10:00:00Z",
    "data": {"endpointId": ENDPOINT_ID},
}
DELIVERY: Final[dict[str, Any]] = {
    "id": "5b0e3c1e-51a5-5d1f-9a55-3f5f9d0f6c11",
    "type": "webhook.test",
    "orderId": None,
    "plu": None,
    "path": None,
    "body": json.dumps(BODY, separators=(",", ":")),
    "state": "delivered",
    "attempts": 1,
    "createdAt": "2026-11-28T10:00:00Z",
    "lastAttemptAt": "2026-11-28T10:00:00.1Z",
    "nextAttemptAt": None,
    "answerStatus": 204,
    "answerBody": "",
    "error": None,
    "milliseconds": 31,
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="https, but for hosts that the operator of this server lists; each host must have addresses that "
        "everybody can reach, and no redirect is followed",
    ),
]
Events = Annotated[
    list[EventType | ProductEventType] | None,
    Field(
        min_length=1,
        max_length=50,
        description="Only of these; null: of all, also those that later releases bring. Those of the feed, and of what "
        "is off sale: `product.snoozed`, `product.soldOut`, and `product.available`, which says that one of these is "
        "over before its time",
    ),
]
BrandIds = Annotated[
    list[Text64] | None,
    Field(
        min_length=1,
        max_length=200,
        description="Only of these brands; null: of all that the key may see",
    ),
]
LocationIds = Annotated[
    list[Text64] | None,
    Field(
        min_length=1,
        max_length=200,
        description="Only of these locations; null: of all that the key may see",
    ),
]


class EndpointCreate(Schema):
    model_config = _example(ASKED)

    url: Url
    dialect: Worded = Wording.NATIVE
    events: Events = None
    brand_ids: BrandIds = None
    location_ids: LocationIds = None


class EndpointUpdate(Schema):
    """What is left out stays."""

    model_config = _example({"enabled": True})

    url: Annotated[Url | None, Field(description="Null: stays")] = None
    dialect: Annotated[
        Wording | None, Field(description="Of messages that aren't made yet; null: stays")
    ] = None
    events: Events = None
    brand_ids: BrandIds = None
    location_ids: LocationIds = None
    enabled: Annotated[
        StrictBool | None,
        Field(
            description="True takes up where it was, as far as the feed reaches; false sends no more; null: stays"
        ),
    ] = None


class SecretRotate(Schema):
    model_config = _example({"overlapSeconds": DAY_SECONDS})

    overlap_seconds: Annotated[
        StrictInt,
        Field(
            ge=0,
            le=LONGEST_OVERLAP_SECONDS,
            description="For how long the secret of before signs beside the new one",
        ),
    ] = DAY_SECONDS


_INSTANT: Final = TypeAdapter(Instant)


def _from(value: object) -> Cursor | datetime:
    try:
        return Cursor.parse(str(value))
    except ValueError:
        try:
            return _INSTANT.validate_python(value)
        except ValueError as error:
            raise PydanticCustomError(
                "replay_from",
                "Input should be a cursor such as 5f0c81be.1042, or an RFC 3339 time with an offset",
            ) from error


From = Annotated[
    Cursor | datetime,
    PlainValidator(_from),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": PATTERN},
                {"type": "string", "format": "date-time"},
            ],
            "examples": ["2026-11-28T10:00:00Z", "5f0c81be.1042"],
        }
    ),
]


class Replay(Schema):
    model_config = _example({"from": "2026-11-28T10:00:00Z"})

    from_: Annotated[
        From,
        Field(
            alias="from",
            description="A time, or the `data.cursor` of a message: what came after is sent again",
        ),
    ]
    location_id: Annotated[
        Text64 | None,
        Field(description="Only its events; with a cursor, the location that it is of"),
    ] = None


class EndpointQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("webhook-endpoints")] = None


class DeliveryQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("webhook-deliveries")] = None


class EndpointRead(Answer):
    model_config = _example(ENDPOINT)

    id: UUID
    url: str
    dialect: Annotated[str, Field(description="In whose words it is told")]
    events: list[str] | None
    brand_ids: list[str] | None
    location_ids: list[str] | None
    created_at: datetime
    enabled: Annotated[bool, Field(description="Whether anything is sent to it")]
    disabled_at: datetime | None
    disabled_reason: Annotated[
        DisabledReason | None,
        Field(description="`gone`: it answered 410; `failing`: nothing succeeded for 72 hours"),
    ]
    failing_since: Annotated[
        datetime | None, Field(description="Of the first failure since the last success")
    ]
    overlaps_until: Annotated[
        datetime | None, Field(description="Until when the secret before the last rotation signs")
    ]
    restarted_at: Annotated[
        datetime | None,
        Field(description="When it last couldn't go on where it was: look at the orders yourself"),
    ]
    restarted_reason: Annotated[
        str | None,
        Field(
            description="It was behind what is kept, and what is gone was told from the histories of orders"
            " (`told-from-history`) or wasn't (`events-expired`); `other-epoch`: the database came back as it was"
        ),
    ]


class EndpointIssuedRead(EndpointRead):
    model_config = _example(ISSUED)

    secret: Annotated[
        str,
        Field(description="Signs what is sent to it. Shown this once: nobody can tell it again"),
    ]


class EndpointsRead(Answer):
    model_config = _example({"items": [ENDPOINT], "nextCursor": None})

    items: list[EndpointRead]
    next_cursor: str | None


class DeliveryRead(Answer):
    model_config = _example(DELIVERY)

    id: Annotated[UUID, Field(description="Its `webhook-id`, the same at each attempt")]
    type: str
    order_id: UUID | None
    plu: Annotated[str | None, Field(description="Where it tells of a product")]
    path: Annotated[
        str | None, Field(description="Where below the endpoint's URL; null: to the URL itself")
    ]
    body: Annotated[str, Field(description="As it is sent")]
    state: Annotated[
        DeliveryState,
        Field(description="`pending`: will be sent, or sent again; `failed`: given up"),
    ]
    attempts: int
    created_at: datetime
    last_attempt_at: datetime | None
    next_attempt_at: Annotated[
        datetime | None,
        Field(description="Null also while it waits behind another of its order or product"),
    ]
    answer_status: int | None
    answer_body: Annotated[str | None, Field(description="Its first 1,024 bytes")]
    error: Annotated[str | None, Field(description="Why there was no answer")]
    milliseconds: int | None


class DeliveriesRead(Answer):
    model_config = _example({"items": [DELIVERY], "nextCursor": None})

    items: list[DeliveryRead]
    next_cursor: str | None
