"""Quotes of what cannot be ordered, switches that say nothing, and places that cannot be."""

from tests.input.bad_orders import UNPARSEABLE
from tests.input.cases import MARKER, Case, asked, encoded
from tests.wire import JSON, message

NOT_A_TEXT = ["", " ", "\u202e", "a\nb", "x" * 65, 7, ["x"]]
NOT_A_PLU = ["..", "a/./b", None, *NOT_A_TEXT]
NOT_A_QUANTITY = [0, -1, 0.0001, 100_000, 1e300, "2", True, None, [1]]
NO_ITEMS: list[object] = [None, [], {}, "PIZZA", ["PIZZA"], [None], [{}], [{"plu": "A"}] * 501]


def quoted(name: str, body: bytes, status: int = 422, code: str = "invalid-request") -> Case:
    return Case(f"quote: {name}", message("POST", "/api/quotes", JSON, body), status, code)


def of(**changes: object) -> bytes:
    return encoded({"items": [{"plu": MARKER}]} | changes)


def switched(name: str, body: bytes, status: int = 422, code: str = "invalid-request") -> Case:
    target = "/api/locations/main/intake"
    return Case(f"intake: {name}", message("PUT", target, JSON, body), status, code)


def paused(**changes: object) -> bytes:
    return encoded({"mode": "PAUSED"} | changes)


QUOTES: list[Case] = [
    quoted("an empty body", b""),
    quoted("a list", b"[]"),
    quoted("null", b"null"),
    quoted("no items", b"{}"),
    quoted("an unknown field", of(surprise=MARKER)),
    *(quoted(f"items {value!r:.20}", of(items=value)) for value in NO_ITEMS),
    *(quoted(f"plu {value!r:.20}", of(items=[{"plu": value}])) for value in NOT_A_PLU),
    *(
        quoted(f"quantity {value!r:.20}", of(items=[{"plu": MARKER, "quantity": value}]))
        for value in NOT_A_QUANTITY
    ),
    quoted("an item with more", of(items=[{"plu": MARKER, "name": MARKER}])),
    *(
        quoted(f"{field} {value!r:.20}", of(**{field: value}))
        for field in ("locationId", "brandId", "channel")
        for value in NOT_A_TEXT
    ),
    quoted("an unheard location", of(locationId="nowhere"), 404, "location-not-found"),
    *(
        quoted(f"unparseable: {why}", UNPARSEABLE[why], status=400, code="malformed")
        for why in ("NaN", "a key twice", "half a surrogate pair", "nesting of 33", "5,000 digits")
    ),
    asked("quotes: read", "/api/quotes", 405, "method-not-allowed"),
    asked("load: unheard", "/api/locations/<nobody>/load", 404, "location-not-found"),
    asked("load: no name", "/api/locations/%00/load", 404, "not-found"),
    asked("load: an unknown parameter", "/api/locations/main/load?surprise=1"),
    asked("load: written", "/api/locations/main/load", 405, "method-not-allowed", "POST"),
    switched("an empty body", b""),
    switched("no mode", b"{}"),
    switched("an unknown field", paused(surprise=MARKER)),
    *(
        switched(f"mode {value!r:.20}", paused(mode=value))
        for value in ("open", "", 1, None, ["BUSY"])
    ),
    *(
        switched(f"channels {value!r:.20}", paused(channels=value))
        for value in ([], "wolt", [None], *([each] for each in NOT_A_TEXT), ["a"] * 201)
    ),
    *(
        switched(f"minutes {value!r:.20}", paused(mode="BUSY", extraMinutes=value))
        for value in (0, -1, 1441, 5.0, "5", True, [5], 2**63)
    ),
    *(
        switched(f"until {value!r:.20}", paused(until=value))
        for value in ("2026-01-31", "soon", 7, "", ["2026-01-31T12:00:00Z"])
    ),
    *(switched(f"reason {value!r:.20}", paused(reason=value)) for value in ("", 7, "x" * 256)),
    asked("intake: no name", "/api/locations/%00/intake", 404, "not-found"),
    asked("intake: unheard", "/api/locations/<nobody>/intake", 404, "location-not-found"),
]
