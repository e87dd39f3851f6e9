"""Partners that nobody can add, and keys that nobody can have."""

from typing import Any, Final

from tests.input.bad_orders import NAMES, TEXTS
from tests.input.cases import MARKER, Case, asked, encoded
from tests.wire import JSON, message

PARTNERS_PATH: Final = "/api/partners"
CONFIRM_PATH: Final = "/api/pairings/K7QX-3MTR/confirm"
SCREEN: Final[dict[str, Any]] = {"name": "grill", "locationIds": ["kamppi"]}
KEYS_PATH: Final = f"{PARTNERS_PATH}/anybody/keys"
INTEGRATIONS_PATH: Final = f"{PARTNERS_PATH}/anybody/integrations"
NOBODYS: Final = f"{INTEGRATIONS_PATH}/00000000-0000-0000-0000-000000000007"


def told(
    name: str, body: object, path: str = PARTNERS_PATH, status: int = 422, code: str = ""
) -> Case:
    request = message("POST", path, JSON, encoded(body))
    return Case(f"{path}: {name}", request, status, code or "invalid-request")


def partner(name: str, /, **changes: Any) -> Case:
    whole = {"id": "wolt", "name": MARKER} | changes
    return told(name, {key: value for key, value in whole.items() if value is not ...})


def screen(name: str, /, **changes: Any) -> Case:
    body = {key: value for key, value in (SCREEN | changes).items() if value is not ...}
    return told(name, body, CONFIRM_PATH)


def key(name: str, /, **changes: Any) -> Case:
    whole = {"scopes": ["orders:read"]} | changes
    body = {key: value for key, value in whole.items() if value is not ...}
    return told(name, body, KEYS_PATH)


def integration(name: str, /, **changes: Any) -> Case:
    whole = {"dialect": "deliverect", "secret": MARKER * 3} | changes
    body = {key: value for key, value in whole.items() if value is not ...}
    return told(name, body, INTEGRATIONS_PATH)


SECRETS: Final[list[Any]] = [..., None, 7, "", "x" * 15, "x" * 256, "x" * 15 + " ", "ä" * 16, []]
SCOPES: Final[list[Any]] = [None, [], "admin", [MARKER], [None], ["Admin"], ["admin"] * 21, {}]
LIMITS: Final[list[Any]] = [[], MARKER, [None], [7], [""], ["a\0"], ["x" * 65], ["x"] * 201, {}]

RATES: Final[list[Any]] = [
    *(
        0,
        True,
        {},
        "",
        MARKER,
        "600",
        "0/minute",
        "-1/minute",
        "1.5/minute",
        "01/minute",
        "٦/minute",
    ),
    *("600/minutes", "600/day", "600 / minute", "600/minute ", "12345678/minute", "none"),
]

