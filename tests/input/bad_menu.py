"""Menus that nobody can put, and what can't be snoozed."""

from typing import Any

from tests.input.bad_orders import NAMES, PLUS, PRICES, PROSE, TIMES, UNPARSEABLE
from tests.input.bad_requests import CURSORS, ESCAPED_TEXTS, LIMITS
from tests.input.cases import MARKER, Case, asked, encoded, price
from tests.wire import JSON, message

PRODUCT = "/api/menu/products/PIZZA?brandId=pizzeria"
MINUTES = {
    "-1": -1,
    "1441": 1441,
    "over 64 bits": 2**63,
    "text": "12",
    "a float": 12.0,
    "true": True,
}
SWITCHES: list[object] = [1, "true", None, [], 0.0]
MAXIMA = {"0": 0, "-1": -1, "100": 100, "over 64 bits": 2**64, "a float": 1.0, "null": None}


def sent(
    name: str,
    body: bytes,
    target: str = PRODUCT,
    status: int = 422,
    code: str = "invalid-request",
    method: str = "PUT",
) -> Case:
    return Case(f"menu: {name}", message(method, target, JSON, body), status, code)


def look(name: str, target: str, status: int = 422, code: str = "invalid-request") -> Case:
    return asked(f"menu: {name}", f"/api/menu{target}", status, code)


def product(**changes: Any) -> dict[str, Any]:
    """A valid one but for `changes`; `...` leaves a field out."""
    whole = {"name": MARKER, "price": price(), "modifiers": [modifier()]} | changes
    return {key: value for key, value in whole.items() if value is not ...}


def modifier(**changes: Any) -> dict[str, Any]:
    return {"plu": "HAM", "name": "Ham", "price": price(200)} | changes


def put(why: str, /, **changes: Any) -> Case:
    return sent(why, encoded(product(**changes)))


def extended(name: str, *extras: dict[str, Any]) -> Case:
    """A product with these modifiers."""
    return put(name, modifiers=list(extras))


def imported(name: str, document: object, query: str = "", code: str = "invalid-request") -> Case:
    target = f"/api/menu/brands/pizzeria{query}"
    return sent(f"import {name}", encoded(document), target, code=code)


def entry(plu: object, **changes: Any) -> dict[str, Any]:
    return {"plu": plu} | product(**changes)


def snoozed(name: str, code: str = "invalid-request", **changes: Any) -> Case:
    body = {"brandId": "pizzeria", "plus": ["PIZZA"], "until": "2099-01-01T00:00:00Z"} | changes
    given = encoded({key: value for key, value in body.items() if value is not ...})
    return sent(f"snooze {name}", given, "/api/menu/snoozes", code=code, method="POST")


