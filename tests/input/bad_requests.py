"""Requests that no operation can answer, and moves that no order can make."""

from tests.input.bad_orders import COURSES, PROSE, STATUSES, TIMES, UNPARSEABLE
from tests.input.cases import MARKER, Case, asked, encoded, moved, valid
from tests.wire import JSON, message

IDS = [
    "7",
    "null",
    "%00",
    "%ED%A0%80",
    "%E2%80%AE",
    "..%2f..",
    f"{MARKER}",
    "z" * 36,
    "%FF",
    "%2500",
]
LIMITS = [
    "0",
    "-1",
    "201",
    "9223372036854775808",
    "7" * 5000,
    "1e3",
    "NaN",
    "",
    "1%00",
    "%D9%A3",
]
ESCAPED_TEXTS = [
    "%00",
    "a%0Ab",
    "%E2%80%AE",
    "%EF%BF%BF",
    "x" * 65,
    "",
    "%20",
    "%C2%85",
    "%FF",
    "%ED%A0%80",
    "%E2%80%8B",
    "%E3%85%A4%EF%BB%BF",
]
ESCAPED_TIMES = [
    "2026-01-31",
    "2026-02-30T12:00:00Z",
    "0001-01-01T00:00:00%2B01:00",
    "1769884200",
    MARKER,
]
CURSORS = [
    MARKER,
    "W10",
    "WyJvcmRlcnMiXQ",
    "e30=",
    "x" * 512,
    "x" * 513,
    "%00",
    "",
    "%F0%9F%8D%94",
    "==",
]
UNKNOWN = [
    "/api",
    "/api/orders/",
    "/api/nothing",
    "/api/orders/%2e%2e/x",
    "//",
    "/%00",
    "/api/%FF",
]
ZONES = ["%00", "..%2F..%2Fetc%2Fpasswd", "/etc/passwd", MARKER, "", "posixrules%00", "x" * 65]
RECALLS: list[object] = [1, "true", None, []]
ORDER = "/api/orders/<order>"

LISTINGS = [
    *(asked(f"limit {limit[:20]!r}", f"/api/orders?limit={limit}") for limit in LIMITS),
    *(asked(f"account {text[:20]!r}", f"/api/orders?account={text}") for text in ESCAPED_TEXTS),
    *(asked(f"from {time}", f"/api/orders?from={time}") for time in ESCAPED_TIMES),
    *(
        asked(f"cursor {cursor[:20]!r}", f"/api/orders?cursor={cursor}", 422, "invalid-cursor")
        for cursor in CURSORS
        if len(cursor) <= 512
    ),
    asked("a cursor that is too long", f"/api/orders?cursor={'x' * 513}"),
    *(asked(f"status {text}", f"/api/orders?status={text}") for text in ("6", "ready", "02", "")),
    asked("eleven statuses", "/api/orders?" + "&".join(["status=1"] * 11)),
    asked("an unknown parameter", "/api/orders?surprise=1"),
    asked("an unknown parameter with NUL", "/api/orders?%00=1"),
    asked("an unknown parameter in bad UTF-8", "/api/orders?%FF=1"),
    asked("an unknown parameter of a move", f"{ORDER}?recall=true"),
    asked("an unknown parameter of health", "/livez?surprise=1"),
    asked("a limit given twice", "/api/orders?limit=1&limit=2"),
    asked("a location given twice", f"{ORDER}?locationId={MARKER}&locationId={MARKER}"),
    Case(
        "to validate only and not",
        message("POST", "/api/orders?validateOnly=true&validateOnly=false", JSON, valid()),
        422,
        "invalid-request",
    ),
    asked("a parameter's name in other letters", "/api/orders?Limit=1"),
]

