"""Orders as partners post them. Every call names another order unless told otherwise."""

from itertools import count
from typing import Any

_numbers = count(1)


def order(**changes: Any) -> dict[str, Any]:
    """A small valid body; `changes` replace fields by their names on the wire."""
    body = {
        "account": "account-1",
        "brandId": "brand-1",
        "channelOrderId": f"channel-order-{next(_numbers)}",
        "customer": {"name": "John Doe", "phoneNumber": "+358401234567"},
        "pickupTime": "2026-01-31T18:30:00Z",
        "items": [item("BURGER"), item("SUSHI")],
    }
    return body | changes


PLAIN: dict[str, Any] = {"action": "ADD", "portion": "WHOLE", "note": None, "modifiers": []}
"""What is answered of a modifier of which nobody says more."""


def item(plu: str, **changes: Any) -> dict[str, Any]:
    return {"plu": plu, "name": plu.title(), "quantity": 1} | changes


SAMPLE: dict[str, Any] = {
    "_id": "60f87ea2a52dad8a3fa4860",
    "created": "2021-07-22T20:08:02Z",
    "account": "60bfc6dc4887c9851d5a0246",
    "brandId": "60bfc6dc4887c9851d5a0245",
    "channelOrderId": "TEST1626898082",
    "customer": {"name": "John Doe", "phoneNumber": "+123456789"},
    "deliveryAddress": {"city": "Helsinki", "street": "Huuvatie 1", "postalCode": "00100"},
    "pickupTime": "2021-07-22T20:28:02Z",
    "items": [
        {"name": "Hawaii Burger", "plu": "CAT1-0001", "quantity": 1},
        {"name": "Sushi Set Large", "plu": "CAT2-0001", "quantity": 1},
    ],
    "status": 1,
    "statusHistory": [
        {"status": 4, "timestamp": "2021-07-22T20:08:02Z"},
        {"status": 1, "timestamp": "2021-07-22T20:10:00Z"},
    ],
}
"""The payload that partners' documentation shows; its history is not a legal chain."""