PRODUCTS = [
    sent("an empty body", b""),
    *(sent(f"a body that is {raw!r}", raw) for raw in (b"null", b"7", b"[]", b"{}")),
    *(
        sent(f"unparseable: {why}", UNPARSEABLE[why], PRODUCT, 400, "malformed")
        for why in ("NaN", "a key twice", "half a surrogate pair", "nesting of 33", "5,000 digits")
    ),
    *(put(f"name with {why}", name=text) for why, text in NAMES.items()),
    *(put(f"ingredient with {why}", ingredients=[text]) for why, text in NAMES.items()),
    *(put(f"description with {why}", description=text) for why, text in PROSE.items()),
    *(put(f"price: {why}", price=value) for why, value in PRICES.items()),
    *(put(f"{why} minutes", preparationMinutes=value) for why, value in MINUTES.items()),
    *(put(f"to make {value!r}", toMake=value) for value in SWITCHES if value is not None),
    *(put(f"available {value!r}", available=value) for value in SWITCHES),
    *(put(f"no {name}", **{name: ...}) for name in ("name", "price")),
    put("a long name", name="x" * 256),
    put("a long description", description="x" * 1001),
    put("a long station", station="x" * 65),
    put("101 ingredients", ingredients=["salt"] * 101),
    put("ingredients that are text", ingredients=MARKER),
    put("pictures without addresses", images=[{"name": MARKER}]),
    put("pictures that are text", images=MARKER),
    put("21 pictures", images=[{"name": "a", "url": "b", "thumbnailUrl": "c"}] * 21),
    put("a snooze until never", snoozedUntil=MARKER),
    sent("another PLU", encoded(product(plu=MARKER)), code="product-mismatch"),
    put("a PLU that is an address", plu="images"),
    sent("another brand", encoded(product(brandId=MARKER)), code="product-mismatch"),
    *(put(f"snoozed {value!r}", snoozed=value) for value in SWITCHES if value is not None),
    *(put(f"orderable {value!r}", orderable=value) for value in SWITCHES if value is not None),
    put("101 modifiers", modifiers=[modifier(plu=f"E-{number}") for number in range(101)]),
    extended("a modifier twice", modifier(), modifier(name=MARKER)),
    extended("a modifier twice but for spaces", modifier(), modifier(plu=" HAM\u00a0")),
    extended("a modifier in crowns", modifier(price=price(currency="SEK"))),
    extended("a modifier of another sort", modifier(quantity=1)),
    extended("a modifier without a price", {"plu": "HAM", "name": "Ham"}),
    *(extended(f"modifier PLU {plu!r}"[:40], modifier(plu=plu)) for plu in PLUS),
    *(extended(f"at most {why}", modifier(maxQuantity=most)) for why, most in MAXIMA.items()),
    *(extended(f"modifier's {why}", modifier(price=value)) for why, value in PRICES.items()),
    *(
        sent(
            f"PLU {plu[:20]}",
            encoded(product()),
            f"/api/menu/products/{plu}?brandId=b",
            404,
            "not-found",
        )
        for plu in (
            "%00",
            "%FF",
            "%E2%80%AE",
            "x" * 65,
            "images",
            "a%2Fmodifiers%2Fb",
            "..%2Fa",
            "",
        )
    ),
    sent("no brand", encoded(product()), "/api/menu/products/PIZZA"),
    sent("a brand in bad UTF-8", encoded(product()), "/api/menu/products/PIZZA?brandId=%FF"),
    sent("two brands", encoded(product()), f"{PRODUCT}&brandId=b"),
    sent("an unknown parameter", encoded(product()), f"{PRODUCT}&surprise=1"),
    sent("an empty location", encoded(product()), f"{PRODUCT}&locationId="),
]

LOOKS = [
    *(look(f"limit {limit[:20]!r}", f"/products?limit={limit}") for limit in LIMITS),
    *(look(f"name {text[:20]!r}", f"/products?name={text}{'x' * 200}") for text in ("%00", "%FF")),
    look("a long name to search", f"/products?name={'x' * 256}"),
    *(look(f"brand {text[:20]!r}", f"/products?brandId={text}") for text in ESCAPED_TEXTS),
    *(
        look(f"{name} {text}", f"/products?{name}={text}")
        for name in ("available", "orderable")
        for text in ("2", MARKER, "%00", "")
    ),
    *(
        look(f"cursor {cursor[:20]!r} of {len(cursor)}", f"/products?cursor={cursor}", 422, code)
        for cursor, code in (
            *((cursor, "invalid-cursor") for cursor in CURSORS),
            ("x" * 2100, "invalid-cursor"),
            ("x" * 2101, "invalid-request"),
        )
    ),
    look("a name given twice", "/products?name=a&name=a"),
    look("a product of nobody", "/products/PIZZA"),
    look("a product of no brand", "/products/PIZZA?brandId="),
    look("no product", f"/products/{MARKER}?brandId=pizzeria", 404, "product-not-found"),
    look("no product's modifiers", "/products/X/modifiers?brandId=b", 404, "product-not-found"),
    look("a product in bad UTF-8", "/products/%FF?brandId=b", 404, "not-found"),
    look("nobody's snoozes", "/snoozes"),
    look("snoozes of two locations", "/snoozes?brandId=b&locationId=a&locationId=b"),
    look("stations of nowhere", "/stations?brandId=b"),
    look("a menu with NUL", "/brands/%00", 404, "not-found"),
    look("a menu of nobody", "/brands/", 404, "not-found"),
    look("a menu without brands", "/brands", 404, "not-found"),
    asked("menu: DELETE no product", f"{PRODUCT}X", 404, "product-not-found", "DELETE"),
    asked("menu: POST a product", PRODUCT, 405, "method-not-allowed", "POST"),
    asked("menu: DELETE a menu", "/api/menu/brands/b", 405, "method-not-allowed", "DELETE"),
    asked("menu: PUT snoozes", "/api/menu/snoozes", 405, "method-not-allowed", "PUT"),
]

