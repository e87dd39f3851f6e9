"""Orders that nobody can take."""

from tests.factories import item, order
from tests.input.cases import MARKER, Case, encoded, lined, posted, price, spliced, valid

TEXTS = {
    "NUL": f"{MARKER}\0",
    "a line feed": f"{MARKER}\n",
    "an escape": f"\x1b[2J{MARKER}",
    "a C1 control": f"{MARKER}\x85",
    "a bidi override": f"\u202e{MARKER}",
    "a bidi isolate": f"\u2066{MARKER}",
    "a direction mark": f"x\u200f{MARKER}",
    "a noncharacter": f"{MARKER}\uffff",
    "an astral noncharacter": f"{MARKER}\U0001ffff",
    "nothing": "",
    "spaces only": " \u00a0\u2003",
    "a space without width only": "\u200b",
    "nothing that is seen": "\u00ad \u2060\u3164\ufe0f\ufeff",
}
NAMES = {why: text for why, text in TEXTS.items() if why != "a direction mark"}
PROSE = {why: text for why, text in NAMES.items() if why != "a line feed"}
TIMES = {
    "naive": "2026-01-31T18:30:00",
    "a date": "2026-01-31",
    "30 February": "2026-02-30T12:00:00Z",
    "29 February of 2100": "2100-02-29T12:00:00Z",
    "hour 24": "2026-01-31T24:00:00Z",
    "a leap second": "2016-12-31T23:59:60Z",
    "before the year 1 in UTC": "0001-01-01T00:00:00+01:00",
    "after the year 9999 in UTC": "9999-12-31T23:59:59-01:00",
    "the first instant of all": "0001-01-01T00:00:00Z",
    "the last instant of all": "9999-12-31T23:59:59.999999Z",
    "the year 0": "0000-01-01T00:00:00Z",
    "the year 10000": "10000-01-01T00:00:00Z",
    "an offset of 99 hours": "2026-01-31T18:30:00+99:00",
    "seconds since 1970": 1769884200,
    "a float": 1769884200.5,
    "digits of other scripts": "२०२६-०१-३१T18:30:00Z",
    "null": None,
    "text": MARKER,
}
QUANTITIES = {
    "0": 0,
    "-1": -1,
    "100000": 100_000,
    "a little over 99999": 99_999.001,
    "over 32 bits": 2**31,
    "over 64 bits": 2**63,
    "4,000 digits": 10**3999,
    "text": "2",
    "four places": 0.0001,
    "what floats make of 0.1 + 0.2": 0.1 + 0.2,
    "nearly nothing": 1e-300,
    "true": True,
    "null": None,
    "a list": [1],
}
COURSES = [0, -1, 10, 1.0, "1", True, 2**63, MARKER, [1]]
SWITCHES = [0, 1, "true", "", MARKER, []]
PART = {"plu": "PART", "quantity": 1}
STATUSES = ["2", 2.0, True, 0, 6, -1, 2**63, "ready", "RECEIVED ", "", None, ["READY"], MARKER]
UNPARSEABLE = {
    "half a document": b'{"account": "mArKeR7x"',
    "spaces only": b"  ",
    "a byte order mark": b"\xef\xbb\xbf" + valid(),
    "UTF-16": valid().decode().encode("utf-16"),
    "latin-1": b'{"account": "caf\xe9"}',
    "an overlong NUL": b'{"account": "\xc0\x80"}',
    "a surrogate in UTF-8": b'{"account": "\xed\xa0\x80"}',
    "half a surrogate pair": rb'{"account": "mArKeR7x\ud800"}',
    "half a surrogate pair as a key": rb'{"\udfff": 1}',
    "a raw control character": b'{"account": "a\x01b"}',
    "a key twice": b'{"account": "mArKeR7x", "account": "b"}',
    "a key twice, once escaped": rb'{"account": "mArKeR7x", "\u0061ccount": "b"}',
    "a key twice in a line": spliced("items", '[{"plu": "A", "plu": "B"}]'),
    "NaN": spliced("metadata", '{"a": NaN}'),
    "Infinity": spliced("metadata", '{"a": Infinity}'),
    "-Infinity": spliced("metadata", '{"a": -Infinity}'),
    "1e999": spliced("metadata", '{"a": 1e999}'),
    "-1e999": spliced("metadata", '{"a": -1e999}'),
    "5,000 digits": spliced("metadata", '{"a": ' + "7" * 5000 + "}"),
    "nesting of 33": b"[" * 33 + b"]" * 33,
    "nesting of 10,000": b"[" * 10_000 + b"]" * 10_000,
    "objects nested 10,000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "10,000 opening brackets": b"[" * 10_000,
    "nesting of 33 in metadata": spliced("metadata", '{"a":' * 32 + "1" + "}" * 32),
    "a comment": b"{/* mArKeR7x */}",
    "a trailing comma": b'{"account": "mArKeR7x",}',
    "two documents": b"{}{}",
    "single quotes": b"{'account': 'mArKeR7x'}",
}
METADATA = {
    "over 4 KiB": {"a": "x" * 4096},
    "NUL": {"a": f"{MARKER}\0"},
    "NUL in a key": {"a\0": 1},
    "NUL far inside": {"a": [{"b": [f"{MARKER}\0"]}]},
    "an integer over 64 bits": {"a": 2**63},
    "an integer under 64 bits": {"a": [-(2**63) - 1]},
    "a list": [],
    "text": MARKER,
}
PRICES = {
    "negative": price(-1),
    "under a billion less than nothing": price(-1_000_000_001),
    "a float": price(11.9),
    "a whole float": price(1190.0),
    "text": price("1190"),
    "over a billion": price(1_000_000_001),
    "over 64 bits": price(2**64),
    "small letters": price(currency="eur"),
    "a line feed after": price(currency="EUR\n"),
    "no currency": {"amount": 1190},
    "a number": 1190,
}
DEGREES = {
    "text": "60.1",
    "true": True,
    "null": None,
    "beyond the pole": 90.000001,
    "4,000 digits": 10**3999,
    "a list": [60],
}
PAYMENTS = {
    "text": MARKER,
    "no status": {"method": "cash"},
    "an unknown status": {"status": MARKER},
    "a status in small letters": {"status": "paid"},
    "paid as a flag": {"status": "PAID", "paid": True},
    "negative": {"status": "PAID", "paid": price(-1)},
    "over 64 bits": {"status": "PAID", "paid": price(2**64)},
    "too much": {"status": "PAID", "paid": price(10**15 + 1)},
    "half a cent": {"status": "PAID", "paid": price(0.5)},
    "unpaid and paid": {"status": "UNPAID", "paid": price(1)},
    "in part without how much": {"status": "PARTLY"},
    "an unknown field": {"status": "PAID", "due": price()},
}
ADJUSTMENTS = {
    "an object": {},
    "51": [{"kind": "TIP", "amount": price()}] * 51,
    "no kind": [{"amount": price()}],
    "an unknown kind": [{"kind": MARKER, "amount": price()}],
    "no amount": [{"kind": "TIP"}],
    "an amount of null": [{"kind": "TIP", "amount": None}],
    "a float": [{"kind": "TIP", "amount": price(0.5)}],
    "under minus a billion": [{"kind": "DISCOUNT", "amount": price(-1_000_000_001)}],
    "over 64 bits": [{"kind": "TIP", "amount": price(2**64)}],
    "included as text": [{"kind": "TAX", "amount": price(), "included": "no"}],
    "a name with NUL": [{"kind": "TIP", "amount": price(), "name": f"{MARKER}\0"}],
}
COVERS = [0, -1, 1000, 2**63, 2.0, 1.5, "2", True, [1], 10**3999]
CONTEXT: dict[str, dict[str, object]] = {
    "order type dine-in": {"orderType": "dine-in"},
    "order type 1": {"orderType": 1},
    "a table that is a number": {"table": 12},
    "a table that is too long": {"table": "x" * 65},
    "an empty table": {"table": ""},
    "a server that is a list": {"server": [MARKER]},
    "a customer's name of nothing": {"customer": {"name": " "}},
    "a customer with an unknown field": {"customer": {"mail": MARKER}},
    "an address of nothing": {"deliveryAddress": {}},
    "an address with a city alone": {"deliveryAddress": {"city": MARKER}},
    "an address with a street of null": {"deliveryAddress": {"street": None}},
    "coordinates without a longitude": {"deliveryAddress": {"coordinates": {"latitude": 1}}},
}
PLUS = [".", "..", "a/../b", "./a", "a/.", "", "x" * 65, f"{MARKER}\0", 7]

ORDERS: list[Case] = [
    posted("an empty body", b""),
    *(posted(f"a body that is {raw!r}", raw) for raw in (b"null", b"7", b"[]", b'"mArKeR7x"')),
    posted("32 levels of nothing", b"[" * 32 + b"]" * 32),
    posted("an empty object", b"{}"),
    *(posted(f"unparseable: {why}", body, 400, "malformed") for why, body in UNPARSEABLE.items()),
    *(posted(f"account with {why}", valid(account=text)) for why, text in TEXTS.items()),
    *(posted(f"PLU {plu!r}"[:40], lined(plu=plu)) for plu in PLUS),
    *(
        posted(f"pickup {why}", valid(pickupTime=time))
        for why, time in TIMES.items()
        if time is not None
    ),
    *(posted(f"quantity {why}", lined(quantity=number)) for why, number in QUANTITIES.items()),
    *(posted(f"status {status!r}", valid(status=status)) for status in STATUSES if status),
    posted("status false", valid(status=False)),
    posted("item status 4", lined(status=4)),
    posted("item status PICKED_UP", lined(status="PICKED_UP")),
    *(posted(f"metadata: {why}", valid(metadata=value)) for why, value in METADATA.items()),
    *(posted(f"price: {why}", lined(unitPrice=value)) for why, value in PRICES.items()),
    *(posted(f"payment: {why}", valid(payment=value)) for why, value in PAYMENTS.items()),
    *(posted(f"adjustments: {why}", valid(adjustments=v)) for why, v in ADJUSTMENTS.items()),
    *(posted(f"covers {number!r}"[:40], valid(covers=number)) for number in COVERS),
    *(posted(why, valid(**changes)) for why, changes in CONTEXT.items()),
    *(
        posted(
            f"latitude {why}",
            valid(deliveryAddress={"coordinates": {"latitude": value, "longitude": 24.9}}),
        )
        for why, value in DEGREES.items()
    ),
    posted("an unknown field", valid(surprise=1)),
    posted("an unknown field of a line", lined(surprise=1)),
    posted("our own id from outside", valid(orderId="7")),
    posted("a brand's name that is too long", valid(brandId="x" * 65)),
    posted("a customer's name that is too long", valid(customer={"name": "x" * 256})),
    posted("a note that is too long", valid(note="x" * 1001)),
    posted("a note beyond all bounds", valid(note=MARKER * 50_000)),
    posted("a customer that is text", valid(customer=MARKER)),
    posted("a customer that is a number", valid(customer=2.220446049250313e-16)),
    posted("an address that is a number", valid(deliveryAddress=2.220446049250313e-16)),
    posted("no lines", valid(items=[])),
    posted("501 lines", valid(items=[item("BURGER")] * 501)),
    posted("lines that are an object", valid(items={"0": item("BURGER")})),
    posted("501 lines with all parts", lined(items=[item("PART")] * 500)),
    posted("parts that are an object", lined(items={"0": item("PART")})),
    posted("a part that is text", lined(items=[MARKER])),
    posted("a part without a quantity", lined(items=[{"plu": "PART", "name": "Part"}])),
    posted("a part without a name off the menu", lined(items=[PART]), code="not-orderable"),
    posted("four levels of parts", lined(items=[item("A", items=[item("B", items=[item("C")])])])),
    posted(
        "two currencies in a bundle",
        lined(unitPrice=price(), items=[item("A", unitPrice=price(currency="SEK"))]),
        422,
        "currency-mismatch",
    ),
    *(posted(f"course {value!r}", lined(course=value)) for value in COURSES),
    *(posted(f"held {value!r}", lined(held=value)) for value in [*SWITCHES, None]),
    *(posted(f"to make {value!r}", lined(toMake=value)) for value in SWITCHES),
    posted("51 modifiers", lined(modifiers=[{"plu": "EXTRA"}] * 51)),
    *(
        posted(f"quantity of {digits!r}", lined(quantity="SPLICE").replace(b'"SPLICE"', digits))
        for digits in (b"0.35000000000000000001", b"0.0000000000000000000000001")
    ),
    posted(
        "quantity of 1e400",
        lined(quantity="SPLICE").replace(b'"SPLICE"', b"1e400"),
        400,
        "malformed",
    ),
    posted("half a piece", lined(quantity=0.5, unit="piece")),
    posted("a unit that nobody knows", lined(unit="stone")),
    posted("51 allergens", lined(allergens=["nuts"] * 51)),
    posted("an allergen of nothing", lined(allergens=["\u200e"])),
    posted("a name of two lines", lined(forName=f"{MARKER}\nBob")),
    posted("an action that nobody knows", lined(modifiers=[{"plu": "A", "action": MARKER}])),
    posted("a portion that nobody knows", lined(modifiers=[{"plu": "A", "portion": "UPPER"}])),
    posted("an extra without a PLU", lined(modifiers=[{"name": MARKER}])),
    posted("to leave out nothing", lined(modifiers=[{"action": "NO"}])),
    posted(
        "modifiers of four levels",
        lined(
            modifiers=[
                {
                    "plu": "A",
                    "modifiers": [
                        {"plu": "B", "modifiers": [{"plu": "C", "modifiers": [{"plu": "D"}]}]}
                    ],
                }
            ]
        ),
    ),
    posted(
        "a line below zero",
        lined(unitPrice=price(100), modifiers=[{"plu": "A", "unitPrice": price(-101)}]),
        422,
        "amount-out-of-range",
    ),
    posted(
        "a line beyond all money",
        lined(
            quantity=99_999,
            unitPrice=price(1),
            modifiers=[{"plu": "A", "quantity": 99, "unitPrice": price(10**9)}] * 2,
        ),
        422,
        "amount-out-of-range",
    ),
    posted("an override in a note", lined(note=f"\u202e{MARKER}")),
    posted("a vertical tab in a note", lined(note=f"{MARKER}\x0b")),
    posted("100 of a modifier", lined(modifiers=[{"plu": "EXTRA", "quantity": 100}])),
    posted("no name off the menu", lined(name=...), code="not-orderable"),
    posted("a name of null off the menu", lined(name=None), code="not-orderable"),
    posted(
        "101 claims",
        valid(statusHistory=[{"status": 1, "timestamp": "2026-01-01T00:00:00Z"}] * 101),
    ),
    posted("a claim without a time", valid(statusHistory=[{"status": 1}])),
    posted(
        "two names of one field", encoded(order() | {"brand_id": MARKER, "id": "a", "_id": "b"})
    ),
    posted("from the future", valid(created="9999-12-31T23:59:59Z"), 422, "created-in-future"),
    posted(
        "two currencies",
        valid(items=[item("A", unitPrice=price()), item("B", unitPrice=price(currency="SEK"))]),
        422,
        "currency-mismatch",
    ),
]
