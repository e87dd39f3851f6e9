"""Whole orders as a partner sends them again and again, and what tests look at in the answers."""

from typing import Any

from httpx import Response

from tests.factories import item, order
from tests.orders.bundles import every
from tests.orders.kitchen import Json, Kitchen


def money(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


PIZZA, BEER = item("PIZZA", unitPrice=money(1000)), item("BEER", quantity=3, unitPrice=money(500))
TIRA = item("TIRA", unitPrice=money(600))


def message(*items: Json, **changes: Any) -> Json:
    return order(channelOrderId="W-1", items=list(items or (PIZZA, BEER)), **changes)


async def send(kitchen: Kitchen, body: Json, **more: Any) -> Response:
    return await kitchen.post(body, ifExists="amend", **more)


def lines(answer: Response) -> list[tuple[str, float, str]]:
    assert answer.is_success, answer.text
    return [
        (line["plu"], line["quantity"], line["status"]) for line in every(answer.json()["items"])
    ]


def told(answer: Response) -> list[tuple[int | None, str, Any, Any]]:
    """What the newest amendment changed."""
    return [
        (change["line"], change["field"], change["before"], change["after"])
        for change in answer.json()["amendments"][-1]["changes"]
    ]


def replayed(answer: Response) -> bool:
    return "Idempotent-Replayed" in answer.headers
