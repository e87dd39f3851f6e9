"""The one text type of the product: no field takes a bare `str` from outside."""

import re
from dataclasses import dataclass
from typing import Annotated
from unicodedata import normalize
from urllib.parse import unquote_to_bytes

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

# Written as escapes that regular expressions read alike in Python, ECMAScript and Rust.
_CONTROLS = r"\u0000-\u001f\u007f-\u009f"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NONCHARACTERS = r"\ufdd0-\ufdef\ufffe\uffff"
_SPACES = r"\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What Unicode says to draw nothing for (Default_Ignorable_Code_Point), and an empty pattern of Braille.
_INVISIBLE = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u206f\u2800"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_ASTRAL_INVISIBLE = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_REFUSED = _CONTROLS + _BIDI + _NONCHARACTERS
_SURROGATES = r"\ud800-\udfff"
_ASTRAL_NONCHARACTERS = "".join(
    chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = re.compile(f"[{_REFUSED}{_SURROGATES}{_ASTRAL_NONCHARACTERS}]")

_VISIBLE = re.compile(f"[^{_SPACES}{_INVISIBLE}{_ASTRAL_INVISIBLE}]")

_PATTERN = f"[^{_REFUSED}]*[^{_REFUSED}{_SPACES}{_INVISIBLE}][^{_REFUSED}]*$"
_NO_DOT_SEGMENTS = r"(?!(?:[^/]*/)*\.{1,2}(?:/|$))"


def clean(value: str) -> str:
    """Strips and composes (NFC); refuses what is invisible, reorders text or can't be stored."""
    if value.isascii() and value.isprintable():
        return value.strip()
    if _FORBIDDEN.search(value):
        raise PydanticCustomError(
            "forbidden_character",
            "Text should have no control characters, bidirectional controls or noncharacters",
        )
    return normalize("NFC", value.strip())


def is_blank(text: str) -> bool:
    """Whether nobody who looks at it sees anything."""
    return _VISIBLE.search(text) is None


def is_garbled(value: str, escaped: bytes) -> bool:
    """Whether `value` was read from an address that isn't UTF-8: many of those would become one text."""
    if "\ufffd" not in value:
        return False
    try:
        unquote_to_bytes(escaped).decode()
    except UnicodeDecodeError:
        return True
    return False


@dataclass(frozen=True, slots=True)
class Text:
    """Makes a `str` a clean, non-empty text: `Annotated[str, Text(80)]`. Cleaned, then counted."""

    max_length: int

    def parse(self, value: str) -> str:
        text = clean(value)
        if is_blank(text):
            raise PydanticKnownError("string_too_short", {"min_length": 1})
        if len(text) > self.max_length:
            raise PydanticKnownError("string_too_long", {"max_length": self.max_length})
        return text

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.parse, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = {"minLength": 1, "maxLength": self.max_length, "pattern": f"^{_PATTERN}"}
        return handler(schema) | described


@dataclass(frozen=True, slots=True)
class Addressable(Text):
    """A text that stands in a URL, where clients resolve the segments `.` and `..` away."""

    def parse(self, value: str) -> str:
        text = Text.parse(self, value)
        if "." in text and not {".", ".."}.isdisjoint(text.split("/")):
            raise PydanticCustomError(
                "dot_segment", "Text should have no segment that is . or .. between slashes"
            )
        return text

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = Text.__get_pydantic_json_schema__(self, schema, handler)
        return described | {"pattern": f"^{_NO_DOT_SEGMENTS}{_PATTERN}"}


Text64 = Annotated[str, Text(64)]
Text255 = Annotated[str, Text(255)]
Text1000 = Annotated[str, Text(1000)]
Plu = Annotated[str, Addressable(64)]
