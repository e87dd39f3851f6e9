"""Orders and lines as the rules of the kitchen take them; `changes` replace fields."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from huuva_backend.kitchen.board import BoardOrder, Share
from huuva_backend.kitchen.lines import TicketItem, TicketModifier
from huuva_backend.orders.context import OrderType
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus

NOW = datetime(2026, 1, 31, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def line(plu: str = "PIZZA", **changes: Any) -> TicketItem:
    whole: dict[str, Any] = {
        "line": 1,
        "plu": plu,
        "name": plu.title(),
        "quantity": 1,
        "note": None,
        "modifiers": [],
        "station": "oven",
        "preparation_minutes": None,
        "flags": [],
        "status": ItemStatus.ORDERED,
    }
    return TicketItem(**(whole | changes))


def share(*items: TicketItem, number: int = 1, **changes: Any) -> Share:
    whole: dict[str, Any] = {
        "order_id": UUID(int=number),
        "order_version": 1,
        "order_status": OrderStatus.RECEIVED,
        "display_id": f"#{number}",
        "channel": "direct",
        "brand_id": "brand-1",
        "order_type": OrderType.PICKUP,
        "table": None,
        "covers": None,
        "server": None,
        "customer_name": None,
        "to_collect": None,
        "asap": False,
        "pickup_time": NOW + timedelta(minutes=10),
        "created_at": NOW - timedelta(minutes=10),
        "note": None,
    } | changes
    return Share(items=list(items), **({"due_at": whole["pickup_time"]} | whole))


def extra(plu: str, quantity: int = 1) -> TicketModifier:
    return TicketModifier(plu, plu.title(), quantity)


def standing(number: int, status: OrderStatus, **changes: Any) -> BoardOrder:
    whole: dict[str, Any] = {
        "since": NOW,
        "channel": "direct",
        "brand_id": "brand-1",
        "channel_order_id": f"order-{number}",
        "pickup_time": NOW,
        "recorded_at": NOW,
        "created_at": NOW,
        "order_id": UUID(int=number),
    }
    return BoardOrder(display_id=f"#{number}", status=status, **(whole | changes))
