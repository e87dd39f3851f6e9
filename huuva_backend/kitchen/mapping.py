"""From rows to what a kitchen's screens show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from asyncpg import Record
from pydantic_core import from_json

from huuva_backend.kitchen.board import (
    BoardOrder,
    BoardReading,
    Held,
    Share,
    Thresholds,
    TicketsReading,
    display_id,
)
from huuva_backend.kitchen.lines import TicketItem, TicketModifier, shown
from huuva_backend.kitchen.reads import BOARD_FIELDS, ITEM_FIELDS, SHARE_FIELDS
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus

Row = Record | Sequence[Any]

ORDER_STATUSES: Final = {status.value: status for status in OrderStatus}
ITEM_STATUSES: Final = {status.value: status for status in ItemStatus}


def tickets(row: Record, station: str | None) -> TicketsReading:
    thresholds = row["thresholds"]
    return TicketsReading(
        as_of=row["cursor"],
        now=row["now"],
        shares=[
            share
            for order in row["orders"]
            if order[-1] and (share := _share(order, station)).items
        ],
        thresholds=Thresholds(*thresholds[0]) if thresholds else Thresholds(),
        held=Held(*row["held"]),
    )


def _share(row: Row, station: str | None) -> Share:
    """From a record of `reads.SHARE_FIELDS`, the channel's id and, as JSON, the lines."""
    items = [_item(item) for item in from_json(row[-1])]
    share = Share(**_called(SHARE_FIELDS, row), items=shown(items, station))
    share.order_status = ORDER_STATUSES[share.order_status]
    return share


def _called(names: Sequence[str], row: Row) -> dict[str, Any]:
    """By name, and with what the kitchen calls the order."""
    values = dict(zip(names, row, strict=False))
    values["display_id"] = display_id(values["display_id"], row[len(names)])
    return values


def _item(row: Sequence[Any]) -> TicketItem:
    """From the values of `reads.ITEM_FIELDS`. Modifiers have a price, which is nothing to a kitchen."""
    values = dict(zip(ITEM_FIELDS, row, strict=True))
    values["modifiers"] = [TicketModifier(*modifier[:3]) for modifier in values["modifiers"]]
    values["flags"] = values["flags"] or []
    values["status"] = ITEM_STATUSES[values["status"]]
    values["fired_at"] = values["fired_at"] and datetime.fromisoformat(values["fired_at"])
    return TicketItem(**values)


def board(row: Record) -> BoardReading:
    orders = [_board_order(order) for order in row["orders"]]
    return BoardReading(as_of=row["cursor"], now=row["now"], orders=orders)


def _board_order(row: Row) -> BoardOrder:
    """From a record of `reads.BOARD_FIELDS` and the channel's id."""
    values = _called(BOARD_FIELDS, row)
    return BoardOrder(**values | {"status": ORDER_STATUSES[values["status"]]})
