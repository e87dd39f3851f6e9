"""Orders of bundles as partners post them, and how tests tell what became of them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.factories import item
from tests.orders.kitchen import Json
from tests.orders.model_lines import History, ModelLine


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


def sold(items: list[Json], bundles: int = 1) -> Counter[str]:
    """How many there are of each PLU in an answer, void or not: a part's quantity is for one of its bundle."""
    counted = Counter[str]()
    for line in items:
        in_all = line["quantity"] * bundles
        counted += Counter({line["plu"]: in_all}) + sold(line["items"], in_all)
    return counted


Shape = Sequence[tuple[int, bool, bool, int]]
"""Of each line: how many lines before it its bundle is, whether it is made, whether it is held, and how many."""


def lines_of(shape: Shape) -> list[ModelLine]:
    """At most three levels deep, each part right after its bundle or another part of that."""
    lines: list[ModelLine] = []
    open_bundles = [0]
    for number, (depth, made, held, quantity) in enumerate(shape, 1):
        open_bundles = open_bundles[: 1 + min(depth, len(open_bundles) - 1, 2)]
        line = ModelLine(
            plu=f"PLU-{number}", parent=open_bundles[-1], made=made, held=held, quantity=quantity
        )
        lines.append(line)
        open_bundles.append(number)
    for number in {line.parent for line in lines} - {0}:
        lines[number - 1].held = False
        lines[number - 1].quantity = min(lines[number - 1].quantity, 3)
    return lines


def posted(lines: list[ModelLine]) -> list[Json]:
    bodies = [
        item(line.plu, toMake=line.made, held=line.held, quantity=line.quantity) for line in lines
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