SNOOZES = [
    *(snoozed(f"until {why}", until=time) for why, time in TIMES.items() if time is not None),
    snoozed("until yesterday", "until-in-past", until="2020-01-01T00:00:00Z"),
    snoozed("what isn't there", "unknown-plu", plus=["PIZZA", MARKER]),
    *(snoozed(f"PLU {plu!r}"[:40], plus=[plu]) for plu in PLUS),
    snoozed("nothing", plus=[]),
    snoozed("201 PLUs", plus=[f"P-{number}" for number in range(201)]),
    snoozed("text", plus=MARKER),
    snoozed("of nobody", brandId=...),
    snoozed("at no location", locationId=""),
    snoozed("with an unknown field", surprise=1),
    *(
        asked(f"menu: wake {why}", f"/api/menu/snoozes?{query}", method="DELETE")
        for why, query in (
            ("nothing", "brandId=pizzeria"),
            ("of nobody", "plu=PIZZA"),
            ("NUL", "brandId=pizzeria&plu=%00"),
            ("a long PLU", f"brandId=pizzeria&plu={'x' * 65}"),
            ("at no location", "brandId=pizzeria&plu=PIZZA&locationId="),
            ("201 PLUs", "brandId=b" + "&plu=P" * 201),
        )
    ),
    *(
        sent(f"station {body!r}"[:40], encoded(body), "/api/menu/products/X/stations/a?brandId=b")
        for body in ({}, {"station": ""}, {"station": "x" * 65}, {"station": 7}, {"station": None})
    ),
    sent(
        "a station of no product",
        encoded({"station": "grill"}),
        "/api/menu/products/X/stations/a?brandId=b",
        404,
        "product-not-found",
    ),
    sent(
        "a station at NUL",
        encoded({"station": "grill"}),
        "/api/menu/products/X/stations/%00?brandId=b",
        404,
        "not-found",
    ),
]

IMPORTS = [
    imported("nothing", {}),
    imported("a list", []),
    imported("products that are an object", {"products": {"A": product()}}),
    imported("2,001 products", {"products": [entry(f"P-{number}") for number in range(2001)]}),
    imported("a PLU twice", {"products": [entry("A"), entry("B"), entry("A")]}),
    imported("a PLU twice but for spaces", {"products": [entry("A"), entry(" A ")]}),
    imported("a PLU twice but for composition", {"products": [entry("é"), entry("e\u0301")]}),
    imported("a product without a PLU", {"products": [product()]}),
    imported("a product that is none", {"products": [entry("A"), None]}),
    imported("an unknown field", {"products": [], "surprise": 1}),
    imported("another brand", {"products": [], "brandId": MARKER}, code="brand-mismatch"),
    imported("a bad dry run", {"products": []}, "?dryRun=perhaps"),
    *(imported(f"PLU {plu!r}"[:40], {"products": [entry(plu)]}) for plu in [*PLUS, "a/images"]),
    sent(
        "import over 4 MiB",
        encoded(
            {"products": [entry(f"P-{number}", description="x" * 1000) for number in range(4000)]}
        ),
        "/api/menu/brands/pizzeria",
        413,
        "too-large",
    ),
]

MENUS: list[Case] = [*PRODUCTS, *LOOKS, *SNOOZES, *IMPORTS]
