"""Changes of orders that nobody can make."""

from typing import Any, Final

from tests.input.bad_orders import (
    COURSES,
    METADATA,
    NAMES,
    PART,
    PAYMENTS,
    PRICES,
    PROSE,
    QUANTITIES,
    SWITCHES,
    TIMES,
    UNPARSEABLE,
)
from tests.input.cases import MARKER, Case, encoded
from tests.wire import JSON, message

ORDER: Final = "/api/orders/<order>"
DOORS = {
    "amend": ("PATCH", ORDER),
    "add": ("POST", f"{ORDER}/items"),
    "amend a line": ("PATCH", f"{ORDER}/items/BURGER"),
    "move a part": ("PATCH", f"{ORDER}/items/BURGER/status"),
}


def amended(
    door: str, name: str, body: bytes, status: int = 422, code: str = "invalid-request"
) -> Case:
    method, path = DOORS[door]
    return Case(f"{door}: {name}", message(method, path, JSON, body), status, code)


def told(field: str, values: dict[str, Any]) -> list[Case]:
    """Of an order; null takes it away."""
    return [
        amended("amend", f"{field}: {why}", encoded({field: value}))
        for why, value in values.items()
        if value is not None
    ]


def of_line(field: str, values: dict[str, Any]) -> list[Case]:
    return [
        amended("amend a line", f"{field}: {why}", encoded({field: value}))
        for why, value in values.items()
    ]


def added(name: str, *lines: object, code: str = "invalid-request") -> Case:
    return amended("add", name, encoded({"items": lines}), code=code)


def part(name: str, quantity: object, code: str = "invalid-request") -> Case:
    body = encoded({"status": "READY", "quantity": quantity})
    return amended("move a part", f"quantity: {name}", body, code=code)


PIECE = {"plu": "A", "name": "A", "quantity": 1}
NOT_A_LIST = {"text": MARKER, "a number": 7, "an object": {}}
AMENDMENTS = [
    *(
        amended(door, f"a body that is {raw!r}", raw)
        for door in DOORS
        for raw in (b"null", b"7", b"[]", b'""')
    ),
    *(
        amended(door, f"unparseable: {why}", raw, 400, "malformed")
        for door in DOORS
        for why, raw in UNPARSEABLE.items()
        if raw[:1] == b"{" and b"account" in raw and b"SPLICE" not in raw
    ),
    *(amended(door, "an unknown field", encoded({"surprise": MARKER})) for door in DOORS),
    *(
        amended(door, "a status", encoded({"status": MARKER}))
        for door in DOORS
        if door != "move a part"
    ),
    *told("pickupTime", TIMES),
    *told("note", PROSE),
    *told("table", NAMES),
    *told("server", NAMES),
    *told("reason", PROSE),
    *told("metadata", METADATA),
    *told("payment", PAYMENTS),
    *told("allergens", NOT_A_LIST | {"a name of nothing": [" "], "51 names": ["a"] * 51}),
    *told("covers", {"none": 0, "1000": 1000, "1.5": 1.5, "text": "2", "true": True}),
    *told("orderType", {"text": MARKER, "a code": 1, "in small letters": "delivery"}),
    *told("adjustments", NOT_A_LIST | {"of nothing": [{}], "51 of them": [{}] * 51}),
    *told("customer", {"text": MARKER, "a name of nothing": {"name": " "}}),
    *told("deliveryAddress", {"text": MARKER, "nowhere": {}, "a city alone": {"city": "Helsinki"}}),
    *(
        amended("amend", f"{name} is as it was placed", encoded({name: MARKER}))
        for name in ("id", "brandId", "channelOrderId", "items", "account", "version")
    ),
    added("no lines"),
    added("501 lines", *[PIECE] * 501),
    added("500 lines and those that there are", *[PIECE] * 500, code="too-many-lines"),
    added(
        "parts of more than three levels",
        PIECE | {"items": [PIECE | {"items": [PIECE | {"items": [PART]}]}]},
    ),
    added(
        "a line without a name that no menu knows",
        {"plu": MARKER, "quantity": 1},
        code="not-orderable",
    ),
    added("a line that has been begun", PIECE | {"status": "PREPARING"}),
    *(added(f"quantity: {why}", PIECE | {"quantity": value}) for why, value in QUANTITIES.items()),
    *(added(f"unitPrice: {why}", PIECE | {"unitPrice": value}) for why, value in PRICES.items()),
    *of_line("quantity", QUANTITIES),
    amended("amend a line", "half a piece", encoded({"quantity": 0.5}), code="quantity-not-there"),
    *of_line("note", PROSE),
    *of_line("reason", PROSE),
    *of_line("course", {repr(value): value for value in COURSES}),
    *of_line("held", {repr(value): value for value in [*SWITCHES, None]}),
    *of_line("allergens", NOT_A_LIST | {"a name of nothing": [" "]}),
    *of_line("modifiers", NOT_A_LIST | {"of nothing": [{}], "51 of them": [{"plu": "A"}] * 51}),
    *(
        amended(
            "amend a line",
            f"the price of a modifier: {why}",
            encoded({"modifiers": [{"plu": "A", "unitPrice": value}]}),
        )
        for why, value in PRICES.items()
        if why != "negative"
    ),
    *(part(why, value) for why, value in QUANTITIES.items() if value is not None),
    part("half a piece", 0.5, code="quantity-not-there"),
    part("more than there are", 2, code="quantity-not-there"),
]
