import re
from urllib.parse import unquote

import pytest
from pydantic import TypeAdapter, ValidationError

from huuva_backend.platform.text import Plu, Text64, clean, is_garbled

INVISIBLE = [
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u17b4",
    "\u180e",
    "\u200b",
    "\u200d",
    "\u2060",
    "\u2800",
    "\u3164",
    "\ufe0f",
    "\ufeff",
    "\uffa0",
    "\ufff9",
    "\U0001d173",
    "\U000e0001",
    "\U000e0100",
]

text = TypeAdapter[str](Text64)
plu = TypeAdapter[str](Plu)


def error_of(adapter: TypeAdapter[str], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Hawaii Burger", "Hawaii Burger"),
        ("  Hawaii Burger ", "Hawaii Burger"),
        ("\u00a0Smørrebrød\u2003", "Smørrebrød"),
        ("Cafe\u0301", "Café"),
        ("辛口カレー 🍛", "辛口カレー 🍛"),
        ("👩\u200d🍳", "👩\u200d🍳"),
    ],
)
def test_text_is_stripped_and_composed(given: str, kept: str) -> None:
    assert clean(given) == kept
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\n",
        "\x7f",
        "\x85",
        "\u061c",
        "\u200e",
        "\u202e",
        "\u2066",
        "\ud800",
        "\ufdd0",
        "\uffff",
        "\U0010ffff",
    ],
)
@pytest.mark.parametrize("place", ["{}a", "a{}", "a{}b", "é{}"])
def test_invisible_and_reordering_characters_are_refused_anywhere(
    character: str, place: str
) -> None:
    assert error_of(text, place.format(character)) == "forbidden_character"


@pytest.mark.parametrize("adapter", [text, plu])
@pytest.mark.parametrize("blank", ["", "   ", "\u00a0\u3000", *INVISIBLE, "\u200b \ufeff"])
def test_a_text_has_a_visible_character(adapter: TypeAdapter[str], blank: str) -> None:
    assert error_of(adapter, blank) == "string_too_short"


@pytest.mark.parametrize("invisible", [*INVISIBLE, " "])
def test_invisible_characters_may_stand_among_visible_ones(invisible: str) -> None:
    assert text.validate_python(f"a{invisible}b") == f"a{invisible}b"


@pytest.mark.parametrize("seen", ["\u0301", "\ue000", "\u0378", "\u2801", "나비", "·"])
def test_whatever_is_drawn_is_visible(seen: str) -> None:
    assert text.validate_python(seen) == seen


def test_length_counts_after_cleaning() -> None:
    assert text.validate_python(" " + "e\u0301" * 64 + " ") == "é" * 64
    assert error_of(text, "é" * 65) == "string_too_long"


@pytest.mark.parametrize("value", [5, True, None, ["a"]])
def test_only_strings_are_texts(value: object) -> None:
    assert error_of(text, value) == "string_type"


@pytest.mark.parametrize("value", ["CAT1-0001", "a/b", "a b", "1.5", "...", "a/.b", "%2F"])
def test_a_plu_may_hold_what_partners_put_there(value: str) -> None:
    assert plu.validate_python(value) == value


@pytest.mark.parametrize("value", [".", "..", "a/..", "./a", "a/../b"])
def test_a_plu_that_a_client_would_resolve_away_is_refused(value: str) -> None:
    assert error_of(plu, value) == "dot_segment"


@pytest.mark.parametrize("adapter", [text, plu])
@pytest.mark.parametrize(
    "value",
    [
        "a",
        " a ",
        "",
        " ",
        "\n",
        "a\n",
        "\u202e",
        "é",
        "🍛",
        ".",
        "a/..",
        "a.b",
        "\uffff",
        "\u3000",
        "\u200b",
        "\ufeff ",
        "\u3164a",
    ],
)
def test_the_published_pattern_agrees_with_what_is_accepted(
    adapter: TypeAdapter[str], value: str
) -> None:
    pattern = adapter.json_schema()["pattern"]
    try:
        adapter.validate_python(value)
    except ValidationError:
        assert re.search(pattern, value) is None or value.endswith("\n")
    else:
        assert re.search(pattern, value)


def test_the_schema_tells_the_lengths() -> None:
    schema = text.json_schema()
    assert (schema["type"], schema["minLength"], schema["maxLength"]) == ("string", 1, 64)


@pytest.mark.parametrize(
    ("escaped", "garbled"),
    [("a", False), ("%C3%A9", False), ("%EF%BF%BD", False), ("%FF", True), ("%ED%A0%80", True)],
)
def test_an_address_that_is_no_text_is_found_out(escaped: str, garbled: bool) -> None:
    assert is_garbled(unquote(escaped), escaped.encode()) is garbled
