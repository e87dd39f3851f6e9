"""From rows to what a kitchen's screens show."""

from collections.abc import Sequence
from typing import Any, Final

from asyncpg import Record
from pydantic_core import from_json

from huuva_backend.kitchen.board import (
    Held,
    Modifier,
    Reading,
    Share,
    Standing,
    Standings,
    Thresholds,
    TicketItem,
    display_id,
)
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus

Row = Record | Sequence[Any]

ORDER_STATUSES: Final = {status.value: status for status in OrderStatus}
ITEM_STATUSES: Final = {status.value: status for status in ItemStatus}


def reading(row: Record) -> Reading:
    thresholds = row["thresholds"]
    return Reading(
        as_of=row["as_of"],
        now=row["now"],
        shares=[_share(order) for order in row["orders"] if order[-1]],
        thresholds=Thresholds(*thresholds[0]) if thresholds else Thresholds(),
        held=Held(*row["held"]),
    )


def _share(row: Row) -> Share:
    """From a record of `reads.ORDER_FIELDS` and, as JSON, the lines."""
    order_id, version, status, named, channel_order_id, channel, brand_id, *rest = row
    pickup_time, created_at, note, items = rest
    return Share(
        order_id=order_id,
        order_version=version,
        order_status=ORDER_STATUSES[status],
        display_id=display_id(named, channel_order_id),
        channel=channel,
        brand_id=brand_id,
        pickup_time=pickup_time,
        created_at=created_at,
        note=note,
        items=[_item(item) for item in from_json(items)],
    )


def _item(row: Sequence[Any]) -> TicketItem:
    """From the values of `reads.ITEM_FIELDS`. Modifiers have a price, which is nothing to a kitchen."""
    line, plu, name, quantity, note, modifiers, station, minutes, flags, status = row
    return TicketItem(
        line=line,
        plu=plu,
        name=name,
        quantity=quantity,
        note=note,
        modifiers=[Modifier(*modifier[:3]) for modifier in modifiers],
        station=station,
        preparation_minutes=minutes,
        flags=flags or [],
        status=ITEM_STATUSES[status],
    )


def standings(row: Record) -> Standings:
    orders = [_standing(order) for order in row["orders"]]
    return Standings(as_of=row["as_of"], now=row["now"], orders=orders)


def _standing(row: Row) -> Standing:
    """From a record of `reads.STANDING_FIELDS`."""
    named, channel_order_id, status, since, pickup_time, created_at, order_id = row
    return Standing(
        display_id=display_id(named, channel_order_id),
        status=ORDER_STATUSES[status],
        since=since,
        pickup_time=pickup_time,
        created_at=created_at,
        order_id=order_id,
    )
