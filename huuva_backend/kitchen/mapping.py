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
)
from huuva_backend.kitchen.kept import TICKET_ITEM, WHEREABOUTS
from huuva_backend.kitchen.lines import MadeLine, TicketItem, elsewhere, is_done, shown
from huuva_backend.kitchen.marks import display_id
from huuva_backend.kitchen.reads import BOARD_FIELDS, SHARE_FIELDS
from huuva_backend.kitchen.ticket import due_at, to_accept, to_cancel
from huuva_backend.locations.location import BoardRules, ScreenRules
from huuva_backend.locations.mapping import said
from huuva_backend.orders import mapping
from huuva_backend.orders.context import OrderType, order_type
from huuva_backend.orders.item import amounts
from huuva_backend.orders.kept import read_acceptance, read_cancellation
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.orders.totals import Sum, to_collect, totals

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
        rules=said(ScreenRules, row["rules"]),
    )


def _share(row: Row, station: str | None) -> Share:
    """From a record of `reads.SHARE_FIELDS`, the channel's id, what `_context` takes and, as JSON, how far all lines
    are, of a station's ticket, and its lines.
    """
    values = _called(SHARE_FIELDS, row)
    values["order_status"] = ORDER_STATUSES[values["order_status"]]
    *context, answers, standing = row[len(SHARE_FIELDS) + 1 : -1]
    values |= _context(values["pickup_time"], context) | _answers(values["order_status"], answers)
    values["allergens"] = from_json(values["allergens"] or "[]")
    items = [TicketItem(**TICKET_ITEM.named(item)) for item in from_json(row[-1])]
    # Of a whole ticket the lines are all there; a station is told of the others' too.
    every = items if standing is None else [_made(line) for line in from_json(standing)]
    return Share(
        **values,
        items=shown(items, station),
        done=is_done(every),
        elsewhere=elsewhere(every, station),
    )


def _made(row: Sequence[Any]) -> MadeLine:
    return MadeLine(**WHEREABOUTS.named(row))


def _context(pickup_time: datetime | None, row: Row) -> dict[str, Any]:
    """The values of a `TicketContext` from those of `reads.context`; no bill where nothing is known of a payment."""
    told_type, customer, recorded_at, longest_minutes, money, bill = row
    name, has_address = customer
    told = OrderType(told_type) if told_type else None
    return {
        "order_type": order_type(told, has_address=has_address),
        "customer_name": name,
        "to_collect": None if bill is None else _to_collect(money, bill),
        "asap": pickup_time is None,
        "due_at": due_at(pickup_time, recorded_at, longest_minutes),
    }


def _answers(status: OrderStatus, row: Row) -> dict[str, Any]:
    """What waits for the kitchen's answer, from the values of `reads.ANSWER_COLUMNS` and whether it is shown early."""
    acceptance, cancellation, status_seq, early = row
    return {
        "to_accept": to_accept(read_acceptance(acceptance), status, status_seq),
        "cancellation_request": to_cancel(read_cancellation(cancellation)),
        "early": early,
    }


def _to_collect(money: Row, bill: Sequence[Row]) -> Sum | None:
    currency, adjusted, *paid = money
    adjustments = mapping.adjustments(from_json(adjusted or "[]"), currency)
    payment = mapping.payment(paid, currency)
    lines = amounts(mapping.sold(row, currency) for row in bill)
    return to_collect(payment, totals(lines, adjustments, payment, currency))


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
    """From a record of `reads.BOARD_FIELDS`, the channel's id and the customer's name."""
    values = _called(BOARD_FIELDS, row)
    values["status"] = ORDER_STATUSES[values["status"]]
    channel_order_id, customer_name = row[len(BOARD_FIELDS) :]
    return BoardOrder(**values, channel_order_id=channel_order_id, customer_name=customer_name)
