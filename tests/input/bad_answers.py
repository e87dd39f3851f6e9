"""Answers to orders that nobody can give, and orders that can't wait for one."""

from typing import Any, Final

from tests.input.bad_orders import PROSE, TIMES, UNPARSEABLE
from tests.input.cases import MARKER, Case, encoded, posted, valid
from tests.wire import JSON, message

DOORS: Final[dict[str, dict[str, Any]]] = {
    "deny": {"reason": "OTHER"},
    "delay": {"minutes": 10},
    "cancellation-requests": {"reason": "ordered twice"},
    "cancellation-requests/refuse": {"reason": "in the oven"},
}
"""With a body that they take."""


def answered(
    door: str, name: str, body: bytes, status: int = 422, code: str = "invalid-request"
) -> Case:
    request = message("POST", f"/api/orders/<order>/{door}", JSON, body)
    return Case(f"{door}: {name}", request, status, code)


REASONS = {
    "unknown": MARKER,
    "in small letters": "too_busy",
    "a number": 7,
    "null": None,
    "one that only we give": "NOT_ANSWERED",
}
MINUTES: Final[list[object]] = [0, -5, 721, 1.5, 10.0, "10", True, None, [10]]
OUTCOMES: Final[list[object]] = [MARKER, "accept", None, 1, True, []]
ANSWERS = [
    *(
        answered(door, f"a body that is {raw!r}", raw)
        for door in DOORS
        for raw in (b"null", b"7", b"[]", b'""')
    ),
    *(
        answered(door, f"unparseable: {why}", raw, 400, "malformed")
        for door in DOORS
        for why, raw in UNPARSEABLE.items()
        if raw[:1] == b"{" and b"account" in raw and b"SPLICE" not in raw
    ),
    *(
        answered(door, "an unknown field", encoded(taken | {"surprise": MARKER}))
        for door, taken in DOORS.items()
    ),
    answered("deny", "no reason", b"{}"),
    *(answered("deny", f"reason {why}", encoded({"reason": it})) for why, it in REASONS.items()),
    *(
        answered("deny", f"text {why}", encoded({"reason": "OTHER", "text": text}))
        for why, text in PROSE.items()
    ),
    *(
        answered(door, f"reason {why}", encoded({"reason": text}))
        for door in DOORS
        for why, text in PROSE.items()
    ),
    answered("delay", "no minutes", b"{}"),
    *(
        answered("delay", f"minutes {minutes!r}", encoded({"minutes": minutes}))
        for minutes in MINUTES
    ),
    *(
        posted(f"acceptBy {why}", valid(acceptBy=time))
        for why, time in TIMES.items()
        if time is not None
    ),
    *(
        posted(
            f"acceptOutcome {outcome!r}",
            valid(acceptBy="2126-01-31T18:30:00Z", acceptOutcome=outcome),
        )
        for outcome in OUTCOMES
    ),
]
