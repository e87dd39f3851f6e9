"""What cannot be said of a location, and questions about locations that make no sense."""

from tests.input.bad_kitchen import SECONDS
from tests.input.bad_orders import UNPARSEABLE
from tests.input.cases import MARKER, Case, asked, encoded
from tests.wire import JSON, message

KAMPPI = "/api/locations/kamppi"
NOT_A_TIME = ["4:00", "24:00", "04:60", "04:00:00", "0400", "", "٠٤:٠٠", 400, None, ["04:00"]]
NOT_A_ZONE = ["Europe/Espoo", "localtime", "../../etc/passwd", "", "\x00", 2, None, ["UTC"]]
NOT_A_TEXT = ["", " ", "\u202e", "a\nb", "x" * 65, 7, ["x"]]
NOT_MINUTES = [-1, 43_201, 2**31, 2**63, 60.0, "60", True, [60]]
NO_STATIONS: list[object] = [{}, "grill", ["grill"], [None], [{}]]
NAMES = ("", "%00", "%20", "%E2%80%AE", "a%0Ab", "..%2Fa", "x" * 65)


def put(
    name: str,
    body: bytes,
    target: str = KAMPPI,
    status: int = 422,
    code: str = "invalid-request",
) -> Case:
    return Case(f"location: {name}", message("PUT", target, JSON, body), status, code)


def said(field: str, value: object) -> Case:
    return put(f"{field} {value!r:.20}", encoded({"name": MARKER} | {field: value}))


def station(**changes: object) -> dict[str, object]:
    return {"station": "grill", "warnSeconds": 60, "lateSeconds": 0} | changes


LOCATIONS: list[Case] = [
    put("an empty body", b""),
    put("a list", b"[]"),
    put("null", b"null"),
    put("an unknown field", encoded({"surprise": MARKER})),
    put("another location", encoded({"id": "kallio"}), code="location-mismatch"),
    *(said("id", value) for value in NOT_A_TEXT),
    *(said("name", value) for value in NOT_A_TEXT if value != 7),
    *(said("timezone", value) for value in NOT_A_ZONE),
    *(said("dayStartsAt", value) for value in NOT_A_TIME),
    *(said("unroutedLines", value) for value in ("MAKE", "drop", "", 1, None, ["make"])),
    *(
        said(field, value)
        for field in ("releaseLeadMinutes", "closeAfterMinutes", "boardMinutes")
        for value in NOT_MINUTES
    ),
    *(said("boardMinutes", value) for value in (0, 1441, None)),
    said("releaseLeadMinutes", 1441),
    *(said("pass", value) for value in ("REQUIRED", "manual", "", 1, None, ["required"])),
    *(said("ringAgainSeconds", value) for value in (4, 3601, 1.5, "60", True)),
    *(said("showNames", value) for value in (0, "true", None)),
    *(said("stations", value) for value in NO_STATIONS),
    *(
        said("stations", [station(**{field: seconds})])
        for field in ("warnSeconds", "lateSeconds")
        for why, seconds in SECONDS.items()
        if why != "4,000 digits"
    ),
    *(said("stations", [station(station=value)]) for value in ["..", None, *NOT_A_TEXT]),
    said("stations", [station(station=f"s-{number}") for number in range(201)]),
    put("a station twice", encoded({"stations": [station()] * 2}), code="station-twice"),
    *(
        put(f"unparseable: {why}", UNPARSEABLE[why], status=400, code="malformed")
        for why in ("NaN", "a key twice", "half a surrogate pair", "nesting of 33", "5,000 digits")
    ),
    *(
        put(f"id {name[:20]!r}", b"{}", f"/api/locations/{name}", 404, "not-found")
        for name in NAMES
        if name
    ),
    put("an unknown parameter", b"{}", f"{KAMPPI}?surprise=1"),
    *(
        asked(f"location {name[:20]!r}", f"/api/locations/{name}", 404, "not-found")
        for name in NAMES
    ),
    asked("location: unheard", "/api/locations/<nobody>", 404, "location-not-found"),
    asked("location: deleted", KAMPPI, 405, "method-not-allowed", "DELETE"),
    *(
        asked(f"locations: {query[:20]}", f"/api/locations?{query}")
        for query in ("limit=0", "limit=201", "limit=x", "limit=1&limit=2", f"surprise={MARKER}")
    ),
    *(
        asked(f"locations after {cursor[:20]}", f"/api/locations?cursor={cursor}", 422, code)
        for cursor, code in (
            (MARKER, "invalid-cursor"),
            ("WyJvcmRlcnMiLFsiYSJdXQ", "invalid-cursor"),
            ("x" * 513, "invalid-request"),
        )
    ),
]
