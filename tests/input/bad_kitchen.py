"""Looks that no screen can take, and thresholds that no station can have."""

from tests.input.bad_orders import UNPARSEABLE
from tests.input.bad_requests import ESCAPED_TEXTS, IDS
from tests.input.cases import MARKER, Case, asked, encoded
from tests.wire import JSON, message

GRILL = "/api/kitchen/stations/grill"
SECONDS: dict[str, object] = {
    "-1": -1,
    "86401": 86_401,
    "over 32 bits": 2**31,
    "over 64 bits": 2**63,
    "4,000 digits": 10**3999,
    "text": "60",
    "a float": 60.0,
    "true": True,
    "null": None,
    "a list": [60],
}


def look(name: str, target: str, status: int = 422, code: str = "invalid-request") -> Case:
    return asked(f"kitchen: {name}", f"/api/kitchen/{target}", status, code)


def put(
    name: str,
    body: bytes,
    target: str = GRILL,
    status: int = 422,
    code: str = "invalid-request",
) -> Case:
    return Case(f"station: {name}", message("PUT", target, JSON, body), status, code)


def thresholds(**changes: object) -> bytes:
    return encoded({"warnSeconds": 240, "lateSeconds": 60} | changes)


LOOKS = [
    *(
        look(f"{path} at {text[:20]!r}", f"{path}?locationId={text}")
        for path in ("tickets", "board", "stations", "now")
        for text in ESCAPED_TEXTS
    ),
    *(look(f"station {text[:20]!r}", f"tickets?station={text}") for text in ESCAPED_TEXTS),
    *(look(f"order {id[:20]!r}", f"tickets?orderId={id}") for id in [*IDS, ""]),
    look("one bad order of two", f"tickets?orderId=<order>&orderId={MARKER}"),
    look("101 orders", "tickets?" + "&".join(["orderId=<order>"] * 101)),
    *(
        look(f"{path} with an unknown parameter", f"{path}?surprise={MARKER}")
        for path in ("tickets", "board", "stations", "now")
    ),
    *(look(f"now with limit {text!r}", f"now?limit={text}") for text in ("0", "201", "ten", "")),
    look("now with a bad cursor", "now?cursor=nonsense", code="invalid-cursor"),
    look("two stations", "tickets?station=grill&station=oven"),
    look("two locations", "board?locationId=main&locationId=kallio"),
    look("a parameter's name in other letters", "tickets?orderid=<order>"),
    *(
        look(f"path {path!r}", path, 404, "not-found")
        for path in ("", "tickets/", "tickets/<order>", "board/main", "%00")
    ),
    look("one station", "stations/grill", 405, "method-not-allowed"),
    asked("kitchen: a ticket posted", "/api/kitchen/tickets", 405, "method-not-allowed", "POST"),
    asked("kitchen: a board deleted", "/api/kitchen/board", 405, "method-not-allowed", "DELETE"),
]

STATIONS = [
    put("an empty body", b""),
    put("no thresholds", b"{}"),
    put("one threshold", b'{"warnSeconds": 60}'),
    put("a list", b"[60, 60]"),
    put("an unknown field", thresholds(surprise=MARKER)),
    *(
        put(f"{field} {why}", thresholds(**{field: value}))
        for field in ("warnSeconds", "lateSeconds")
        for why, value in SECONDS.items()
        if why != "4,000 digits"
    ),
    put("4,000 digits", thresholds(warnSeconds=SECONDS["4,000 digits"])),
    *(
        put(f"unparseable: {why}", UNPARSEABLE[why], status=400, code="malformed")
        for why in ("NaN", "a key twice", "half a surrogate pair", "nesting of 33", "5,000 digits")
    ),
    *(
        put(f"name {name[:20]!r}", thresholds(), f"/api/kitchen/stations/{name}", 404, "not-found")
        for name in ("", "%00", "%20", "%E2%80%AE", "a%0Ab", "..%2Fa", "x" * 65)
    ),
    *(
        put(f"at {text[:20]!r}", thresholds(), f"{GRILL}?locationId={text}")
        for text in ESCAPED_TEXTS
    ),
    put("an unknown parameter", thresholds(), f"{GRILL}?surprise=1"),
    Case(
        "station: not JSON",
        message("PUT", GRILL, {"Content-Type": "text/plain"}, thresholds()),
        415,
        "unsupported-media-type",
    ),
    asked("station: forgotten at NUL", f"{GRILL}?locationId=%00", method="DELETE"),
    asked("station: NUL forgotten", "/api/kitchen/stations/%00", 404, "not-found", "DELETE"),
]

KITCHEN: list[Case] = [*LOOKS, *STATIONS]
