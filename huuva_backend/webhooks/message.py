"""What an endpoint is told, as the bytes that are signed and sent. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from pydantic.alias_generators import to_camel
from pydantic_core import to_json

from huuva_backend.orders.cursor import Cursor
from huuva_backend.orders.events import ToldChange
from huuva_backend.webhooks.endpoint import TEST, ToldEvent


class WrittenEvent(NamedTuple):
    """An event, and what all endpoints are told of it that are told in our own words."""

    event: ToldEvent
    cursor: Cursor
    body: str


def written(events: Iterable[ToldEvent], newest: Cursor) -> list[WrittenEvent]:
    """Of one location, with cursors of the epoch of its `newest`; each is written once for all who are told of it."""
    cursors = [(event, Cursor.at(newest.epoch, event.seq)) for event in events]
    return [WrittenEvent(event, cursor, body_of(event, cursor)) for event, cursor in cursors]


def body_of(event: ToldEvent, cursor: Cursor) -> str:
    if event.plu is not None:
        return _body(
            event.type,
            event.at,
            {
                "cursor": cursor,
                "brandId": event.brand_id,
                "locationId": event.location_id or None,
                "plu": event.plu,
                "until": event.until,
            },
        )
    return _body(
        event.type,
        event.at,
        {
            "cursor": cursor,
            "orderId": event.order_id,
            "externalId": event.external_id,
            "channel": event.channel,
            "channelOrderId": event.channel_order_id,
            "brandId": event.brand_id,
            "locationId": event.location_id,
            "orderVersion": event.order_version,
            "orderStatus": event.order_status,
            "changes": [_change(change) for change in event.changes],
            "fromHistory": event.from_history,
        },
    )


def body_of_test(endpoint_id: UUID, at: datetime) -> str:
    return _body(TEST, at, {"endpointId": endpoint_id})


def _body(kind: str, at: datetime, data: dict[str, Any]) -> str:
    return to_json({"type": kind, "timestamp": at, "data": data}).decode()


_CHANGE_FIELDS: Final = tuple(map(to_camel, ToldChange._fields))


def _change(change: Sequence[object]) -> dict[str, object]:
    return dict(zip(_CHANGE_FIELDS, change, strict=True))
