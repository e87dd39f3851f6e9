"""Orders of bundles as partners post them, and how tests tell what became of them."""

from typing import Any

from tests.factories import item
from tests.orders.kitchen import Json
from tests.orders.model import History, ModelLine


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


def lines_of(shape: list[tuple[int, bool, bool]]) -> list[ModelLine]:
    """At most three levels deep, each part right after its bundle or another part of that."""
    lines: list[ModelLine] = []
    open_bundles = [0]
    for number, (depth, made, held) in enumerate(shape, 1):
        open_bundles = open_bundles[: 1 + min(depth, len(open_bundles) - 1, 2)]
        lines.append(ModelLine(open_bundles[-1], made=made, held=held))
        open_bundles.append(number)
    bundles = {line.parent for line in lines}
    for number, line in enumerate(lines, 1):
        if number in bundles:
            line.held = False
    return lines


def posted(lines: list[ModelLine]) -> list[Json]:
    bodies = [
        item(f"PLU-{number}", toMake=line.made, held=line.held)
        for number, line in enumerate(lines, 1)
    ]
    for line, body in zip(lines, bodies, strict=True):
        if line.parent:
            bodies[line.parent - 1].setdefault("items", []).append(body)
    return [body for line, body in zip(lines, bodies, strict=True) if not line.parent]


def told(subject: Json) -> History:
    return [
        (entry["version"], entry["fromStatus"], entry["status"], entry["recall"], entry["cause"])
        for entry in subject["statusHistory"]
    ]
