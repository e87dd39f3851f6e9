"""Endpoints that nobody can have, and what can't be asked of one."""

from typing import Any, Final

from tests.input.cases import MARKER, Case, asked, encoded
from tests.wire import JSON, message

PATH: Final = "/api/webhook-endpoints"
NOBODYS: Final = f"{PATH}/00000000-0000-0000-0000-000000000007"
NOT_FOUND: Final = "webhook-endpoint-not-found"


def told(
    name: str,
    body: object,
    path: str = PATH,
    status: int = 422,
    code: str = "invalid-request",
    method: str = "POST",
) -> Case:
    return Case(f"{path}: {name}", message(method, path, JSON, encoded(body)), status, code)


def endpoint(name: str, /, **changes: Any) -> Case:
    return told(name, {"url": "https://partner.example"} | changes)


NO_OBJECTS: Final[list[Any]] = [None, [], MARKER, {}]
NO_SWITCHES: Final[list[Any]] = [1, "true", []]
NO_SECONDS: Final[list[Any]] = [-1, 2_592_001, "1", 1.5, True, 2**64, None]
NO_BEGINNINGS: Final[list[Any]] = [
    *(None, 7, MARKER, "-1", "1", "2026-01-01", "2026-01-01T00:00:00", [], 2**70)
]
FILTERS: Final[list[Any]] = [[], MARKER, [None], [7], [""], ["a\0"], ["x" * 65], ["x"] * 201, {}]

WEBHOOKS: list[Case] = [
    *(told(f"a body that is {body!r}", body) for body in NO_OBJECTS),
    *(endpoint(f"url {url!r}"[:40], url=url) for url in (None, 7, "", "x" * 2001)),
    *(
        told(f"url {url!r}", {"url": url}, code="webhook-url-refused")
        for url in (
            MARKER,
            "http://partner.example",
            "https://127.0.0.1",
            "https://a\0b",
            "https://[",
        )
    ),
    *(endpoint(f"events {events!r}", events=events) for events in FILTERS),
    endpoint("an event there is none of", events=["order.eaten"]),
    *(
        endpoint(f"{field} that are {limit!r}"[:60], **{field: limit})
        for field in ("brandIds", "locationIds")
        for limit in FILTERS
    ),
    endpoint("an unknown field", surprise=1),
    *(
        endpoint(f"dialect {dialect!r}", dialect=dialect)
        for dialect in (None, 1, "", MARKER, "uber-eats", "Native", ["native"])
    ),
    *(
        told(f"dialect {dialect!r}", {"dialect": dialect}, NOBODYS, method="PATCH")
        for dialect in (1, "", MARKER)
    ),
    *(
        told(f"enabled {value!r}", {"enabled": value}, NOBODYS, method="PATCH")
        for value in NO_SWITCHES
    ),
    told("nobody's", {"enabled": True}, NOBODYS, 404, NOT_FOUND, "PATCH"),
    *(
        told(f"overlap {value!r}", {"overlapSeconds": value}, f"{NOBODYS}/rotate-secret")
        for value in NO_SECONDS
    ),
    *(told(f"from {value!r}", {"from": value}, f"{NOBODYS}/replay") for value in NO_BEGINNINGS),
    told("from nowhere", {}, f"{NOBODYS}/replay"),
    told("nobody's", {"from": "0"}, f"{NOBODYS}/replay", 404, NOT_FOUND),
    *(
        asked(f"{method} of endpoint {bad!r}", f"{PATH}/{bad}", 404, "not-found", method)
        for method in ("GET", "DELETE")
        for bad in ("x", "%00", MARKER, "7" * 500)
    ),
    asked("nobody's endpoint", NOBODYS, 404, NOT_FOUND),
    asked("nobody's deliveries", f"{NOBODYS}/deliveries", 404, NOT_FOUND),
    asked("a delivery by its id", f"{NOBODYS}/deliveries/x/redeliver", 404, "not-found", "POST"),
    *(
        asked(f"a page of {limit}: {path[-10:]}", f"{path}?limit={limit}")
        for path in (PATH, f"{NOBODYS}/deliveries")
        for limit in ("0", "201", "9223372036854775808", MARKER)
    ),
    *(
        asked(f"after nothing: {path[-10:]}", f"{path}?cursor={MARKER}", 422, "invalid-cursor")
        for path in (PATH, f"{NOBODYS}/deliveries")
    ),
    asked("an unknown parameter of endpoints", f"{PATH}?surprise=1"),
]
