"""Pictures for products that there aren't, under names that can't be, and looks at what was never kept."""

from tests.input.cases import MARKER, Case, asked
from tests.media.pictures import PNG, encoded
from tests.wire import message

DIGEST = "a1" * 32
ODD_NAMES = ["%00", "%FF", "%0A", ".hidden", "%2E%2E", "a%2Fb", "a%20b", "%E2%80%AE", "x" * 65, ""]
FILES = [
    "",
    MARKER,
    DIGEST,
    f"{DIGEST}.svg",
    f"{DIGEST}.png%00",
    f"{DIGEST}.png%0A",
    f"{DIGEST}.png/",
    f"{DIGEST.upper()}.png",
    "../../etc/passwd",
    "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd",
    "..%5Cwindows",
    "%FF%FE",
    "x" * 5000,
]


def put(
    name: str, target: str, status: int, code: str, body: bytes = encoded(PNG), method: str = "PUT"
) -> Case:
    target = f"/api/menu/products/{target}"
    return Case(
        f"picture: {name}", message(method, target, {"Content-Type": PNG}, body), status, code
    )


def of_brand(plu: str, name: str) -> str:
    return f"{plu}/images/{name}?brandId=pizzeria"


PICTURES = [
    *(
        put(f"{what} for no product", of_brand(MARKER, "front"), 404, "product-not-found", body)
        for what, body in {
            "one": encoded(PNG),
            "none": b"",
            "6 MiB": bytes(6 * 1024 * 1024),
            "text": MARKER.encode(),
        }.items()
    ),
    *(
        put(f"called {name[:20]!r}", of_brand("PIZZA", name), 404, "not-found")
        for name in ODD_NAMES
    ),
    *(
        put(f"of {plu[:20]!r}", of_brand(plu, "front"), 404, "not-found")
        for plu in ("%00", "", "images", "x" * 65)
    ),
    put("without a brand", "PIZZA/images/front", 422, "invalid-request"),
    put("of two brands", "PIZZA/images/front?brandId=a&brandId=b", 422, "invalid-request"),
    put("of a brand of NUL", "PIZZA/images/front?brandId=%00", 422, "invalid-request"),
    put("with a surprise", f"{of_brand('PIZZA', 'front')}&surprise=1", 422, "invalid-request"),
    put("posted", of_brand("PIZZA", "front"), 405, "method-not-allowed", method="POST"),
    put("taken off", of_brand("PIZZA", "front"), 404, "image-not-found", b"", method="DELETE"),
    *(asked(f"file {name[:40]!r}", f"/media/{name}", 404, "not-found") for name in FILES),
    asked("file that isn't there", f"/media/{DIGEST}.png", 404, "picture-not-found"),
    asked("file with a surprise", f"/media/{DIGEST}.png?surprise=1"),
    asked("file deleted", f"/media/{DIGEST}.png", 405, "method-not-allowed", method="DELETE"),
]