PARTNERS: list[Case] = [
    *(told(f"a body that is {body!r}", body) for body in SCOPES[:3]),
    partner("no id", id=...),
    *(partner(f"id with {why}", id=text) for why, text in TEXTS.items()),
    partner("an id of dots", id=".."),
    *(partner(f"name with {why}", name=text) for why, text in NAMES.items()),
    *(partner(f"kind {kind!r}", kind=kind) for kind in ("", "system", "Partner", 1, None)),
    partner("an unknown field", surprise=1),
    key("no scopes", scopes=...),
    *(key(f"scopes that are {scopes!r}", scopes=scopes) for scopes in SCOPES),
    *(
        key(f"{field} that are {limit!r}"[:60], **{field: limit})
        for field in ("brandIds", "locationIds", "stations")
        for limit in LIMITS
    ),
    *(
        key(f"expires {moment!r}", expiresAt=moment)
        for moment in (MARKER, 7, "2026-01-01", "2099-01-01T00:00:00", "99999-01-01T00:00:00Z")
    ),
    key("an unknown field of a key", surprise=1),
    *(key(f"a rate limit of {rate!r}", rateLimit=rate) for rate in RATES),
    *(integration(f"a secret of {secret!r}"[:40], secret=secret) for secret in SECRETS),
    *(
        integration(f"a dialect of {dialect!r}", dialect=dialect)
        for dialect in (..., None, 1, "", "native", "Deliverect", "uber-eats", MARKER)
    ),
    *(
        integration(f"an integration's {field} that are {limit!r}"[:60], **{field: limit})
        for field in ("brandIds", "locationIds")
        for limit in LIMITS
    ),
    integration("an unknown field of an integration", surprise=1),
    told(
        "an integration of nobody",
        {"dialect": "uberEats", "secret": MARKER * 3},
        INTEGRATIONS_PATH,
        404,
        "partner-not-found",
    ),
    *(
        told(f"a rotation to {secret!r}"[:40], {"secret": secret}, f"{NOBODYS}/rotate")
        for secret in SECRETS[1:]
    ),
    *(
        told(
            f"a rotation with an overlap of {overlap!r}",
            {"secret": MARKER * 3, "overlapSeconds": overlap},
            f"{NOBODYS}/rotate",
        )
        for overlap in (-1, 2_592_001, "1", 1.5, True, 2**64, None)
    ),
    asked("nobody's integration", NOBODYS, 404, "integration-not-found", "DELETE"),
    *(
        asked(f"integration {bad!r}", f"{INTEGRATIONS_PATH}/{bad}", 404, "not-found", "DELETE")
        for bad in ("x", "%00", MARKER, "7" * 500)
    ),
    told("a key of nobody", {"scopes": ["admin"]}, KEYS_PATH, 404, "partner-not-found"),
    *(
        asked(f"{method} of key {bad!r}", f"{KEYS_PATH}/{bad}", 404, "not-found", method)
        for method in ("DELETE",)
        for bad in ("x", "0" * 11, "%00000000000", MARKER, "..........", "%D9%A0000000000")
    ),
    asked("a key that isn't there", f"{KEYS_PATH}/0000000000", 404, "key-not-found", "DELETE"),
    *(
        told(
            f"an overlap of {overlap!r}",
            {"overlapSeconds": overlap},
            f"{KEYS_PATH}/0000000000/rotate",
        )
        for overlap in (-1, 2_592_001, "1", 1.5, True, 2**64, None)
    ),
    *(
        told(f"{why} in a key to sign in with", {"key": key}, "/api/session")
        for why, key in {"nothing": "", "a number": 7, "null": None, "much": "x" * 129}.items()
    ),
    told("a key of nobody to sign in with", {"key": MARKER}, "/api/session", 401, "invalid-key"),
    told("an unknown field of a session", {"key": MARKER, "surprise": 1}, "/api/session"),
    *(
        screen(f"{field} that are {limit!r}"[:60], **{field: limit})
        for field in ("brandIds", "locationIds", "stations")
        for limit in LIMITS
    ),
    screen("no locations", locationIds=...),
    screen("no name", name=...),
    *(screen(f"a screen's name with {why}", name=text) for why, text in TEXTS.items()),
    screen("an unknown field of a screen", surprise=1),
    told("a code that nobody shows", SCREEN, CONFIRM_PATH, 404, "pairing-not-found"),
    told("what is no code", SCREEN, f"/api/pairings/{MARKER}/confirm", 404, "pairing-not-found"),
    told("a code of bytes", SCREEN, "/api/pairings/%FF/confirm", 404, "not-found"),
    asked("an unknown parameter of pairings", "/api/pairings?surprise=1", method="POST"),
    asked("a partner by its id", f"{PARTNERS_PATH}/anybody", 404, "not-found"),
    *(
        asked(f"a page of {limit} partners", f"{PARTNERS_PATH}?limit={limit}")
        for limit in ("0", "201", "9223372036854775808", MARKER)
    ),
    asked("partners after nobody", f"{PARTNERS_PATH}?cursor={MARKER}", 422, "invalid-cursor"),
    asked("an unknown parameter of partners", f"{PARTNERS_PATH}?surprise=1"),
]
