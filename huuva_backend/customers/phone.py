"""A phone number that somebody names, and how the same may have been written when it was ordered with. Pure."""

from typing import NamedTuple
from unicodedata import digit

from huuva_backend.platform.phone import e164

ABROAD = "00"


class Phone(NamedTuple):
    """As it is `dialled` from anywhere, E.164, and the `digits` with which it was perhaps written where nobody knew how
    to dial it.
    """

    dialled: frozenset[str]
    digits: frozenset[str]


def read_phone(number: str) -> Phone:
    digits = "".join(str(digit(char)) for char in number if char.isdigit())
    written = [number, "+" + digits]
    if digits.startswith(ABROAD):
        written.append("+" + digits.removeprefix(ABROAD))
    dialled = frozenset({*written[1:], *filter(None, map(e164, written))})
    bare = {number.removeprefix("+") for number in dialled}
    return Phone(dialled, frozenset({digits, *bare, *(ABROAD + one for one in bare)}))
