"""How a screen without a keyboard comes to a key: it shows a code, and an operator confirms that. Pure.

The page has its key from the beginning, in a cookie that no script reads. It opens nothing until the code is
confirmed, so that it is kept nowhere but in the browser, and no answer that brings it can be lost.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.partner import KeptKey

ALPHABET: Final = "23456789BCDFGHJKMNPQRSTVWXZ"
"""None of them is taken for another, and they make no words."""
GROUP: Final = 4
LENGTH: Final = 2 * GROUP
LIFE: Final = timedelta(minutes=10)
MOST_OPEN: Final = 200
"""How many screens may wait at once. Whoever reaches the port may ask for a code."""

DISPLAY_SCOPES: Final = (
    Scope.EVENTS_READ,
    Scope.KITCHEN_READ,
    Scope.KITCHEN_WRITE,
    Scope.MENU_READ,
    Scope.ORDERS_READ,
)
"""What the pages of a kitchen ask for."""


def make_code() -> str:
    return written("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def written(code: str) -> str:
    """As the screen shows it: in two groups."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def read_code(text: str) -> str | None:
    """However somebody typed it; None where it can be no code."""
    code = text.upper().replace("-", "").replace(" ", "")
    is_one = text.isascii() and len(code) == LENGTH and set(code) <= set(ALPHABET)
    return written(code) if is_one else None


@dataclass(frozen=True, slots=True)
class OpenPairing:
    """What a screen shows until its code is confirmed."""

    code: str
    expires_in_seconds: int


@dataclass(frozen=True, slots=True)
class Displays:
    """Their keys."""

    items: Sequence[KeptKey]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody at a screen is, to us. `name` is None where nobody is asked for a key."""

    kind: str
    name: str | None
    scopes: Sequence[str]
    brand_ids: Sequence[str] | None
    location_ids: Sequence[str] | None
