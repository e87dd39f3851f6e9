"""How often something may be done, written as `600/minute`."""

import re
from dataclasses import dataclass
from typing import Final

UNITS: Final = {"second": 1, "minute": 60, "hour": 3600}
PATTERN: Final = f"^[1-9][0-9]{{0,6}}/({'|'.join(UNITS)})$"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many within so many seconds, counted from the first of them."""

    amount: int
    seconds: int


def rate_of(text: str) -> Rate:
    """Raises `ValueError`."""
    if not re.fullmatch(PATTERN, text):
        raise ValueError("must be like 600/minute: a number, and second, minute or hour")
    amount, _, unit = text.partition("/")
    return Rate(int(amount), UNITS[unit])
