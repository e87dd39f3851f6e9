"""The delivery platforms whose words we speak, and how each signs what it sends. Pure."""

import hmac
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

SIGNATURE: Final = re.compile("[0-9a-fA-F]{64}")


class Dialect(StrEnum):
    DELIVERECT = "deliverect"
    UBER_EATS = "uberEats"


SIGNED_BY: Final[Mapping[Dialect, str]] = {
    Dialect.DELIVERECT: "X-Server-Authorization-HMAC-SHA256",
    Dialect.UBER_EATS: "X-Uber-Signature",
}
"""The header that has the HMAC-SHA256 of the body, in hexadecimal digits, by a secret that only the two of us know."""


def is_signed(body: bytes, signature: str, secrets: Sequence[str]) -> bool:
    """Whether one of the secrets made the signature; takes as long whichever it is, or none."""
    if not SIGNATURE.fullmatch(signature):
        return False
    told = bytes.fromhex(signature)
    made = [hmac.digest(secret.encode(), body, "sha256") for secret in secrets]
    matched = [hmac.compare_digest(told, each) for each in made]
    return any(matched)