PATHS = [
    *(asked(f"id {id[:20]!r}", f"/api/orders/{id}", 404, "not-found") for id in IDS),
    asked("nobody's order", "/api/orders/<nobody>", 404, "order-not-found"),
    asked("an order of another location", f"{ORDER}?locationId={MARKER}", 404, "order-not-found"),
    *(asked(f"path {path!r}", path, 404, "not-found") for path in UNKNOWN),
    *(
        asked(f"{method} where it isn't", path, 405, "method-not-allowed", method=method)
        for method, path in (
            ("DELETE", ORDER),
            ("PUT", "/api/orders"),
            ("PATCH", "/api/orders"),
            ("POST", ORDER),
            ("GET", f"{ORDER}/status"),
            ("TRACE", "/api/orders"),
            ("POST", "/livez"),
            ("DELETE", "/api/orders/%00"),
        )
    ),
    asked("a long address", f"/api/orders?account={'x' * 8200}", 414, "uri-too-long"),
    asked("a long path", f"/api/orders/{'x' * 8200}", 414, "uri-too-long"),
]


def fired(name: str, body: bytes, status: int = 422, code: str = "invalid-request") -> Case:
    return Case(
        f"fire: {name}", message("POST", "/api/orders/<order>/fire", JSON, body), status, code
    )


FIRINGS = [
    fired("an empty body", b""),
    *(fired(f"a body that is {raw!r}", raw) for raw in (b"null", b"7", b"[]", b"{}")),
    fired("a course and lines", encoded({"course": 1, "lines": [1]})),
    fired("no lines", encoded({"lines": []})),
    fired("lines of null", encoded({"lines": None})),
    fired("a line that is text", encoded({"lines": ["1"]})),
    fired("line 0", encoded({"lines": [0]})),
    fired("line 501", encoded({"lines": [501]})),
    fired("501 lines", encoded({"lines": [1] * 501})),
    fired("a line that isn't there", encoded({"lines": [500]}), status=404, code="unknown-line"),
    fired("a course that isn't there", encoded({"course": 9}), status=404, code="unknown-course"),
    *(fired(f"course {value!r}", encoded({"course": value})) for value in [*COURSES, None]),
    fired("an unknown field", encoded({"course": 1, "surprise": MARKER})),
    *(
        fired(f"unparseable: {why}", UNPARSEABLE[why], 400, "malformed")
        for why in ("NaN", "a key twice", "half a surrogate pair", "nesting of 33")
    ),
]

MOVES = [
    *FIRINGS,
    moved("an empty body", b""),
    moved("no status", b"{}"),
    *(moved(f"status {status!r}", encoded({"status": status})) for status in STATUSES),
    *(
        moved(f"item status {status!r}", encoded({"status": status}), path="items/BURGER/status")
        for status in [*STATUSES, 4, "PICKED_UP", "RECEIVED"]
    ),
    *(
        moved(f"reason with {why}", encoded({"status": 2, "reason": text}))
        for why, text in PROSE.items()
    ),
    moved("a reason that is too long", encoded({"status": 2, "reason": "x" * 256})),
    *(moved(f"recall {value!r}", encoded({"status": 2, "recall": value})) for value in RECALLS),
    *(
        moved(f"occurred {why}", encoded({"status": 2, "occurredAt": time}))
        for why, time in TIMES.items()
        if time is not None
    ),
    *(
        moved(
            f"occurred in {time[:4]}",
            encoded({"status": 2, "occurredAt": time}),
            422,
            "occurred-at-out-of-range",
        )
        for time in ("0001-01-01T00:00:01Z", "9999-12-31T23:59:59Z")
    ),
    moved("an unknown field", encoded({"status": 2, "surprise": MARKER})),
    *(
        moved(f"unparseable: {why}", UNPARSEABLE[why], 400, "malformed")
        for why in ("NaN", "a key twice", "half a surrogate pair", "nesting of 33")
    ),
    moved("an illegal move", encoded({"status": 4}), 409, "illegal-transition"),
    moved("a PLU of two lines", b'{"status": 2}', 409, "ambiguous-plu", "items/TWIN/status"),
    *(
        moved(f"PLU {plu[:20]!r}", b'{"status": 2}', 404, code, f"items/{plu}/status")
        for plu, code in (
            ("NONE", "item-not-found"),
            (MARKER, "item-not-found"),
            ("a%2Fb", "item-not-found"),
            ("%EF%BF%BD", "item-not-found"),
            ("%FF", "not-found"),
            ("%00", "not-found"),
            ("%E2%80%AE", "not-found"),
            ("%E2%80%8B", "not-found"),
            ("x" * 5000, "not-found"),
        )
    ),
    moved("no PLU", b'{"status": 2}', 404, "not-found", "items//status"),
    *(
        moved(f"line {line}", b'{"status": 2}', path=f"items/TWIN/status?line={line}")
        for line in ("0", "-1", "501", "9223372036854775808", "x", "")
    ),
    moved(
        "another PLU's line", b'{"status": 2}', 404, "item-not-found", "items/TWIN/status?line=1"
    ),
]

