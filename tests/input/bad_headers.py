"""Headers that say too much, too little or two things at once."""

from tests.input.bad_requests import ORDER
from tests.input.cases import MARKER, Case, asked, valid
from tests.wire import JSON, message

HEADERS: list[Case] = [
    Case(
        "an actor in Latin-1",
        message(
            "PATCH", f"{ORDER}/status", JSON | {"X-Actor": "user:?iti"}, b'{"status": 2}'
        ).replace(b"?", b"\xc4"),
        422,
        "invalid-request",
    ),
    asked("33 KiB of headers", "/livez", 431, "headers-too-large", X_Note="x" * 33_000),
    *(
        Case(
            f"actor {actor[:30]!r}",
            message("PATCH", f"{ORDER}/status", JSON | {"X-Actor": actor}, b'{"status": 2}'),
            422,
            code,
        )
        for actor, code in (
            (MARKER, "invalid-actor"),
            ("system", "invalid-actor"),
            ("Display:1", "invalid-actor"),
            (":", "invalid-actor"),
            ("display:" + "x" * 60, "invalid-request"),
            ("display:\x85", "invalid-request"),
            ("", "invalid-request"),
        )
    ),
    *(
        Case(
            f"content type {kind!r}",
            message("POST", "/api/orders", {"Content-Type": kind} if kind else {}, valid()),
            415,
            "unsupported-media-type",
        )
        for kind in (
            "",
            "text/plain",
            "application/jsonx",
            "text/json",
            "*/*",
            MARKER,
            "application/xml",
        )
    ),
    *(
        Case(
            f"{name} twice",
            message("PATCH", f"{ORDER}/status", {**JSON, **headers}, b'{"status": 2}'),
            422,
            "invalid-request",
        )
        for name, headers in (
            ("an actor", {"X-Actor": "user:1", "x-actor": "user:2"}),
            ("one actor", {"X-Actor": "user:1", "x-actor": "user:1"}),
            ("a content type", {"content-type": "application/json"}),
        )
    ),
    *(
        Case(
            f"{method} of a body in {coding}",
            message(method, target, headers | {"Content-Encoding": coding}, valid()),
            415,
            "unsupported-content-encoding",
        )
        for coding in ("gzip", "br", "deflate, gzip", MARKER)
        for method, target, headers in (
            ("POST", "/api/orders", JSON),
            ("PATCH", f"{ORDER}/status", JSON),
        )
    ),
    Case(
        "a version that isn't current",
        message("PATCH", f"{ORDER}/status", JSON | {"If-Match": '"99"'}, b'{"status": 2}'),
        412,
        "stale-version",
    ),
    Case(
        "two versions that aren't current",
        message(
            "PATCH",
            f"{ORDER}/status",
            {**JSON, "If-Match": '"98"', "if-match": '"99"'},
            b'{"status": 2}',
        ),
        412,
        "stale-version",
    ),
    Case(
        "a version that never was",
        message("PATCH", f"{ORDER}/status", JSON | {"If-Match": MARKER}, b'{"status": 2}'),
        412,
        "stale-version",
    ),
]
