import re
from urllib.parse import unquote

import pytest
from pydantic import TypeAdapter, ValidationError

from huuva_backend.platform.text import Plu, Prose1000, Text64, Text255, clean, is_garbled

INVISIBLE = [
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u17b4",
    "\u180e",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u200f",
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
name = TypeAdapter[str](Text255)
prose = TypeAdapter[str](Prose1000)


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


@pytest.mark.parametrize("adapter", [text, plu, name, prose])
@pytest.mark.parametrize("blank", ["", "   ", "\u00a0\u3000", *INVISIBLE, "\u200b \ufeff"])
def test_a_text_has_a_visible_character(adapter: TypeAdapter[str], blank: str) -> None:
    assert error_of(adapter, blank) == "string_too_short"


@pytest.mark.parametrize("invisible", [*INVISIBLE, " "])
def test_invisible_characters_may_stand_among_visible_ones(invisible: str) -> None:
    assert name.validate_python(f"a{invisible}b") == f"a{invisible}b"


ARABIC = "\u0628\u0631\u063a\u0631"


@pytest.mark.parametrize("adapter", [text, plu, name])
def test_direction_marks_at_the_ends_are_stripped(adapter: TypeAdapter[str]) -> None:
    assert adapter.validate_python(f"\u200f \u200e{ARABIC} XL\u200e \u200f") == f"{ARABIC} XL"


def test_direction_marks_may_stand_in_a_name_and_never_in_an_id() -> None:
    assert name.validate_python(f"{ARABIC}\u200e (XL)") == f"{ARABIC}\u200e (XL)"
    for adapter in (text, plu):
        assert error_of(adapter, f"{ARABIC}\u200e (XL)") == "forbidden_character"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ring twice.\r\nDoor code 4711\rThird floor", "Ring twice.\nDoor code 4711\nThird floor"),
        (" \n\tone\ttwo\n\nthree \n", "one\ttwo\n\nthree"),
        (f"\u200f{ARABIC}\n\u200eXL", f"\u200f{ARABIC}\n\u200eXL"),
        ("\u200d\u200cx\u200d\u200c", "\u200d\u200cx\u200d\u200c"),
        ("Cafe\u0301\n", "Caf\u00e9"),
    ],
)
def test_prose_takes_lines_tabs_and_direction_marks(given: str, kept: str) -> None:
    assert prose.validate_python(given) == kept
    assert prose.validate_python(kept) == kept


@pytest.mark.parametrize(
    "character",
    ["\0", "\x0b", "\x1b", "\x85", "\u061c", "\u202a", "\u202e", "\u2066", "\u2069", "\ud800"],
)
def test_prose_has_no_other_controls_and_nothing_that_reorders(character: str) -> None:
    assert error_of(prose, f"a\n{character}b") == "forbidden_character"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\t"])
@pytest.mark.parametrize("adapter", [text, plu, name])
def test_names_and_ids_have_one_line(adapter: TypeAdapter[str], end: str) -> None:
    assert error_of(adapter, f"a{end}b") == "forbidden_character"
    assert error_of(adapter, f"a{end}") == "forbidden_character"


def test_a_prose_counts_a_line_end_as_one() -> None:
    assert prose.validate_python("a" + "\r\n" * 998 + "b") == "a" + "\n" * 998 + "b"


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


@pytest.mark.parametrize("adapter", [text, plu, name, prose])
@pytest.mark.parametrize(
    "value",
    [
        "a\nb",
        "a\r\nb",
        "a\tb",
        "a\x0bb",
        "\t\n",
        "\r\n",
        "a\u200fb",
        "\u200f",
        "\u061ca",
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
