"""Addresses whose names may have slashes: one that is percent-encoded belongs to a name, and parts no segments. Pure.

A server decodes the path before routes are matched, and then `mall/load`, a location, is taken for the load of `mall`.
"""

import re
from typing import Final
from urllib.parse import unquote

_ENCODED: Final = re.compile(rb"%2f", re.IGNORECASE)
_KEPT: Final = "\udc2f"
"""Stands for such a slash meanwhile. Half a surrogate pair: nobody's address has one."""


def has_slash_in_name(raw_path: bytes) -> bool:
    return _ENCODED.search(raw_path) is not None


def by_segment(raw_path: bytes) -> str:
    """The path, decoded but for the slashes of names, which no segment's pattern takes for its end."""
    return _KEPT.join(unquote(part.decode("latin-1")) for part in _ENCODED.split(raw_path))


def named(text: str) -> str:
    """A name out of such a path, as it was meant."""
    return text.replace(_KEPT, "/")
