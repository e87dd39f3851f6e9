"""The form of a key, and how what is kept of it is compared. Pure.

`hvk_live_` says to scanners of secrets whose it is. 10 characters follow by which it is looked up, which are no
secret, then 32 that are (190 bits), and a checksum of 6: the CRC-32 of those 42, as GitHub's tokens have it. All of
them are of base 62 (`0-9A-Za-z`), so that one click selects a key: `hvk_live_[0-9A-Za-z]{48}`.
"""

import secrets
from hashlib import sha256
from hmac import compare_digest
from typing import Final, NamedTuple
from zlib import crc32

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MARK: Final = "hvk_live_"
PREFIX_LENGTH: Final = 10
SECRET_LENGTH: Final = 32
CHECKSUM_LENGTH: Final = 6
LENGTH: Final = len(MARK) + PREFIX_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH


class NewKey(NamedTuple):
    """The `text` is for whoever may call with it; only `prefix` and `digest` are kept."""

    text: str
    prefix: str
    digest: bytes


def make() -> NewKey:
    body = "".join(secrets.choice(ALPHABET) for _ in range(PREFIX_LENGTH + SECRET_LENGTH))
    text = MARK + body + checksum(body)
    return NewKey(text, body[:PREFIX_LENGTH], digest(text))


def checksum(body: str) -> str:
    """The CRC-32 of it in base 62, the highest digit first."""
    number, digits = crc32(body.encode()), ""
    for _ in range(CHECKSUM_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def prefix_of(text: str) -> str | None:
    """By which a key is looked up; None where it can't be one, which nobody need look up to know."""
    if len(text) != LENGTH or not text.startswith(MARK) or not text.isascii():
        return None
    body, check = text[len(MARK) : -CHECKSUM_LENGTH], text[-CHECKSUM_LENGTH:]
    return body[:PREFIX_LENGTH] if body.isalnum() and checksum(body) == check else None


def digest(text: str) -> bytes:
    """What is kept of a key. It is random enough that a slow digest would protect it no better."""
    return sha256(text.encode()).digest()


def is_of(text: str, kept: bytes) -> bool:
    """Whether this is the key of which the digest was kept; takes as long whichever it is."""
    return compare_digest(digest(text), kept)
