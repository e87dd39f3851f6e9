"""The four operations that are measured, each as the requests that an order sees in turn.

They are those of real clients: a partner's till places, a display looks up and moves, and both say who they
are and which kitchen they mean. Displays send no `If-Match`.
"""

import json
import os
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

FIRST_NUMBER: Final = 100_000_000_000
"""Orders are numbered; all numbers have twelve digits, so that a body's length is known beforehand."""

LOCATIONS: Final = int(os.environ.get("HUUVA_BENCHMARK_LOCATIONS", "10"))
"""Orders are spread over as many: what changes at one location is counted one after the other."""

ID: Final = "00000000-0000-7000-8000-%(n)d"
BODY: Final[dict[str, Any]] = {
    "_id": "60f87ea2a52%(n)d",
    "account": "60bfc6dc488%(n)d",
    "brandId": "60bfc6dc4887c9851d5a0245",
    "channelOrderId": "TEST%(n)d",
    "customer": {"name": "John Doe", "phoneNumber": "+35840%(phone)07d"},
    "deliveryAddress": {"city": "Helsinki", "street": "Huuvatie 1", "postalCode": "00100"},
    "locationId": "kitchen-%(k)d",
    "pickupTime": "2021-07-22T20:28:02Z",
    "items": [
        {"name": "Hawaii Burger", "plu": "CAT1-0001", "quantity": 1},
        {"name": "Sushi Set Large", "plu": "CAT2-0001", "quantity": 1},
    ],
    "status": 1,
}


class Request(NamedTuple):
    """A request about order `%(n)d`; its path has the query with it."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    actor: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Accept": "*/*", "Connection": "keep-alive"}
        if self.actor is not None:
            headers["X-Actor"] = self.actor
        if self.body is not None:
            headers["Content-Type"] = "application/json"
        return headers

    @property
    def text(self) -> str:
        return "" if self.body is None else json.dumps(self.body)

    def template(self) -> bytes:
        """What goes over the wire, but for the number."""
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.text:
            length = len(filled(self.text.encode(), FIRST_NUMBER))
            lines.append(f"Content-Length: {length}")
        return "\r\n".join([*lines, "", self.text]).encode()

    def filled(self, number: int) -> tuple[str, str, bytes]:
        path, text = (filled(part.encode(), number) for part in (self.path, self.text))
        return self.method, path.decode(), text


def filled(template: bytes, number: int) -> bytes:
    return template % {b"n": number, b"phone": number % 10_000_000, b"k": number % LOCATIONS}


def order_id(number: int) -> UUID:
    return UUID(ID % {"n": number})


def location_id(number: int) -> str:
    return f"kitchen-{number % LOCATIONS}"


@dataclass(frozen=True)
class Operation:
    name: str
    requests: tuple[Request, ...]
    source: str | None
    """The status in which the orders are when it begins, None where it makes them."""
    changes: bool = True


TILL: Final = "partner:till-1"
DISPLAY: Final = "display:grill-1"
AT: Final = "locationId=kitchen-%(k)d"


def _move_order(status: str) -> Request:
    return Request("PATCH", f"/api/orders/{ID}/status?{AT}", {"status": status}, DISPLAY)


def _move_item(line: int, plu: str, status: str) -> Request:
    path = f"/api/orders/{ID}/items/{plu}/status?line={line}&{AT}"
    return Request("PATCH", path, {"status": status}, DISPLAY)


LOOK_UP: Final = Request("GET", f"/api/orders/{ID}?{AT}", actor=DISPLAY)
OPERATIONS: Final = (
    Operation("create", (Request("POST", "/api/orders", BODY, TILL),), None),
    Operation("get", (LOOK_UP,), "PREPARING", changes=False),
    # An order's whole life, so that every request is a real move and answers are as long as in a kitchen.
    Operation(
        "patch-order", tuple(map(_move_order, ("PREPARING", "READY", "PICKED_UP"))), "RECEIVED"
    ),
    Operation(
        "patch-item",
        tuple(
            _move_item(line, plu, status)
            for status in ("PREPARING", "READY")
            for line, plu in enumerate(("CAT1-0001", "CAT2-0001"), 1)
        ),
        "RECEIVED",
    ),
)