MEASURED = (
    "status-durations",
    "throughput",
    "punctuality",
    "pickups",
    "cancellations",
    "amendments",
    "products",
    "customers",
)
MEASURES = [
    *(
        asked(f"{measure} {query[:40]}", f"/api/analytics/{measure}?{query}", 422, code)
        for measure in MEASURED
        for query, code in (
            ("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "invalid-period"),
            ("from=0001-01-01T00:00:00%2B01:00", "invalid-request"),
            ("to=9999-12-31T23:59:59Z", "invalid-request"),
            ("from=2026-02-30T00:00:00Z", "invalid-request"),
            ("from=2026-01-01", "invalid-request"),
            ("brandId=%00", "invalid-request"),
            ("surprise=1", "invalid-request"),
            *((f"timezone={zone}", "invalid-request") for zone in ZONES),
        )
    ),
    *(
        asked(f"durations by {text}", f"/api/analytics/status-durations?groupBy={text}")
        for text in ("week", MARKER, "%00", "")
    ),
    asked("durations of a table", "/api/analytics/status-durations?subject=pg_user"),
    asked(
        "401 days",
        "/api/analytics/status-durations?from=2025-01-01T00:00:00Z&to=2026-02-06T00:00:00Z",
        422,
        "invalid-period",
    ),
    *(
        asked(f"orders by {text}", f"/api/analytics/punctuality?groupBy={text}")
        for text in ("ORDERTYPE", "station", MARKER, "%00", "")
    ),
    asked("pick-ups promised", "/api/analytics/pickups?promise=first"),
    asked("cancelled tables", "/api/analytics/cancellations?subject=pg_user"),
    asked("no cancellations", "/api/analytics/cancellations?limit=0"),
    asked("cancellations over 64 bits", "/api/analytics/cancellations?limit=9223372036854775808"),
    asked("a promise of nobody", f"/api/analytics/punctuality?promise={MARKER}"),
    asked("ready some time", "/api/analytics/punctuality?ready=last"),
    asked("compared with a year ago", "/api/analytics/punctuality?compare=lastYear"),
    asked("buckets of a second", "/api/analytics/throughput?interval=1s"),
    asked("limit over 64 bits", "/api/analytics/customers?limit=9223372036854775808"),
    asked("an order's cursor", f"/api/analytics/customers?cursor={MARKER}", 422, "invalid-cursor"),
    *(
        asked(f"{export} {query[:40]}", f"/api/analytics/exports/{export}?{query}", 422, code)
        for export in ("order-history", "item-history", "orders", "amendments")
        for query, code in (
            ("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "invalid-period"),
            ("to=9999-12-31T23:59:59Z", "invalid-request"),
            ("brandId=%00", "invalid-request"),
            ("timezone=UTC", "invalid-request"),
            (f"cursor={MARKER}", "invalid-cursor"),
        )
    ),
    asked("an unknown export", f"/api/analytics/exports/{MARKER}", 404, "not-found"),
    asked("nobody", f"/api/analytics/customers/{MARKER}", 404, "customer-not-found"),
    asked("NUL for a customer", "/api/analytics/customers/%00", 404, "not-found"),
    asked("a long customer", f"/api/analytics/customers/{'x' * 65}", 404, "not-found"),
]

REQUESTS: list[Case] = [*LISTINGS, *PATHS, *MOVES, *MEASURES]
