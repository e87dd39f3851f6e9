"""How a case of bad input is written: what is sent, and the status and code that must answer it."""

import json
from typing import Any, NamedTuple

from tests.factories import order
from tests.wire import JSON, message

MARKER = "mArKeR7x"
"""Stands in what clients send; no answer may repeat it."""


class Case(NamedTuple):
    name: str
    request: bytes
    status: int
    code: str


def posted(name: str, body: bytes, status: int = 422, code: str = "invalid-request") -> Case:
    return Case(name, message("POST", "/api/orders", JSON, body), status, code)


def moved(
    name: str, body: bytes, status: int = 422, code: str = "invalid-request", path: str = "status"
) -> Case:
    target = f"/api/orders/<order>/{path}"
    return Case(name, message("PATCH", target, JSON, body), status, code)


def asked(
    name: str,
    target: str,
    status: int = 422,
    code: str = "invalid-request",
    method: str = "GET",
    **headers: str,
) -> Case:
    """`headers` by their names with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Case(name, message(method, target, named, b""), status, code)


def encoded(document: object) -> bytes:
    return json.dumps(document).encode()


def valid(**changes: Any) -> bytes:
    """A valid order but for `changes`; `...` leaves a field out."""
    document = order(channelOrderId="bad-input", note=MARKER) | changes
    return encoded({key: value for key, value in document.items() if value is not ...})


def lined(**changes: Any) -> bytes:
    """A valid order but for its one line."""
    line = {"plu": "BURGER", "name": "Burger", "quantity": 1} | changes
    return valid(items=[{key: value for key, value in line.items() if value is not ...}])


def spliced(name: str, raw: str) -> bytes:
    """A valid order with `raw` as one field's value: JSON that no encoder would write."""
    return valid(**{name: "SPLICE"}).replace(b'"SPLICE"', raw.encode("utf-8", "surrogatepass"))


def price(amount: object = 1190, currency: object = "EUR") -> dict[str, object]:
    return {"amount": amount, "currency": currency}
