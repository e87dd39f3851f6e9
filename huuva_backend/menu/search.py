"""What texts look like to those who search in them: without case, accents and ligatures. Pure."""

from collections.abc import Iterable
from typing import Final
from unicodedata import combining, normalize

MAX_KEY_LENGTH: Final = 255
"""Of a name's key, so that any fits into an index; only ligatures can make it longer than the name."""

_PLAIN: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
"""The letters of European alphabets that Unicode takes for letters of their own, not for decorated ones."""


def fold(text: str) -> str:
    """Two texts that readers take for the same are the same; a part of a text is a part of what it folds to."""
    letters = normalize("NFKD", text).casefold()
    return "".join(char for char in letters if not combining(char)).translate(_PLAIN)


def name_key(name: str) -> str:
    return fold(name)[:MAX_KEY_LENGTH]


def ingredients_key(ingredients: Iterable[str]) -> str:
    """One a line, so that nothing is found across two of them."""
    return "\n".join(fold(ingredient) for ingredient in ingredients)
