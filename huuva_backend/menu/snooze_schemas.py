"""Snoozes on the wire."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import ConfigDict, Field

from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Plu, Text64

EXAMPLE: Final[dict[str, Any]] = {
    "brandId": "pizzeria",
    "locationId": "main",
    "plus": ["EXTRA-HAM"],
    "until": "2026-12-24T18:00:00+02:00",
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class SnoozeCreate(Schema):
    model_config = _example(EXAMPLE)

    brand_id: Text64
    location_id: Annotated[Text64 | None, Field(description="Null for every location")] = None
    plus: Annotated[
        list[Plu], Field(min_length=1, max_length=200, description="Of products and of modifiers")
    ]
    until: Annotated[Instant | None, Field(description="In the future; null for good")] = None


class SnoozeRead(Answer):
    location_id: Annotated[str | None, Field(description="Null for every location")]
    plu: str
    until: Annotated[datetime | None, Field(description="Null for good")]


class SnoozesRead(Answer):
    model_config = _example(
        {"items": [{"locationId": None, "plu": "EXTRA-HAM", "until": "2026-12-24T16:00:00Z"}]}
    )

    items: list[SnoozeRead]


class AffectedOrderRead(Answer):
    order_id: UUID
    location_id: str
    channel_order_display_id: str | None
    status: str
    plus: Annotated[list[str], Field(description="What it has of what was snoozed")]


class SnoozedRead(Answer):
    model_config = _example(
        EXAMPLE
        | {
            "until": "2026-12-24T16:00:00Z",
            "openOrders": [
                {
                    "orderId": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
                    "locationId": "main",
                    "channelOrderDisplayId": "898082",
                    "status": "RECEIVED",
                    "plus": ["EXTRA-HAM"],
                }
            ],
        }
    )

    brand_id: str
    location_id: str | None
    plus: list[str]
    until: datetime | None
    open_orders: Annotated[
        list[AffectedOrderRead],
        Field(description="Orders neither picked up nor cancelled that have some of it"),
    ]
