"""Orders of bundles as partners post them, and how tests tell what became of them."""

from typing import Any

from tests.factories import item
from tests.orders.kitchen import Json


def euros(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


def menu(quantity: int = 1, **changes: Any) -> Json:
    """A menu of a burger with cheese, fries and a cola."""
    cheese = {"plu": "CHEESE", "name": "Cheese", "quantity": 2, "unitPrice": euros(100)}
    parts = [item("BURGER", modifiers=[cheese]), item("FRIES"), item("COLA")]
    return item("MENU", quantity=quantity, unitPrice=euros(1200), items=parts) | changes


def every(items: list[Json]) -> list[Json]:
    """All lines of an answer, in the order of their numbers."""
    return [line for one in items for line in (one, *every(one["items"]))]


def standing(order: Json) -> str:
    """Of the order and then of each line: 'PREPARING: READY PREPARING …'."""
    return f"{order['status']}: {' '.join(line['status'] for line in every(order['items']))}"


def causes(line: Json) -> list[tuple[str, str, int]]:
    return [(entry["status"], entry["cause"], entry["version"]) for entry in line["statusHistory"]]
