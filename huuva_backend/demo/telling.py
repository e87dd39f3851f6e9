"""A line for each thing that happens in the live kitchen."""

from huuva_backend.demo.planned import Planned, PlannedAmendment, PlannedLines, PlannedMove
from huuva_backend.orders.order import Order


def told(order: Order, kind: str, planned: Planned | None = None) -> str:
    """Where, of which order, what, and why."""
    name = order.channel_order_display_id or order.channel_order_id[-6:]
    about = " ".join(filter(None, (kind, _what(order, planned), _why(planned))))
    return f"{order.location_id:8} [cyan]{name:5}[/cyan] {about}"


def _what(order: Order, planned: Planned | None) -> str:
    match planned:
        case None | PlannedLines():
            lines = order.items if planned is None else order.items[-len(planned.items) :]
            return ", ".join(f"{item.quantity} × {item.name}" for item in lines)
        case PlannedMove() | PlannedAmendment() if planned.line is not None:
            return order.items[planned.line - 1].name
        case PlannedAmendment():
            return ", ".join(name.replace("_", " ") for name in planned.given)
    return ""


def _why(planned: Planned | None) -> str:
    return f"({planned.reason})" if planned is not None and planned.reason else ""
