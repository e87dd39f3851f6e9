"""Whether a message is ours, by the Standard Webhooks specification."""

import hmac
import json
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from huuva_client.operations import WebhookMessage

TOLERANCE_SECONDS: Final = 300


class Headers(Protocol):
    """As any framework has them."""

    def items(self) -> Iterable[tuple[str, str]]: ...


class WebhookRefused(Exception):
    """Nobody who knows the secret signed it, or not lately."""


def verify(
    secrets: str | Sequence[str],
    headers: Headers,
    body: bytes,
    *,
    now: float | None = None,
) -> WebhookMessage:
    """The message, if one of the secrets signed it lately. Several: while one is rotated. Raises `WebhookRefused`.

    `body` is what came: what was parsed and written again is signed by nobody. `webhook-id` tells repeats apart.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        id_, timestamp, signatures = (
            given[f"webhook-{name}"] for name in ("id", "timestamp", "signature")
        )
        age = (time.time() if now is None else now) - int(timestamp)
    except (KeyError, ValueError):
        raise WebhookRefused("Not signed") from None
    if abs(age) > TOLERANCE_SECONDS:
        raise WebhookRefused("Signed too long ago, or ahead")
    signed = f"{id_}.{timestamp}.".encode() + body
    expected = [
        _signature(each, signed) for each in ([secrets] if isinstance(secrets, str) else secrets)
    ]
    for signature in signatures.split():
        if any(hmac.compare_digest(signature.encode(), each) for each in expected):
            message: WebhookMessage = json.loads(body)
            return message
    raise WebhookRefused("Signed with none of the secrets")


def _signature(secret: str, signed: bytes) -> bytes:
    key = b64decode(secret.removeprefix("whsec_"))
    return b"v1," + b64encode(hmac.digest(key, signed, "sha256"))
