"""How an order is sold: delivered, at a table, over the counter or to be fetched."""

from random import Random
from typing import Any

from huuva_backend.demo.menu import SalesChannel

SERVERS = ["Anna", "Mikko", "Sanna"]
TABLE_NUMBERS = range(1, 25)
PAID = {"status": "PAID", "method": "online"}
UNNAMED = {"account": None, "customer": None, "pickupTime": None}
TABLES, COUNTER = 0.55, 0.3
"""The shares of orders at tables and over the counter, of those that aren't delivered."""


def as_sold(rng: Random, channel: SalesChannel, body: dict[str, Any]) -> dict[str, Any]:
    """The body with what is told of an order that is sold so."""
    if channel.delivers:
        return body | {"adjustments": _fees(rng), "payment": PAID}
    body = body | {"note": None}  # ours are for the courier
    at = rng.random()
    if at < TABLES:
        return body | UNNAMED | _at_table(rng, body["items"])
    if at < TABLES + COUNTER:
        return body | UNNAMED
    return body | {"payment": PAID}


def _fees(rng: Random) -> list[dict[str, Any]]:
    fees = [_adjustment("DELIVERY_FEE", rng.choice([290, 390, 490]))]
    if rng.random() < 0.12:
        fees.append(_adjustment("DISCOUNT", -500) | {"name": "WELCOME5"})
    if rng.random() < 0.2:
        fees.append(_adjustment("TIP", rng.choice([100, 200, 300])))
    return fees


def _at_table(rng: Random, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Whoever orders several dishes gets the first of them before the others."""
    courses = [None] if len(items) == 1 else [1] + [2] * (len(items) - 1)
    return {
        "orderType": "DINE_IN",
        "table": str(rng.choice(TABLE_NUMBERS)),
        "covers": rng.randint(1, 4),
        "server": rng.choice(SERVERS),
        "items": [item | {"course": course} for item, course in zip(items, courses, strict=True)],
    }


def _adjustment(kind: str, cents: int) -> dict[str, Any]:
    return {"kind": kind, "amount": {"amount": cents, "currency": "EUR"}}
