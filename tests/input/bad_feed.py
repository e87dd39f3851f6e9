"""Questions of the event feed that make no sense."""

from tests.input.cases import MARKER, Case, asked

PATHS = ("/api/events", "/api/events/stream")
CURSORS = [
    "7",
    "5f0c81be",
    "5f0c81be.",
    "5f0c81be.07",
    "5f0c81be.9223372036854775808",
    "5f0c81be.%D9%A3",
    "-1",
    "9223372036854775808",
    "7" * 4000,
    "1.5",
    "1e3",
    "NaN",
    "",
    "%00",
    "%D9%A3",
    MARKER,
]
TEXTS = ["%00", "a%0Ab", "%E2%80%AE", "%EF%BF%BF", "x" * 65, "", "%20", "%C2%85"]

FEED: list[Case] = [
    *(
        asked(f"{path} after {cursor[:20]!r}", f"{path}?after={cursor}")
        for path in PATHS
        for cursor in CURSORS
    ),
    *(
        asked(f"{path} of location {text[:20]!r}", f"{path}?locationId={text}")
        for path in PATHS
        for text in TEXTS
    ),
    *(
        asked(f"events of station {text[:20]!r}", f"/api/events/stream?station={text}")
        for text in TEXTS
    ),
    *(
        asked(f"last event {cursor[:20]!r}", "/api/events/stream", Last_Event_ID=cursor)
        for cursor in ("-1", "7", "9223372036854775808", "1.5", "5f0c81be.1.5", MARKER, "")
    ),
    *(
        asked(f"a page of {limit} events", f"/api/events?limit={limit}")
        for limit in ("0", "-1", "501", "9223372036854775808", MARKER)
    ),
    *(asked(f"an unknown parameter of {path}", f"{path}?surprise=1") for path in PATHS),
    *(asked(f"a cursor of {path} twice", f"{path}?after=0&after=0") for path in PATHS),
    asked("a station of a page", "/api/events?station=grill"),
    asked("a limit of a stream", "/api/events/stream?limit=1"),
    asked(
        "events that never were",
        f"/api/events?locationId={MARKER}&after=5f0c81be.7",
        410,
        "events-expired",
    ),
    *(
        asked(f"{method} of {path}", path, 405, "method-not-allowed", method=method)
        for method in ("POST", "DELETE", "PATCH")
        for path in PATHS
    ),
    asked("a stream of a stream", "/api/events/stream/", 404, "not-found"),
    asked("an event by its number", "/api/events/1", 404, "not-found"),
]
