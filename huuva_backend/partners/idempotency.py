"""POSTs under an `Idempotency-Key`: one effect, and the answer to it as often as it is asked for. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from huuva_backend.partners.caller import Caller
from huuva_backend.platform.errors import Fault, Invalid

KEPT: Final = timedelta(days=7)
_KEY: Final = re.compile(r"[!-~]{1,255}")
_PLACE: Final = "header/idempotency-key"


class InvalidIdempotencyKey(Invalid):
    code = "invalid-idempotency-key"
    title = "The idempotency key is none"

    def __init__(self) -> None:
        message = "Should be 1 to 255 visible characters of ASCII"
        super().__init__([Fault(_PLACE, self.code, message)])


class IdempotencyKeyReused(Invalid):
    code = "idempotency-key-reused"
    title = "Something else was asked for under this key"

    def __init__(self) -> None:
        message = "Should be another key for another request"
        super().__init__([Fault(_PLACE, self.code, message)])


@dataclass(frozen=True, slots=True)
class Once:
    """What is to be done once: whose it is, under which key, and the digest of what is asked for."""

    caller: str
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that was given."""

    status: int
    headers: dict[str, str]
    body: str


def once(caller: Caller, key: str, content: bytes) -> Once:
    """`content` is all that is asked for. Raises `InvalidIdempotencyKey`."""
    if not _KEY.fullmatch(key):
        raise InvalidIdempotencyKey
    return Once(_credential(caller), key, sha256(content).hexdigest())


def _credential(caller: Caller) -> str:
    """Keys of one partner share it, so that a retry may come with the next key, unless they are limited otherwise."""
    name = f"{caller.kind}:{caller.id or ''}"
    if caller.brands is None and caller.locations is None:
        return name
    limits = [
        None if limit is None else sorted(limit) for limit in (caller.brands, caller.locations)
    ]
    return f"{name} {sha256(repr(limits).encode()).hexdigest()[:16]}"
