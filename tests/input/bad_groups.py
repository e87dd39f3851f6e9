"""Groups of options that nobody can put, and what can't be counted."""

from typing import Any

from tests.input.bad_menu import MAXIMA, SWITCHES, look, modifier, put, sent
from tests.input.bad_orders import NAMES, PLUS, PRICES, TEXTS
from tests.input.cases import MARKER, Case, asked, encoded, price

STOCKS = "/api/menu/stocks"
COUNTS: dict[str, object] = {
    "-1": -1,
    "a million and one": 1_000_001,
    "over 64 bits": 2**64,
    "text": "12",
    "below zero": -0.001,
    "four places": 0.0001,
    "true": True,
    "a list": [],
}


def option(**changes: Any) -> dict[str, Any]:
    whole = modifier() | changes
    return {key: value for key, value in whole.items() if value is not ...}


def grouped(name: str, /, *options: dict[str, Any], **changes: Any) -> Case:
    """A product with one group of these options; `...` leaves a field out."""
    group = {"id": "size", "name": MARKER, "options": list(options) or [option()]} | changes
    given = {key: value for key, value in group.items() if value is not ...}
    return put(f"group: {name}", groups=[given])


def counting(name: str, /, code: str = "invalid-request", **changes: Any) -> Case:
    body = {"brandId": "pizzeria", "items": [{"plu": "PIZZA", "stock": 1}]} | changes
    given = encoded({key: value for key, value in body.items() if value is not ...})
    return sent(f"count {name}", given, STOCKS, code=code)


GROUPS = [
    put("groups that are text", groups=MARKER),
    put("groups that are null", groups=None),
    put("a group that is a list", groups=[[]]),
    put(
        "31 groups",
        groups=[{"id": f"G-{n}", "name": "x", "options": [option()]} for n in range(31)],
    ),
    put("a group twice", groups=[{"id": "a", "name": "x", "options": [option()]}] * 2),
    *(grouped(f"no {name}", **{name: ...}) for name in ("id", "name", "options")),
    *(grouped(f"id with {why}", id=text) for why, text in TEXTS.items()),
    *(grouped(f"name with {why}", name=text) for why, text in NAMES.items()),
    *(grouped(f"at least {why}", min=least) for why, least in MAXIMA.items() if why != "0"),
    *(grouped(f"at most {why}", max=most) for why, most in MAXIMA.items() if most is not None),
    grouped("more at least than at most", min=2, max=1, options=[option(maxQuantity=9)]),
    grouped("more than there is", min=2),
    grouped("no options", options=[]),
    grouped("101 options", *(option(plu=f"O-{number}") for number in range(101))),
    grouped("an option twice", option(), option(plu=" HAM ")),
    grouped("an unknown field", surprise=1),
    grouped("an unknown field of an option", option(surprise=1)),
    *(
        grouped(f"no {name} of an option", option(**{name: ...}))
        for name in ("plu", "name", "price")
    ),
    *(grouped(f"option PLU {plu!r}"[:40], option(plu=plu)) for plu in PLUS),
    *(grouped(f"option often {why}", option(maxQuantity=most)) for why, most in MAXIMA.items()),
    grouped("an option in crowns", option(price=price(currency="SEK"))),
    *(
        grouped(f"option's {why}", option(price=value))
        for why, value in PRICES.items()
        if why != "negative"
    ),
    grouped("prices beside nothing", option(pricesWith=[{"price": price()}])),
    grouped("prices beside what isn't there", option(pricesWith=[{"plu": "X", "price": price()}])),
    grouped("prices beside itself", option(plu="X", pricesWith=[{"plu": "X", "price": price()}])),
    grouped("prices that are text", option(pricesWith=MARKER)),
    grouped(
        "another option beside in crowns",
        option(plu="X", pricesWith=[{"plu": "HAM", "price": price(currency="SEK")}]),
    ),
    *(
        grouped(f"orderable {value!r}", option(orderable=value))
        for value in SWITCHES
        if value is not None
    ),
    *(
        grouped(f"product {value!r}", option(product=value))
        for value in SWITCHES
        if value is not None
    ),
]

COUNTING = [
    *(put(f"stock of {why}", stock=left) for why, left in COUNTS.items()),
    *(put(f"remaining {why}", remaining=left) for why, left in COUNTS.items()),
    *(counting(f"{why}", items=[{"plu": "PIZZA", "stock": left}]) for why, left in COUNTS.items()),
    counting("null", items=[{"plu": "PIZZA", "stock": None}]),
    counting("what isn't there", "unknown-plu", items=[{"plu": MARKER, "stock": 1}]),
    *(counting(f"PLU {plu!r}"[:40], items=[{"plu": plu, "stock": 1}]) for plu in PLUS),
    counting("nothing", items=[]),
    counting("a PLU twice", items=[{"plu": "PIZZA", "stock": left} for left in (1, 2)]),
    counting("201 PLUs", items=[{"plu": f"P-{number}", "stock": 1} for number in range(201)]),
    counting("text", items=MARKER),
    counting("of nobody", brandId=...),
    counting("at no location", locationId=""),
    counting("with an unknown field", surprise=1),
    look("nobody's stock", "/stocks"),
    look("stock of two locations", "/stocks?brandId=b&locationId=a&locationId=b"),
    asked("menu: POST stocks", STOCKS, 405, "method-not-allowed", "POST"),
    *(
        asked(f"menu: uncount {why}", f"{STOCKS}?{query}", method="DELETE")
        for why, query in (
            ("nothing", "brandId=pizzeria"),
            ("of nobody", "plu=PIZZA"),
            ("NUL", "brandId=pizzeria&plu=%00"),
            ("at no location", "brandId=pizzeria&plu=PIZZA&locationId="),
        )
    ),
]
