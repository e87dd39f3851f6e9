"""The text types of the product: no field takes a bare `str` from outside."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from unicodedata import normalize
from urllib.parse import unquote_to_bytes

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

# Written as escapes that regular expressions read alike in Python, ECMAScript and Rust.
_CONTROLS = r"\u0000-\u001f\u007f-\u009f"
_REORDERING = r"\u061c\u202a-\u202e\u2066-\u2069"
_MARKS = r"\u200e\u200f"
_NONCHARACTERS = r"\ufdd0-\ufdef\ufffe\uffff"
_SPACES = r"\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What Unicode says to draw nothing for (Default_Ignorable_Code_Point), and an empty pattern of Braille.
_INVISIBLE = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_ASTRAL_INVISIBLE = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_REFUSED = _CONTROLS + _REORDERING + _NONCHARACTERS
_REFUSED_IN_PROSE = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f" + _REORDERING + _NONCHARACTERS
_SURROGATES = r"\ud800-\udfff"
_ASTRAL_NONCHARACTERS = "".join(
    chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
_UNSTORABLE = _SURROGATES + _ASTRAL_NONCHARACTERS
_FORBIDDEN = re.compile(f"[{_REFUSED}{_UNSTORABLE}]")
_FORBIDDEN_IN_IDS = re.compile(f"[{_REFUSED}{_MARKS}{_UNSTORABLE}]")
_FORBIDDEN_IN_PROSE = re.compile(f"[{_REFUSED_IN_PROSE}{_UNSTORABLE}]")
_ENDS = re.compile(f"^[{_SPACES}{_MARKS}]+|[{_SPACES}{_MARKS}]+$")
_LINE_ENDS = re.compile(r"\r\n?")

_VISIBLE = re.compile(rf"[^{_SPACES}\t\n{_INVISIBLE}{_ASTRAL_INVISIBLE}]")


_AS_SENT = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f" + _REORDERING + _NONCHARACTERS


def _pattern(refused: str) -> str:
    return f"[^{refused}]*[^{refused}{_SPACES}{_INVISIBLE}][^{refused}]*"


_STRIPPED = f"[{_SPACES}{_MARKS}]*"
_NO_DOT_SEGMENTS = rf"(?!(?:{_STRIPPED}|(?:[^/]*/)+)\.{{1,2}}(?:/|{_STRIPPED}$))"


def clean(value: str, forbidden: re.Pattern[str] = _FORBIDDEN) -> str:
    """Of one line: strips and composes (NFC); refuses what is invisible, reorders text or can't be stored.

    Direction marks tell how a name is read; at its ends they come by copying, and are stripped.
    """
    if value.isascii() and value.isprintable():
        return value.strip()
    return _composed(_ENDS.sub("", value), forbidden)


def clean_prose(value: str) -> str:
    """As `clean`, but of as many lines as there are, whichever way they end, and with tabs."""
    if value.isascii() and value.isprintable():
        return value.strip()
    return _composed(_LINE_ENDS.sub("\n", value), _FORBIDDEN_IN_PROSE)


def _composed(value: str, forbidden: re.Pattern[str]) -> str:
    if forbidden.search(value):
        raise PydanticCustomError(
            "forbidden_character",
            "Text should have no control characters, bidirectional controls or noncharacters",
        )
    return normalize("NFC", value.strip())


def plain(member: StrEnum | None) -> str | None:
    """An enumeration's member as a plain string: encoders of JSON take long to find out what it is."""
    return None if member is None else str(member)


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
    """Makes a `str` a clean, non-empty text of one line: `Annotated[str, Text(80)]`. Cleaned, then counted."""

    max_length: int

    def cleaned(self, value: str) -> str:
        return clean(value)

    def pattern(self) -> str:
        return f"^{_pattern(_REFUSED)}$"

    def parse(self, value: str) -> str:
        text = self.cleaned(value)
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
        described = {"minLength": 1, "maxLength": self.max_length, "pattern": self.pattern()}
        return handler(schema) | described


@dataclass(frozen=True, slots=True)
class Id(Text):
    """A text that is compared: no direction mark may make two that look alike."""

    def cleaned(self, value: str) -> str:
        return clean(value, _FORBIDDEN_IN_IDS)

    def pattern(self) -> str:
        # Marks at its ends are taken and stripped; said so, who makes texts by it would fill them up with marks.
        return f"^{_pattern(_REFUSED + _MARKS)}$"


@dataclass(frozen=True, slots=True)
class Addressable(Id):
    """An id that stands in a URL, where clients resolve the segments `.` and `..` away."""

    def parse(self, value: str) -> str:
        text = Id.parse(self, value)
        if "." in text and not {".", ".."}.isdisjoint(text.split("/")):
            raise PydanticCustomError(
                "dot_segment", "Text should have no segment that is . or .. between slashes"
            )
        return text

    def pattern(self) -> str:
        return f"^{_NO_DOT_SEGMENTS}{Id.pattern(self)[1:]}"


@dataclass(frozen=True, slots=True)
class Prose(Text):
    """What people write to each other, in as many lines as they like: `Annotated[str, Prose(1000)]`."""

    def cleaned(self, value: str) -> str:
        return clean_prose(value)

    def pattern(self) -> str:
        # A carriage return ends a line too, before it is made a line feed.
        return f"^[^{_AS_SENT}]*[^{_AS_SENT}\\t\\n\\r{_SPACES}{_INVISIBLE}][^{_AS_SENT}]*$"


Text64 = Annotated[str, Id(64)]
Name64 = Annotated[str, Text(64)]
Text255 = Annotated[str, Text(255)]
Prose255 = Annotated[str, Prose(255)]
Prose1000 = Annotated[str, Prose(1000)]
Plu = Annotated[str, Addressable(64)]
