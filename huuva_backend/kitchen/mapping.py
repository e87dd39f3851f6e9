"""From rows to what a kitchen's screens show."""

from collections.abc import Sequence
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
from huuva_backend.kitchen.kept import TICKET_ITEM
from huuva_backend.kitchen.lines import TicketItem, shown
from huuva_backend.kitchen.reads import BOARD_FIELDS, SHARE_FIELDS
from huuva_backend.locations.location import BoardRules
from huuva_backend.locations.mapping import said
from huuva_backend.orders.lifecycle import OrderStatus

Row = Record | Sequence[Any]

ORDER_STATUSES: Final = {status.value: status for status in OrderStatus}


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
    values = _called(SHARE_FIELDS, row)
    values["order_status"] = ORDER_STATUSES[values["order_status"]]
    values["allergens"] = from_json(values["allergens"] or "[]")
    items = [TicketItem(**TICKET_ITEM.named(item)) for item in from_json(row[-1])]
    return Share(**values, items=shown(items, station))


def _called(names: Sequence[str], row: Row) -> dict[str, Any]:
    """By name, and with what the kitchen calls the order."""
    values = dict(zip(names, row, strict=False))
    values["display_id"] = display_id(values["display_id"], row[len(names)])
    return values


def board(row: Record) -> BoardReading:
    orders = [_board_order(order) for order in row["orders"]]
    rules = said(BoardRules, row["rules"])
    return BoardReading(as_of=row["cursor"], now=row["now"], orders=orders, rules=rules)


def _board_order(row: Row) -> BoardOrder:
    """From a record of `reads.BOARD_FIELDS` and the channel's id."""
    values = _called(BOARD_FIELDS, row)
    return BoardOrder(**values | {"status": ORDER_STATUSES[values["status"]]})
