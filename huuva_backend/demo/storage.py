"""From tickets to the tables, in bulk: each row is the one that the API would have written by now."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from pydantic_core import to_json

from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.orders import mapping, outbox, reads
from huuva_backend.orders.history import HistoryEntry
from huuva_backend.orders.item import Item
from huuva_backend.orders.kept import AMENDMENT, ITEM, ITEM_ENTRY, ORDER_ENTRY
from huuva_backend.orders.lifecycle import CLOSED
from huuva_backend.orders.order import Order
from huuva_backend.platform.db.database import Database, Session
from huuva_backend.platform.db.rows import Rows


async def add(database: Database, tickets: Sequence[SimulatedOrder]) -> list[SimulatedOrder]:
    """Those that were added, all at once: whose natural keys weren't taken."""
    async with database.session() as session, session.transaction():
        for location_id in sorted({ticket.order.location_id for ticket in tickets}):
            await _take_numbers(session, location_id, 0)  # first of all, as every writer does
        new = [ticket for ticket in tickets if not await _is_known(session, ticket)]
        for table, columns, rows in rows_of(new):
            await copy(session, table, columns, rows)
        still_open = [_order_row(ticket) for ticket in new if ticket.order.status not in CLOSED]
        await copy(session, reads.OPEN_ORDERS.name, reads.OPEN_ORDERS.c.keys(), still_open)
        events = await _numbered(session, new)
        await copy(session, reads.EVENTS.name, reads.EVENTS.c.keys(), events)
    return new


def rows_of(
    tickets: Sequence[SimulatedOrder],
) -> Iterator[tuple[str, Sequence[str], list[dict[str, Any]]]]:
    """What each table holds of them, with its columns; but for events and for whether they are open."""
    orders = [_order_row(ticket) for ticket in tickets]
    placed = [ticket.order for ticket in tickets]
    items = [row for order in placed for row in _item_rows(order)]
    history = [row for order in placed for row in _history(order, ORDER_ENTRY, order)]
    item_history = [
        row | {"line": item.line, "bundle": item.bundle}
        for order in placed
        for item in order.items
        for row in _history(order, ITEM_ENTRY, item)
    ]
    for table, rows in (
        (reads.ORDERS, orders),
        (reads.DEDUPE, orders),
        (reads.CUSTOMERS, orders),
        (reads.ITEMS, items),
        (reads.ORDER_HISTORY, history),
        (reads.ITEM_HISTORY, item_history),
        (reads.AMENDMENTS, [row for order in placed for row in _amendments(order)]),
    ):
        yield table.name, table.c.keys(), rows


async def copy(
    session: Session, table: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]
) -> None:
    await session.copy(table, columns, [[row[name] for name in columns] for row in rows])


async def _numbered(session: Session, tickets: Sequence[SimulatedOrder]) -> list[dict[str, Any]]:
    """Their events, with each location's numbers taken at once. Its counter is ours already."""
    told = defaultdict[str, list[dict[str, Any]]](list)
    for ticket in tickets:
        told[ticket.order.location_id] += events_of(ticket)
    for location_id, events in told.items():
        last = await _take_numbers(session, location_id, len(events))
        events.sort(key=itemgetter("at"))
        for seq, event in enumerate(events, last - len(events) + 1):
            event["seq"] = seq
    return [event for events in told.values() for event in events]


async def _take_numbers(session: Session, location_id: str, count: int) -> int:
    asked = {"location_id": location_id, "count": count}
    (row,) = await session.fetch(outbox.TAKE_NUMBERS, asked)
    last: int = row["last_seq"]
    return last


def events_of(ticket: SimulatedOrder) -> Iterator[dict[str, Any]]:
    for event in ticket.events:
        row = mapping.event_row(event.telling)
        yield {
            "location_id": ticket.order.location_id,
            "type": row["event_type"],
            "order_id": ticket.order.id,
            "order_version": event.version,
            "order_status": event.status,
            "at": event.at,
            "changes": row["event_changes"],
            "brand_id": ticket.order.brand_id,
            "channel": ticket.order.channel,
            **dict.fromkeys(("plu", "until")),
        }


async def _is_known(session: Session, ticket: SimulatedOrder) -> bool:
    """By its natural key, or by its id once nobody may retry it any more."""
    key = {name: getattr(ticket.order, name) for name in reads.KEY_FIELDS}
    return (
        await session.share(reads.FIND_DUPLICATE, key, "") is not None
        or await session.share(reads.FIND, {"id": ticket.order.id}, "") is not None
    )


def _order_row(ticket: SimulatedOrder) -> dict[str, Any]:
    """As it stands now; with what the tables beside `orders` hold of it."""
    order = ticket.order
    return mapping.placed_row(ticket.draft) | {
        "order_id": order.id,
        "version": order.version,
        "release_at": order.held_until,
        "released": True,
        "later_digests": None,
    }


def _item_rows(order: Order) -> Iterator[dict[str, Any]]:
    for item in order.items:
        row = ITEM.write(item)
        # What a recordset has as JSON, COPY takes as text.
        for name in ("modifiers", "flags", "claims"):
            row[name] = None if row[name] is None else to_json(row[name]).decode()
        yield row | {"location_id": order.location_id, "order_id": order.id}


def _history(order: Order, rows: Rows, subject: Order | Item) -> Iterator[dict[str, Any]]:
    entries: Sequence[HistoryEntry[Any]] = subject.status_history
    counted = [entry for entry in entries if entry.counted]
    for seq, entry in enumerate(counted, 1):
        own = {"location_id": order.location_id, "order_id": order.id, "seq": seq}
        yield rows.write(entry) | own


def _amendments(order: Order) -> Iterator[dict[str, Any]]:
    for amendment in order.amendments:
        row = AMENDMENT.write(amendment)
        row["changes"] = to_json(row["changes"]).decode()
        yield row | {"location_id": order.location_id, "order_id": order.id}
